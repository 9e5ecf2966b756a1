/* The list of marks, and its replay with a pen. */
#include <config.h>

#include "charts/canvas.h"

#include "charts/pattern.h"

#define MARGIN 0.8 /* points by which the paper under a number reaches beyond it */
#define CASING 0.7 /* points of paper at each side of a line over bars */
#define RIM 0.7    /* width of a dot's rim */

static void
clear_mark(gpointer mark)
{
    ap_chart_text_unref(((ApMark *)mark)->text);
}

ApCanvas *
ap_canvas_new(const ApChartStyle *style)
{
    ApCanvas *canvas = g_new0(ApCanvas, 1);
    canvas->paper = style->paper;
    canvas->ink = style->text;
    canvas->marks = g_array_new(FALSE, FALSE, sizeof(ApMark));
    g_array_set_clear_func(canvas->marks, clear_mark);
    return canvas;
}

void
ap_canvas_free(ApCanvas *canvas)
{
    if (canvas == NULL)
        return;
    g_array_unref(canvas->marks);
    g_free(canvas);
}

static void
add(ApCanvas *canvas, ApMark mark)
{
    g_array_append_val(canvas->marks, mark);
}

void
ap_canvas_rect(ApCanvas *canvas, ApRole role, ApCell cell, ApBox box, ApPaint paint)
{
    add(canvas, (ApMark){.shape = AP_SHAPE_RECT, .role = role, .cell = cell, .box = box, .paint = paint});
}

void
ap_canvas_line(ApCanvas *canvas, ApRole role, ApCell cell, ApBox line, ApStroke stroke)
{
    add(canvas, (ApMark){.shape = AP_SHAPE_LINE, .role = role, .cell = cell, .box = line, .stroke = stroke});
}

void
ap_canvas_dot(ApCanvas *canvas, ApRole role, ApCell cell, double x, double y, double radius, ApPaint paint)
{
    ApBox box = {x - radius, y - radius, 2 * radius, 2 * radius};
    add(canvas, (ApMark){.shape = AP_SHAPE_DOT, .role = role, .cell = cell, .box = box, .paint = paint});
}

void
ap_canvas_text(ApCanvas *canvas, ApRole role, ApCell cell, ApChartText *text, double x, double y,
               double across, double down)
{
    double width = ap_chart_text_width(text), height = ap_chart_text_height(text);
    ApBox box = {x - across * width, y - down * height, width, height};
    add(canvas,
        (ApMark){
            .shape = AP_SHAPE_TEXT, .role = role, .cell = cell, .box = box, .text = text, .align = across});
}

void
ap_canvas_shift(ApCanvas *canvas, double distance)
{
    for (guint i = 0; i < canvas->marks->len; i++) {
        ApBox *box = &g_array_index(canvas->marks, ApMark, i).box;
        box->x += distance;
        box->y += distance;
    }
}

/* A line over bars has a casing of paper on both sides, dash by dash, that keeps it visible on the dark ones.
 */
static void
draw_line(const ApCanvas *canvas, const ApPen *pen, const ApMark *mark)
{
    if (mark->role == AP_ROLE_REFERENCE || mark->role == AP_ROLE_SPREAD) {
        ApStroke casing = mark->stroke;
        casing.colour = canvas->paper;
        casing.width += 2 * CASING;
        pen->operations->lines(pen->data, &mark->box, 1, &casing);
    }
    pen->operations->lines(pen->data, &mark->box, 1, &mark->stroke);
}

/* Dots are lines without length and with round ends, the shortest path in every format. Neighbours of one
 * paint share their two strokes, rims and fills: `first` is the first of `n` marks. */
static void
draw_dots(const ApCanvas *canvas, const ApPen *pen, const ApMark *first, guint n)
{
    double diameter = first->box.width;
    g_autofree ApBox *centres = g_new(ApBox, n);
    for (guint i = 0; i < n; i++)
        centres[i] = (ApBox){first[i].box.x + diameter / 2, first[i].box.y + diameter / 2, 0, 0};
    const ApStroke rim = {.colour = canvas->paper, .width = diameter + RIM, .round = TRUE};
    const ApStroke dot = {.colour = first->paint.colour, .width = diameter - RIM, .round = TRUE};
    pen->operations->lines(pen->data, centres, n, &rim);
    pen->operations->lines(pen->data, centres, n, &dot);
}

/* How many marks from `index` on are dots; they have one paint and size, as each series does. */
static guint
count_dots(const ApCanvas *canvas, guint index)
{
    guint end = index;
    while (end < canvas->marks->len && g_array_index(canvas->marks, ApMark, end).shape == AP_SHAPE_DOT)
        end++;
    return end - index;
}

static void
draw_text(const ApCanvas *canvas, const ApPen *pen, const ApMark *mark)
{
    if (mark->role == AP_ROLE_VALUE) {
        ApBox paper = {mark->box.x - MARGIN, mark->box.y, mark->box.width + 2 * MARGIN, mark->box.height};
        pen->operations->fill(pen->data, paper, canvas->paper);
    }
    ap_chart_text_draw(mark->text, pen, mark->box.x, mark->box.y, mark->align, canvas->ink);
}

void
ap_canvas_draw(const ApCanvas *canvas, const ApPen *pen)
{
    for (guint i = 0, n = 1; i < canvas->marks->len; i += n) {
        const ApMark *mark = &g_array_index(canvas->marks, ApMark, i);
        n = 1;
        switch (mark->shape) {
        case AP_SHAPE_RECT:
            ap_pattern_fill(pen, mark->box, mark->paint, canvas->paper);
            break;
        case AP_SHAPE_LINE:
            draw_line(canvas, pen, mark);
            break;
        case AP_SHAPE_DOT:
            n = count_dots(canvas, i);
            draw_dots(canvas, pen, mark, n);
            break;
        case AP_SHAPE_TEXT:
            draw_text(canvas, pen, mark);
            break;
        }
    }
}
