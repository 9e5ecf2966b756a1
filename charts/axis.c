/* Score axes. */
#include <config.h>

#include "charts/axis.h"

#define TICK_STEP 20
#define GAP 4.0     /* points between an axis and its labels */
#define LEADER 10.0 /* points from the plot to the labels of its lines */
#define TIGHT 1.5   /* between two of these labels where they stand above each other */
#define LEADER_WIDTH 0.6
#define REFERENCES 3

ApFrame
ap_frame_new(ApBox plot, gboolean upright)
{
    double bottom = plot.y + plot.height, right = plot.x + plot.width;
    ApScale scale = {AP_SCORE_LOW, AP_SCORE_HIGH, upright ? bottom : plot.x, upright ? plot.y : right};
    return (ApFrame){plot, scale, upright};
}

ApBox
ap_frame_bar(const ApFrame *frame, double centre, double thickness, double value)
{
    double from = ap_scale_at(frame->scale, AP_SCORE_LOW), to = ap_scale_at(frame->scale, value);
    if (frame->upright)
        return (ApBox){centre - thickness / 2, to, thickness, from - to};
    return (ApBox){from, centre - thickness / 2, to - from, thickness};
}

/* A line across the plot at `value`, reaching `beyond` its far side. */
static ApBox
cross_line(const ApFrame *frame, double value, double beyond)
{
    double at = ap_scale_at(frame->scale, value);
    if (frame->upright)
        return (ApBox){frame->plot.x, at, frame->plot.width + beyond, 0};
    return (ApBox){at, frame->plot.y - beyond, 0, frame->plot.height + beyond};
}

static ApChartText *
tick_text(const ApChartStyle *style, int value)
{
    g_autofree char *number = g_strdup_printf("%d", value);
    g_autofree char *label = value == (int)AP_SCORE_HIGH
                                 ? ap_style_say(style, AP_WORD_tick_last, "value", number, NULL)
                                 : g_steal_pointer(&number);
    return ap_chart_text_new(style, label, 0);
}

double
ap_axis_tick_room(const ApChartStyle *style, gboolean upright)
{
    g_autoptr(ApChartText) text = tick_text(style, (int)AP_SCORE_HIGH);
    return GAP + (upright ? ap_chart_text_width(text) : ap_chart_text_height(text));
}

void
ap_axis_draw(ApCanvas *canvas, const ApChartStyle *style, const ApFrame *frame)
{
    for (int value = (int)AP_SCORE_LOW; value <= (int)AP_SCORE_HIGH; value += TICK_STEP) {
        double at = ap_scale_at(frame->scale, value);
        if (value > (int)AP_SCORE_LOW)
            ap_canvas_line(canvas, AP_ROLE_GRID, AP_NO_CELL, cross_line(frame, value, 0), style->grid);
        if (frame->upright)
            ap_canvas_text(canvas, AP_ROLE_LABEL, AP_NO_CELL, tick_text(style, value), frame->plot.x - GAP,
                           at, 1, 0.5);
        else
            ap_canvas_text(canvas, AP_ROLE_LABEL, AP_NO_CELL, tick_text(style, value), at,
                           frame->plot.y + frame->plot.height + GAP, 0.5, 0);
    }
    ap_canvas_line(canvas, AP_ROLE_AXIS, AP_NO_CELL, cross_line(frame, AP_SCORE_LOW, 0), style->axis);
}

static ApChartText *
reference_text(const ApChartStyle *style, const ApChartNote *note)
{
    g_autofree char *label =
        ap_style_say(style, AP_WORD_reference, "name", note->name, "value", note->cell.text, NULL);
    return ap_chart_text_new(style, label, 0);
}

static const ApStroke *
reference_stroke(const ApChartStyle *style, ApNoteKind kind)
{
    switch (kind) {
    case AP_NOTE_GOOD:
        return &style->good;
    case AP_NOTE_PASS:
        return &style->pass;
    case AP_NOTE_MEAN:
        return &style->mean;
    default:
        return NULL;
    }
}

/* The notes that are lines, from the lowest value to the highest; a mean of nobody is none. */
static guint
find_references(const ApChartStyle *style, const ApChartData *data, const ApChartNote *references[REFERENCES])
{
    guint n = 0;
    for (guint i = 0; i < data->notes->len; i++) {
        const ApChartNote *note = &g_array_index(data->notes, ApChartNote, i);
        if (reference_stroke(style, note->kind) == NULL || note->cell.kind == AP_CELL_NONE)
            continue;
        double value = ap_chart_data_number(&note->cell);
        guint at = n++;
        for (; at > 0 && ap_chart_data_number(&references[at - 1]->cell) > value; at--)
            references[at] = references[at - 1];
        references[at] = note;
    }
    return n;
}

double
ap_axis_reference_room(const ApChartStyle *style, const ApChartData *data, gboolean upright)
{
    const ApChartNote *references[REFERENCES];
    guint n = find_references(style, data, references);
    double room = 0;
    for (guint i = 0; i < n; i++) {
        g_autoptr(ApChartText) text = reference_text(style, references[i]);
        room = MAX(room, LEADER + (upright ? ap_chart_text_width(text) : ap_chart_text_height(text)));
    }
    return room;
}

/* The places of the labels along the scale, as near to their lines as the others allow. */
static void
place_labels(const ApFrame *frame, double width, ApChartText *const texts[], double places[], guint n)
{
    double sizes[REFERENCES], low = frame->plot.y - GAP, high = frame->plot.y + frame->plot.height;
    for (guint i = 0; i < n; i++)
        sizes[i] =
            frame->upright ? ap_chart_text_height(texts[i]) + TIGHT : ap_chart_text_width(texts[i]) + 2 * GAP;
    if (frame->upright) {
        /* The scale runs upwards, the page downwards. */
        for (guint i = 0; i < n; i++)
            places[i] = -places[i];
        ap_scale_spread(places, sizes, n, -high, -low);
        for (guint i = 0; i < n; i++)
            places[i] = -places[i];
    } else {
        ap_scale_spread(places, sizes, n, 0, width);
    }
}

static void
draw_reference(ApCanvas *canvas, const ApFrame *frame, ApChartText *text, double at, double place,
               ApStroke stroke)
{
    double right = frame->plot.x + frame->plot.width, top = frame->plot.y;
    stroke.n_dashes = 0;
    stroke.width = LEADER_WIDTH;
    if (frame->upright) {
        ap_canvas_line(canvas, AP_ROLE_LEADER, AP_NO_CELL, (ApBox){right + 1, at, LEADER - 3, place - at},
                       stroke);
        ap_canvas_text(canvas, AP_ROLE_LABEL, AP_NO_CELL, text, right + LEADER, place, 0, 0.5);
    } else {
        ap_canvas_line(canvas, AP_ROLE_LEADER, AP_NO_CELL, (ApBox){at, top - 1, place - at, 3 - LEADER},
                       stroke);
        ap_canvas_text(canvas, AP_ROLE_LABEL, AP_NO_CELL, text, place, top - LEADER, 0.5, 1);
    }
}

void
ap_axis_draw_references(ApCanvas *canvas, const ApChartStyle *style, const ApChartData *data,
                        const ApFrame *frame)
{
    const ApChartNote *references[REFERENCES];
    ApChartText *texts[REFERENCES];
    double places[REFERENCES];
    guint n = find_references(style, data, references);
    for (guint i = 0; i < n; i++) {
        texts[i] = reference_text(style, references[i]);
        places[i] = ap_scale_at(frame->scale, ap_chart_data_number(&references[i]->cell));
    }
    place_labels(frame, style->width, texts, places, n);
    for (guint i = 0; i < n; i++) {
        const ApStroke *stroke = reference_stroke(style, references[i]->kind);
        double value = ap_chart_data_number(&references[i]->cell);
        ap_canvas_line(canvas, AP_ROLE_REFERENCE, AP_NO_CELL, cross_line(frame, value, 0), *stroke);
        draw_reference(canvas, frame, texts[i], ap_scale_at(frame->scale, value), places[i], *stroke);
    }
}
