/* The pen whose strokes are elements of SVG, in the subset that old readers know, too: paths with
 * presentation attributes, and glyphs defined once and used by xlink:href. */
#include <config.h>

#include "render/svg_write.h"

#include "render/svg_glyphs.h"
#include "render/svg_path.h"

#include <math.h>

#define SCALE_DECIMALS 8 /* of the size of a unit of a font: exact over the width of a page */
#define FRAME_SIDE 0.06  /* of the frame for a missing glyph, and the gaps beside it, in its widths */

struct ApSvgWriter {
    GString *body;
    ApSvgGlyphs *glyphs;
};

/* A line of text that is being written. */
typedef struct {
    ApSvgWriter *writer;
    double x, y; /* where its baseline begins */
    ApColour colour;
    double unit; /* in which the open group counts, in points; 0: none is open */
    int pen;     /* where the next glyph stands, from x, in units of Pango */
} Line;

/* ---- Attributes ---- */

/* A length or a coordinate in points. */
static void
add_length(GString *out, double value)
{
    ap_svg_number(out, value, AP_SVG_DECIMALS);
}

static void
add_channel(GString *out, double value)
{
    static const char digits[] = "0123456789abcdef";
    guint level = (guint)lround(value * 255);
    g_string_append_c(out, digits[level / 16]);
    g_string_append_c(out, digits[level % 16]);
}

/* The value of an attribute with its quotes. */
static void
add_colour(GString *out, ApColour colour)
{
    g_string_append(out, "\"#");
    add_channel(out, colour.red);
    add_channel(out, colour.green);
    add_channel(out, colour.blue);
    g_string_append_c(out, '"');
}

static void
add_stroke(GString *out, const ApStroke *stroke)
{
    g_string_append(out, "<path stroke=");
    add_colour(out, stroke->colour);
    g_string_append(out, " stroke-width=\"");
    add_length(out, stroke->width);
    if (stroke->round)
        g_string_append(out, "\" stroke-linecap=\"round");
    for (guint i = 0; i < stroke->n_dashes; i++) {
        g_string_append(out, i == 0 ? "\" stroke-dasharray=\"" : " ");
        add_length(out, stroke->dash[i]);
    }
    g_string_append(out, "\" d=\"");
}

/* ---- Boxes and lines ---- */

/* Ends a path whose value `d` is begun. */
static void
add_box(GString *out, ApBox box)
{
    ApSvgPath path = ap_svg_path_begin(out, AP_SVG_DECIMALS);
    ap_svg_path_box(&path, box.x, box.y, box.width, box.height);
    g_string_append(out, "\"/>\n");
}

static void
fill(gpointer data, ApBox box, ApColour colour)
{
    GString *out = ((ApSvgWriter *)data)->body;
    g_string_append(out, "<path fill=");
    add_colour(out, colour);
    g_string_append(out, " d=\"");
    add_box(out, box);
}

static void
lines(gpointer data, const ApBox *first, guint n, const ApStroke *stroke)
{
    GString *out = ((ApSvgWriter *)data)->body;
    add_stroke(out, stroke);
    ApSvgPath path = ap_svg_path_begin(out, AP_SVG_DECIMALS);
    for (const ApBox *line = first; line < first + n; line++) {
        ap_svg_path_move(&path, line->x, line->y);
        ap_svg_path_line(&path, line->x + line->width, line->y + line->height);
    }
    g_string_append(out, "\"/>\n");
}

static void
outline(gpointer data, ApBox box, const ApStroke *stroke)
{
    GString *out = ((ApSvgWriter *)data)->body;
    add_stroke(out, stroke);
    add_box(out, box);
}

/* ---- Text ---- */

static void
close_group(Line *line)
{
    if (line->unit > 0)
        g_string_append(line->writer->body, "</g>\n");
    line->unit = 0;
}

/* Opens a group that counts in `unit` from the beginning of the line, unless it is open. */
static void
open_group(Line *line, double unit)
{
    GString *out = line->writer->body;
    if (unit == line->unit)
        return;
    close_group(line);
    line->unit = unit;
    g_string_append(out, "<g fill=");
    add_colour(out, line->colour);
    g_string_append(out, " transform=\"translate(");
    add_length(out, line->x);
    g_string_append_c(out, ' ');
    add_length(out, line->y);
    g_string_append(out, ")scale(");
    ap_svg_number(out, unit, SCALE_DECIMALS);
    g_string_append(out, ")\">");
}

/* Units of Pango in units of the open group. */
static double
in_units(const Line *line, double value)
{
    return value / PANGO_SCALE / line->unit;
}

/* A frame instead of a glyph that no font has: two boxes, the second of which runs the other way round. */
static void
add_frame(GString *out, double x, double width)
{
    double side = FRAME_SIDE * width;
    g_string_append(out, "<path d=\"");
    ApSvgPath path = ap_svg_path_begin(out, 0);
    ap_svg_path_box(&path, x + side, -width, width - 2 * side, width);
    ap_svg_path_box(&path, x + width - 2 * side, side - width, 4 * side - width, width - 2 * side);
    g_string_append(out, "\"/>");
}

/* A coordinate that is not 0, which needs no attribute. */
static void
add_coordinate(GString *out, const char *attribute, double value)
{
    if (llround(value) == 0)
        return;
    g_string_append(out, attribute);
    ap_svg_number(out, value, 0);
    g_string_append_c(out, '"');
}

static void
use_glyph(GString *out, guint number, double x, double y)
{
    g_string_append(out, "<use xlink:href=\"#");
    ap_svg_glyphs_id(out, number);
    g_string_append_c(out, '"');
    add_coordinate(out, " x=\"", x);
    add_coordinate(out, " y=\"", y);
    g_string_append(out, "/>");
}

static void
add_glyph(Line *line, ApSvgFont *font, const PangoGlyphInfo *info)
{
    ApSvgWriter *writer = line->writer;
    const PangoGlyphGeometry *geometry = &info->geometry;
    double x = in_units(line, line->pen + geometry->x_offset);
    line->pen += geometry->width;
    if (info->glyph == PANGO_GLYPH_EMPTY)
        return;
    if ((info->glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0) {
        add_frame(writer->body, x, in_units(line, geometry->width));
        return;
    }
    guint number = ap_svg_glyphs_define(writer->glyphs, font, info->glyph);
    if (number != 0)
        use_glyph(writer->body, number, x, in_units(line, geometry->y_offset));
}

static void
text(gpointer data, PangoLayoutLine *pango, double x, double y, ApColour colour)
{
    Line line = {.writer = data, .x = x, .y = y, .colour = colour};
    for (GSList *node = pango->runs; node != NULL; node = node->next) {
        const PangoGlyphItem *run = node->data;
        ApSvgFont *font = ap_svg_glyphs_font(line.writer->glyphs, run->item->analysis.font);
        open_group(&line, ap_svg_font_unit(font));
        for (int i = 0; i < run->glyphs->num_glyphs; i++)
            add_glyph(&line, font, &run->glyphs->glyphs[i]);
    }
    close_group(&line);
}

/* ---- The file ---- */

ApSvgWriter *
ap_svg_writer_new(void)
{
    ApSvgWriter *writer = g_new0(ApSvgWriter, 1);
    writer->body = g_string_new(NULL);
    writer->glyphs = ap_svg_glyphs_new();
    return writer;
}

ApPen
ap_svg_writer_pen(ApSvgWriter *writer)
{
    static const ApPenOperations operations = {fill, lines, outline, text};
    return (ApPen){&operations, writer};
}

static void
add_root(GString *out, double width, double height)
{
    g_string_append(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                         "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                         "xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"");
    add_length(out, width);
    g_string_append(out, "pt\" height=\"");
    add_length(out, height);
    g_string_append(out, "pt\" viewBox=\"0 0 ");
    add_length(out, width);
    g_string_append_c(out, ' ');
    add_length(out, height);
    g_string_append(out, "\" version=\"1.1\" role=\"img\" lang=\"zh-TW\" xml:lang=\"zh-TW\">\n");
}

/* An element whose content is `text`. */
static void
add_words(GString *out, const char *element, const char *words)
{
    g_autofree char *escaped = g_markup_escape_text(words, -1);
    g_string_append_printf(out, "<%s>%s</%s>\n", element, escaped, element);
}

GBytes *
ap_svg_writer_finish(ApSvgWriter *writer, double width, double height, const char *title,
                     const char *description)
{
    GString *out = g_string_new(NULL);
    add_root(out, width, height);
    add_words(out, "title", title);
    add_words(out, "desc", description);
    g_string_append(out, "<defs>\n");
    ap_svg_glyphs_append(out, writer->glyphs);
    g_string_append(out, "</defs>\n<g fill=\"none\">\n");
    g_string_append_len(out, writer->body->str, (gssize)writer->body->len);
    g_string_append(out, "</g>\n</svg>\n");
    ap_svg_glyphs_free(writer->glyphs);
    g_string_free(writer->body, TRUE);
    g_free(writer);
    return g_string_free_to_bytes(out);
}
