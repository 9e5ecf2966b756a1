/* Kind `groups`: the distribution of a measure in each group, a panel a group above one common scale. A panel
 * has a dot for each participant, the mean as a line and, from a few participants on, a quartile box. */
#include <config.h>

#include "charts/bars.h"
#include "charts/legend.h"
#include "charts/swarm.h"

#define FEW 4 /* participants, below which quartiles only repeat the dots */
#define PANEL 52.0
#define PANELS 400.0 /* height of all panels together, where text does not need more */
#define GAP 6.0
#define MEAN_WIDTH 2.6

/* Places in a panel from its middle, and heights, in heights of the panel. */
#define DOTS_AT (-0.16)
#define DOTS_REACH 0.28
#define BOX_AT 0.28
#define BOX_HEIGHT 0.22
#define MEAN_HEIGHT 0.34

enum { GROUP, N, MEAN, Q1, MEDIAN, Q3, LEAST, MOST, FIRST_VALUE };

/* A participant's value. */
typedef struct {
    guint participant;
    gint64 units;
} Value;

/* Best first; equal ones in the order of the file. */
static gint
compare_values(gconstpointer a, gconstpointer b)
{
    const Value *one = a, *other = b;
    if (one->units != other->units)
        return one->units > other->units ? -1 : 1;
    return one->participant < other->participant ? -1 : 1;
}

static GArray *
collect_values(const ApSubject *subject, guint group, guint measure)
{
    GArray *values = g_array_new(FALSE, FALSE, sizeof(Value));
    for (guint i = 0; i < subject->year->participants->len; i++) {
        Value value = {i, 0};
        if (ap_year_participant(subject->year, i)->group == group &&
            ap_store_value(subject->store, i, measure, &value.units))
            g_array_append_val(values, value);
    }
    g_array_sort(values, compare_values);
    return values;
}

/* The number of participants with a value in the group that has most of them. */
static guint
most_values(const ApSubject *subject, const GArray *scopes, guint measure)
{
    gint64 most = 0;
    for (guint i = 0; i < scopes->len; i++) {
        const ApSummary *summary = ap_store_summary(subject->store, g_array_index(scopes, guint, i), measure);
        most = MAX(most, summary != NULL ? summary->values[AP_STATISTIC_N] : 0);
    }
    return (guint)most;
}

static void
add_columns(const ApSubject *subject, ApChartData *data, guint n_values)
{
    static const ApWord columns[FIRST_VALUE] = {
        AP_WORD_column_group,  AP_WORD_column_n,  AP_WORD_mean,       AP_WORD_column_q1,
        AP_WORD_column_median, AP_WORD_column_q3, AP_WORD_column_min, AP_WORD_column_max};
    for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
        ap_chart_data_add_column(data, subject->style->words[columns[i]]);
    for (guint i = 1; i <= n_values; i++) {
        g_autofree char *number = g_strdup_printf("%u", i);
        g_autofree char *name = ap_style_say(subject->style, AP_WORD_column_place, "n", number, NULL);
        ap_chart_data_add_column(data, name);
    }
}

/* The cells beyond a group's participants are empty: nobody is missing there. */
static void
add_row(const ApSubject *subject, ApChartData *data, guint scope, guint measure)
{
    static const ApStatistic statistics[] = {AP_STATISTIC_N,      AP_STATISTIC_MEAN, AP_STATISTIC_Q1,
                                             AP_STATISTIC_MEDIAN, AP_STATISTIC_Q3,   AP_STATISTIC_MIN,
                                             AP_STATISTIC_MAX};
    guint group = (guint)ap_store_scope(subject->store, scope)->group;
    g_autoptr(GArray) values = collect_values(subject, group, measure);
    ap_chart_data_add_text(data, ap_year_group(subject->year, group)->name);
    for (guint i = 0; i < G_N_ELEMENTS(statistics); i++)
        ap_chart_data_add_statistic(data, subject, scope, measure, statistics[i]);
    for (guint i = 0; FIRST_VALUE + i < data->columns->len; i++)
        if (i < values->len)
            ap_chart_data_add_value(data, subject, g_array_index(values, Value, i).participant, measure);
        else
            ap_chart_data_add_text(data, "");
}

static void
tabulate(const ApSubject *subject, ApChartData *data)
{
    g_autoptr(GArray) scopes = ap_subject_groups(subject);
    guint measure = ap_subject_measure(subject);
    add_columns(subject, data, most_values(subject, scopes, measure));
    for (guint i = 0; i < scopes->len; i++)
        add_row(subject, data, g_array_index(scopes, guint, i), measure);
    ap_chart_data_note_thresholds(data, subject);
}

static double
draw_legend(const ApSubject *subject, ApCanvas *canvas)
{
    const ApChartStyle *style = subject->style;
    ApPaint paint = ap_style_group(style, -1);
    const ApKey keys[] = {{.shape = AP_SHAPE_DOT, .paint = paint, .text = style->words[AP_WORD_key_value]},
                          {.shape = AP_SHAPE_LINE,
                           .stroke = {.colour = paint.colour, .width = MEAN_WIDTH},
                           .text = style->words[AP_WORD_key_mean]},
                          {.shape = AP_SHAPE_RECT,
                           .paint = {style->mean.colour, AP_PATTERN_EMPTY},
                           .text = style->words[AP_WORD_key_box]}};
    return ap_legend_draw(canvas, style, keys, G_N_ELEMENTS(keys), 0, 0);
}

static double
cell_at(const ApBars *bars, guint row, guint column)
{
    return ap_scale_at(bars->frame.scale, ap_chart_data_number(ap_chart_data_cell(bars->data, row, column)));
}

static void
draw_dots(const ApBars *bars, guint row, ApColour colour, ApCanvas *canvas)
{
    guint n = (guint)ap_chart_data_cell(bars->data, row, N)->units;
    g_auto(ApSwarm) swarm;
    ap_swarm_init(&swarm);
    for (guint column = FIRST_VALUE; column < FIRST_VALUE + n; column++)
        ap_swarm_add(&swarm, cell_at(bars, row, column), (ApCell){(gint)row, (gint)column});
    ap_swarm_draw(&swarm, canvas, ap_bars_middle(bars, row) + DOTS_AT * bars->slot, DOTS_REACH * bars->slot,
                  ap_swarm_radius(n), (ApPaint){colour, AP_PATTERN_SOLID});
}

/* The box and the mean stand below the dots, so that they hide none; the mean reaches beyond the box, so that
 * a median at the same place hides it nowhere else. */
static void
draw_summary(const ApBars *bars, guint row, ApColour colour, ApCanvas *canvas)
{
    gint64 n = ap_chart_data_cell(bars->data, row, N)->units;
    double middle = ap_bars_middle(bars, row) + BOX_AT * bars->slot;
    double height = MEAN_HEIGHT * bars->slot;
    if (n > 0)
        ap_canvas_line(canvas, AP_ROLE_SPREAD, (ApCell){(gint)row, MEAN},
                       (ApBox){cell_at(bars, row, MEAN), middle - height / 2, 0, height},
                       (ApStroke){.colour = colour, .width = MEAN_WIDTH});
    if (n >= FEW) {
        const double quartiles[] = {cell_at(bars, row, Q1), cell_at(bars, row, MEDIAN),
                                    cell_at(bars, row, Q3)};
        const ApCell cells[] = {{(gint)row, Q1}, {(gint)row, MEDIAN}, {(gint)row, Q3}};
        ap_swarm_draw_box(canvas, quartiles, cells, middle, BOX_HEIGHT * bars->slot, bars->style->mean);
    }
}

/* Thin lines between the panels, from the labels to the means. */
static void
draw_borders(const ApBars *bars, ApCanvas *canvas)
{
    for (guint row = 1; row < bars->data->n_rows; row++) {
        double y = ap_bars_middle(bars, row) - bars->slot / 2;
        ap_canvas_line(canvas, AP_ROLE_GRID, AP_NO_CELL, (ApBox){0, y, bars->style->width, 0},
                       bars->style->grid);
    }
}

static ApChartText *
mean_text(const ApBars *bars, guint row)
{
    g_autofree char *label =
        ap_style_say(bars->style, AP_WORD_reference, "name", bars->style->words[AP_WORD_mean], "value",
                     ap_chart_data_cell(bars->data, row, MEAN)->text, NULL);
    return ap_chart_text_new(bars->style, label, 0);
}

/* The room at the right of the plot that the means need. */
static double
means_room(const ApBars *bars)
{
    double width = 0;
    for (guint row = 0; row < bars->data->n_rows; row++) {
        g_autoptr(ApChartText) text = mean_text(bars, row);
        width = MAX(width, ap_chart_text_width(text));
    }
    return GAP + width;
}

static void
draw_means(const ApBars *bars, ApCanvas *canvas)
{
    for (guint row = 0; row < bars->data->n_rows; row += bars->stride)
        ap_canvas_text(canvas, AP_ROLE_VALUE, (ApCell){(gint)row, MEAN}, mean_text(bars, row),
                       bars->style->width, ap_bars_middle(bars, row), 1, 0.5);
}

static double
lay_out(const ApSubject *subject, const ApChartData *data, ApCanvas *canvas)
{
    g_autoptr(GArray) scopes = ap_subject_groups(subject);
    g_auto(ApBars) bars;
    ap_bars_init(&bars, subject->style, data, MEAN, 1);
    for (guint row = 0; row < data->n_rows; row++)
        bars.labels[row] =
            ap_style_say(subject->style, AP_WORD_panel, "group", ap_chart_data_cell(data, row, GROUP)->text,
                         "n", ap_chart_data_cell(data, row, N)->text, NULL);
    bars.align = 0;
    bars.right = means_room(&bars);
    bars.wanted = MIN(PANEL, PANELS / MAX(data->n_rows, 1));
    ap_bars_lay(&bars, draw_legend(subject, canvas));
    ap_axis_draw(canvas, subject->style, &bars.frame);
    draw_borders(&bars, canvas);
    ap_bars_draw_labels(&bars, canvas);
    ap_axis_draw_references(canvas, subject->style, data, &bars.frame);
    for (guint row = 0; row < data->n_rows; row++) {
        gint group = ap_store_scope(subject->store, g_array_index(scopes, guint, row))->group;
        ApColour colour = ap_style_group(subject->style, group).colour;
        draw_dots(&bars, row, colour, canvas);
        draw_summary(&bars, row, colour, canvas);
    }
    draw_means(&bars, canvas);
    return bars.bottom;
}

const ApKind ap_kind_groups = {tabulate, lay_out};
