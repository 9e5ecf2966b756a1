/* Places bars so that every label and value can be read, and leaves labels out evenly where there are too
 * many rows for that. */
#include <config.h>

#include "charts/bars.h"

#include <math.h>

#define LABEL_GAP 3.0       /* between the labels of two lying rows */
#define TIGHT_GAP 1.0       /* the same where space is short */
#define GAP 4.0             /* points between a plot and the labels beside it */
#define VALUE_GAP 2.5       /* between a bar and its value */
#define STANDING_HEIGHT 170 /* of the plot */
#define STANDING_LINES 4    /* of a label below a standing bar */
#define WIDEST_STANDING 44.0
#define LYING_SLOT 17.0 /* of a row with one bar where there is room */
#define SHORTEST_LYING 330.0

/* The gap between two rows in thicknesses of a bar: narrower than a bar. */
static double
gap_share(const ApBars *bars)
{
    return bars->n_bars > 1 ? 0.7 : 0.45;
}

void
ap_bars_init(ApBars *bars, const ApChartStyle *style, const ApChartData *data, guint column, guint n_bars)
{
    *bars =
        (ApBars){.style = style, .data = data, .column = column, .n_bars = n_bars, .align = 1, .stride = 1};
    bars->paints = g_new0(ApPaint, (gsize)data->n_rows * n_bars);
    bars->labels = g_new0(char *, data->n_rows + 1);
    bars->texts = g_ptr_array_new_with_free_func((GDestroyNotify)ap_chart_text_unref);
}

void
ap_bars_clear(ApBars *bars)
{
    g_free(bars->paints);
    g_strfreev(bars->labels);
    g_ptr_array_unref(bars->texts);
}

/* Wraps all labels at `width` and returns the greatest height; `broken` tells whether a word had to be cut.
 */
static double
wrap_labels(ApBars *bars, double width, gboolean *broken)
{
    double height = 0;
    *broken = FALSE;
    g_ptr_array_set_size(bars->texts, 0);
    for (guint row = 0; row < bars->data->n_rows; row++) {
        ApChartText *text = ap_chart_text_new(bars->style, bars->labels[row], width);
        g_ptr_array_add(bars->texts, text);
        height = MAX(height, ap_chart_text_height(text));
        *broken |= ap_chart_text_breaks_words(text);
    }
    return height;
}

static double
widest_label(const ApBars *bars)
{
    double width = 0;
    for (guint row = 0; row < bars->texts->len; row++)
        width = MAX(width, ap_chart_text_width(g_ptr_array_index(bars->texts, row)));
    return width;
}

static double
widest_value(const ApBars *bars)
{
    double width = 0;
    for (guint row = 0; row < bars->data->n_rows; row++)
        for (guint bar = 0; bar < bars->n_bars; bar++) {
            const ApChartCell *cell = ap_chart_data_cell(bars->data, row, bars->column + bar);
            g_autoptr(ApChartText) text = ap_chart_text_new(bars->style, cell->text, 0);
            if (cell->kind != AP_CELL_NONE)
                width = MAX(width, ap_chart_text_width(text));
        }
    return width;
}

/* Divides `length` points among the rows; the block of bars stands in the middle if it needs less. */
static void
divide(ApBars *bars, double from, double length, double thickest)
{
    double unit = length / ((bars->n_bars + gap_share(bars)) * bars->data->n_rows);
    bars->pitch = bars->thickness = MIN(unit, thickest);
    bars->slot = bars->pitch * (bars->n_bars + gap_share(bars));
    bars->start = from + (length - bars->slot * bars->data->n_rows) / 2;
}

static gboolean
stand(ApBars *bars, double top)
{
    const ApChartStyle *style = bars->style;
    double left = ap_axis_tick_room(style, TRUE), right = ap_axis_reference_room(style, bars->data, TRUE);
    ApBox plot = {left, top + style->leading + VALUE_GAP, style->width - left - right, STANDING_HEIGHT};
    gboolean broken = FALSE;
    divide(bars, plot.x, plot.width, WIDEST_STANDING);
    double value = widest_value(bars) + 1.5;
    if (value > (bars->n_bars > 1 ? bars->pitch : bars->slot))
        return FALSE;
    double height = wrap_labels(bars, bars->slot - 3, &broken);
    bars->frame = ap_frame_new(plot, TRUE);
    bars->bottom = plot.y + plot.height + GAP + height;
    return !broken && height <= style->size + (STANDING_LINES - 1) * style->leading;
}

/* The least height of a lying row: its label's lines, or a line of text for each of its values. */
static double
lying_need(ApBars *bars, double label_width, gboolean *broken)
{
    double label = wrap_labels(bars, label_width, broken) + LABEL_GAP;
    double values = (bars->style->leading + 1) * (bars->n_bars + (bars->n_bars > 1 ? gap_share(bars) : 0));
    return MAX(label, values);
}

void
ap_bars_lay(ApBars *bars, double top)
{
    const ApChartStyle *style = bars->style;
    guint n = bars->data->n_rows;
    gboolean broken = FALSE;
    top += ap_axis_reference_room(style, bars->data, FALSE);
    double available = style->tallest - top - ap_axis_tick_room(style, FALSE);
    double need = lying_need(bars, 0.38 * style->width, &broken);
    if (need * n > available)
        need = lying_need(bars, 0.58 * style->width, &broken);
    if (need * n > available)
        need -= LABEL_GAP - TIGHT_GAP;
    if (need * n > available)
        available -= GAP + style->size;
    double wanted = bars->wanted > 0   ? bars->wanted
                    : bars->n_bars > 1 ? need
                                       : MIN(LYING_SLOT, SHORTEST_LYING / MAX(n, 1));
    bars->slot = MIN(MAX(need, wanted), available / MAX(n, 1));
    bars->stride = (guint)MAX(1, ceil(need / bars->slot - 1e-9));
    double left = widest_label(bars) + GAP;
    double right = bars->right > 0 ? bars->right : MAX(widest_value(bars) + VALUE_GAP + 1, 14);
    ApBox plot = {left, top, style->width - left - right, bars->slot * n};
    divide(bars, plot.y, plot.height, G_MAXDOUBLE);
    bars->frame = ap_frame_new(plot, FALSE);
    bars->bottom = plot.y + plot.height + ap_axis_tick_room(style, FALSE);
    if (bars->stride > 1)
        bars->bottom += GAP + style->size;
}

void
ap_bars_place(ApBars *bars, double top)
{
    if (!stand(bars, top))
        ap_bars_lay(bars, top);
}

double
ap_bars_middle(const ApBars *bars, guint row)
{
    return bars->start + (row + 0.5) * bars->slot;
}

double
ap_bars_centre(const ApBars *bars, guint row, guint bar)
{
    return ap_bars_middle(bars, row) + (bar - (bars->n_bars - 1) / 2.0) * bars->pitch;
}

static void
draw_label(ApBars *bars, ApCanvas *canvas, guint row)
{
    double middle = ap_bars_middle(bars, row);
    ApBox plot = bars->frame.plot;
    ApCell cell = {(gint)row, 0};
    ApChartText *text = g_steal_pointer(&bars->texts->pdata[row]);
    if (bars->frame.upright)
        ap_canvas_text(canvas, AP_ROLE_LABEL, cell, text, middle, plot.y + plot.height + GAP, 0.5, 0);
    else
        ap_canvas_text(canvas, AP_ROLE_LABEL, cell, text, bars->align * (plot.x - GAP), middle, bars->align,
                       0.5);
}

/* Says below the axis that only some rows are labelled. */
static void
draw_stride(const ApBars *bars, ApCanvas *canvas)
{
    g_autofree char *number = g_strdup_printf("%u", bars->stride);
    g_autofree char *note = ap_style_say(bars->style, AP_WORD_thinned, "n", number, NULL);
    ap_canvas_text(canvas, AP_ROLE_LEGEND, AP_NO_CELL, ap_chart_text_new(bars->style, note, 0), 0,
                   bars->bottom, 0, 1);
}

void
ap_bars_draw_labels(ApBars *bars, ApCanvas *canvas)
{
    for (guint row = 0; row < bars->data->n_rows; row += bars->stride)
        draw_label(bars, canvas, row);
    if (bars->stride > 1)
        draw_stride(bars, canvas);
}

void
ap_bars_draw(ApBars *bars, ApCanvas *canvas)
{
    for (guint row = 0; row < bars->data->n_rows; row++) {
        for (guint bar = 0; bar < bars->n_bars; bar++) {
            const ApChartCell *cell = ap_chart_data_cell(bars->data, row, bars->column + bar);
            ApCell place = {(gint)row, (gint)(bars->column + bar)};
            ApBox box = ap_frame_bar(&bars->frame, ap_bars_centre(bars, row, bar), bars->thickness,
                                     ap_chart_data_number(cell));
            if (cell->kind != AP_CELL_NONE)
                ap_canvas_rect(canvas, AP_ROLE_BAR, place, box, bars->paints[row * bars->n_bars + bar]);
        }
    }
    ap_bars_draw_labels(bars, canvas);
}

void
ap_bars_draw_values(const ApBars *bars, ApCanvas *canvas)
{
    gboolean room = bars->n_bars == 1 || bars->frame.upright || bars->pitch >= bars->style->size;
    for (guint row = 0; room && row < bars->data->n_rows; row += bars->stride)
        for (guint bar = 0; bar < bars->n_bars; bar++) {
            const ApChartCell *cell = ap_chart_data_cell(bars->data, row, bars->column + bar);
            ApCell place = {(gint)row, (gint)(bars->column + bar)};
            double centre = ap_bars_centre(bars, row, bar);
            double end = ap_scale_at(bars->frame.scale, ap_chart_data_number(cell));
            double width = bars->n_bars > 1 ? bars->pitch : bars->slot;
            ApChartText *text =
                ap_chart_text_new(bars->style, cell->text, bars->frame.upright ? width - 1 : 0);
            if (bars->frame.upright)
                ap_canvas_text(canvas, AP_ROLE_VALUE, place, text, centre, end - VALUE_GAP, 0.5, 1);
            else
                ap_canvas_text(canvas, AP_ROLE_VALUE, place, text, end + VALUE_GAP, centre, 0, 0.5);
        }
}
