/* The PDF writer on pages made by hand: what other programs read in the file. */
#include <config.h>

#include "tests/unit/pdf_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static int
setup(void **state)
{
    g_autoptr(ApFaces) faces = ap_faces_new(fixture_families);
    g_autoptr(ApPages) pages = fixture_report(faces);
    GBytes *bytes = fixture_write(pages);
    const char *keep = g_getenv("AP_KEEP_PDF"); /* where to leave the file for a look at it */
    if (keep)
        g_file_set_contents(keep, g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes), NULL);
    *state = bytes;
    return 0;
}

static int
teardown(void **state)
{
    g_bytes_unref(*state);
    return 0;
}

static void
assert_contains(const char *text, const char *part)
{
    if (!strstr(text, part))
        print_error("no “%s” in:\n%s\n", part, text);
    assert_non_null(strstr(text, part));
}

static void
test_readers_are_silent(void **state)
{
    g_autofree char *qpdf = fixture_run(*state, "qpdf --check %s");
    assert_contains(qpdf, "No syntax or stream encoding errors found");
    g_autofree char *poppler = fixture_run(*state, "pdftoppm -r 20 %s >/dev/null; pdftotext %s /dev/null");
    assert_string_equal(poppler, "");
    g_autofree char *mupdf =
        fixture_run(*state, "! command -v mutool >/dev/null || mutool draw -q -o /dev/null %s 2>&1 |"
                            " grep -v 'ICC support is not available'");
    assert_string_equal(mupdf, "");
}

static void
test_text_is_exact(void **state)
{
    g_autofree char *text = fixture_run(*state, "pdftotext %s -");
    assert_contains(text, "資安稽核概況報告\n");
    assert_contains(text, "第 1 分組平均 79.33 分，「達標」。\n");
    assert_contains(text, "𠮷野家與\U000fd75a及 Office 365 的 é。\n");
    assert_contains(text, "分數 75.00 Score\n");
    assert_contains(text, "註：不適用者不計 (q\xcc\x81)。\n");
}

static void
test_hidden_texts_are_told(void **state)
{
    g_autofree char *spans = fixture_run(*state, "qpdf --qdf %s - | grep -a ActualText");
    assert_contains(spans, "/ActualText <feffdbb5df5a>"); /* a private character */
    assert_contains(spans, "/ActualText <feff00710301>"); /* one character of two glyphs */
}

static void
test_fonts_are_embedded(void **state)
{
    g_autofree char *list = fixture_run(*state, "pdffonts %s | tail -n +3");
    g_auto(GStrv) lines = g_strsplit(g_strchomp(list), "\n", -1);
    assert_true(g_strv_length(lines) >= 4);
    for (guint i = 0; lines[i]; i++)
        assert_true(g_regex_match_simple(" yes +yes +yes +", lines[i], 0, 0));
}

/* A stream says itself how long it is: whoever mends a damaged file needs no other object for that. */
static void
test_streams_tell_their_length(void **state)
{
    g_autofree char *direct = fixture_run(*state, "grep -acE '/Length [0-9]+ ?>>' %s");
    g_autofree char *streams = fixture_run(*state, "grep -ac '^endstream' %s");
    assert_string_equal(direct, streams);
    g_autofree char *indirect = fixture_run(*state, "grep -acE '/Length [0-9]+ 0 R' %s");
    assert_string_equal(g_strchomp(indirect), "0");
}

static void
test_bytes_repeat(void **state)
{
    void *again = NULL;
    setup(&again);
    assert_true(g_bytes_equal(*state, again));
    g_bytes_unref(again);
}

static void
test_structure_is_the_tree(void **state)
{
    g_autofree char *text = fixture_run(*state, "pdfinfo -struct-text %s");
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(GString) flat = g_string_new(NULL);
    for (guint i = 0; lines[i]; i++)
        g_string_append_printf(flat, "%s|", g_strstrip(lines[i]));
    assert_contains(flat->str,
                    "Document|P (block)|\"資安稽核概況報告\"|TOC|TOCI|Link (inline)|\"壹、前言……1\"|Object");
    assert_contains(
        flat->str,
        "Sect|H1 (block)|\"壹、前言\"|P (block)|\"第 1 分組平均 79.33 分，「達標」。\"|P (block)|");
    assert_contains(flat->str, "|\"󽝚\"|\"及 Office 365 的 é。\"|H2 (block)|\"一、範圍\"|Note");
    assert_contains(flat->str,
                    "Table (block)|Caption|\"表 1 各組成績\"|THead|TR|TH:|/Scope /Column|\"組別\"|TH:|"
                    "/Scope /Column|\"平均\"|TBody|TR|TD:|/RowSpan 2|\"第 1 分組\"|\"之二\"|TD|"
                    "\"79.33\"|TR|TD|Sect|");
    assert_contains(flat->str, "Figure:|/Placement /Block|/BBox [72 441.89 472 641.89]|");
    assert_contains(
        flat->str,
        "L (block):|/ListNumbering /Decimal|LI (block)|Lbl (block)|\"1.\"|LBody (block)|\"帳號管理\"|");
}

/* Writes one page with `mark`; the error's message. */
static char *
write_failure(ApPageMark *mark)
{
    g_autoptr(ApPages) pages = ap_pages_new(400, 400);
    pages->root = ap_element_new(NULL, AP_ELEMENT_DOCUMENT);
    g_ptr_array_add(fixture_page(pages, "1")->marks, mark);
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = ap_pdf_write(pages, &fixture_options, &error);
    assert_null(bytes);
    assert_non_null(error);
    return g_strdup(error->message);
}

static void
test_failures_are_told(void **state)
{
    (void)state;
    g_autofree char *missing = write_failure(ap_page_mark_new(AP_MARK_FIGURE, NULL));
    assert_contains(missing, "figure 1 was not drawn");
    g_autoptr(ApFaces) faces = ap_faces_new(fixture_families);
    g_autoptr(ApPage) page = ap_page_new();
    fixture_text(faces, page, NULL, "TW-Kai 12", "字", 0, 0);
    ApPageMark *mark = g_ptr_array_steal_index(page->marks, 0);
    g_array_index(mark->run->glyphs, ApGlyph, 0).glyph = 1 << 20;
    g_autofree char *glyph = write_failure(mark);
    assert_contains(glyph, "lacks a glyph");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_readers_are_silent),        cmocka_unit_test(test_text_is_exact),
        cmocka_unit_test(test_hidden_texts_are_told),     cmocka_unit_test(test_fonts_are_embedded),
        cmocka_unit_test(test_streams_tell_their_length), cmocka_unit_test(test_bytes_repeat),
        cmocka_unit_test(test_structure_is_the_tree),     cmocka_unit_test(test_failures_are_told),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
