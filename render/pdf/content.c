/* The content stream of a page, from its marks. */
#include <config.h>

#include "render/pdf/content.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

/* How thick the outlines of a face without a bold sibling are stroked, of the font size. */
#define BOLD_STROKE 0.028

/* What lines are drawn with. */
typedef struct {
    ApColor color;
    ApPageStroke stroke;
    gboolean round_joins;
} Pen;

/* How a page begins. */
static const Pen first_pen = {.stroke = {.width = 1}};

/* A page being written, and the graphics state as the operators so far have set it. */
typedef struct {
    const ApPages *pages;
    guint index;
    ApFonts *fonts;
    ApTags *tags;
    GString *out;

    gboolean is_open; /* a marked-content sequence */
    const ApElement *element;
    ApColor fill;
    gboolean has_fill;
    Pen pen;
    const ApFont *font;
    double size;
    gboolean is_bold;
    double rise;
    gboolean is_showing; /* within the string of a TJ operator's array */
} Content;

/* Appends a number with at most three decimals and a space. Our own, because printf's takes a third of the
 * time of a page and follows the locale. */
static void
put(GString *out, double value)
{
    char digits[24];
    guint at = sizeof digits;
    gint64 thousandths = llround(value * 1000);
    guint64 rest = (guint64)ABS(thousandths);
    guint fraction = (guint)(rest % 1000);
    rest /= 1000;
    digits[--at] = ' ';
    if (fraction) {
        for (guint i = 0; i < 3; i++, fraction /= 10)
            if (fraction % 10 != 0 || digits[at] != ' ')
                digits[--at] = (char)('0' + fraction % 10);
        digits[--at] = '.';
    }
    do
        digits[--at] = (char)('0' + rest % 10);
    while ((rest /= 10) > 0);
    if (thousandths < 0)
        digits[--at] = '-';
    g_string_append_len(out, digits + at, sizeof digits - at);
}

static void
put_code(GString *out, guint code)
{
    static const char hex[] = "0123456789ABCDEF";
    const char digits[4] = {hex[code >> 12 & 15], hex[code >> 8 & 15], hex[code >> 4 & 15], hex[code & 15]};
    g_string_append_len(out, digits, 4);
}

static void
put_utf16(GString *out, const char *text, gsize length)
{
    glong units = 0;
    g_autofree gunichar2 *wide = g_utf8_to_utf16(text, (glong)length, NULL, &units, NULL);
    g_string_append(out, "<FEFF");
    for (glong i = 0; wide && i < units; i++)
        put_code(out, wide[i]);
    g_string_append_c(out, '>');
}

static void
close_sequence(Content *content)
{
    if (content->is_open)
        g_string_append(content->out, "EMC\n");
    content->is_open = FALSE;
}

/* Opens a sequence of `element`, or goes on with the one that is open. */
static void
open_sequence(Content *content, const ApElement *element)
{
    if (content->is_open && content->element == element)
        return;
    close_sequence(content);
    if (element)
        g_string_append_printf(content->out, "/%s <</MCID %u>> BDC\n", ap_tag_name(element),
                               ap_tags_add_content(content->tags, element, content->index));
    else
        g_string_append(content->out, "/Artifact BMC\n");
    content->is_open = TRUE;
    content->element = element;
}

/* Opens a sequence that tells its text. It stands beside those of its element, because some readers lose
 * their way after a nested one; an artifact can't be left, so there it is nested. */
static void
open_span(Content *content, const ApElement *element, const char *text, gsize length)
{
    if (element)
        close_sequence(content);
    else
        open_sequence(content, NULL);
    g_string_append(content->out, "/Span <<");
    if (element)
        g_string_append_printf(content->out, "/MCID %u ",
                               ap_tags_add_content(content->tags, element, content->index));
    g_string_append(content->out, "/ActualText ");
    put_utf16(content->out, text, length);
    g_string_append(content->out, ">> BDC\n");
}

static gboolean
same_color(ApColor a, ApColor b)
{
    return a.red == b.red && a.green == b.green && a.blue == b.blue;
}

static void
set_fill(Content *content, ApColor color)
{
    if (content->has_fill && same_color(content->fill, color))
        return;
    put(content->out, color.red);
    put(content->out, color.green);
    put(content->out, color.blue);
    g_string_append(content->out, "rg\n");
    content->fill = color;
    content->has_fill = TRUE;
}

static gboolean
same_dashes(const ApPageStroke *a, const ApPageStroke *b)
{
    return a->n_dashes == b->n_dashes && memcmp(a->dash, b->dash, a->n_dashes * sizeof *a->dash) == 0;
}

static void
put_dashes(GString *out, const ApPageStroke *stroke)
{
    g_string_append_c(out, '[');
    for (guint i = 0; i < stroke->n_dashes; i++)
        put(out, stroke->dash[i]);
    g_string_append(out, "]0 d\n");
}

static void
set_pen(Content *content, const Pen *pen)
{
    GString *out = content->out;
    const Pen *now = &content->pen;
    if (!same_color(now->color, pen->color)) {
        put(out, pen->color.red);
        put(out, pen->color.green);
        put(out, pen->color.blue);
        g_string_append(out, "RG\n");
    }
    if (now->stroke.width != pen->stroke.width) {
        put(out, pen->stroke.width);
        g_string_append(out, "w\n");
    }
    if (now->stroke.round != pen->stroke.round)
        g_string_append(out, pen->stroke.round ? "1 J\n" : "0 J\n");
    if (now->round_joins != pen->round_joins)
        g_string_append(out, pen->round_joins ? "1 j\n" : "0 j\n");
    if (!same_dashes(&now->stroke, &pen->stroke))
        put_dashes(out, &pen->stroke);
    content->pen = *pen;
}

static void
set_text_state(Content *content, const ApGlyphRun *run, const ApFont *font)
{
    set_fill(content, run->color);
    if (run->bold)
        set_pen(content, &(Pen){.color = run->color,
                                .stroke = {.width = BOLD_STROKE * run->size},
                                .round_joins = TRUE}); /* pointed ones would stick out of sharp strokes */
    if (run->bold != content->is_bold)
        g_string_append(content->out, run->bold ? "2 Tr\n" : "0 Tr\n");
    content->is_bold = run->bold;
    if (font != content->font || run->size != content->size) {
        g_string_append_printf(content->out, "/%s ", ap_font_name(font));
        put(content->out, run->size);
        g_string_append(content->out, "Tf\n");
    }
    content->font = font;
    content->size = run->size;
}

/* Ends the operand of a TJ operator, so that another operator can follow. */
static void
end_show(Content *content)
{
    if (content->is_showing)
        g_string_append(content->out, ">]TJ\n");
    content->is_showing = FALSE;
}

static void
set_rise(Content *content, double rise)
{
    if (rise == content->rise)
        return;
    end_show(content);
    put(content->out, rise);
    g_string_append(content->out, "Ts\n");
    content->rise = rise;
}

/* Begins a string of codes at `x`, or goes on with the present one if the pen is there, to half a thousandth
 * of the size. Returns where the pen really is, so that roundings don't add up. */
static double
move_pen(Content *content, double pen, double x, double size)
{
    long shift = lround((pen - x) * 1000 / size);
    if (!content->is_showing)
        g_string_append(content->out, shift == 0 ? "[<" : "[");
    else if (shift != 0)
        g_string_append_c(content->out, '>');
    content->is_showing = TRUE;
    if (shift == 0)
        return pen;
    put(content->out, (double)shift);
    content->out->str[content->out->len - 1] = '<'; /* for the space */
    return pen - (double)shift * size / 1000;
}

static gboolean
is_private(gunichar c)
{
    return (c >= 0xe000 && c <= 0xf8ff) || c >= 0xf0000;
}

/* A reader can't know the meaning of private characters, nor share a text between several glyphs: such
 * clusters are wrapped in a span that tells the text. */
static gboolean
needs_actual_text(const char *text, gsize length, guint n_glyphs)
{
    if (n_glyphs > 1)
        return TRUE;
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at))
        if ((guchar)*at >= 0xee && is_private(g_utf8_get_char(at))) /* U+E000 on begin with EE */
            return TRUE;
    return FALSE;
}

/* A stretch of a run's glyphs that is shown at once: one cluster that needs a span, or clusters that don't.
 * The first glyph of a cluster carries its text, the others carry none. */
typedef struct {
    guint first, end;
    gboolean is_span;
} Stretch;

static Stretch
next_cluster(const ApGlyphRun *run, guint first)
{
    const ApGlyph *glyphs = (const ApGlyph *)(void *)run->glyphs->data;
    guint end = first + 1;
    while (end < run->glyphs->len && glyphs[end].text_length == 0)
        end++;
    const char *text = run->text + glyphs[first].text_start;
    return (Stretch){first, end, needs_actual_text(text, glyphs[first].text_length, end - first)};
}

static Stretch
next_stretch(const ApGlyphRun *run, guint first)
{
    Stretch stretch = next_cluster(run, first);
    while (!stretch.is_span && stretch.end < run->glyphs->len) {
        Stretch more = next_cluster(run, stretch.end);
        if (more.is_span)
            break;
        stretch.end = more.end;
    }
    return stretch;
}

static gboolean
put_glyphs(Content *content, const ApGlyphRun *run, ApFont *font, Stretch stretch)
{
    double pen = g_array_index(run->glyphs, ApGlyph, stretch.first).x;
    for (guint i = stretch.first; i < stretch.end; i++) {
        const ApGlyph *glyph = &g_array_index(run->glyphs, ApGlyph, i);
        guint code = ap_font_encode(font, glyph->glyph, run->text + glyph->text_start, glyph->text_length);
        if (code == 0)
            return FALSE;
        set_rise(content, glyph->y);
        pen = move_pen(content, pen, glyph->x, run->size);
        put_code(content->out, code);
        pen += ap_font_width(font, code) * run->size / 1000;
    }
    end_show(content);
    return TRUE;
}

/* Moves to a glyph's place on the baseline of its run, which rises by `angle` degrees. */
static void
put_position(Content *content, const ApGlyphRun *run, double x, double angle)
{
    double radians = angle * G_PI / 180;
    if (angle != 0) {
        put(content->out, cos(radians));
        put(content->out, sin(radians));
        put(content->out, -sin(radians));
        put(content->out, cos(radians));
    }
    put(content->out, run->x + x * cos(radians));
    put(content->out, content->pages->height - run->y + x * sin(radians));
    g_string_append(content->out, angle != 0 ? "Tm\n" : "Td\n");
}

static gboolean
put_stretch(Content *content, const ApPageMark *mark, ApFont *font, Stretch stretch)
{
    const ApGlyphRun *run = mark->run;
    const ApGlyph *first = &g_array_index(run->glyphs, ApGlyph, stretch.first);
    if (stretch.is_span)
        open_span(content, mark->element, run->text + first->text_start, first->text_length);
    else
        open_sequence(content, mark->element);
    g_string_append(content->out, "BT\n");
    set_text_state(content, run, font);
    put_position(content, run, first->x, mark->kind == AP_MARK_WATERMARK ? mark->angle : 0);
    gboolean done = put_glyphs(content, run, font, stretch);
    g_string_append(content->out, stretch.is_span ? "ET\nEMC\n" : "ET\n");
    return done;
}

static gboolean
put_run(Content *content, const ApPageMark *mark, GError **error)
{
    ApFont *font = ap_fonts_lookup(content->fonts, mark->run->face);
    Stretch stretch = {0};
    if (mark->element && mark->element->kind == AP_ELEMENT_LABEL)
        ap_tags_set_label(content->tags, mark->element, mark->run->text);
    while (stretch.end < mark->run->glyphs->len) {
        stretch = next_stretch(mark->run, stretch.end);
        if (!put_stretch(content, mark, font, stretch)) {
            g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                        _("the font %s lacks a glyph or has too many in use"), ap_face_file(mark->run->face));
            return FALSE;
        }
    }
    return TRUE;
}

static void
put_rule(Content *content, const ApPageMark *mark)
{
    set_fill(content, mark->color);
    put(content->out, mark->x);
    put(content->out, content->pages->height - mark->y - mark->height);
    put(content->out, mark->width);
    put(content->out, mark->height);
    g_string_append(content->out, "re f\n");
}

/* Lines that go on from one another are one path, closed if it comes back to its beginning. */
static void
put_lines(Content *content, const ApPageMark *mark)
{
    GString *out = content->out;
    double height = content->pages->height;
    const ApPageLine *lines = (const ApPageLine *)(void *)mark->lines->data, *first = NULL;
    set_pen(content, &(Pen){.color = mark->color, .stroke = mark->stroke});
    for (const ApPageLine *line = lines; line < lines + mark->lines->len; line++) {
        if (first == NULL || line->x0 != line[-1].x1 || line->y0 != line[-1].y1) {
            first = line;
            put(out, line->x0);
            put(out, height - line->y0);
            g_string_append(out, "m ");
        }
        if (line > first && line->x1 == first->x0 && line->y1 == first->y0) {
            g_string_append(out, "h ");
            continue;
        }
        put(out, line->x1);
        put(out, height - line->y1);
        g_string_append(out, "l ");
    }
    g_string_append(out, "S\n");
}

static gboolean put_mark(Content *content, const ApPageMark *mark, GError **error);

static gboolean
put_figure(Content *content, const ApPageMark *mark, GError **error)
{
    if (mark->drawn == NULL) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("figure %u was not drawn"), mark->figure + 1);
        return FALSE;
    }
    double bottom = content->pages->height - mark->y - mark->height;
    if (mark->element)
        ap_tags_set_box(content->tags, mark->element,
                        (double[4]){mark->x, bottom, mark->x + mark->width, bottom + mark->height});
    for (guint i = 0; i < mark->drawn->len; i++)
        if (!put_mark(content, mark->drawn->pdata[i], error))
            return FALSE;
    return TRUE;
}

static gboolean
put_mark(Content *content, const ApPageMark *mark, GError **error)
{
    switch (mark->kind) {
    case AP_MARK_GLYPHS:
    case AP_MARK_WATERMARK:
        return put_run(content, mark, error);
    case AP_MARK_FIGURE:
        return put_figure(content, mark, error);
    case AP_MARK_LINES:
        open_sequence(content, mark->element);
        put_lines(content, mark);
        return TRUE;
    case AP_MARK_RULE:
        open_sequence(content, mark->element);
        put_rule(content, mark);
        return TRUE;
    }
    g_assert_not_reached();
}

gboolean
ap_content_write(const ApPages *pages, guint index, ApFonts *fonts, ApTags *tags, GString *out,
                 GError **error)
{
    Content content = {
        .pages = pages, .index = index, .fonts = fonts, .tags = tags, .out = out, .pen = first_pen};
    const ApPage *page = pages->pages->pdata[index];
    for (guint i = 0; i < page->marks->len; i++) {
        if (!put_mark(&content, page->marks->pdata[i], error))
            return FALSE;
    }
    close_sequence(&content);
    return TRUE;
}
