/* Legends. */
#include <config.h>

#include "charts/legend.h"

#define SAMPLE 16.0 /* width of a sample, points */
#define RADIUS 2.2  /* of a sample dot */
#define GAP 4.0     /* between a sample and its text */
#define BETWEEN 14.0
#define BELOW 7.0

static void
draw_sample(ApCanvas *canvas, const ApKey *key, double x, double y, double height)
{
    switch (key->shape) {
    case AP_SHAPE_RECT:
        ap_canvas_rect(canvas, AP_ROLE_KEY, AP_NO_CELL, (ApBox){x, y, SAMPLE, height}, key->paint);
        break;
    case AP_SHAPE_LINE:
        ap_canvas_line(canvas, AP_ROLE_KEY, AP_NO_CELL, (ApBox){x, y + height / 2, SAMPLE, 0}, key->stroke);
        break;
    case AP_SHAPE_DOT:
        ap_canvas_dot(canvas, AP_ROLE_KEY, AP_NO_CELL, x + SAMPLE / 2, y + height / 2, RADIUS, key->paint);
        break;
    case AP_SHAPE_TEXT:
        break;
    }
}

double
ap_legend_draw(ApCanvas *canvas, const ApChartStyle *style, const ApKey *keys, guint n_keys, double x,
               double y)
{
    double across = x, down = y, line = style->size;
    for (guint i = 0; i < n_keys; i++) {
        double sample = keys[i].shape == AP_SHAPE_TEXT ? 0 : SAMPLE + GAP;
        ApChartText *text = ap_chart_text_new(style, keys[i].text, style->width - x - sample);
        if (across > x && across + sample + ap_chart_text_width(text) > style->width) {
            across = x;
            down += line + GAP;
            line = style->size;
        }
        line = MAX(line, ap_chart_text_height(text));
        draw_sample(canvas, &keys[i], across, down, style->size);
        ap_canvas_text(canvas, AP_ROLE_LEGEND, AP_NO_CELL, text, across + sample, down, 0, 0);
        across += sample + ap_chart_text_width(text) + BETWEEN;
    }
    return n_keys > 0 ? down + line + BELOW - y : 0;
}

double
ap_legend_draw_classes(ApCanvas *canvas, const ApChartStyle *style, const ApChartData *data, gint group,
                       double x, double y)
{
    ApKey keys[AP_CLASSES + 1] = {[0] = {.text = NULL}};
    guint n = 0;
    for (guint i = 0; i < data->notes->len; i++) {
        const ApChartNote *note = &g_array_index(data->notes, ApChartNote, i);
        if (note->kind < AP_NOTE_AT_LEAST_GOOD)
            continue;
        ApClass class = (ApClass)(note->kind - AP_NOTE_AT_LEAST_GOOD);
        ApKey key = {.shape = AP_SHAPE_TEXT};
        if (note->kind != AP_NOTE_NONE) {
            key.shape = AP_SHAPE_RECT;
            key.paint = ap_style_class(style, group, class);
        }
        key.text = ap_style_say(style, AP_WORD_class_count, "class", note->name, "n", note->cell.text, NULL);
        keys[n++] = key;
    }
    double height = ap_legend_draw(canvas, style, keys, n, x, y);
    for (guint i = 0; i < n; i++)
        g_free(keys[i].text);
    return height;
}
