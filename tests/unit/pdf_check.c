/* The rules that a finished PDF is tested against: a good file passes, and each fault is found. */
#include <config.h>

#include "render/pdf/check.h"
#include "tests/unit/pdf_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <qpdf/qpdf-c.h>

static int
setup(void **state)
{
    *state = ap_faces_new(fixture_families);
    return 0;
}

static int
teardown(void **state)
{
    ap_faces_free(*state);
    return 0;
}

/* Checks `pdf` and returns all failures as lines. */
static char *
failures(GBytes *pdf)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) list = ap_pdf_check(pdf, &error);
    if (!list)
        return g_strconcat("unreadable: ", error->message, NULL);
    GString *lines = g_string_new(NULL);
    for (guint i = 0; i < list->len; i++)
        g_string_append_printf(lines, "%s\n", (const char *)list->pdata[i]);
    return g_string_free(lines, FALSE);
}

static GBytes *
good_file(ApFaces *faces)
{
    g_autoptr(ApPages) pages = fixture_report(faces);
    return fixture_write(pages);
}

/* Pages whose only content is a paragraph, to which a test adds its fault. */
static ApPages *
small_pages(ApFaces *faces)
{
    ApPages *pages = ap_pages_new(400, 400);
    pages->root = ap_element_new(NULL, AP_ELEMENT_DOCUMENT);
    fixture_paragraph(faces, fixture_page(pages, "1"), pages->root, "文字", 50);
    return pages;
}

static void
assert_failures(const ApPages *pages, const char *expected)
{
    g_autoptr(GBytes) pdf = fixture_write(pages);
    g_autofree char *found = failures(pdf);
    assert_string_equal(found, expected);
}

static void
test_good_file_passes(void **state)
{
    g_autoptr(GBytes) pdf = good_file(*state);
    g_autofree char *found = failures(pdf);
    assert_string_equal(found, "");
}

static void
test_skipped_heading(void **state)
{
    g_autoptr(ApPages) pages = small_pages(*state);
    for (guint level = 1; level <= 3; level += 2) {
        ApElement *heading = ap_element_new(pages->root, AP_ELEMENT_HEADING);
        heading->level = level;
        fixture_text(*state, pages->pages->pdata[0], heading, "TW-Kai 12", "標題", 50, 100);
    }
    assert_failures(pages, "page 1: H3: skips a level\n");
}

static void
test_missing_attributes(void **state)
{
    static const ApElementKind kinds[] = {AP_ELEMENT_FIGURE, AP_ELEMENT_LINK};
    g_autoptr(ApPages) pages = small_pages(*state);
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
        fixture_text(*state, pages->pages->pdata[0], ap_element_new(pages->root, kinds[i]), "TW-Kai 12",
                     "文字", 50, 100);
    assert_failures(pages, "page 1: Figure: has no alternative text\npage 1: Link: leads nowhere\n");
}

static void
test_nesting(void **state)
{
    g_autoptr(ApPages) pages = small_pages(*state);
    ApElement *list = ap_element_new(pages->root, AP_ELEMENT_LIST);
    fixture_paragraph(*state, pages->pages->pdata[0], list, "文字", 100);
    ApElement *cell = ap_element_new(pages->root, AP_ELEMENT_CELL);
    fixture_text(*state, pages->pages->pdata[0], cell, "TW-Kai 12", "文字", 50, 150);
    assert_failures(pages, "page 1: P: must not stand in L\npage 1: TD: must not stand in Document\n");
}

/* Adds a row whose cells have these row spans, up to a zero. */
static void
add_row(ApElement *table, const guint *spans)
{
    ApElement *row = ap_element_new(table, AP_ELEMENT_ROW);
    for (; *spans; spans++)
        ap_element_new(row, AP_ELEMENT_CELL)->row_span = *spans;
}

static void
test_table_grid(void **state)
{
    g_autoptr(ApPages) pages = small_pages(*state);
    ApElement *table = ap_element_new(pages->root, AP_ELEMENT_TABLE);
    add_row(table, (guint[]){2, 1, 0});
    add_row(table, (guint[]){1, 0});
    assert_failures(pages, "");
    add_row(table, (guint[]){1, 0});
    assert_failures(pages, "Table: its rows are not equally wide\n");
    add_row(ap_element_new(pages->root, AP_ELEMENT_TABLE), (guint[]){2, 0});
    assert_failures(pages, "Table: its rows are not equally wide\nTable: its rows are not equally wide\n");
}

static void
test_scope(void **state)
{
    g_autoptr(ApPages) pages = small_pages(*state);
    ApElement *row = ap_element_new(ap_element_new(pages->root, AP_ELEMENT_TABLE), AP_ELEMENT_ROW);
    ApElement *head = ap_element_new(row, AP_ELEMENT_HEADER_CELL);
    assert_failures(pages, "TH: has no scope\n");
    head->scope = AP_SCOPE_ROW;
    assert_failures(pages, "");
}

/* The same file with all objects in plain sight. */
static GBytes *
unpacked(GBytes *pdf)
{
    gsize length = 0;
    const char *bytes = g_bytes_get_data(pdf, &length);
    qpdf_data qpdf = qpdf_init();
    assert_int_equal(qpdf_read_memory(qpdf, "test", bytes, length, NULL), QPDF_SUCCESS);
    assert_int_equal(qpdf_init_write_memory(qpdf), QPDF_SUCCESS);
    qpdf_set_object_stream_mode(qpdf, qpdf_o_disable);
    qpdf_set_deterministic_ID(qpdf, QPDF_TRUE);
    assert_int_equal(qpdf_write(qpdf), QPDF_SUCCESS);
    GBytes *plain = g_bytes_new(qpdf_get_buffer(qpdf), qpdf_get_buffer_length(qpdf));
    qpdf_cleanup(&qpdf);
    return plain;
}

/* Rewrites a good file with `from` replaced by text of the same length, and checks that. */
static char *
spoiled(ApFaces *faces, const char *from, const char *to)
{
    g_autoptr(GBytes) packed = good_file(faces);
    g_autoptr(GBytes) pdf = unpacked(packed);
    gsize length = 0;
    const char *bytes = g_bytes_get_data(pdf, &length);
    g_autofree char *copy = g_memdup2(bytes, length);
    char *at = memmem(copy, length, from, strlen(from));
    assert_non_null(at);
    assert_int_equal(strlen(from), strlen(to));
    memcpy(at, to, strlen(to));
    g_autoptr(GBytes) changed = g_bytes_new(copy, length);
    return failures(changed);
}

static void
test_spoiled_files(void **state)
{
    const struct {
        const char *from, *to, *failure;
    } cases[] = {
        {"/Marked true", "/Marxed true", "the document does not say that it is tagged"},
        {"/Lang (", "/Lanx (", "the document has no language"},
        {"/DisplayDocTitle", "/DisplayDocTixle", "readers are not asked to show the title"},
        {"/Tabs /S", "/Tabs /R", "page 1: the tabulator does not follow the structure"},
        {"/FontFile2", "/FontFilex", "not embedded"},
        {"/ToUnicode", "/ToUnicoxe", "glyphs are drawn whose text is unknown"},
        {"/StructParents 1", "/StructParents 2", "its content belongs to another element"},
        {"/StructParent 4", "/StructParent 5", "a link is not in the structure"},
        {"/F 4", "/F 0", "a link is not printed"},
        {"/Contents <", "/Contentx <", "a link has no description"},
        {"<pdfaid:part>2", "<pdfaid:part>3", "the document does not claim to be PDF/A-2a and PDF/UA-1"},
        {"conformance>A<", "conformance>B<", "the document does not claim to be PDF/A-2a and PDF/UA-1"},
        {"<pdfuaid:part>1", "<pdfuaid:part>2", "the document does not claim to be PDF/A-2a and PDF/UA-1"},
        {"/S /Sect", "/S /Sekt", "Sekt: is a type that no reader knows"},
        {"startxref", "startxxxx", "unreadable"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *found = spoiled(*state, cases[i].from, cases[i].to);
        if (!strstr(found, cases[i].failure))
            fail_msg("%s → %s: %s", cases[i].from, cases[i].to, found);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_good_file_passes),   cmocka_unit_test(test_skipped_heading),
        cmocka_unit_test(test_missing_attributes), cmocka_unit_test(test_nesting),
        cmocka_unit_test(test_table_grid),         cmocka_unit_test(test_scope),
        cmocka_unit_test(test_spoiled_files),
    };
    return cmocka_run_group_tests(tests, setup, teardown);
}
