/* Painting what pages have besides their text. */
#include <config.h>

#include "render/pdf/furniture.h"

#include <math.h>

/* Room for the number of an entry, in sizes: three digits and the space before them. */
#define NUMBER_SIZES 2.5
/* Distances from the text: of the running head's rule, of the page number and of the stamp. */
#define HEAD_RULE 10
#define HEAD_RULE_WIDTH 0.5
/* Between title and chapter at least. */
#define HEAD_GAP 20
#define FOOT 26
#define STAMP_FOOT 42
#define WATERMARK_ANGLE 50.0
/* The middle of an ideograph lies so far above its baseline, in sizes. */
#define IDEOGRAPH_MIDDLE 0.3

double
ap_entry_number_width(const ApTextStyle *style)
{
    return NUMBER_SIZES * style->size;
}

/* Paints `text` on one line from x, or up to x if it is aligned right, or around it. */
static void
paint_at(ApPage *page, const ApText *text, double x, double y, ApAlign align, ApElement *element)
{
    double width = ap_text_width(text, 0, ap_text_length(text));
    double left = x - (align == AP_ALIGN_RIGHT ? width : align == AP_ALIGN_CENTER ? width / 2 : 0);
    ApLine line = {.start = 0, .end = ap_text_length(text), .width = width};
    ApMeaning meaning = {element, NULL};
    ap_line_paint(page, text, &line, left, y, &meaning);
}

/* ---- Contents ---- */

/* Dots on a grid that starts at the right edge, so that they stand below each other. */
static void
paint_leader(ApPage *page, const ApText *dot, double pitch, double from, double to, double right, double y)
{
    ApLine line = {.start = 0, .end = ap_text_length(dot)};
    ApMeaning none = {NULL, NULL};
    double first = right - floor((right - from) / pitch) * pitch;
    if (first + pitch > to || dot->glyphs->len == 0)
        return;
    guint start = page->marks->len;
    ap_line_paint(page, dot, &line, first, y, &none);
    ApGlyphRun *run = ((ApPageMark *)page->marks->pdata[start])->run;
    ApGlyph glyph = g_array_index(run->glyphs, ApGlyph, 0);
    g_autoptr(GString) text = g_string_new(run->text);
    for (double x = first + pitch; x + pitch <= to; x += pitch) {
        ApGlyph next = glyph;
        next.x += x - first;
        next.text_start = (guint)text->len;
        g_string_append(text, dot->text);
        g_array_append_val(run->glyphs, next);
    }
    g_free(run->text);
    run->text = g_string_free(g_steal_pointer(&text), FALSE);
}

/* Moves the marks from `start` to before `index`. */
static void
move_marks(ApPage *page, guint start, guint index)
{
    for (guint i = start; i < page->marks->len; i++) {
        gpointer mark = page->marks->pdata[i];
        for (guint j = i; j > index + (i - start); j--)
            page->marks->pdata[j] = page->marks->pdata[j - 1];
        page->marks->pdata[index + (i - start)] = mark;
    }
}

static void
paint_entry(ApShaper *shaper, const ApEntry *entry, ApPages *pages)
{
    const ApPageStyle *style = ap_shaper_style(shaper);
    const ApTextStyle *text_style = &style->texts[entry->role];
    ApPage *page = pages->pages->pdata[entry->page];
    const ApDestination *destination = &g_array_index(pages->destinations, ApDestination, entry->destination);
    const ApPage *target = pages->pages->pdata[destination->page];
    g_autoptr(ApText) dot = ap_text_new(shaper, entry->role, style->leader, NULL);
    g_autoptr(ApText) number = ap_text_new(shaper, entry->role, target->label, NULL);
    guint start = page->marks->len;
    double right = style->width - style->right;
    double space = text_style->size / 2;
    paint_leader(page, dot, style->leader_pitch, entry->x + space,
                 right - ap_text_width(number, 0, ap_text_length(number)) - space / 2, right, entry->y);
    paint_at(page, number, right, entry->y, AP_ALIGN_RIGHT, entry->link);
    move_marks(page, start, entry->mark);
}

void
ap_furniture_entries(ApShaper *shaper, const ApFlowNotes *notes, ApPages *pages)
{
    /* from the last, so that the indices of those before stay right */
    for (guint i = notes->entries->len; i > 0; i--)
        paint_entry(shaper, &g_array_index(notes->entries, ApEntry, i - 1), pages);
}

/* ---- Heads and feet ---- */

static void
paint_head_rule(ApPage *page, const ApPageStyle *style)
{
    ApPageMark *mark = ap_page_mark_new(AP_MARK_RULE, NULL);
    mark->x = style->left;
    mark->y = style->top - HEAD_RULE;
    mark->width = ap_page_style_text_width(style);
    mark->height = HEAD_RULE_WIDTH;
    mark->color = style->rule_color;
    g_ptr_array_add(page->marks, mark);
}

/* Title and chapter; the chapter alone where both find no room side by side. */
static void
paint_head(ApPage *page, const ApPageStyle *style, const ApText *title, const ApText *chapter)
{
    double y = style->top - HEAD_RULE - style->texts[AP_TEXT_RUNNING_HEAD].size * 0.5;
    double room = ap_page_style_text_width(style) - HEAD_GAP;
    double title_width = ap_text_width(title, 0, ap_text_length(title));
    double chapter_width = chapter ? ap_text_width(chapter, 0, ap_text_length(chapter)) : 0;
    if (title_width + chapter_width <= room)
        paint_at(page, title, style->left, y, AP_ALIGN_LEFT, NULL);
    if (chapter && chapter_width <= room)
        paint_at(page, chapter, style->width - style->right, y, AP_ALIGN_RIGHT, NULL);
    paint_head_rule(page, style);
}

void
ap_furniture_heads(ApShaper *shaper, const ApFlowNotes *notes, const char *title, ApPages *pages)
{
    const ApPageStyle *style = ap_shaper_style(shaper);
    g_autoptr(ApText) title_text = ap_text_new(shaper, AP_TEXT_RUNNING_HEAD, title, NULL);
    g_autoptr(ApText) chapter_text = NULL;
    const char *chapter = NULL;
    for (guint i = 0; i < pages->pages->len; i++) {
        ApPage *page = pages->pages->pdata[i];
        if (!*page->label)
            continue;
        const char *present = notes->chapters->pdata[i];
        if (present && present != chapter) {
            ap_text_free(chapter_text);
            chapter_text = ap_text_new(shaper, AP_TEXT_RUNNING_HEAD, present, NULL);
            chapter = present;
        }
        paint_head(page, style, title_text, present ? chapter_text : NULL);
        g_autoptr(ApText) number = ap_text_new(shaper, AP_TEXT_PAGE_NUMBER, page->label, NULL);
        paint_at(page, number, style->width / 2, style->height - style->bottom + FOOT, AP_ALIGN_CENTER, NULL);
    }
}

/* ---- Drafts ---- */

/* A turned line whose middle is the page's; its start follows. The angle is counterclockwise. */
static void
paint_watermark(ApPage *page, const ApText *word, const ApPageStyle *style)
{
    double angle = WATERMARK_ANGLE * G_PI / 180, size = word->style->size;
    double half = ap_text_width(word, 0, ap_text_length(word)) / 2, up = IDEOGRAPH_MIDDLE * size;
    double x = style->width / 2 - half * cos(angle) + up * sin(angle);
    double y = style->height / 2 + half * sin(angle) + up * cos(angle);
    guint start = page->marks->len;
    paint_at(page, word, x, y, AP_ALIGN_LEFT, NULL);
    for (guint i = start; i < page->marks->len; i++) {
        ApPageMark *mark = page->marks->pdata[i];
        mark->kind = AP_MARK_WATERMARK;
        mark->angle = WATERMARK_ANGLE;
    }
    move_marks(page, start, 0); /* under the text */
}

void
ap_furniture_draft(ApShaper *shaper, const char *stamp, ApPages *pages)
{
    const ApPageStyle *style = ap_shaper_style(shaper);
    g_autoptr(ApText) word = ap_text_new(shaper, AP_TEXT_WATERMARK, style->watermark, NULL);
    g_autoptr(ApText) stamp_text = ap_text_new(shaper, AP_TEXT_STAMP, stamp ? stamp : "", NULL);
    for (guint i = 0; i < pages->pages->len; i++) {
        ApPage *page = pages->pages->pdata[i];
        paint_watermark(page, word, style);
        paint_at(page, stamp_text, style->width / 2, style->height - style->bottom + STAMP_FOOT,
                 AP_ALIGN_CENTER, NULL);
    }
}
