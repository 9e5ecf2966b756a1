/* What the tests of layout share. */
#include <config.h>

#include "layout_support.h"

#include <hb.h>
#include <math.h>

int
bench_setup(void **state)
{
    Bench *bench = g_new0(Bench, 1);
    g_autofree char *file = g_build_filename(g_getenv("AP_SRCDIR"), "templates/annual/style.yaml", NULL);
    gsize length = 0;
    bench->problems = ap_problems_new();
    if (!g_file_get_contents(file, &bench->source, &length, NULL))
        return -1;
    bench->yaml = ap_yaml_parse("style.yaml", bench->source, length, bench->problems);
    bench->style = bench->yaml ? ap_page_style_new(bench->yaml, bench->problems) : NULL;
    g_autofree const char **families =
        bench->style ? ap_page_style_families(bench->style) : g_new0(const char *, 1);
    bench->faces = ap_faces_new(families);
    bench->shaper = bench->style ? ap_shaper_new(bench->faces, bench->style, bench->problems) : NULL;
    *state = bench;
    return bench->shaper ? 0 : -1;
}

int
bench_teardown(void **state)
{
    Bench *bench = *state;
    ap_shaper_free(bench->shaper);
    ap_faces_free(bench->faces);
    ap_page_style_free(bench->style);
    ap_yaml_free(bench->yaml);
    ap_problems_free(bench->problems);
    g_free(bench->source);
    g_free(bench);
    return 0;
}

GPtrArray *
runs_of(const char *text)
{
    GPtrArray *runs = g_ptr_array_new_with_free_func((GDestroyNotify)ap_run_free);
    g_ptr_array_add(runs, ap_run_new(AP_RUN_TEXT, text));
    return runs;
}

ApText *
text_of(Bench *bench, ApTextRole role, const char *text)
{
    /* a text without a label would point to runs that must outlive it */
    g_autoptr(GPtrArray) runs = runs_of(text);
    ApText *shaped = ap_text_new(bench->shaper, role, NULL, runs);
    for (guint i = 0; i < shaped->pieces->len; i++)
        g_array_index(shaped->pieces, ApTextPiece, i).run = NULL;
    return shaped;
}

ApDocument *
document_new(void)
{
    ApDocument *document = ap_document_new_empty();
    g_free(document->title);
    document->title = g_strdup("報告");
    return document;
}

static void
set_text(char **place, const char *text)
{
    g_free(*place);
    *place = g_strdup(text);
}

ApBlock *
document_add(GPtrArray *blocks, ApBlockKind kind, const char *label, const char *text)
{
    ApBlock *block = ap_block_new(kind, (ApPlace){"text.md", 1, 1});
    if (label)
        set_text(&block->label, label);
    if (text)
        g_ptr_array_add(block->runs, ap_run_new(AP_RUN_TEXT, text));
    g_ptr_array_add(blocks, block);
    return block;
}

ApBlock *
document_heading(ApDocument *document, guint level, const char *label, const char *text)
{
    ApBlock *block = document_add(document->blocks, AP_BLOCK_HEADING, label, text);
    block->level = level;
    return block;
}

ApBlock *
document_figure(ApDocument *document, const char *id, guint figure)
{
    ApBlock *block = document_add(document->blocks, AP_BLOCK_FIGURE, "圖 1", "成績分布");
    set_text(&block->id, id);
    set_text(&block->alt, "最高 80 分");
    block->figure = (gint)figure;
    return block;
}

ApBlock *
document_table(ApDocument *document, const char *id, guint rows, guint columns, const char *text)
{
    ApBlock *block = document_add(document->blocks, AP_BLOCK_TABLE, "表 1", "項目及配分");
    set_text(&block->id, id);
    set_text(&block->continuation, "表 1 (續)");
    block->table = ap_table_new(rows, columns);
    block->table->header_rows = 1;
    for (guint row = 0; row < rows; row++) {
        for (guint column = 0; column < columns; column++) {
            ApTableCell *cell = ap_table_cell(block->table, row, column);
            g_autofree char *words = g_strdup_printf("%u,%u%s", row, column, row > 0 ? text : "");
            cell->row_span = cell->column_span = 1;
            g_ptr_array_add(cell->runs, ap_run_new(AP_RUN_TEXT, words));
        }
    }
    return block;
}

ApPages *
lay_out(Bench *bench, const ApDocument *document)
{
    static const ApFigureSize figures[] = {{453, 240}, {453, 240}};
    ApLayoutOptions options = {
        .style = bench->style, .faces = bench->faces, .figures = figures, .n_figures = 2};
    g_autoptr(GError) error = NULL;
    ApPages *pages = ap_layout_document(document, &options, bench->problems, &error);
    assert_null(error);
    assert_int_equal(ap_problems_count(bench->problems), 0);
    assert_non_null(pages);
    return pages;
}

gboolean
element_holds(const ApElement *element, const ApElement *inner)
{
    while (inner && inner != element)
        inner = inner->parent;
    return inner != NULL;
}

static gboolean
is_of(const ApPageMark *mark, const ApElement *element)
{
    return element ? mark->element && element_holds(element, mark->element) : !mark->element;
}

char *
element_text(const ApPages *pages, const ApElement *element)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < pages->pages->len; i++) {
        const ApPage *page = pages->pages->pdata[i];
        for (guint j = 0; j < page->marks->len; j++) {
            const ApPageMark *mark = page->marks->pdata[j];
            if (mark->kind == AP_MARK_GLYPHS && is_of(mark, element))
                g_string_append(text, mark->run->text);
        }
    }
    return g_string_free(text, FALSE);
}

static ApElement *
find(const ApElement *root, ApElementKind kind, guint *skip)
{
    if (root->kind == kind && (*skip)-- == 0)
        return (ApElement *)root;
    for (guint i = 0; i < root->children->len; i++) {
        ApElement *found = find(root->children->pdata[i], kind, skip);
        if (found)
            return found;
    }
    return NULL;
}

ApElement *
element_find(const ApElement *root, ApElementKind kind, guint skip)
{
    return find(root, kind, &skip);
}

gboolean
element_pages(const ApPages *pages, const ApElement *element, guint *first, guint *last)
{
    gboolean any = FALSE;
    for (guint i = 0; i < pages->pages->len; i++) {
        const ApPage *page = pages->pages->pdata[i];
        for (guint j = 0; j < page->marks->len; j++) {
            if (!is_of(page->marks->pdata[j], element))
                continue;
            *first = any ? *first : i;
            *last = i;
            any = TRUE;
        }
    }
    return any;
}

guint
element_lines(const ApPages *pages, const ApElement *element, guint page_number)
{
    const ApPage *page = pages->pages->pdata[page_number];
    guint lines = 0;
    double y = -1;
    for (guint j = 0; j < page->marks->len; j++) {
        const ApPageMark *mark = page->marks->pdata[j];
        if (!is_of(mark, element) || mark->kind != AP_MARK_GLYPHS || fabs(mark->run->y - y) < 0.01)
            continue;
        y = mark->run->y;
        lines++;
    }
    return lines;
}

double
run_ink_right(const ApGlyphRun *run)
{
    hb_font_t *font = hb_font_create(ap_face_hb(run->face));
    double right = run->x, upem = hb_face_get_upem(ap_face_hb(run->face));
    for (guint i = 0; i < run->glyphs->len; i++) {
        const ApGlyph *glyph = &g_array_index(run->glyphs, ApGlyph, i);
        hb_glyph_extents_t extents;
        if (!hb_font_get_glyph_extents(font, glyph->glyph, &extents) || extents.width == 0)
            continue;
        right = MAX(right, run->x + glyph->x + (extents.x_bearing + extents.width) * run->size / upem);
    }
    hb_font_destroy(font);
    return right;
}
