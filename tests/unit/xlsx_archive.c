/* A workbook that was cut short or damaged is not published. */
#include <config.h>

#include "render/xlsx/archive.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <xlsxwriter.h>
#include <zip.h>

#include <cmocka.h>

/* Of one cell each. */
#define ROWS 500

/* A small workbook in a folder of its own. */
static int
set_up(void **state)
{
    char *dir = g_dir_make_tmp("auditpress-test-XXXXXX", NULL);
    char *path = g_build_filename(dir, "book.xlsx", NULL);
    g_free(dir);
    lxw_workbook *workbook = workbook_new(path);
    lxw_worksheet *sheet = workbook_add_worksheet(workbook, NULL);
    for (lxw_row_t row = 0; row < ROWS; row++)
        worksheet_write_number(sheet, row, 0, row * 0.37, NULL);
    assert_int_equal(workbook_close(workbook), LXW_NO_ERROR);
    *state = path;
    return 0;
}

static int
tear_down(void **state)
{
    g_autofree char *dir = g_path_get_dirname(*state);
    g_unlink(*state);
    g_rmdir(dir);
    g_free(*state);
    return 0;
}

static void
whole_book_is_read(void **state)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = ap_archive_read(*state, ROWS, &error);
    assert_null(error);
    assert_true(g_bytes_get_size(bytes) > 1000);
}

static void
cut_book_is_refused(void **state)
{
    g_autofree char *contents = NULL;
    gsize length = 0;
    assert_true(g_file_get_contents(*state, &contents, &length, NULL));
    for (gsize kept = 0; kept < length; kept += length / 7) {
        g_autoptr(GError) error = NULL;
        assert_true(g_file_set_contents(*state, contents, (gssize)kept, NULL));
        assert_null(ap_archive_read(*state, ROWS, &error));
        assert_non_null(error);
    }
}

/* A byte changed inside the deflated data of the sheet: the directory is in order, the checksum is not. */
static void
damaged_part_is_refused(void **state)
{
    g_autofree char *contents = NULL;
    gsize length = 0;
    assert_true(g_file_get_contents(*state, &contents, &length, NULL));
    const char name[] = "xl/worksheets/sheet1.xml";
    char *part = memmem(contents, length, name, strlen(name));
    assert_non_null(part);
    part[strlen(name) + 40] = (char)(part[strlen(name) + 40] ^ 0x10);
    assert_true(g_file_set_contents(*state, contents, (gssize)length, NULL));
    g_autoptr(GError) error = NULL;
    assert_null(ap_archive_read(*state, ROWS, &error));
    assert_non_null(error);
}

/* Puts `text` in the place of the sheet of the book. */
static void
replace_sheet(const char *book, const char *text, gsize length)
{
    zip_t *archive = zip_open(book, 0, NULL);
    assert_non_null(archive);
    zip_int64_t sheet = zip_name_locate(archive, "xl/worksheets/sheet1.xml", 0);
    zip_source_t *source = zip_source_buffer(archive, text, length, 0);
    assert_int_equal(zip_file_replace(archive, (zip_uint64_t)sheet, source, 0), 0);
    assert_int_equal(zip_close(archive), 0);
}

/* The sheet of the book, which is `length` bytes at `contents`; caller frees. */
static GString *
read_sheet(const char *contents, gsize length)
{
    g_autoptr(GBytes) book = g_bytes_new(contents, length);
    g_autoptr(GHashTable) parts = ap_archive_parts(book, NULL);
    const GString *sheet = g_hash_table_lookup(parts, "xl/worksheets/sheet1.xml");
    return g_string_new_len(sheet->str, (gssize)sheet->len);
}

/* What the library writes to a full disk: a block is missing somewhere, and the archive is in order. */
static void
part_that_lacks_a_block_is_refused(void **state)
{
    enum { BLOCK = 4096 };
    g_autofree char *contents = NULL;
    gsize length = 0;
    assert_true(g_file_get_contents(*state, &contents, &length, NULL));
    g_autoptr(GString) sheet = read_sheet(contents, length);
    assert_true(sheet->len > 3 * BLOCK);
    for (gsize at = 0; at + BLOCK <= sheet->len; at += 61) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GString) cut = g_string_new_len(sheet->str, (gssize)sheet->len);
        g_string_erase(cut, (gssize)at, BLOCK);
        assert_true(g_file_set_contents(*state, contents, (gssize)length, NULL));
        replace_sheet(*state, cut->str, cut->len);
        assert_null(ap_archive_read(*state, ROWS, &error));
        assert_non_null(error);
    }
}

/* That piece may be the declaration, which an XML file need not have. */
static void
part_without_its_first_line_is_refused(void **state)
{
    g_autofree char *contents = NULL;
    gsize length = 0;
    assert_true(g_file_get_contents(*state, &contents, &length, NULL));
    g_autoptr(GString) sheet = read_sheet(contents, length);
    const char *rest = strchr(sheet->str, '\n') + 1;
    g_autoptr(GError) error = NULL;
    replace_sheet(*state, rest, strlen(rest));
    assert_null(ap_archive_read(*state, ROWS, &error));
    assert_non_null(error);
}

static void
missing_book_is_an_error(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    assert_null(ap_archive_read("/nonexistent/book.xlsx", ROWS, &error));
    assert_true(g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(whole_book_is_read),
        TEST(cut_book_is_refused),
        TEST(damaged_part_is_refused),
        TEST(part_that_lacks_a_block_is_refused),
        TEST(part_without_its_first_line_is_refused),
        cmocka_unit_test(missing_book_is_an_error),
    };
    return cmocka_run_group_tests_name("render/xlsx/archive", tests, NULL, NULL);
}
