/* Kind `items`: the mean of each item of a stage as a lying bar, over it a dot for each participant and,
 * where there are many, a quartile box. The best and the weakest item are named so. */
#include <config.h>

#include "charts/bars.h"
#include "charts/legend.h"
#include "charts/swarm.h"

#define MANY 20 /* participants, above which a box sums up the dots */
#define BOX_SHARE 0.5
#define GAP 6.0
#define END 2.0 /* width of the line that ends a bar, points */

enum { NUMBER, NAME, N, MEAN, Q1, MEDIAN, Q3, LEAST, MOST, FIRST_PARTICIPANT };

static void
add_columns(const ApSubject *subject, ApChartData *data)
{
    static const ApWord columns[FIRST_PARTICIPANT] = {
        AP_WORD_column_number, AP_WORD_column_item, AP_WORD_column_n,   AP_WORD_mean,      AP_WORD_column_q1,
        AP_WORD_column_median, AP_WORD_column_q3,   AP_WORD_column_min, AP_WORD_column_max};
    for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
        ap_chart_data_add_column(data, subject->style->words[columns[i]]);
    for (guint i = 0; i < subject->year->participants->len; i++)
        if (ap_subject_includes(subject, i, subject->figure->stage))
            ap_chart_data_add_column(data, ap_year_title_of(subject->year, i));
}

static void
add_row(const ApSubject *subject, ApChartData *data, guint measure)
{
    static const ApStatistic statistics[] = {AP_STATISTIC_N,      AP_STATISTIC_MEAN, AP_STATISTIC_Q1,
                                             AP_STATISTIC_MEDIAN, AP_STATISTIC_Q3,   AP_STATISTIC_MIN,
                                             AP_STATISTIC_MAX};
    const ApItem *item = ap_year_item(subject->year, ap_store_measure(subject->store, measure)->item);
    ap_chart_data_add_text(data, item->number);
    ap_chart_data_add_text(data, item->name);
    for (guint i = 0; i < G_N_ELEMENTS(statistics); i++)
        ap_chart_data_add_statistic(data, subject, subject->scope, measure, statistics[i]);
    for (guint i = 0; i < subject->year->participants->len; i++)
        if (ap_subject_includes(subject, i, subject->figure->stage))
            ap_chart_data_add_value(data, subject, i, measure);
}

static void
tabulate(const ApSubject *subject, ApChartData *data)
{
    add_columns(subject, data);
    for (guint measure = 0; measure < ap_store_n_measures(subject->store); measure++) {
        const ApMeasure *item = ap_store_measure(subject->store, measure);
        if (item->kind == AP_MEASURE_ITEM && item->stage == (guint)subject->figure->stage)
            add_row(subject, data, measure);
    }
    ap_chart_data_note_thresholds(data, subject);
}

static double
widest_text(const ApBars *bars, guint column)
{
    double width = 0;
    for (guint row = 0; row < bars->data->n_rows; row++) {
        g_autoptr(ApChartText) text =
            ap_chart_text_new(bars->style, ap_chart_data_cell(bars->data, row, column)->text, 0);
        width = MAX(width, ap_chart_text_width(text));
    }
    return width;
}

static double
cell_at(const ApBars *bars, guint row, guint column)
{
    return ap_scale_at(bars->frame.scale, ap_chart_data_number(ap_chart_data_cell(bars->data, row, column)));
}

/* The bar is light for the dots' sake: a line in full colour ends it. */
static void
draw_end(const ApBars *bars, guint row, ApPaint paint, ApCanvas *canvas)
{
    if (ap_chart_data_cell(bars->data, row, MEAN)->kind == AP_CELL_NONE)
        return;
    double x = cell_at(bars, row, MEAN), top = ap_bars_middle(bars, row) - bars->thickness / 2;
    ApStroke stroke = {.colour = paint.colour, .width = END};
    ap_canvas_line(canvas, AP_ROLE_SPREAD, (ApCell){(gint)row, MEAN},
                   (ApBox){x - END / 2, top, 0, bars->thickness}, stroke);
}

/* A dot for each participant that has a value and, where there are many, a box over them. */
static void
draw_spread(const ApBars *bars, guint row, ApPaint paint, ApCanvas *canvas)
{
    g_auto(ApSwarm) swarm;
    ap_swarm_init(&swarm);
    guint n_columns = bars->data->columns->len;
    for (guint column = FIRST_PARTICIPANT; column < n_columns; column++)
        if (ap_chart_data_cell(bars->data, row, column)->kind != AP_CELL_NONE)
            ap_swarm_add(&swarm, cell_at(bars, row, column), (ApCell){(gint)row, (gint)column});
    double middle = ap_bars_middle(bars, row);
    ap_swarm_draw(&swarm, canvas, middle, bars->slot / 2, ap_swarm_radius(n_columns - FIRST_PARTICIPANT),
                  paint);
    if (swarm.dots->len <= MANY)
        return;
    const double quartiles[] = {cell_at(bars, row, Q1), cell_at(bars, row, MEDIAN), cell_at(bars, row, Q3)};
    const ApCell cells[] = {{(gint)row, Q1}, {(gint)row, MEDIAN}, {(gint)row, Q3}};
    ap_swarm_draw_box(canvas, quartiles, cells, middle, BOX_SHARE * bars->slot, bars->style->mean);
}

/* The highest and the lowest published mean; FALSE if the items do not differ. */
static gboolean
find_extremes(const ApChartData *data, gint64 *best, gint64 *weakest)
{
    *best = G_MININT64;
    *weakest = G_MAXINT64;
    for (guint row = 0; row < data->n_rows; row++) {
        const ApChartCell *mean = ap_chart_data_cell(data, row, MEAN);
        if (mean->kind == AP_CELL_NONE)
            continue;
        *best = MAX(*best, mean->units);
        *weakest = MIN(*weakest, mean->units);
    }
    return *best > *weakest;
}

/* The word for the best and the weakest item; NULL for the others. */
static const char *
extreme_word(const ApSubject *subject, const ApChartData *data, guint row)
{
    gint64 best = 0, weakest = 0;
    const ApChartCell *mean = ap_chart_data_cell(data, row, MEAN);
    if (mean->kind == AP_CELL_NONE || !find_extremes(data, &best, &weakest))
        return NULL;
    if (mean->units == best)
        return subject->style->words[AP_WORD_best];
    return mean->units == weakest ? subject->style->words[AP_WORD_weakest] : NULL;
}

static double
draw_legend(const ApSubject *subject, const ApChartData *data, ApPaint bar, ApPaint dot, ApCanvas *canvas)
{
    char *const *words = subject->style->words;
    ApKey keys[] = {{.shape = AP_SHAPE_RECT, .paint = bar, .text = words[AP_WORD_key_bar]},
                    {.shape = AP_SHAPE_DOT, .paint = dot, .text = words[AP_WORD_key_dot]},
                    {.shape = AP_SHAPE_RECT,
                     .paint = {subject->style->mean.colour, AP_PATTERN_EMPTY},
                     .text = words[AP_WORD_key_box]}};
    guint n_keys = data->columns->len - FIRST_PARTICIPANT > MANY ? 3 : 2;
    return ap_legend_draw(canvas, subject->style, keys, n_keys, 0, 0);
}

/* The means stand in a column at the right, clear of the dots, the words beside them. */
static void
draw_means(const ApSubject *subject, const ApBars *bars, ApCanvas *canvas)
{
    double left = bars->frame.plot.x + bars->frame.plot.width + GAP, right = left + widest_text(bars, MEAN);
    for (guint row = 0; row < bars->data->n_rows; row += bars->stride) {
        const ApChartCell *mean = ap_chart_data_cell(bars->data, row, MEAN);
        const char *word = extreme_word(subject, bars->data, row);
        double middle = ap_bars_middle(bars, row);
        ap_canvas_text(canvas, AP_ROLE_VALUE, (ApCell){(gint)row, MEAN},
                       ap_chart_text_new(subject->style, mean->text, 0), right, middle, 1, 0.5);
        if (word != NULL)
            ap_canvas_text(canvas, AP_ROLE_LABEL, (ApCell){(gint)row, MEAN},
                           ap_chart_text_new(subject->style, word, 0), right + GAP / 2, middle, 0, 0.5);
    }
}

/* The room at the right of the plot that the means and the words need. */
static double
means_room(const ApBars *bars)
{
    g_autoptr(ApChartText) best = ap_chart_text_new(bars->style, bars->style->words[AP_WORD_best], 0);
    g_autoptr(ApChartText) weakest = ap_chart_text_new(bars->style, bars->style->words[AP_WORD_weakest], 0);
    return GAP + widest_text(bars, MEAN) + GAP / 2 +
           MAX(ap_chart_text_width(best), ap_chart_text_width(weakest));
}

static double
lay_out(const ApSubject *subject, const ApChartData *data, ApCanvas *canvas)
{
    gint group = ap_store_scope(subject->store, subject->scope)->group;
    ApPaint bar = ap_style_ground(subject->style, group);
    ApPaint dot = {ap_style_group(subject->style, group).colour, AP_PATTERN_SOLID};
    g_auto(ApBars) bars;
    ap_bars_init(&bars, subject->style, data, MEAN, 1);
    for (guint row = 0; row < data->n_rows; row++) {
        bars.labels[row] =
            ap_style_say(subject->style, AP_WORD_item, "number", ap_chart_data_cell(data, row, NUMBER)->text,
                         "name", ap_chart_data_cell(data, row, NAME)->text, NULL);
        bars.paints[row] = bar;
    }
    bars.align = 0;
    bars.right = means_room(&bars);
    ap_bars_lay(&bars, draw_legend(subject, data, bar, dot, canvas));
    ap_axis_draw(canvas, subject->style, &bars.frame);
    ap_bars_draw(&bars, canvas);
    ap_axis_draw_references(canvas, subject->style, data, &bars.frame);
    for (guint row = 0; row < data->n_rows; row++) {
        draw_end(&bars, row, dot, canvas);
        draw_spread(&bars, row, dot, canvas);
    }
    draw_means(subject, &bars, canvas);
    return bars.bottom;
}

const ApKind ap_kind_items = {tabulate, lay_out};
