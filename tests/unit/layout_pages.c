/* Pages: what stays together, what floats, numbers, contents and the structure behind them. */
#include <config.h>

#include "layout_support.h"

#include "render/pdf/flow.h"

#include <math.h>
#include <string.h>

#define DOCUMENTS 40

static const char sentence[] =
    "依規定辦理公務機關資通安全維護計畫實施情形之稽核，並於完成後公布其概況報告，送立法院備查。";

static void
add_paragraph(ApDocument *document, guint sentences)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < sentences; i++)
        g_string_append(text, sentence);
    document_add(document->blocks, AP_BLOCK_PARAGRAPH, NULL, text->str);
}

static void
add_front(ApDocument *document)
{
    ApBlock *cover = document_add(document->blocks, AP_BLOCK_COVER, NULL, NULL);
    document_add(cover->children, AP_BLOCK_PARAGRAPH, NULL, "111 年度報告");
    document_add(cover->children, AP_BLOCK_PARAGRAPH, NULL, "數位發展部");
    document_add(document->blocks, AP_BLOCK_CONTENTS, NULL, "目次");
    document_add(document->blocks, AP_BLOCK_PAGE, NULL, NULL);
    document_add(document->blocks, AP_BLOCK_FIGURES, NULL, "圖目次");
    document_add(document->blocks, AP_BLOCK_TABLES, NULL, "表目次");
    document_add(document->blocks, AP_BLOCK_BODY, NULL, NULL);
}

static ApDocument *
random_document(GRand *rand)
{
    ApDocument *document = document_new();
    add_front(document);
    document_heading(document, 1, "壹、", "依據");
    for (guint i = 0; i < 40; i++) {
        gint kind = g_rand_int_range(rand, 0, 10);
        if (kind == 0)
            document_heading(document, 1, "貳、", "辦理情形");
        else if (kind <= 2)
            document_heading(document, 2 + (guint)kind, "一、", "受稽機關");
        else if (kind == 3)
            document_figure(document, "fig-x", 0);
        else if (kind == 4)
            document_table(document, "tbl-x", (guint)g_rand_int_range(rand, 2, 30), 3, "核心系統");
        else
            add_paragraph(document, (guint)g_rand_int_range(rand, 1, 9));
    }
    add_paragraph(document, 1);
    return document;
}

/* ---- What stays together ---- */

/* Elements of the body in reading order, those of tables and contents left out. */
static void
collect(const ApElement *element, GPtrArray *found)
{
    if (element->kind == AP_ELEMENT_HEADING || element->kind == AP_ELEMENT_PARAGRAPH ||
        element->kind == AP_ELEMENT_FIGURE || element->kind == AP_ELEMENT_TABLE ||
        element->kind == AP_ELEMENT_CAPTION)
        g_ptr_array_add(found, (gpointer)element);
    if (element->kind == AP_ELEMENT_TABLE || element->kind == AP_ELEMENT_CONTENTS)
        return;
    for (guint i = 0; i < element->children->len; i++)
        collect(element->children->pdata[i], found);
}

static void
check_paragraph(const ApPages *pages, const ApElement *element)
{
    guint first = 0, last = 0, total = 0;
    assert_true(element_pages(pages, element, &first, &last));
    for (guint page = first; page <= last; page++)
        total += element_lines(pages, element, page);
    for (guint page = first; page <= last; page++)
        assert_true(total < 2 || element_lines(pages, element, page) >= 2);
}

/* A heading is followed on its page by more than itself, unless only a figure that floated follows. */
static void
check_heading(const ApPages *pages, const ApElement *element, const ApElement *next)
{
    guint first = 0, last = 0, next_first = 0, next_last = 0;
    assert_true(element_pages(pages, element, &first, &last));
    assert_int_equal(first, last);
    if (!next || next->kind == AP_ELEMENT_FIGURE)
        return;
    assert_true(element_pages(pages, next, &next_first, &next_last));
    assert_int_equal(first, next_first);
}

static void
check_together(const ApPages *pages)
{
    g_autoptr(GPtrArray) elements = g_ptr_array_new();
    collect(pages->root, elements);
    for (guint i = 0; i < elements->len; i++) {
        const ApElement *element = elements->pdata[i];
        const ApElement *next = i + 1 < elements->len ? elements->pdata[i + 1] : NULL;
        gboolean in_front = i < 8;
        if (element->kind == AP_ELEMENT_PARAGRAPH)
            check_paragraph(pages, element);
        if (element->kind == AP_ELEMENT_HEADING && !in_front)
            check_heading(pages, element, next);
        guint first = 0, last = 0, caption = 0, caption_last = 0;
        if (element->kind == AP_ELEMENT_FIGURE) {
            assert_true(element_pages(pages, element, &first, &last));
            assert_true(element_pages(pages, next, &caption, &caption_last));
            assert_int_equal(next->kind, AP_ELEMENT_CAPTION);
            assert_int_equal(first, caption_last);
        }
    }
}

/* Figures keep their order, never stand before the text that precedes them and not far behind it. */
static void
check_floats(const ApPages *pages)
{
    g_autoptr(GPtrArray) elements = g_ptr_array_new();
    collect(pages->root, elements);
    guint before = 0, figure = 0;
    for (guint i = 0; i < elements->len; i++) {
        guint first = 0, last = 0;
        const ApElement *element = elements->pdata[i];
        if (!element_pages(pages, element, &first, &last))
            continue;
        if (element->kind != AP_ELEMENT_FIGURE && element->kind != AP_ELEMENT_CAPTION) {
            before = last;
            continue;
        }
        assert_true(first >= before && first >= figure && first <= before + 2);
        figure = first;
    }
}

static void
check_bottom(Bench *bench, const ApPages *pages)
{
    double bottom = bench->style->height - bench->style->bottom;
    for (guint i = 0; i < pages->pages->len; i++) {
        const ApPage *page = pages->pages->pdata[i];
        for (guint j = 0; j < page->marks->len; j++) {
            const ApPageMark *mark = page->marks->pdata[j];
            if (mark->kind == AP_MARK_GLYPHS && mark->element)
                assert_true(mark->run->y < bottom);
            if (mark->kind == AP_MARK_FIGURE)
                assert_true(mark->y + mark->height <= bottom && mark->y >= bench->style->top - 0.01);
        }
    }
}

static void
test_documents_by_chance(void **state)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(113);
    for (guint i = 0; i < DOCUMENTS; i++) {
        g_autoptr(ApDocument) document = random_document(rand);
        g_autoptr(ApPages) pages = lay_out(*state, document);
        check_together(pages);
        check_floats(pages);
        check_bottom(*state, pages);
    }
}

/* Figures that take most of a page and sections of one short paragraph: the text waits for its figures. */
static void
test_text_does_not_run_ahead_of_figures(void **state)
{
    static const ApFigureSize figures[] = {{453, 420}};
    Bench *bench = *state;
    g_autoptr(ApDocument) document = document_new();
    for (guint i = 0; i < 8; i++) {
        document_heading(document, 2, "一、", "分組");
        add_paragraph(document, 3);
        document_figure(document, "fig-x", 0);
    }
    ApLayoutOptions options = {
        .style = bench->style, .faces = bench->faces, .figures = figures, .n_figures = 1};
    g_autoptr(ApPages) pages = ap_layout_document(document, &options, bench->problems, NULL);
    assert_non_null(pages);
    for (guint i = 0; i < 8; i++) {
        guint heading = 0, figure = 0, last = 0;
        assert_true(element_pages(pages, element_find(pages->root, AP_ELEMENT_HEADING, i), &heading, &last));
        assert_true(element_pages(pages, element_find(pages->root, AP_ELEMENT_FIGURE, i), &figure, &last));
        assert_true(figure >= heading && figure <= heading + 2);
    }
}

/* ---- Numbers and contents ---- */

static void
test_front_matter_is_roman_and_the_body_starts_at_1(void **state)
{
    g_autoptr(ApDocument) document = document_new();
    add_front(document);
    document_heading(document, 1, "壹、", "依據");
    add_paragraph(document, 60);
    g_autoptr(ApPages) pages = lay_out(*state, document);
    static const char *const labels[] = {"", "i", "ii", "1", "2"};
    for (guint i = 0; i < G_N_ELEMENTS(labels); i++)
        assert_string_equal(((ApPage *)pages->pages->pdata[i])->label, labels[i]);
}

static void
test_contents_print_true_pages(void **state)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(5);
    g_autoptr(ApDocument) document = random_document(rand);
    g_autoptr(ApPages) pages = lay_out(*state, document);
    guint n_links = 0;
    for (guint i = 0; i < pages->pages->len; i++) {
        const ApPage *page = pages->pages->pdata[i];
        for (guint j = 0; j < page->links->len; j++) {
            const ApPageLink *link = page->links->pdata[j];
            guint target = g_array_index(pages->destinations, ApDestination, link->destination).page;
            g_autofree char *text = element_text(pages, link->element);
            assert_true(g_str_has_suffix(text, ((ApPage *)pages->pages->pdata[target])->label));
            assert_true(g_str_has_prefix(text, link->description));
            n_links++;
        }
    }
    assert_true(n_links > 10);
}

static void
test_bookmarks_are_the_headings(void **state)
{
    g_autoptr(ApDocument) document = document_new();
    document_heading(document, 1, "壹、", "依據");
    document_heading(document, 3, "(一)", "原則");
    document_heading(document, 2, "一、", "名單");
    add_paragraph(document, 1);
    g_autoptr(ApPages) pages = lay_out(*state, document);
    static const char *const titles[] = {"壹、依據", "(一)原則", "一、名單"};
    static const guint levels[] = {1, 2, 2}; /* no gap, though the text has one */
    assert_int_equal(pages->bookmarks->len, 3);
    for (guint i = 0; i < 3; i++) {
        const ApBookmark *bookmark = pages->bookmarks->pdata[i];
        const ApElement *heading = element_find(pages->root, AP_ELEMENT_HEADING, i);
        g_autofree char *text = element_text(pages, heading);
        assert_string_equal(bookmark->title, titles[i]);
        assert_string_equal(text, titles[i]);
        assert_int_equal(bookmark->level, levels[i]);
        assert_int_equal(heading->level, levels[i]);
    }
}

static void
test_roman_numbers(void **state)
{
    (void)state;
    static const char *const signs[] = {"", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"};
    for (guint i = 0; i < G_N_ELEMENTS(signs); i++) {
        g_autofree char *text = ap_roman(i);
        assert_string_equal(text, signs[i]);
    }
    g_autofree char *text = ap_roman(149);
    assert_string_equal(text, "cxlix");
}

/* ---- Structure ---- */

static void
test_references_are_links_in_their_place(void **state)
{
    g_autoptr(ApDocument) document = document_new();
    ApBlock *block = document_add(document->blocks, AP_BLOCK_PARAGRAPH, NULL, "成績如");
    ApRun *reference = ap_run_new(AP_RUN_REFERENCE, "圖 1");
    reference->target = g_strdup("fig-x");
    g_ptr_array_add(block->runs, reference);
    g_ptr_array_add(block->runs, ap_run_new(AP_RUN_TEXT, "所示。"));
    document_figure(document, "fig-x", 1);
    g_autoptr(ApPages) pages = lay_out(*state, document);
    const ApElement *paragraph = element_find(pages->root, AP_ELEMENT_PARAGRAPH, 0);
    assert_int_equal(paragraph->children->len, 3);
    static const ApElementKind kinds[] = {AP_ELEMENT_SPAN, AP_ELEMENT_LINK, AP_ELEMENT_SPAN};
    static const char *const texts[] = {"成績如", "圖 1", "所示。"};
    for (guint i = 0; i < 3; i++) {
        const ApElement *child = paragraph->children->pdata[i];
        g_autofree char *text = element_text(pages, child);
        assert_int_equal(child->kind, kinds[i]);
        assert_string_equal(text, texts[i]);
    }
    const ApPage *page = pages->pages->pdata[0];
    assert_int_equal(page->links->len, 1);
    assert_true(((const ApPageLink *)page->links->pdata[0])->width > 20);
}

static void
test_lists(void **state)
{
    g_autoptr(ApDocument) document = document_new();
    ApBlock *list = document_add(document->blocks, AP_BLOCK_LIST, NULL, NULL);
    for (guint i = 0; i < 2; i++) {
        ApBlock *item = document_add(list->children, AP_BLOCK_ITEM, i ? "2、" : "1、", NULL);
        document_add(item->children, AP_BLOCK_PARAGRAPH, NULL, sentence);
    }
    g_autoptr(ApPages) pages = lay_out(*state, document);
    const ApElement *item = element_find(pages->root, AP_ELEMENT_LIST_ITEM, 1);
    assert_int_equal(((ApElement *)item->children->pdata[0])->kind, AP_ELEMENT_LABEL);
    assert_int_equal(((ApElement *)item->children->pdata[1])->kind, AP_ELEMENT_LIST_BODY);
    g_autofree char *text = element_text(pages, item);
    g_autofree char *wanted = g_strconcat("2、", sentence, NULL);
    assert_string_equal(text, wanted);
}

/* Nothing said, in every kind of block. */
static void
test_empty_blocks(void **state)
{
    g_autoptr(ApDocument) document = document_new();
    add_front(document);
    document_heading(document, 1, "", "");
    document_add(document->blocks, AP_BLOCK_PARAGRAPH, NULL, NULL);
    document_add(document->blocks, AP_BLOCK_NOTE, NULL, NULL);
    document_add(document->blocks, AP_BLOCK_COVER, NULL, NULL);
    document_add(document->blocks, AP_BLOCK_PAGE, NULL, NULL);
    document_add(document->blocks, AP_BLOCK_PAGE, NULL, NULL);
    ApBlock *list = document_add(document->blocks, AP_BLOCK_LIST, NULL, NULL);
    document_add(list->children, AP_BLOCK_ITEM, "1、", NULL);
    ApBlock *table = document_table(document, "tbl-x", 1, 1, "");
    g_ptr_array_set_size(ap_table_cell(table->table, 0, 0)->runs, 0);
    document_figure(document, "fig-x", 0);
    g_autoptr(ApPages) pages = lay_out(*state, document);
    assert_true(pages->pages->len >= 4);
    g_autoptr(ApDocument) nothing = document_new();
    g_autoptr(ApPages) none = lay_out(*state, nothing);
    assert_int_equal(none->pages->len, 0);
}

/* ---- Positions as data ---- */

static void
dump_mark(GString *out, const ApPageMark *mark)
{
    static const char *const kinds[] = {"text", "rule", "lines", "figure", "watermark"};
    const ApGlyphRun *run = mark->run;
    g_string_append_printf(out, "  %s%s", kinds[mark->kind], mark->element ? "" : " (artifact)");
    if (run)
        g_string_append_printf(out, " %.1f %.1f size %.1f%s %s\n", run->x, run->y, run->size,
                               run->bold ? " bold" : "", run->text);
    else
        g_string_append_printf(out, " %.1f %.1f %.1f×%.1f\n", mark->x, mark->y, mark->width, mark->height);
}

static char *
dump_pages(const ApPages *pages)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < pages->pages->len; i++) {
        const ApPage *page = pages->pages->pdata[i];
        g_string_append_printf(out, "page “%s”\n", page->label);
        for (guint j = 0; j < page->marks->len; j++)
            dump_mark(out, page->marks->pdata[j]);
    }
    return g_string_free(out, FALSE);
}

static void
test_golden_positions(void **state)
{
    g_autoptr(ApDocument) document = document_new();
    add_front(document);
    document_heading(document, 1, "壹、", "依據、策進及目的");
    add_paragraph(document, 2);
    document_heading(document, 2, "一、", "受稽機關");
    document_figure(document, "fig-x", 0);
    document_table(document, "tbl-x", 3, 3, "核心系統");
    g_autoptr(ApPages) pages = lay_out(*state, document);
    g_autofree char *found = dump_pages(pages);
    g_autofree char *file = g_build_filename(g_getenv("AP_SRCDIR"), "tests/golden/layout.txt", NULL);
    if (g_getenv("AP_UPDATE_GOLDEN"))
        assert_true(g_file_set_contents(file, found, -1, NULL));
    g_autofree char *wanted = NULL;
    assert_true(g_file_get_contents(file, &wanted, NULL, NULL));
    assert_string_equal(found, wanted);
}

/* ---- Style ---- */

static void
test_style_names_what_is_missing(void **state)
{
    (void)state;
    static const char source[] =
        "pages:\n  paper: { width: 21cm, height: 1, top: x, right: 0, bottom: 0, left: 0 }\n";
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(ApYaml) yaml = ap_yaml_parse("style.yaml", source, sizeof source - 1, problems);
    assert_null(ap_page_style_new(yaml, problems));
    g_autoptr(GString) all = g_string_new(NULL);
    for (guint i = 0; i < ap_problems_count(problems); i++)
        g_string_append_printf(all, "%s\n", ap_problems_at(problems, i)->message);
    assert_non_null(strstr(all->str, "“x” is not a length"));
    assert_non_null(strstr(all->str, "“fonts” is missing"));
    assert_non_null(strstr(all->str, "“texts” is missing"));
}

static void
test_missing_font_names_its_package(void **state)
{
    Bench *bench = *state;
    g_autoptr(ApProblems) problems = ap_problems_new();
    ApFontName *name = bench->style->fonts->pdata[0];
    char *family = name->family;
    name->family = (char *)"No Such Kai";
    ApShaper *shaper = ap_shaper_new(bench->faces, bench->style, problems);
    name->family = family;
    assert_null(shaper);
    assert_non_null(strstr(ap_problems_at(problems, 0)->message, "fonts-cns11643-kai"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_documents_by_chance),
        cmocka_unit_test(test_text_does_not_run_ahead_of_figures),
        cmocka_unit_test(test_front_matter_is_roman_and_the_body_starts_at_1),
        cmocka_unit_test(test_contents_print_true_pages),
        cmocka_unit_test(test_bookmarks_are_the_headings),
        cmocka_unit_test(test_roman_numbers),
        cmocka_unit_test(test_references_are_links_in_their_place),
        cmocka_unit_test(test_lists),
        cmocka_unit_test(test_empty_blocks),
        cmocka_unit_test(test_golden_positions),
        cmocka_unit_test(test_style_names_what_is_missing),
        cmocka_unit_test(test_missing_font_names_its_package),
    };
    return cmocka_run_group_tests(tests, bench_setup, bench_teardown);
}
