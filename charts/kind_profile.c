/* Kind `profile`: each item of a stage as a lying bar, the score of one participant, with a line across it at
 * the mean of the participant's group. */
#include <config.h>

#include "charts/bars.h"
#include "charts/legend.h"

#define GAP 6.0
#define END 2.0         /* width of the line at the mean, points */
#define MEAN_SHARE 0.85 /* of a row that this line crosses: more than the bar, which it must outdo */

enum { NUMBER, NAME, VALUE, MEAN, LEAST, MOST, N_COLUMNS };

static void
add_row(const ApSubject *subject, ApChartData *data, guint measure)
{
    static const ApStatistic statistics[] = {AP_STATISTIC_MEAN, AP_STATISTIC_MIN, AP_STATISTIC_MAX};
    const ApItem *item = ap_year_item(subject->year, ap_store_measure(subject->store, measure)->item);
    ap_chart_data_add_text(data, item->number);
    ap_chart_data_add_text(data, item->name);
    ap_chart_data_add_value(data, subject, subject->figure->participant, measure);
    for (guint i = 0; i < G_N_ELEMENTS(statistics); i++)
        ap_chart_data_add_statistic(data, subject, subject->scope, measure, statistics[i]);
}

static void
tabulate(const ApSubject *subject, ApChartData *data)
{
    static const ApWord columns[N_COLUMNS] = {AP_WORD_column_number, AP_WORD_column_item,
                                              AP_WORD_column_value,  AP_WORD_key_mean,
                                              AP_WORD_column_min,    AP_WORD_column_max};
    for (guint i = 0; i < N_COLUMNS; i++)
        ap_chart_data_add_column(data, subject->style->words[columns[i]]);
    for (guint measure = 0; measure < ap_store_n_measures(subject->store); measure++) {
        const ApMeasure *item = ap_store_measure(subject->store, measure);
        if (item->kind == AP_MEASURE_ITEM && item->stage == (guint)subject->figure->stage)
            add_row(subject, data, measure);
    }
    ap_chart_data_note_thresholds(data, subject);
}

/* The classes in the colour of the group, and the line at the mean. */
static double
draw_legend(const ApSubject *subject, ApStroke mean, ApCanvas *canvas)
{
    ApKey keys[AP_CLASSES + 1] = {[0] = {.text = NULL}};
    for (guint i = 0; i < AP_CLASSES; i++)
        keys[i] = (ApKey){.shape = AP_SHAPE_RECT,
                          .paint = ap_style_class(subject->style, subject->figure->group, (ApClass)i),
                          .text = ap_subject_class_name(subject, (ApClass)i)};
    keys[AP_CLASSES] =
        (ApKey){.shape = AP_SHAPE_LINE, .stroke = mean, .text = subject->style->words[AP_WORD_key_mean]};
    double height = ap_legend_draw(canvas, subject->style, keys, AP_CLASSES + 1, 0, 0);
    for (guint i = 0; i < AP_CLASSES; i++)
        g_free(keys[i].text);
    return height;
}

static void
draw_means(const ApBars *bars, ApStroke stroke, ApCanvas *canvas)
{
    for (guint row = 0; row < bars->data->n_rows; row++) {
        const ApChartCell *mean = ap_chart_data_cell(bars->data, row, MEAN);
        if (mean->kind == AP_CELL_NONE)
            continue;
        double x = ap_scale_at(bars->frame.scale, ap_chart_data_number(mean));
        double length = MEAN_SHARE * bars->slot;
        ap_canvas_line(canvas, AP_ROLE_SPREAD, (ApCell){(gint)row, MEAN},
                       (ApBox){x, ap_bars_middle(bars, row) - length / 2, 0, length}, stroke);
    }
}

/* The scores stand in a column at the right, clear of the lines at the means. */
static void
draw_values(const ApSubject *subject, const ApBars *bars, ApCanvas *canvas)
{
    for (guint row = 0; row < bars->data->n_rows; row += bars->stride)
        ap_canvas_text(canvas, AP_ROLE_VALUE, (ApCell){(gint)row, VALUE},
                       ap_chart_text_new(subject->style, ap_chart_data_cell(bars->data, row, VALUE)->text, 0),
                       subject->style->width, ap_bars_middle(bars, row), 1, 0.5);
}

static double
values_room(const ApBars *bars)
{
    double width = 0;
    for (guint row = 0; row < bars->data->n_rows; row++) {
        g_autoptr(ApChartText) text =
            ap_chart_text_new(bars->style, ap_chart_data_cell(bars->data, row, VALUE)->text, 0);
        width = MAX(width, ap_chart_text_width(text));
    }
    return GAP + width;
}

static void
prepare_rows(const ApSubject *subject, ApBars *bars)
{
    for (guint row = 0; row < bars->data->n_rows; row++) {
        const ApChartCell *value = ap_chart_data_cell(bars->data, row, VALUE);
        bars->labels[row] = ap_style_say(subject->style, AP_WORD_item, "number",
                                         ap_chart_data_cell(bars->data, row, NUMBER)->text, "name",
                                         ap_chart_data_cell(bars->data, row, NAME)->text, NULL);
        if (value->kind != AP_CELL_NONE)
            bars->paints[row] = ap_style_class(subject->style, subject->figure->group,
                                               ap_subject_class(subject, value->units));
    }
}

static double
lay_out(const ApSubject *subject, const ApChartData *data, ApCanvas *canvas)
{
    ApStroke mean = {.colour = subject->style->mean.colour, .width = END};
    g_auto(ApBars) bars;
    ap_bars_init(&bars, subject->style, data, VALUE, 1);
    prepare_rows(subject, &bars);
    bars.align = 0;
    bars.right = values_room(&bars);
    ap_bars_lay(&bars, draw_legend(subject, mean, canvas));
    ap_axis_draw(canvas, subject->style, &bars.frame);
    ap_bars_draw(&bars, canvas);
    ap_axis_draw_references(canvas, subject->style, data, &bars.frame);
    draw_means(&bars, mean, canvas);
    draw_values(subject, &bars, canvas);
    return bars.bottom;
}

const ApKind ap_kind_profile = {tabulate, lay_out};
