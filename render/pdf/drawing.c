/* The pen whose strokes are marks of a page. */
#include <config.h>

#include "render/pdf/drawing.h"

typedef struct {
    ApPageMark *figure;
    ApFaces *faces;
    double scale;  /* of the chart on the page */
    GError *error; /* the first failure */
} Drawing;

static double
across(const Drawing *drawing, double x)
{
    return drawing->figure->x + drawing->scale * x;
}

static double
down(const Drawing *drawing, double y)
{
    return drawing->figure->y + drawing->scale * y;
}

static ApColor
color_of(ApColour colour)
{
    return (ApColor){colour.red, colour.green, colour.blue};
}

static ApPageMark *
add_mark(const Drawing *drawing, ApMarkKind kind)
{
    ApPageMark *mark = ap_page_mark_new(kind, drawing->figure->element);
    g_ptr_array_add(drawing->figure->drawn, mark);
    return mark;
}

static void
fill(gpointer data, ApBox box, ApColour colour)
{
    const Drawing *drawing = data;
    ApPageMark *mark = add_mark(drawing, AP_MARK_RULE);
    mark->x = across(drawing, box.x);
    mark->y = down(drawing, box.y);
    mark->width = drawing->scale * box.width;
    mark->height = drawing->scale * box.height;
    mark->color = color_of(colour);
}

static ApPageMark *
add_lines(const Drawing *drawing, const ApStroke *stroke)
{
    ApPageMark *mark = add_mark(drawing, AP_MARK_LINES);
    mark->lines = g_array_new(FALSE, FALSE, sizeof(ApPageLine));
    mark->color = color_of(stroke->colour);
    mark->stroke.width = drawing->scale * stroke->width;
    mark->stroke.round = stroke->round;
    mark->stroke.n_dashes = MIN(stroke->n_dashes, G_N_ELEMENTS(mark->stroke.dash));
    for (guint i = 0; i < mark->stroke.n_dashes; i++)
        mark->stroke.dash[i] = drawing->scale * stroke->dash[i];
    return mark;
}

static void
add_line(const Drawing *drawing, ApPageMark *mark, double x0, double y0, double x1, double y1)
{
    const ApPageLine line = {across(drawing, x0), down(drawing, y0), across(drawing, x1), down(drawing, y1)};
    g_array_append_val(mark->lines, line);
}

static void
lines(gpointer data, const ApBox *first, guint n, const ApStroke *stroke)
{
    ApPageMark *mark = add_lines(data, stroke);
    for (const ApBox *line = first; line < first + n; line++)
        add_line(data, mark, line->x, line->y, line->x + line->width, line->y + line->height);
}

static void
outline(gpointer data, ApBox box, const ApStroke *stroke)
{
    ApPageMark *mark = add_lines(data, stroke);
    double right = box.x + box.width, bottom = box.y + box.height;
    add_line(data, mark, box.x, box.y, right, box.y);
    add_line(data, mark, right, box.y, right, bottom);
    add_line(data, mark, right, bottom, box.x, bottom);
    add_line(data, mark, box.x, bottom, box.x, box.y);
}

/* The glyphs of a cluster from `pen` on, in units of Pango; returns where it ends. The first glyph carries
 * the text. */
static int
add_cluster(const Drawing *drawing, ApGlyphRun *run, const PangoGlyphItemIter *cluster, int pen)
{
    const PangoGlyphItem *item = cluster->glyph_item;
    guint length = (guint)(cluster->end_index - cluster->start_index);
    for (int i = cluster->start_glyph; i < cluster->end_glyph; i++) {
        const PangoGlyphInfo *info = &item->glyphs->glyphs[i];
        ApGlyph glyph = {
            .glyph = info->glyph,
            .x = drawing->scale * pango_units_to_double(pen + info->geometry.x_offset),
            .y = -drawing->scale * pango_units_to_double(info->geometry.y_offset),
            .text_start = (guint)(cluster->start_index - item->item->offset),
            .text_length = length,
        };
        pen += info->geometry.width;
        if (info->glyph == PANGO_GLYPH_EMPTY)
            continue;
        g_array_append_val(run->glyphs, glyph);
        length = 0;
    }
    return pen;
}

/* Adds the run of one font; returns its width in units of Pango. */
static int
add_run(Drawing *drawing, PangoLayoutLine *line, PangoGlyphItem *item, double x, double y, ApColor color)
{
    ApFace *face = ap_faces_lookup(drawing->faces, item->item->analysis.font, &drawing->error);
    if (face == NULL)
        return 0;
    g_autoptr(PangoFontDescription) font = pango_font_describe_with_absolute_size(item->item->analysis.font);
    const char *text = pango_layout_get_text(line->layout);
    ApPageMark *mark = add_mark(drawing, AP_MARK_GLYPHS);
    mark->run = ap_glyph_run_new();
    mark->run->face = face;
    mark->run->size = drawing->scale * pango_units_to_double(pango_font_description_get_size(font));
    mark->run->color = color;
    mark->run->text = g_strndup(text + item->item->offset, (gsize)item->item->length);
    mark->run->x = across(drawing, x);
    mark->run->y = down(drawing, y);
    int pen = 0;
    PangoGlyphItemIter cluster;
    gboolean more = pango_glyph_item_iter_init_start(&cluster, item, text);
    for (; more; more = pango_glyph_item_iter_next_cluster(&cluster))
        pen = add_cluster(drawing, mark->run, &cluster, pen);
    return pen;
}

static void
text(gpointer data, PangoLayoutLine *line, double x, double y, ApColour colour)
{
    Drawing *drawing = data;
    for (GSList *run = line->runs; run != NULL && drawing->error == NULL; run = run->next)
        x += pango_units_to_double(add_run(drawing, line, run->data, x, y, color_of(colour)));
}

gboolean
ap_page_figure_draw(const ApChart *chart, ApPageMark *figure, ApFaces *faces, GError **error)
{
    static const ApPenOperations operations = {fill, lines, outline, text};
    Drawing drawing = {.figure = figure, .faces = faces, .scale = figure->width / ap_chart_width(chart)};
    const ApPen pen = {&operations, &drawing};
    g_clear_pointer(&figure->drawn, g_ptr_array_unref);
    figure->drawn = g_ptr_array_new_with_free_func((GDestroyNotify)ap_page_mark_free);
    ap_chart_draw(chart, &pen);
    if (drawing.error != NULL)
        g_propagate_error(error, drawing.error);
    return drawing.error == NULL;
}
