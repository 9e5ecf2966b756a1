/* From cells to rows. */
#include <config.h>

#include "scores/rows.h"

#include "scores/sheet.h"

#include <glib/gi18n.h>
#include <string.h>

/* The size of a sheet in Excel and in LibreOffice. */
#define ROWS_LIMIT 1048576
#define COLUMNS_LIMIT 16384

/* Handed on at most, empty ones counted: as many as a CSV file of the permitted size can have. */
#define CELLS_LIMIT 67108864

typedef struct {
    guint column;
    gsize start; /* in the row's text */
    gsize length;
} Found;

struct ApRows {
    ApRowsTarget target;
    GString *text;
    GArray *found; /* Found, of this row */
    GArray *cells; /* ApSlice, as handed on */
    guint row;     /* the present one; before the first, 0 */
    guint last;    /* the last row that is taken */
    guint width;   /* of the header; 0 before it */
    guint64 handed;
    gboolean unusable;   /* this row */
    gboolean lacks_rows; /* some row could not be handed on */
    gboolean stopped;
};

void
ap_workbook_tab_free(gpointer data)
{
    ApWorkbookTab *tab = data;
    g_free(tab->name);
    g_free(tab->part);
    g_free(tab);
}

ApRows *
ap_rows_new(const ApRowsTarget *target)
{
    ApRows *rows = g_new0(ApRows, 1);
    rows->target = *target;
    rows->text = g_string_new(NULL);
    rows->found = g_array_new(FALSE, FALSE, sizeof(Found));
    rows->cells = g_array_new(FALSE, FALSE, sizeof(ApSlice));
    return rows;
}

void
ap_rows_free(ApRows *rows)
{
    if (rows == NULL)
        return;
    g_string_free(rows->text, TRUE);
    g_array_unref(rows->found);
    g_array_unref(rows->cells);
    g_free(rows);
}

static ApPlace
place(const ApRows *rows, guint column)
{
    return (ApPlace){.file = rows->target.file, .line = rows->row, .column = column};
}

void
ap_rows_error(ApRows *rows, guint column, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    ap_problems_error(rows->target.problems, place(rows, column), "%s", message);
    rows->unusable = rows->lacks_rows = TRUE;
}

gboolean
ap_rows_begin_row(ApRows *rows, guint row)
{
    if (rows->stopped)
        return FALSE;
    gboolean in_order = row > rows->last;
    rows->row = row;
    rows->unusable = FALSE;
    g_string_truncate(rows->text, 0);
    g_array_set_size(rows->found, 0);
    if (!in_order) {
        ap_rows_error(rows, 1,
                      _("the workbook is damaged: its rows are out of order; open it and save it again"));
        rows->stopped = TRUE;
    }
    return in_order;
}

/* Where the next cell may stand at the earliest. */
static guint
next_column(const ApRows *rows)
{
    return rows->found->len > 0 ? g_array_index(rows->found, Found, rows->found->len - 1).column + 1 : 1;
}

void
ap_rows_add(ApRows *rows, guint column, const char *text)
{
    ApSlice cell = ap_slice_trim(text, strlen(text));
    if (cell.length == 0)
        return;
    if (rows->row > ROWS_LIMIT || column > COLUMNS_LIMIT) {
        ap_rows_error(rows, column,
                      _("the cell lies outside the sheet; open the workbook and save it again"));
    } else if (column < next_column(rows)) {
        ap_rows_error(rows, column,
                      _("the workbook is damaged: its cells are out of order; open it and save it again"));
    } else if (rows->width > 0 && column > rows->width) {
        g_autofree char *shown = ap_slice_show(cell);
        ap_rows_error(
            rows, column,
            _("“%s” stands in a column without a name; name the column in the header or clear the cell"),
            shown);
    } else {
        Found found = {column, rows->text->len, cell.length};
        g_string_append_len(rows->text, cell.text, (gssize)cell.length);
        g_array_append_val(rows->found, found);
    }
}

void
ap_rows_add_number(ApRows *rows, guint column, const char *shown, const char *stored)
{
    if (stored != NULL)
        ap_problems_warning(rows->target.problems, place(rows, column),
                            _("the cell holds %s and shows %s, which is used; type the number that counts"),
                            stored, shown);
    ap_rows_add(rows, column, shown);
}

void
ap_rows_add_date(ApRows *rows, guint column, const char *text)
{
    /* Midnight is how a date without a time of day is stored. */
    const char *time = strchr(text, 'T');
    g_autofree char *date = time != NULL && time[1 + strspn(time + 1, "0:.Z")] == '\0'
                                ? g_strndup(text, (gsize)(time - text))
                                : g_strdup(text);
    ap_rows_add(rows, column, date);
}

void
ap_rows_shows_error(ApRows *rows, guint column, const char *text)
{
    g_autofree char *shown = ap_slice_show(ap_slice_trim(text, strlen(text)));
    ap_rows_error(rows, column, _("the cell shows the error %s; correct its formula or type the value"),
                  shown);
}

void
ap_rows_no_value(ApRows *rows, guint column)
{
    ap_rows_error(
        rows, column,
        _("the cell's formula has no stored value; open the workbook, let it calculate, and save it"));
}

/* The row's cells, with empty ones in the gaps. */
static void
lay_out(ApRows *rows)
{
    ApSlice empty = {"", 0};
    g_array_set_size(rows->cells, 0);
    for (guint i = 0; i < rows->found->len; i++) {
        const Found *found = &g_array_index(rows->found, Found, i);
        ApSlice cell = {rows->text->str + found->start, found->length};
        while (rows->cells->len + 1 < found->column)
            g_array_append_val(rows->cells, empty);
        g_array_append_val(rows->cells, cell);
    }
    while (rows->cells->len < rows->width)
        g_array_append_val(rows->cells, empty);
}

/* Counts what is handed on; FALSE if it becomes too much. */
static gboolean
count(ApRows *rows)
{
    rows->handed += MAX(rows->width, rows->cells->len);
    if (rows->handed <= CELLS_LIMIT && rows->row <= ROWS_LIMIT)
        return TRUE;
    ap_rows_error(rows, 1,
                  _("the table is too large to be one of scores; clear the cells below and beside it"));
    rows->stopped = TRUE;
    return FALSE;
}

gboolean
ap_rows_is_usable(const ApRows *rows)
{
    return !rows->unusable;
}

void
ap_rows_end_row(ApRows *rows, guint times)
{
    guint first = rows->row;
    rows->last = first - 1 > G_MAXUINT - times ? G_MAXUINT : first - 1 + times;
    if (rows->unusable) {
        /* Without a header no other row can be understood. */
        rows->stopped = rows->stopped || (rows->width == 0 && !rows->target.headless);
        return;
    }
    if (rows->found->len == 0)
        return;
    if (rows->width == 0 && !rows->target.headless)
        rows->width = next_column(rows) - 1;
    lay_out(rows);
    for (guint i = 0; i < times && count(rows); i++, rows->row++)
        rows->target.row(rows->target.user, rows->row, (const ApSlice *)(gpointer)rows->cells->data,
                         rows->cells->len);
}

gboolean
ap_rows_is_whole(const ApRows *rows)
{
    return !rows->lacks_rows;
}
