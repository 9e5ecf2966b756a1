/* Pages made by hand, for the tests of the PDF writer. */
#include <config.h>

#include "tests/unit/pdf_fixture.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define KAI "TW-Kai, TW-Kai-Ext-B, TW-Kai-Plus 14"

static void
add_glyphs(ApGlyphRun *run, const PangoItem *item, const PangoGlyphString *glyphs)
{
    double x = 0;
    for (int i = 0; i < glyphs->num_glyphs; i++) {
        const PangoGlyphInfo *info = &glyphs->glyphs[i];
        ApGlyph glyph = {.glyph = info->glyph,
                         .x = x + pango_units_to_double(info->geometry.x_offset),
                         .y = -pango_units_to_double(info->geometry.y_offset)};
        if (i == 0 || glyphs->log_clusters[i] != glyphs->log_clusters[i - 1]) {
            int end = i + 1;
            while (end < glyphs->num_glyphs && glyphs->log_clusters[end] == glyphs->log_clusters[i])
                end++;
            glyph.text_start = (guint)glyphs->log_clusters[i];
            int next = end < glyphs->num_glyphs ? glyphs->log_clusters[end] : item->length;
            glyph.text_length = (guint)(next - glyphs->log_clusters[i]);
        }
        g_array_append_val(run->glyphs, glyph);
        x += pango_units_to_double(info->geometry.width);
    }
}

void
fixture_text(ApFaces *faces, ApPage *page, ApElement *element, const char *font, const char *text, double x,
             double y)
{
    PangoContext *context = ap_faces_context(faces);
    PangoFontDescription *description = pango_font_description_from_string(font);
    pango_context_set_font_description(context, description);
    PangoAttrList *attributes = pango_attr_list_new();
    GList *items = pango_itemize(context, text, 0, (int)strlen(text), attributes, NULL);
    for (GList *at = items; at; at = at->next) {
        PangoItem *item = at->data;
        PangoGlyphString *glyphs = pango_glyph_string_new();
        pango_shape(text + item->offset, item->length, &item->analysis, glyphs);
        ApPageMark *mark = ap_page_mark_new(AP_MARK_GLYPHS, element);
        mark->run = ap_glyph_run_new();
        mark->run->face = ap_faces_lookup(faces, item->analysis.font, NULL);
        assert_non_null(mark->run->face);
        mark->run->size = pango_units_to_double(pango_font_description_get_size(description));
        mark->run->bold = element && element->kind == AP_ELEMENT_HEADING;
        mark->run->text = g_strndup(text + item->offset, (gsize)item->length);
        mark->run->x = x;
        mark->run->y = y;
        add_glyphs(mark->run, item, glyphs);
        x += pango_units_to_double(pango_glyph_string_get_width(glyphs));
        g_ptr_array_add(page->marks, mark);
        pango_glyph_string_free(glyphs);
    }
    g_list_free_full(items, (GDestroyNotify)pango_item_free);
    pango_attr_list_unref(attributes);
    pango_font_description_free(description);
}

ApElement *
fixture_paragraph(ApFaces *faces, ApPage *page, ApElement *parent, const char *text, double y)
{
    ApElement *paragraph = ap_element_new(parent, AP_ELEMENT_PARAGRAPH);
    fixture_text(faces, page, paragraph, KAI, text, 72, y);
    return paragraph;
}

ApPage *
fixture_page(ApPages *pages, const char *label)
{
    ApPage *page = ap_page_new();
    page->label = g_strdup(label);
    g_ptr_array_add(pages->pages, page);
    return page;
}

static ApElement *
add_heading(ApFaces *faces, ApPages *pages, ApElement *parent, guint level, const char *text, double y)
{
    ApPage *page = pages->pages->pdata[pages->pages->len - 1];
    ApElement *heading = ap_element_new(parent, AP_ELEMENT_HEADING);
    heading->level = level;
    fixture_text(faces, page, heading, level == 1 ? "TW-Kai 20" : "TW-Kai 16", text, 72, y);
    ApDestination destination = {pages->pages->len - 1, y - 20};
    g_array_append_val(pages->destinations, destination);
    ApBookmark *bookmark = g_new0(ApBookmark, 1);
    bookmark->title = g_strdup(text);
    bookmark->level = level;
    bookmark->destination = pages->destinations->len - 1;
    g_ptr_array_add(pages->bookmarks, bookmark);
    return heading;
}

/* Makes q and the accent after it one cluster of two glyphs, as shapers of other scripts do. */
static void
merge_accent(ApPage *page)
{
    for (guint i = 0; i < page->marks->len; i++) {
        const ApPageMark *mark = page->marks->pdata[i];
        for (guint j = 0; mark->run && j + 1 < mark->run->glyphs->len; j++) {
            ApGlyph *glyph = &g_array_index(mark->run->glyphs, ApGlyph, j);
            if (strncmp(mark->run->text + glyph->text_start, "q\xcc\x81", 3) != 0)
                continue;
            glyph[0].text_length = 3;
            glyph[1].text_length = 0;
            return;
        }
    }
    fail_msg("no accent");
}

static void
add_contents(ApFaces *faces, ApPage *page, ApElement *root)
{
    static const char *const lines[] = {"壹、前言……1", "一、範圍……1", "貳、結果……2"};
    ApElement *contents = ap_element_new(root, AP_ELEMENT_CONTENTS);
    for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
        double y = 120 + 24 * i;
        ApElement *item = ap_element_new(contents, AP_ELEMENT_CONTENTS_ITEM);
        ApElement *link = ap_element_new(item, AP_ELEMENT_LINK);
        fixture_text(faces, page, link, KAI, lines[i], 72, y);
        ApPageLink *place = g_new0(ApPageLink, 1);
        *place = (ApPageLink){link, 72, y - 14, 200, 18, i, g_strdup(lines[i])};
        g_ptr_array_add(page->links, place);
    }
}

static void
add_cell(ApFaces *faces, ApPage *page, ApElement *row, gboolean is_head, const char *text, double x, double y)
{
    ApElement *cell = ap_element_new(row, is_head ? AP_ELEMENT_HEADER_CELL : AP_ELEMENT_CELL);
    if (is_head)
        cell->scope = AP_SCOPE_COLUMN;
    if (*text)
        fixture_text(faces, page, cell, KAI, text, x, y);
}

static void
add_rule(ApPage *page, double y)
{
    ApPageMark *rule = ap_page_mark_new(AP_MARK_RULE, NULL);
    rule->x = 72;
    rule->y = y;
    rule->width = 400;
    rule->height = 0.5;
    g_ptr_array_add(page->marks, rule);
}

/* A table whose first cell spans two rows, the second of them on the next page. */
static void
add_table(ApFaces *faces, ApPages *pages, ApElement *section)
{
    ApPage *first = pages->pages->pdata[2];
    ApElement *table = ap_element_new(section, AP_ELEMENT_TABLE);
    ApElement *caption = ap_element_new(table, AP_ELEMENT_CAPTION);
    fixture_text(faces, first, caption, KAI, "表 1 各組成績", 72, 600);
    ApElement *head = ap_element_new(ap_element_new(table, AP_ELEMENT_TABLE_HEAD), AP_ELEMENT_ROW);
    add_cell(faces, first, head, TRUE, "組別", 72, 640);
    add_cell(faces, first, head, TRUE, "平均", 200, 640);
    add_rule(first, 650);
    ApElement *body = ap_element_new(table, AP_ELEMENT_TABLE_BODY);
    ApElement *row = ap_element_new(body, AP_ELEMENT_ROW);
    add_cell(faces, first, row, FALSE, "第 1 分組", 72, 680);
    add_cell(faces, first, row, FALSE, "79.33", 200, 680);
    ((ApElement *)row->children->pdata[0])->row_span = 2;
    ApPage *second = fixture_page(pages, "2");
    fixture_text(faces, second, NULL, KAI, "組別", 72, 100);
    fixture_text(faces, second, row->children->pdata[0], KAI, "之二", 72, 130);
    row = ap_element_new(body, AP_ELEMENT_ROW);
    add_cell(faces, second, row, FALSE, "", 200, 130);
}

/* A bar with an outline, a dashed line and a text, as a chart would draw them. */
static void
draw_figure(ApFaces *faces, ApPageMark *figure)
{
    static const ApPageLine sides[] = {
        {92, 240, 212, 240}, {212, 240, 212, 270}, {212, 270, 92, 270}, {92, 270, 92, 240}};
    static const ApPageLine dashed = {80, 300, 460, 300};
    g_autoptr(ApPage) drawn = ap_page_new();
    ApPageMark *bar = ap_page_mark_new(AP_MARK_RULE, figure->element);
    *bar = (ApPageMark){AP_MARK_RULE, figure->element, .x = 92, .y = 240, .width = 120, .height = 30};
    g_ptr_array_add(drawn->marks, bar);
    ApPageMark *outline = ap_page_mark_new(AP_MARK_LINES, figure->element);
    outline->stroke.width = 0.75;
    outline->lines = g_array_new(FALSE, FALSE, sizeof(ApPageLine));
    g_array_append_vals(outline->lines, sides, G_N_ELEMENTS(sides));
    g_ptr_array_add(drawn->marks, outline);
    ApPageMark *line = ap_page_mark_new(AP_MARK_LINES, figure->element);
    line->stroke = (ApPageStroke){1.5, {6, 3}, 2, TRUE};
    line->lines = g_array_new(FALSE, FALSE, sizeof(ApPageLine));
    g_array_append_val(line->lines, dashed);
    g_ptr_array_add(drawn->marks, line);
    fixture_text(faces, drawn, figure->element, "Noto Sans CJK TC 12", "分數 75.00 Score", 92, 330);
    figure->drawn = g_ptr_array_ref(drawn->marks);
}

static void
add_figure(ApFaces *faces, ApPage *page, ApElement *section)
{
    ApElement *figure = ap_element_new(section, AP_ELEMENT_FIGURE);
    figure->alt = g_strdup("第 1 分組平均 79.33 分，高於第 2 分組。");
    ApPageMark *mark = ap_page_mark_new(AP_MARK_FIGURE, figure);
    mark->x = 72;
    mark->y = 200;
    mark->width = 400;
    mark->height = 200;
    draw_figure(faces, mark);
    g_ptr_array_add(page->marks, mark);
    ApElement *caption = ap_element_new(section, AP_ELEMENT_CAPTION);
    fixture_text(faces, page, caption, KAI, "圖 1 技術檢測成績分布", 160, 430);
}

static void
add_list(ApFaces *faces, ApPage *page, ApElement *section)
{
    ApElement *list = ap_element_new(section, AP_ELEMENT_LIST);
    for (guint i = 0; i < 2; i++) {
        ApElement *item = ap_element_new(list, AP_ELEMENT_LIST_ITEM);
        fixture_text(faces, page, ap_element_new(item, AP_ELEMENT_LABEL), KAI, i ? "2." : "1.", 72,
                     470 + 24 * i);
        fixture_text(faces, page, ap_element_new(item, AP_ELEMENT_LIST_BODY), KAI, "帳號管理", 100,
                     470 + 24 * i);
    }
}

ApPages *
fixture_report(ApFaces *faces)
{
    ApPages *pages = ap_pages_new(595.28, 841.89);
    pages->root = ap_element_new(NULL, AP_ELEMENT_DOCUMENT);
    ApElement *title = ap_element_new(pages->root, AP_ELEMENT_TITLE);
    fixture_text(faces, fixture_page(pages, ""), title, "TW-Kai 26", "資安稽核概況報告", 150, 300);
    ApPage *contents = fixture_page(pages, "i");
    add_contents(faces, contents, pages->root);
    ApPage *page = fixture_page(pages, "1");
    ApElement *section = ap_element_new(pages->root, AP_ELEMENT_SECTION);
    add_heading(faces, pages, section, 1, "壹、前言", 100);
    fixture_paragraph(faces, page, section, "第 1 分組平均 79.33 分，「達標」。", 140);
    fixture_paragraph(faces, page, section, "𠮷野家與\U000fd75a及 Office 365 的 é。", 170);
    add_heading(faces, pages, section, 2, "一、範圍", 220);
    ApElement *note = ap_element_new(section, AP_ELEMENT_NOTE);
    fixture_text(faces, page, note, "Noto Sans CJK TC 10", "註：不適用者不計 (q\xcc\x81)。", 72, 260);
    merge_accent(page);
    ap_element_new(section, AP_ELEMENT_PARAGRAPH); /* stays empty and is left out */
    add_table(faces, pages, section);
    page = pages->pages->pdata[3];
    section = ap_element_new(pages->root, AP_ELEMENT_SECTION);
    add_heading(faces, pages, section, 1, "貳、結果", 180);
    add_figure(faces, page, section);
    add_list(faces, page, section);
    fixture_text(faces, page, NULL, KAI, "- 2 -", 280, 800);
    return pages;
}

static const char *const properties[] = {"scores.csv", "sha256:0123", "a<b>.csv", "sha256:4567", NULL};
const char *const fixture_families[] = {"TW-Kai", "TW-Kai-Ext-B", "TW-Kai-Plus", "Noto Sans CJK TC", NULL};

const ApPdfOptions fixture_options = {.title = "111 年度公務機關資安稽核概況報告",
                                      .author = "數位發展部",
                                      .subject = "年度報告",
                                      .language = "zh-TW",
                                      .producer = "auditpress 0.1.0",
                                      .properties = properties};

GBytes *
fixture_write(const ApPages *pages)
{
    g_autoptr(GError) error = NULL;
    GBytes *bytes = ap_pdf_write(pages, &fixture_options, &error);
    if (error)
        print_error("%s\n", error->message);
    assert_non_null(bytes);
    return bytes;
}

char *
fixture_run(GBytes *bytes, const char *command)
{
    g_autofree char *path = g_build_filename(g_get_tmp_dir(), "auditpress-test-XXXXXX.pdf", NULL);
    int fd = g_mkstemp(path);
    assert_true(fd >= 0);
    assert_true(g_close(fd, NULL));
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    assert_true(g_file_set_contents(path, data, (gssize)length, NULL));
    GString *line = g_string_new(command);
    g_string_replace(line, "%s", path, 0);
    char *argv[] = {(char *)"/bin/sh", (char *)"-c", line->str, NULL};
    g_autofree char *errors = NULL;
    g_autofree char *output = NULL;
    int status = 0;
    assert_true(g_spawn_sync(NULL, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, &errors, &status, NULL));
    (void)g_unlink(path);
    g_string_free(line, TRUE);
    return g_strconcat(output, errors, NULL);
}
