/* Sheets: the header decides where each column stands; rows that do not fit it are reported and left out. */
#include <config.h>

#include "scores/sheet.h"

#include <glib/gi18n.h>
#include <string.h>

#define SHOWN_CHARACTERS 40
/* Longer texts come from a mistake, and laying one out in a label would take minutes. */
#define CELL_CHARACTERS 2000

struct ApSheet {
    ApSheetSpec spec;
    gboolean has_header;
    gboolean failed; /* the header is no good: rows cannot be understood */
    guint n_fields;
    guint *fields; /* of each column, from 1 */
};

ApSheet *
ap_sheet_new(const ApSheetSpec *spec)
{
    ApSheet *sheet = g_new0(ApSheet, 1);
    sheet->spec = *spec;
    sheet->fields = g_new0(guint, spec->n_columns);
    return sheet;
}

void
ap_sheet_free(ApSheet *sheet)
{
    if (sheet == NULL)
        return;
    g_free(sheet->fields);
    g_free(sheet);
}

/* "participant, group, label", with or without the optional ones. */
static char *
list_columns(const ApSheet *sheet, gboolean optional)
{
    GString *list = g_string_new(NULL);
    for (guint i = 0; i < sheet->spec.n_columns; i++)
        if (optional || !sheet->spec.columns[i].optional)
            g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", sheet->spec.columns[i].name);
    return g_string_free(list, FALSE);
}

static gint
find_column(const ApSheet *sheet, ApSlice cell)
{
    for (guint i = 0; i < sheet->spec.n_columns; i++)
        if (ap_slice_equal(cell, sheet->spec.columns[i].name))
            return (gint)i;
    return -1;
}

static void
take_name(ApSheet *sheet, ApPlace place, ApSlice cell)
{
    ApProblems *problems = sheet->spec.problems;
    g_autofree char *shown = ap_slice_show(cell);
    g_autofree char *known = list_columns(sheet, TRUE);
    gint column = find_column(sheet, cell);
    if (cell.length == 0) {
        ap_problems_error(problems, place, _("column %u has no name; name it or remove it"), place.column);
    } else if (column >= 0 && sheet->fields[column] > 0) {
        ap_problems_error(problems, place, _("column “%s” is there twice (also column %u); keep one"), shown,
                          sheet->fields[column]);
    } else if (column >= 0) {
        sheet->fields[column] = place.column;
        return;
    } else if (sheet->spec.open) {
        return;
    } else {
        ap_problems_error(problems, place, _("unknown column “%s”; the columns are %s"), shown, known);
    }
    sheet->failed = TRUE;
}

/* One field that holds another separator: the file was saved with it. */
static gboolean
is_separated_otherwise(const ApRow *row)
{
    const ApSlice *name = &row->cells[0];
    return row->n_cells == 1 &&
           (memchr(name->text, ';', name->length) != NULL || memchr(name->text, '\t', name->length) != NULL);
}

static void
take_header(ApSheet *sheet, const ApRow *row)
{
    sheet->has_header = TRUE;
    sheet->n_fields = row->n_cells;
    if (is_separated_otherwise(row)) {
        ap_problems_error(sheet->spec.problems, (ApPlace){row->file, row->line, 1},
                          _("the fields are separated by semicolons or tabs; save the file with commas"));
        sheet->failed = TRUE;
        return;
    }
    for (guint i = 0; i < row->n_cells; i++)
        take_name(sheet, (ApPlace){row->file, row->line, i + 1}, row->cells[i]);
    for (guint i = 0; i < sheet->spec.n_columns; i++) {
        if (sheet->fields[i] > 0 || sheet->spec.columns[i].optional)
            continue;
        ap_problems_error(sheet->spec.problems, (ApPlace){row->file, row->line, 1},
                          _("column “%s” is missing; add it to the header"), sheet->spec.columns[i].name);
        sheet->failed = TRUE;
    }
    if (!sheet->failed && sheet->spec.header != NULL)
        sheet->spec.header(sheet->spec.user, row);
}

static void
check_lengths(const ApSheet *sheet, const ApRow *row)
{
    for (guint i = 0; i < row->n_cells; i++) {
        const ApSlice *cell = &row->cells[i];
        if (cell->length <= CELL_CHARACTERS ||
            g_utf8_strlen(cell->text, (gssize)cell->length) <= CELL_CHARACTERS)
            continue;
        g_autofree char *shown = ap_slice_show(*cell);
        ap_problems_error(sheet->spec.problems, (ApPlace){row->file, row->line, i + 1},
                          _("“%s” is longer than %u characters; shorten it"), shown, CELL_CHARACTERS);
    }
}

void
ap_sheet_take(gpointer user, guint line, const ApSlice *cells, guint n_cells)
{
    ApSheet *sheet = user;
    ApRow row = {sheet->spec.file, line, cells, n_cells, sheet->fields};
    if (!sheet->has_header) {
        take_header(sheet, &row);
    } else if (sheet->failed) {
        return;
    } else if (n_cells != sheet->n_fields) {
        ApPlace place = {row.file, line, MIN(n_cells, sheet->n_fields) + 1};
        ap_problems_error(sheet->spec.problems, place,
                          n_cells < sheet->n_fields
                              ? _("the row has %u fields, the header %u; add the missing commas")
                              : _("the row has %u fields, the header %u; quote fields that hold a comma"),
                          n_cells, sheet->n_fields);
    } else {
        check_lengths(sheet, &row);
        sheet->spec.row(sheet->spec.user, &row);
    }
}

gboolean
ap_sheet_finish(ApSheet *sheet)
{
    if (sheet->has_header)
        return !sheet->failed;
    g_autofree char *known = list_columns(sheet, FALSE);
    ap_problems_error(sheet->spec.problems, (ApPlace){sheet->spec.file, 1, 1},
                      _("the file is empty; its first row must be the header: %s"), known);
    return FALSE;
}

gboolean
ap_sheet_read_csv(const ApSheetSpec *spec, gsize limit, GError **error)
{
    g_autoptr(ApSheet) sheet = ap_sheet_new(spec);
    return ap_csv_read(spec->file, limit, ap_sheet_take, sheet, spec->problems, error) &&
           ap_sheet_finish(sheet);
}

char *
ap_row_text(const ApRow *row, guint column)
{
    ApSlice cell = ap_row_cell(row, column);
    return g_strndup(cell.text, cell.length);
}

char *
ap_slice_show(ApSlice cell)
{
    g_autofree char *text = g_strndup(cell.text, cell.length);
    if (g_utf8_strlen(text, -1) <= SHOWN_CHARACTERS)
        return g_steal_pointer(&text);
    g_autofree char *start = g_utf8_substring(text, 0, SHOWN_CHARACTERS);
    return g_strconcat(start, "…", NULL);
}
