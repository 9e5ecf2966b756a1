/* Kind `trend`: the mean of a measure over years, a dot a year at its place in time, joined by a line. */
#include <config.h>

#include "charts/axis.h"
#include "charts/legend.h"

#include <math.h>

#define PLOT_HEIGHT 170.0
#define GAP 5.0            /* points between the axis and the years */
#define BESIDE 3.0         /* between a dot and its value */
#define LOWEST_VALLEY 12.0 /* points of score */
#define RADIUS 3.0
#define LINE 1.8
#define SPACE 4.0 /* between two years' labels */

enum { YEAR, N, MEAN, GOOD };

static void
add_year(const ApSubject *subject, ApChartData *data, const ApStore *store)
{
    static const ApStatistic statistics[] = {AP_STATISTIC_N, AP_STATISTIC_MEAN, AP_STATISTIC_AT_LEAST_GOOD};
    ap_chart_data_add_count(data, ap_store_year(store)->roc_year);
    for (guint i = 0; i < G_N_ELEMENTS(statistics); i++)
        if (store == subject->store)
            ap_chart_data_add_statistic(data, subject, subject->scope, ap_subject_measure(subject),
                                        statistics[i]);
        else
            ap_chart_data_add_earlier(data, subject, store, statistics[i]);
}

static void
tabulate(const ApSubject *subject, ApChartData *data)
{
    static const ApWord columns[] = {AP_WORD_column_year, AP_WORD_column_n, AP_WORD_mean,
                                     AP_WORD_column_good};
    const GArray *earlier = subject->figure->earlier;
    for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
        ap_chart_data_add_column(data, subject->style->words[columns[i]]);
    for (guint i = 0; i < earlier->len; i++)
        add_year(subject, data,
                 ap_store_earlier(subject->store, g_array_index(earlier, ApFigureYear, i).index));
    add_year(subject, data, subject->store);
    ap_chart_data_note_thresholds(data, subject);
}

static ApChartText *
year_text(const ApSubject *subject, const ApChartData *data, guint row)
{
    g_autofree char *label =
        ap_style_say(subject->style, AP_WORD_year, "year", ap_chart_data_cell(data, row, YEAR)->text, "n",
                     ap_chart_data_cell(data, row, N)->text, NULL);
    return ap_chart_text_new(subject->style, label, 0);
}

static ApChartText *
value_text(const ApSubject *subject, const ApChartData *data, guint row)
{
    return ap_chart_text_new(subject->style, ap_chart_data_cell(data, row, MEAN)->text, 0);
}

/* The width that a year needs for its label and its value. */
static double
widest_text(const ApSubject *subject, const ApChartData *data)
{
    double width = 0;
    for (guint row = 0; row < data->n_rows; row++) {
        g_autoptr(ApChartText) year = year_text(subject, data, row), value = value_text(subject, data, row);
        width = MAX(width, MAX(ap_chart_text_width(year), ap_chart_text_width(value)));
    }
    return width + SPACE;
}

/* The dots' places along the years, to scale. */
static double *
place_years(const ApChartData *data, ApBox plot, double width)
{
    double *places = g_new(double, data->n_rows);
    ApScale scale = {(double)ap_chart_data_cell(data, 0, YEAR)->units,
                     (double)ap_chart_data_cell(data, data->n_rows - 1, YEAR)->units, plot.x + width / 2,
                     plot.x + plot.width - width / 2};
    for (guint row = 0; row < data->n_rows; row++)
        places[row] = ap_scale_at(scale, (double)ap_chart_data_cell(data, row, YEAR)->units);
    return places;
}

static gboolean
has_mean(const ApChartData *data, guint row)
{
    return ap_chart_data_cell(data, row, MEAN)->kind != AP_CELL_NONE;
}

static double
mean_at(const ApFrame *frame, const ApChartData *data, guint row)
{
    return ap_scale_at(frame->scale, ap_chart_data_number(ap_chart_data_cell(data, row, MEAN)));
}

/* The line has a gap at a year without a mean. */
static void
draw_path(const ApFrame *frame, const ApChartData *data, const double places[], ApColour colour,
          ApCanvas *canvas)
{
    for (guint row = 1; row < data->n_rows; row++) {
        if (!has_mean(data, row - 1) || !has_mean(data, row))
            continue;
        double from = mean_at(frame, data, row - 1), to = mean_at(frame, data, row);
        ap_canvas_line(canvas, AP_ROLE_PATH, (ApCell){(gint)row, MEAN},
                       (ApBox){places[row - 1], from, places[row] - places[row - 1], to - from},
                       (ApStroke){.colour = colour, .width = LINE});
    }
}

static void
draw_dots(const ApFrame *frame, const ApChartData *data, const double places[], ApColour colour,
          ApCanvas *canvas)
{
    for (guint row = 0; row < data->n_rows; row++)
        if (has_mean(data, row))
            ap_canvas_dot(canvas, AP_ROLE_DOT, (ApCell){(gint)row, MEAN}, places[row],
                          mean_at(frame, data, row), RADIUS, (ApPaint){colour, AP_PATTERN_SOLID});
}

/* Whether the year is lower than both of its neighbours, high enough for its value to stand below its dot. */
static gboolean
is_valley(const ApChartData *data, guint row)
{
    double own = ap_chart_data_number(ap_chart_data_cell(data, row, MEAN));
    for (guint i = row - 1; i <= row + 1; i += 2)
        if (row == 0 || i >= data->n_rows || !has_mean(data, i) || !has_mean(data, row) ||
            ap_chart_data_number(ap_chart_data_cell(data, i, MEAN)) <= own)
            return FALSE;
    return own >= LOWEST_VALLEY;
}

/* The value stands where the line is not: below a valley, else above. */
static void
draw_value(const ApSubject *subject, const ApChartData *data, const ApFrame *frame, guint row, double centre,
           ApCanvas *canvas)
{
    double bottom = frame->plot.y + frame->plot.height;
    double at = has_mean(data, row) ? mean_at(frame, data, row) : bottom + RADIUS;
    gboolean below = is_valley(data, row);
    ap_canvas_text(canvas, AP_ROLE_VALUE, (ApCell){(gint)row, MEAN}, value_text(subject, data, row), centre,
                   below ? at + RADIUS + BESIDE : at - RADIUS - BESIDE, 0.5, below ? 0 : 1);
}

/* Every stride-th year back from the last has its label and its value; where years are close, these make room
 * for each other and a tick leads to them. */
static void
draw_texts(const ApSubject *subject, const ApChartData *data, const ApFrame *frame, const double places[],
           double width, guint stride, ApCanvas *canvas)
{
    ApBox plot = frame->plot;
    double bottom = plot.y + plot.height;
    guint n = (data->n_rows + stride - 1) / stride, first = data->n_rows - 1 - (n - 1) * stride;
    g_autofree double *centres = g_new(double, n), *widths = g_new(double, n);
    for (guint i = 0; i < n; i++) {
        centres[i] = places[first + i * stride];
        widths[i] = width;
    }
    ap_scale_spread(centres, widths, n, plot.x, plot.x + plot.width);
    for (guint i = 0; i < n; i++) {
        guint row = first + i * stride;
        ap_canvas_line(canvas, AP_ROLE_LEADER, AP_NO_CELL,
                       (ApBox){places[row], bottom, centres[i] - places[row], GAP - 1}, subject->style->axis);
        ap_canvas_text(canvas, AP_ROLE_LABEL, (ApCell){(gint)row, YEAR}, year_text(subject, data, row),
                       centres[i], bottom + GAP, 0.5, 0);
        draw_value(subject, data, frame, row, centres[i], canvas);
    }
}

/* Says below the years that only some have a label. Returns the height it takes. */
static double
draw_stride(const ApSubject *subject, guint stride, double top, ApCanvas *canvas)
{
    if (stride == 1)
        return 0;
    g_autofree char *number = g_strdup_printf("%u", stride);
    g_autofree char *note = ap_style_say(subject->style, AP_WORD_thinned, "n", number, NULL);
    ap_canvas_text(canvas, AP_ROLE_LEGEND, AP_NO_CELL, ap_chart_text_new(subject->style, note, 0), 0,
                   top + GAP, 0, 0);
    return GAP + subject->style->size;
}

static double
lay_out(const ApSubject *subject, const ApChartData *data, ApCanvas *canvas)
{
    const ApChartStyle *style = subject->style;
    ApColour colour = ap_style_group(style, ap_store_scope(subject->store, subject->scope)->group).colour;
    const ApKey key = {
        .shape = AP_SHAPE_DOT, .paint = {colour, AP_PATTERN_SOLID}, .text = style->words[AP_WORD_key_year]};
    double top = ap_legend_draw(canvas, style, &key, 1, 0, 0) + style->leading;
    double left = ap_axis_tick_room(style, TRUE), right = ap_axis_reference_room(style, data, TRUE);
    ApFrame frame = ap_frame_new((ApBox){left, top, style->width - left - right, PLOT_HEIGHT}, TRUE);
    double width = widest_text(subject, data);
    guint most = (guint)MAX(1, floor(frame.plot.width / width)), stride = (data->n_rows + most - 1) / most;
    g_autofree double *places = place_years(data, frame.plot, width);
    ap_axis_draw(canvas, style, &frame);
    ap_axis_draw_references(canvas, style, data, &frame);
    draw_path(&frame, data, places, colour, canvas);
    draw_texts(subject, data, &frame, places, width, stride, canvas);
    draw_dots(&frame, data, places, colour, canvas);
    double bottom = top + PLOT_HEIGHT + GAP + style->size + style->leading;
    return bottom + draw_stride(subject, stride, bottom, canvas);
}

const ApKind ap_kind_trend = {tabulate, lay_out};
