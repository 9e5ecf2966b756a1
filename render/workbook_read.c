/* Reads an appendix back. */
#include <config.h>

#include "render/workbook_read.h"

#include "scores/spreadsheet.h"

#include <stdlib.h>
#include <string.h>

/* How the notes name a hash: "scores.csv SHA-256". */
#define HASH_SUFFIX " SHA-256"
#define HASH_LENGTH 64

static void
row_free(gpointer data)
{
    ApReadRow *row = data;
    g_ptr_array_unref(row->cells);
    g_free(row);
}

static void
sheet_free(gpointer data)
{
    ApReadSheet *sheet = data;
    g_free(sheet->name);
    g_ptr_array_unref(sheet->rows);
    g_free(sheet);
}

void
ap_workbook_read_free(ApReadWorkbook *book)
{
    if (book == NULL)
        return;
    g_ptr_array_unref(book->sheets);
    g_ptr_array_unref(book->facts);
    g_free(book);
}

char *
ap_read_number(const char *text)
{
    char *number = g_strdup(text);
    if (strchr(number, '.') == NULL)
        return number;
    gsize length = strlen(number);
    while (number[length - 1] == '0')
        length--;
    length -= number[length - 1] == '.';
    number[length] = '\0';
    return number;
}

gboolean
ap_read_is_same(const char *a, const char *b)
{
    g_autofree char *one = ap_read_number(a);
    g_autofree char *other = ap_read_number(b);
    return strcmp(one, other) == 0;
}

const char *
ap_read_cell(const ApReadRow *row, guint column)
{
    return column < row->cells->len ? g_ptr_array_index(row->cells, column) : "";
}

const ApReadRow *
ap_read_row(const ApReadSheet *sheet, guint line)
{
    for (guint i = 0; i < sheet->rows->len; i++) {
        const ApReadRow *row = g_ptr_array_index(sheet->rows, i);
        if (row->line == line)
            return row;
    }
    return NULL;
}

/* The sheet that a reference names, with or without quotes around it. */
static gboolean
names_sheet(const ApReadSheet *sheet, const char *reference, gsize length)
{
    g_autoptr(GString) name = g_string_new_len(reference, (gssize)length);
    if (length >= 2 && reference[0] == '\'' && reference[length - 1] == '\'') {
        g_string_truncate(name, length - 1);
        g_string_erase(name, 0, 1);
        g_string_replace(name, "''", "'", 0);
    }
    return strcmp(name->str, sheet->name) == 0;
}

gboolean
ap_read_reference(const ApReadSheet *sheet, const char *reference, guint *line, guint *column)
{
    const char *mark = strrchr(reference, '!');
    if (mark == NULL || !names_sheet(sheet, reference, (gsize)(mark - reference)))
        return FALSE;
    guint letters = 0;
    const char *at = mark + 1;
    for (; *at >= 'A' && *at <= 'Z' && letters < 10000; at++)
        letters = letters * 26 + (guint)(*at - 'A') + 1;
    char *end = NULL;
    gulong number = strtoul(at, &end, 10);
    if (letters == 0 || end == at || *end != '\0' || number == 0 || number > G_MAXINT)
        return FALSE;
    *column = letters - 1;
    *line = (guint)number;
    return TRUE;
}

/* ---- Reading. ---- */

/* An ApRowFunc: keeps a row. */
static void
take_row(gpointer user, guint line, const ApSlice *cells, guint n_cells)
{
    ApReadSheet *sheet = user;
    ApReadRow *row = g_new0(ApReadRow, 1);
    row->line = line;
    row->cells = g_ptr_array_new_full(n_cells, g_free);
    for (guint i = 0; i < n_cells; i++)
        g_ptr_array_add(row->cells, g_strndup(cells[i].text, cells[i].length));
    if (sheet->header == 0 && n_cells > 1)
        sheet->header = line;
    g_ptr_array_add(sheet->rows, row);
}

/* What is wrong with a cell that counts is an error here, also where a reader of scores would only warn. */
static void
pass_on(const ApProblems *from, guint first, guint end, const char *path, ApProblems *to)
{
    for (guint i = first; i < end; i++) {
        const ApProblem *problem = ap_problems_at(from, i);
        ap_problems_error(to, (ApPlace){path, problem->line, problem->column}, "%s", problem->message);
    }
}

static gboolean
is_statistics(const ApReadSheet *sheet)
{
    for (guint i = 0; i < sheet->rows->len; i++) {
        const ApReadRow *row = g_ptr_array_index(sheet->rows, i);
        if (strcmp(ap_read_cell(row, AP_READ_SCOPE), "all") == 0 &&
            g_str_has_prefix(ap_read_cell(row, AP_READ_MEASURE), "stage:"))
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_printed(const ApReadSheet *sheet, const ApReadSheet *statistics)
{
    guint line, column;
    for (guint i = 0; statistics != NULL && i < sheet->rows->len; i++)
        if (ap_read_reference(statistics, ap_read_cell(g_ptr_array_index(sheet->rows, i), AP_READ_CELL),
                              &line, &column))
            return TRUE;
    return FALSE;
}

static gboolean
read_facts(ApReadWorkbook *book, const ApReadSheet *sheet, const char *path)
{
    for (guint i = 0; i < sheet->rows->len; i++) {
        const ApReadRow *row = g_ptr_array_index(sheet->rows, i);
        const char *topic = ap_read_cell(row, 0), *value = ap_read_cell(row, 1);
        if (!g_str_has_suffix(topic, HASH_SUFFIX) || strlen(value) != HASH_LENGTH)
            continue;
        if (book->facts->len == 0)
            book->facts_place = (ApPlace){path, row->line, 2};
        g_ptr_array_add(book->facts,
                        g_strdup_printf("%.*s=%s", (int)(strlen(topic) - strlen(HASH_SUFFIX)), topic, value));
    }
    return book->facts->len > 0;
}

/* Tells which sheet is which; `starts` has the index of each sheet's first problem, and the end of the last.
 */
static void
recognise(ApReadWorkbook *book, const char *path, const ApProblems *found, const GArray *starts,
          ApProblems *problems)
{
    for (guint i = 0; i < book->sheets->len && book->statistics == NULL; i++)
        if (is_statistics(g_ptr_array_index(book->sheets, i)))
            book->statistics = g_ptr_array_index(book->sheets, i);
    for (guint i = 0; i < book->sheets->len; i++) {
        const ApReadSheet *sheet = g_ptr_array_index(book->sheets, i);
        gboolean counts = sheet == book->statistics;
        if (book->printed == NULL && is_printed(sheet, book->statistics)) {
            book->printed = sheet;
            counts = TRUE;
        }
        if (book->facts->len == 0)
            counts |= read_facts(book, sheet, path);
        if (counts)
            pass_on(found, g_array_index(starts, guint, i), g_array_index(starts, guint, i + 1), path,
                    problems);
    }
}

ApReadWorkbook *
ap_workbook_read(const char *path, ApProblems *problems, GError **error)
{
    g_autoptr(ApProblems) found = ap_problems_new();
    g_autoptr(ApSpreadsheet) spreadsheet = ap_spreadsheet_open(path, 0, found, error);
    if (spreadsheet == NULL) {
        pass_on(found, 0, ap_problems_count(found), path, problems);
        return NULL;
    }
    ApReadWorkbook *book = g_new0(ApReadWorkbook, 1);
    book->sheets = g_ptr_array_new_with_free_func(sheet_free);
    book->facts = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GArray) starts = g_array_new(FALSE, FALSE, sizeof(guint));
    guint start = ap_problems_count(found);
    g_array_append_val(starts, start);
    for (guint i = 0; i < ap_spreadsheet_n_sheets(spreadsheet); i++) {
        ApReadSheet *sheet = g_new0(ApReadSheet, 1);
        sheet->name = g_strdup(ap_spreadsheet_sheet_name(spreadsheet, i));
        sheet->rows = g_ptr_array_new_with_free_func(row_free);
        g_ptr_array_add(book->sheets, sheet);
        (void)ap_spreadsheet_read_sheet(spreadsheet, i, take_row, sheet);
        start = ap_problems_count(found);
        g_array_append_val(starts, start);
    }
    recognise(book, path, found, starts, problems);
    return book;
}
