/* Tables: the header decides where each column stands; rows that do not fit it are reported and left out. */
#include <config.h>

#include "scores/table.h"

#include <glib/gi18n.h>
#include <string.h>

#define SHOWN_CHARACTERS 40

struct ApTable {
    ApTableSpec spec;
    gboolean has_header;
    gboolean failed; /* the header is no good: rows cannot be understood */
    guint n_fields;
    guint *fields; /* of each column, from 1 */
};

ApTable *
ap_table_new(const ApTableSpec *spec)
{
    ApTable *table = g_new0(ApTable, 1);
    table->spec = *spec;
    table->fields = g_new0(guint, spec->n_columns);
    return table;
}

void
ap_table_free(ApTable *table)
{
    if (table == NULL)
        return;
    g_free(table->fields);
    g_free(table);
}

/* "participant, group, label", optional ones included. */
static char *
list_columns(const ApTable *table)
{
    GString *list = g_string_new(NULL);
    for (guint i = 0; i < table->spec.n_columns; i++)
        g_string_append_printf(list, "%s%s", i > 0 ? ", " : "", table->spec.columns[i].name);
    return g_string_free(list, FALSE);
}

static gint
find_column(const ApTable *table, ApCell cell)
{
    for (guint i = 0; i < table->spec.n_columns; i++)
        if (ap_cell_equal(cell, table->spec.columns[i].name))
            return (gint)i;
    return -1;
}

static void
take_name(ApTable *table, ApPlace place, ApCell cell)
{
    ApProblems *problems = table->spec.problems;
    g_autofree char *shown = ap_cell_show(cell);
    g_autofree char *known = list_columns(table);
    gint column = find_column(table, cell);
    if (cell.length == 0) {
        ap_problems_error(problems, place, _("column %u has no name; name it or remove it"), place.column);
    } else if (column >= 0 && table->fields[column] > 0) {
        ap_problems_error(problems, place, _("column “%s” is there twice (also column %u); keep one"), shown,
                          table->fields[column]);
    } else if (column >= 0) {
        table->fields[column] = place.column;
        return;
    } else if (table->spec.open) {
        return;
    } else {
        ap_problems_error(problems, place, _("unknown column “%s”; the columns are %s"), shown, known);
    }
    table->failed = TRUE;
}

static void
take_header(ApTable *table, const ApRow *row)
{
    table->has_header = TRUE;
    table->n_fields = row->n_cells;
    for (guint i = 0; i < row->n_cells; i++)
        take_name(table, (ApPlace){row->file, row->line, i + 1}, row->cells[i]);
    for (guint i = 0; i < table->spec.n_columns; i++) {
        if (table->fields[i] > 0 || table->spec.columns[i].optional)
            continue;
        ap_problems_error(table->spec.problems, (ApPlace){row->file, row->line, 1},
                          _("column “%s” is missing; add it to the header"), table->spec.columns[i].name);
        table->failed = TRUE;
    }
    if (!table->failed && table->spec.header != NULL)
        table->spec.header(table->spec.user, row);
}

void
ap_table_take(gpointer user, guint line, const ApCell *cells, guint n_cells)
{
    ApTable *table = user;
    ApRow row = {table->spec.file, line, cells, n_cells, table->fields};
    if (!table->has_header) {
        take_header(table, &row);
    } else if (table->failed) {
        return;
    } else if (n_cells != table->n_fields) {
        ApPlace place = {row.file, line, MIN(n_cells, table->n_fields) + 1};
        ap_problems_error(table->spec.problems, place,
                          n_cells < table->n_fields
                              ? _("the row has %u fields, the header %u; add the missing commas")
                              : _("the row has %u fields, the header %u; quote fields that hold a comma"),
                          n_cells, table->n_fields);
    } else {
        table->spec.row(table->spec.user, &row);
    }
}

gboolean
ap_table_finish(ApTable *table)
{
    if (table->has_header)
        return !table->failed;
    g_autofree char *known = list_columns(table);
    ap_problems_error(table->spec.problems, (ApPlace){table->spec.file, 1, 1},
                      _("the file is empty; its first row must be the header: %s"), known);
    return FALSE;
}

gboolean
ap_table_read_csv(const ApTableSpec *spec, gsize limit, GError **error)
{
    g_autoptr(ApTable) table = ap_table_new(spec);
    return ap_csv_read(spec->file, limit, ap_table_take, table, spec->problems, error) &&
           ap_table_finish(table);
}

ApCell
ap_row_cell(const ApRow *row, guint column)
{
    guint field = row->fields[column];
    return field > 0 ? row->cells[field - 1] : (ApCell){"", 0};
}

ApPlace
ap_row_place(const ApRow *row, guint column)
{
    return (ApPlace){row->file, row->line, row->fields[column]};
}

char *
ap_row_text(const ApRow *row, guint column)
{
    ApCell cell = ap_row_cell(row, column);
    return g_strndup(cell.text, cell.length);
}

char *
ap_cell_show(ApCell cell)
{
    g_autofree char *text = g_strndup(cell.text, cell.length);
    if (g_utf8_strlen(text, -1) <= SHOWN_CHARACTERS)
        return g_steal_pointer(&text);
    g_autofree char *start = g_utf8_substring(text, 0, SHOWN_CHARACTERS);
    return g_strconcat(start, "…", NULL);
}

gboolean
ap_cell_equal(ApCell cell, const char *text)
{
    return strlen(text) == cell.length && memcmp(cell.text, text, cell.length) == 0;
}
