/* The text read back from a PDF is that of the document: character for character in the report of the
 * example, but for blanks, and in its order. */
#include <config.h>

#include "charts/chart.h"
#include "document/assemble.h"
#include "render/pdf/extract.h"
#include "render/pdf/report.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/pdf_fixture.h"

static void
append_solid(GString *out, const char *text)
{
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        if (!g_unichar_isspace(g_utf8_get_char(at)))
            g_string_append_unichar(out, g_utf8_get_char(at));
}

static void
append_runs(GString *out, const GPtrArray *runs)
{
    g_autofree char *text = ap_runs_text(runs);
    append_solid(out, text);
}

static void
append_block(GString *out, const ApBlock *block)
{
    if (block->kind != AP_BLOCK_TABLE || block->runs->len > 0)
        append_solid(out, block->label ? block->label : "");
    append_runs(out, block->runs);
    for (guint i = 0; block->table && i < block->table->rows * block->table->columns; i++)
        if (!block->table->cells[i].covered)
            append_runs(out, block->table->cells[i].runs);
    for (guint i = 0; block->children && i < block->children->len; i++)
        append_block(out, block->children->pdata[i]);
}

static GBytes *
render(const ApDocument *document, const ApStore *store, const ApTemplate *template, ApProblems *problems)
{
    g_autoptr(GError) error = NULL;
    ApChartStyle *style = ap_chart_style_new(ap_template_style(template), problems);
    g_autoptr(GPtrArray) charts = g_ptr_array_new_with_free_func((GDestroyNotify)ap_chart_free);
    for (guint i = 0; i < ap_store_year(store)->figures->len; i++)
        g_ptr_array_add(charts, ap_chart_new(store, i, style));
    const ApReportOptions options = {0};
    GBytes *pdf = ap_report_render(document, template, (const ApChart *const *)charts->pdata, charts->len,
                                   &options, problems, &error);
    assert_null(error);
    assert_non_null(pdf);
    g_ptr_array_set_size(charts, 0);
    ap_chart_style_free(style);
    return pdf;
}

/* The first place where two texts part. */
static void
assert_same(const char *got, const char *expected)
{
    gsize at = 0;
    while (got[at] != '\0' && got[at] == expected[at])
        at++;
    if (got[at] == expected[at])
        return;
    gsize from = at > 60 ? at - 60 : 0;
    while (from > 0 && (got[from] & 0xc0) == 0x80)
        from--;
    fail_msg("the document says %.180s, the PDF %.180s", expected + from, got + from);
}

static void
the_report_says_what_the_document_says(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autofree char *dir = g_build_filename(g_getenv("AP_SRCDIR"), "examples", "111", NULL);
    g_autofree char *templates = g_build_filename(g_getenv("AP_SRCDIR"), "templates", NULL);
    ApYear *year = ap_year_load(dir, problems, &error);
    assert_non_null(year);
    ApStore *store = ap_store_new(year);
    ApTemplate *template = ap_template_load(year, templates, problems, &error);
    assert_non_null(template);
    ApDocument *document = ap_document_assemble(store, template, problems);
    assert_non_null(document);
    g_autoptr(GBytes) pdf = render(document, store, template, problems);
    g_autoptr(ApPdfExtract) extract = ap_pdf_extract(pdf, &error);
    assert_non_null(extract);

    g_autoptr(GString) got = g_string_new(NULL);
    g_autoptr(GString) expected = g_string_new(NULL);
    guint page = 0;
    for (guint i = 0; i < extract->texts->len; i++) {
        const ApPdfText *text = extract->texts->pdata[i];
        gboolean floats = strcmp(text->type, "Figure") == 0 || strcmp(text->type, "Caption") == 0;
        if (!text->in_contents && strcmp(text->type, "Figure") != 0)
            append_solid(got, text->text);
        if (strcmp(text->type, "P") == 0 && !floats) {
            assert_true(text->page >= page);
            page = text->page;
        }
    }
    for (guint i = 0; i < document->blocks->len; i++)
        append_block(expected, document->blocks->pdata[i]);
    assert_same(got->str, expected->str);
    ap_document_free(document);
    ap_template_free(template);
    ap_store_free(store);
    ap_year_free(year);
}

/* All texts of a type, one a line with its page. */
static char *
list_texts(const ApPdfExtract *extract, const char *type)
{
    GString *lines = g_string_new(NULL);
    for (guint i = 0; i < extract->texts->len; i++) {
        const ApPdfText *text = extract->texts->pdata[i];
        if (strcmp(text->type, type) == 0)
            g_string_append_printf(lines, "%u%s %s\n", text->page, text->in_contents ? "c" : "", text->text);
    }
    return g_string_free(lines, FALSE);
}

static void
spans_and_artifacts(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    ApFaces *faces = ap_faces_new(fixture_families);
    g_autoptr(ApPages) pages = fixture_report(faces);
    g_autoptr(GBytes) pdf = fixture_write(pages);
    g_autoptr(ApPdfExtract) extract = ap_pdf_extract(pdf, &error);
    assert_non_null(extract);
    g_autofree char *paragraphs = list_texts(extract, "P");
    assert_non_null(strstr(paragraphs, "第 1 分組平均 79.33 分，「達標」。\n"));
    assert_non_null(
        strstr(paragraphs, "𠮷野家與\U000fd75a及 Office 365 的 é。\n")); /* a private character: ActualText */
    g_autofree char *notes = list_texts(extract, "Note");
    assert_non_null(strstr(notes, "(q\xcc\x81)。\n")); /* two glyphs that share a text */
    for (guint i = 0; i < extract->texts->len; i++)
        assert_null(strstr(((const ApPdfText *)extract->texts->pdata[i])->text, "- 2 -")); /* a page number */
    assert_int_equal(extract->facts->len, 2);
    assert_string_equal(extract->facts->pdata[1], "a<b>.csv=sha256:4567");
    ap_faces_free(faces);
}

static void
no_pdf(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new_static("%PDF-1.7\nno", 11);
    assert_null(ap_pdf_extract(bytes, &error));
    assert_non_null(error);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(the_report_says_what_the_document_says),
                                       cmocka_unit_test(spans_and_artifacts), cmocka_unit_test(no_pdf)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
