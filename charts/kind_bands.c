/* Kind `bands`: how many participants have a score in each band. The area of a bar is proportional to its
 * count (a histogram); the thresholds are edges of bands, so that a band is of one class. */
#include <config.h>

#include "charts/axis.h"
#include "charts/legend.h"
#include "scores/bands.h"

#define PLOT_HEIGHT 170.0
#define ABOVE 3.0 /* points between a bar and its count */
#define INSET 0.4 /* points that keep neighbouring bars apart */

enum { BAND, COUNT };

static char *
band_name(const ApSubject *subject, const GArray *edges, guint band)
{
    g_autofree char *from = ap_decimal_format(g_array_index(edges, ApDecimal, band));
    g_autofree char *to = ap_decimal_format(g_array_index(edges, ApDecimal, band + 1));
    ApWord word = band + 2 == edges->len ? AP_WORD_band_last : AP_WORD_band;
    return ap_style_say(subject->style, word, "from", from, "to", to, NULL);
}

/* Counts the participants of each band by their published values; returns how many have none. */
static guint
count_bands(const ApSubject *subject, const GArray *edges, gint64 counts[])
{
    guint measure = ap_subject_measure(subject), n_none = 0;
    for (guint i = 0; i < subject->year->participants->len; i++) {
        gint64 units = 0;
        if (!ap_subject_includes(subject, i, subject->figure->stage))
            continue;
        if (!ap_store_value(subject->store, i, measure, &units)) {
            n_none++;
            continue;
        }
        counts[ap_bands_find(edges, ap_subject_decimal(subject, units))]++;
    }
    return n_none;
}

static void
tabulate(const ApSubject *subject, ApChartData *data)
{
    g_autoptr(GArray) edges = ap_bands_edges(subject->year);
    g_autofree gint64 *counts = g_new0(gint64, edges->len);
    guint measure = ap_subject_measure(subject), n_none = count_bands(subject, edges, counts);
    ap_chart_data_add_column(data, subject->style->words[AP_WORD_column_band]);
    ap_chart_data_add_column(data, subject->style->words[AP_WORD_column_count]);
    for (guint band = 0; band + 1 < edges->len; band++) {
        g_autofree char *name = band_name(subject, edges, band);
        ap_chart_data_add_text(data, name);
        ap_chart_data_add_count(data, counts[band]);
    }
    ap_chart_data_note_thresholds(data, subject);
    ap_chart_data_note_mean(data, subject, measure);
    ap_chart_data_note_classes(data, subject, measure, n_none);
}

static double
edge_points(const GArray *edges, guint index)
{
    return (double)g_array_index(edges, ApDecimal, index) / (double)AP_DECIMAL_ONE;
}

/* Participants a point of score: what the height of a bar shows. */
static double
density(const ApChartData *data, const GArray *edges, guint band)
{
    const ApChartCell *count = ap_chart_data_cell(data, band, COUNT);
    return (double)count->units / (edge_points(edges, band + 1) - edge_points(edges, band));
}

static ApClass
band_class(const ApSubject *subject, ApDecimal lower)
{
    if (lower >= subject->year->good)
        return AP_CLASS_GOOD;
    return lower >= subject->year->pass ? AP_CLASS_BETWEEN : AP_CLASS_BELOW;
}

static void
draw_bars(const ApSubject *subject, const ApChartData *data, const GArray *edges, const ApFrame *frame,
          ApCanvas *canvas)
{
    gint group = ap_store_scope(subject->store, subject->scope)->group;
    double highest = 0, tallest = frame->plot.height - subject->style->leading - ABOVE,
           bottom = frame->plot.y + frame->plot.height;
    for (guint band = 0; band < data->n_rows; band++)
        highest = MAX(highest, density(data, edges, band));
    for (guint band = 0; band < data->n_rows; band++) {
        if (ap_chart_data_cell(data, band, COUNT)->units == 0)
            continue;
        double left = ap_scale_at(frame->scale, edge_points(edges, band));
        double right = ap_scale_at(frame->scale, edge_points(edges, band + 1));
        double height = density(data, edges, band) / highest * tallest;
        double inset = MIN(INSET, (right - left) / 4);
        ApClass class = band_class(subject, g_array_index(edges, ApDecimal, band));
        ap_canvas_rect(canvas, AP_ROLE_BAR, (ApCell){(gint)band, COUNT},
                       (ApBox){left + inset, bottom - height, right - left - 2 * inset, height},
                       ap_style_class(subject->style, group, class));
    }
}

static ApChartText *
count_text(const ApSubject *subject, const ApChartCell *count, gboolean unit)
{
    g_autofree char *label = unit ? ap_style_say(subject->style, AP_WORD_band_count, "n", count->text, NULL)
                                  : g_strdup(count->text);
    return ap_chart_text_new(subject->style, label, 0);
}

/* Whether the counts can carry their unit without touching their neighbours. */
static gboolean
unit_fits(const ApSubject *subject, const ApChartData *data, const ApMark bars[], guint n_bars)
{
    for (guint i = 0; i < n_bars; i++) {
        const ApChartCell *count = ap_chart_data_cell(data, (guint)bars[i].cell.row, COUNT);
        g_autoptr(ApChartText) text = count_text(subject, count, TRUE);
        if (ap_chart_text_width(text) > bars[i].box.width)
            return FALSE;
    }
    return TRUE;
}

/* The counts stand above their bars, over the lines; those of narrow bands make room for each other. */
static void
draw_counts(const ApSubject *subject, const ApChartData *data, const ApMark bars[], guint n_bars,
            ApCanvas *canvas)
{
    gboolean unit = unit_fits(subject, data, bars, n_bars);
    g_autofree ApChartText **texts = g_new(ApChartText *, n_bars);
    g_autofree double *centres = g_new(double, n_bars), *widths = g_new(double, n_bars);
    for (guint i = 0; i < n_bars; i++) {
        texts[i] = count_text(subject, ap_chart_data_cell(data, (guint)bars[i].cell.row, COUNT), unit);
        centres[i] = bars[i].box.x + bars[i].box.width / 2;
        widths[i] = ap_chart_text_width(texts[i]);
    }
    ap_scale_spread(centres, widths, n_bars, 0, subject->style->width);
    for (guint i = 0; i < n_bars; i++)
        ap_canvas_text(canvas, AP_ROLE_VALUE, bars[i].cell, texts[i], centres[i], bars[i].box.y - ABOVE, 0.5,
                       1);
}

/* The marks of the bars, copied: those on the canvas move when others are added. */
static GArray *
find_bars(const ApCanvas *canvas)
{
    GArray *bars = g_array_new(FALSE, FALSE, sizeof(ApMark));
    for (guint i = 0; i < canvas->marks->len; i++) {
        const ApMark *mark = &g_array_index(canvas->marks, ApMark, i);
        if (mark->role == AP_ROLE_BAR)
            g_array_append_vals(bars, mark, 1);
    }
    return bars;
}

static double
lay_out(const ApSubject *subject, const ApChartData *data, ApCanvas *canvas)
{
    const ApChartStyle *style = subject->style;
    gint group = ap_store_scope(subject->store, subject->scope)->group;
    g_autoptr(GArray) edges = ap_bands_edges(subject->year);
    double left = style->size, right = 2 * style->size;
    double top = ap_legend_draw_classes(canvas, style, data, group, 0, 0);
    top += ap_axis_reference_room(style, data, FALSE);
    ApFrame frame = ap_frame_new((ApBox){left, top, style->width - left - right, PLOT_HEIGHT}, FALSE);
    ap_axis_draw(canvas, style, &frame);
    draw_bars(subject, data, edges, &frame, canvas);
    ap_canvas_line(canvas, AP_ROLE_AXIS, AP_NO_CELL, (ApBox){left, top + PLOT_HEIGHT, frame.plot.width, 0},
                   style->axis);
    ap_axis_draw_references(canvas, style, data, &frame);
    g_autoptr(GArray) bars = find_bars(canvas);
    draw_counts(subject, data, (const ApMark *)(void *)bars->data, bars->len, canvas);
    return top + PLOT_HEIGHT + ap_axis_tick_room(style, FALSE);
}

const ApKind ap_kind_bands = {tabulate, lay_out};
