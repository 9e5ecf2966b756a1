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

#include <cmocka.h>

/* A small workbook in a folder of its own. */
static int
set_up(void **state)
{
    char *dir = g_dir_make_tmp("auditpress-test-XXXXXX", NULL);
    char *path = g_build_filename(dir, "book.xlsx", NULL);
    g_free(dir);
    lxw_workbook *workbook = workbook_new(path);
    lxw_worksheet *sheet = workbook_add_worksheet(workbook, NULL);
    for (lxw_row_t row = 0; row < 100; row++)
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
    g_autoptr(GBytes) bytes = ap_archive_read(*state, &error);
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
        assert_null(ap_archive_read(*state, &error));
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
    assert_null(ap_archive_read(*state, &error));
    assert_non_null(error);
}

static void
missing_book_is_an_error(void **state)
{
    (void)state;
    g_autoptr(GError) error = NULL;
    assert_null(ap_archive_read("/nonexistent/book.xlsx", &error));
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
        cmocka_unit_test(missing_book_is_an_error),
    };
    return cmocka_run_group_tests_name("render/xlsx/archive", tests, NULL, NULL);
}
