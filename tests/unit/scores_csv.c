/* CSV as rows with their lines, and sheets with a header. */
#include <config.h>

#include "scores/sheet.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* Writes each row as "LINE:field|field;". */
static void
note_row(gpointer user, guint line, const ApSlice *cells, guint n_cells)
{
    GString *notes = user;
    g_string_append_printf(notes, "%u:", line);
    for (guint i = 0; i < n_cells; i++)
        g_string_append_printf(notes, "%s%.*s", i > 0 ? "|" : "", (int)cells[i].length, cells[i].text);
    g_string_append_c(notes, ';');
}

static char *
write_file(const char *text, gsize length)
{
    char *path = NULL;
    int fd = g_file_open_tmp("auditpress-csv.XXXXXX", &path, NULL);
    assert_true(fd >= 0);
    g_close(fd, NULL);
    assert_true(g_file_set_contents(path, text, (gssize)length, NULL));
    return path;
}

static void
check_rows(const char *text, gsize length, const char *expected, const char *problem)
{
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autofree char *path = write_file(text, length);
    GString *notes = g_string_new(NULL);
    GError *error = NULL;
    gboolean whole = ap_csv_read(path, 0, note_row, notes, problems, &error);
    g_unlink(path);
    assert_null(error);
    assert_int_equal(whole, problem == NULL);
    assert_string_equal(notes->str, expected);
    assert_int_equal(ap_problems_count(problems), problem != NULL ? 1 : 0);
    if (problem != NULL) {
        const ApProblem *found = ap_problems_at(problems, 0);
        g_autofree char *place = g_strdup_printf("%u:%u", found->line, found->column);
        assert_string_equal(place, problem);
    }
    g_string_free(notes, TRUE);
}

static void
test_rows(void **state)
{
#define CHECK(text, expected) check_rows(text, sizeof text - 1, expected, NULL)
    (void)state;
    CHECK("a,b\n1,2\n", "1:a|b;2:1|2;");
    CHECK("a,b\r\n1,2\r\n", "1:a|b;2:1|2;");
    CHECK("\xEF\xBB\xBF"
          "a,b\n1,2",
          "1:a|b;2:1|2;");
    CHECK("a\n\n  \n\nb\n", "1:a;5:b;");
    CHECK("a,,\n,,\n,,c\n", "1:a||;3:||c;");
    CHECK("\"a\",\"b \"\"c\"\", d\"\n", "1:a|b \"c\", d;");
    CHECK("\"two\nlines\",x\nnext,y\n", "1:two\nlines|x;3:next|y;");
    CHECK("\"two\r\nlines\",x\r\nnext,y\r\n", "1:two\nlines|x;3:next|y;");
    CHECK("  a \t,\xE3\x80\x80"
          "b\xC2\xA0\n",
          "1:a|b;");
    /* Rows with quotes between rows without: the lines go on. */
    CHECK("a,b\n1,2\n\"3\",4\n5,6\n\"7\n8\",9\n\n10,\"11\"\n12,13\n",
          "1:a|b;2:1|2;3:3|4;4:5|6;5:7\n8|9;8:10|11;9:12|13;");
    CHECK("\xC2\xA0,\t\r\n\xE4\xB8\xAD\xE3\x80\x80,\x7F\r\n", "2:\xE4\xB8\xAD|\x7F;");
    CHECK("", "");
#undef CHECK
}

static void
test_refused(void **state)
{
#define CHECK(text, expected, problem) check_rows(text, sizeof text - 1, expected, problem)
    (void)state;
    CHECK("a,b\n1,\"2\nx,y\n", "1:a|b;", "2:2");
    CHECK("a,b\n1,2\"3\n", "1:a|b;", "2:2");
    CHECK("a,b\n\"1\"2,3\n", "1:a|b;", "2:1");
    CHECK("a,b\r1,2\r", "", "1:3");
    CHECK("a,b\n1,2\n3\r,4\n5,6\n", "1:a|b;2:1|2;", "3:2");
    CHECK("a,b\n1,2\r\r\n5,6\n", "1:a|b;", "2:3");
    CHECK("a,b\n1,\0\n", "", "2:2");
    CHECK("a,b\n1,\xA4\xA4\n", "", "2:2");
#undef CHECK
}

/* A row across the border of two blocks of reading, and fields of every length around it. */
static void
test_long_file(void **state)
{
    g_autoptr(GString) text = g_string_new(NULL), expected = g_string_new(NULL);
    (void)state;
    for (guint i = 1; i <= 60000; i++) {
        g_string_append_printf(text, "row %u,%0*u\r\n", i, (int)(i % 30 + 1), 0);
        g_string_append_printf(expected, "%u:row %u|%0*u;", i, i, (int)(i % 30 + 1), 0);
    }
    check_rows(text->str, text->len, expected->str, NULL);
}

/* Rows of any number of fields, and of any length up to 1 MiB. */
static void
test_long_rows(void **state)
{
    g_autoptr(GString) text = g_string_new(NULL), expected = g_string_new("1:");
    (void)state;
    for (guint i = 1; i <= 3000; i++) {
        g_string_append_printf(text, "%u%c", i, i < 3000 ? ',' : '\n');
        g_string_append_printf(expected, "%u%c", i, i < 3000 ? '|' : ';');
    }
    check_rows(text->str, text->len, expected->str, NULL);
    for (guint i = 0; i < 1048575; i++)
        g_string_append_c(text, 'x');
    check_rows(text->str, text->len - 1048575, expected->str, NULL);
    g_string_append(text, "\n");
    g_autofree char *longest =
        g_strdup_printf("%s2:%.*s;", expected->str, 1048575, text->str + text->len - 1048576);
    check_rows(text->str, text->len, longest, NULL);
    g_string_insert_c(text, (gssize)text->len - 1, 'x');
    check_rows(text->str, text->len, expected->str, "2:1");
}

static void
note_sheet_row(gpointer user, const ApRow *row)
{
    g_autofree char *second = ap_row_text(row, 1);
    g_autofree char *first = ap_row_text(row, 0);
    g_string_append_printf(user, "%u:%u:%s|%u:%s;", row->line, ap_row_place(row, 0).column, first,
                           ap_row_place(row, 1).column, second);
}

static void
check_sheet(const char *text, const char *expected, const char *problem)
{
    static const ApColumn columns[] = {{"code", FALSE}, {"note", TRUE}};
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autofree char *path = write_file(text, strlen(text));
    ApSheetSpec spec = {
        .file = path,
        .columns = columns,
        .n_columns = G_N_ELEMENTS(columns),
        .row = note_sheet_row,
        .user = notes,
        .problems = problems,
    };
    g_autoptr(ApSheet) sheet = ap_sheet_new(&spec);
    ap_csv_read(path, 0, ap_sheet_take, sheet, problems, NULL);
    ap_sheet_finish(sheet);
    g_unlink(path);
    assert_string_equal(notes->str, expected);
    g_autofree char *first = ap_problems_count(problems) == 0
                                 ? g_strdup("")
                                 : g_strdup_printf("%u:%u", ap_problems_at(problems, 0)->line,
                                                   ap_problems_at(problems, 0)->column);
    assert_string_equal(first, problem);
}

static void
test_sheet(void **state)
{
    (void)state;
    check_sheet("code,note\na,b\n", "2:1:a|2:b;", "");
    check_sheet("note,code\nb,a\n", "2:2:a|1:b;", "");
    check_sheet("code\na\n", "2:1:a|0:;", "");
    check_sheet("code,note\na\nc,d\n", "3:1:c|2:d;", "2:2");
    check_sheet("code,note\na,b,c\n", "", "2:3");
    check_sheet("note\nb\n", "", "1:1");
    check_sheet("code,x\na,b\n", "", "1:2");
    check_sheet("code,code\na,b\n", "", "1:2");
    check_sheet("code;note\na;b\n", "", "1:1");
    check_sheet("\n", "", "1:1");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rows),      cmocka_unit_test(test_refused), cmocka_unit_test(test_long_file),
        cmocka_unit_test(test_long_rows), cmocka_unit_test(test_sheet),
    };
    return cmocka_run_group_tests_name("CSV", tests, NULL, NULL);
}
