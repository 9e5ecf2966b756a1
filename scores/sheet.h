/* A sheet with a header: finds the columns by name, in any order, and hands each row over in the order in
 * which the caller named them. What feeds it (a CSV file, a workbook) only has to give rows of cells. */
#pragma once

#include "scores/csv.h"

#include <string.h>

typedef struct {
    const char *name;
    gboolean optional; /* the whole column may be absent */
} ApColumn;

/* One row below the header. */
typedef struct {
    const char *file;
    guint line;
    const ApSlice *cells; /* as in the file */
    guint n_cells;
    const guint *fields; /* of each named column: its field, from 1; 0 if the column is absent */
} ApRow;

typedef void (*ApSheetFunc)(gpointer user, const ApRow *row);

typedef struct {
    const char *file; /* named in problems, borrowed */
    const ApColumn *columns;
    guint n_columns;
    gboolean open;      /* other columns may follow: the header names them */
    ApSheetFunc header; /* called once with a good header; may be NULL */
    ApSheetFunc row;
    gpointer user;
    ApProblems *problems;
} ApSheetSpec;

typedef struct ApSheet ApSheet;

ApSheet *ap_sheet_new(const ApSheetSpec *spec);
void ap_sheet_free(ApSheet *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApSheet, ap_sheet_free)

/* An ApRowFunc: takes the next row; `user` is the ApSheet. */
void ap_sheet_take(gpointer user, guint line, const ApSlice *cells, guint n_cells);

/* To be called after the last row: reports a table without header. FALSE if there was no good header. */
gboolean ap_sheet_finish(ApSheet *table);

/* Reads the CSV file `spec->file` through a table. TRUE if the whole file was read under a good header
 * (single rows may have been reported all the same); FALSE after a problem, or with `error` if the system
 * failed. */
gboolean ap_sheet_read_csv(const ApSheetSpec *spec, gsize limit, GError **error);

/* The cell of a named column, empty if the column is absent; its place; its text, which the caller frees. */
static inline ApSlice
ap_row_cell(const ApRow *row, guint column)
{
    guint field = row->fields[column];
    return field > 0 ? row->cells[field - 1] : (ApSlice){"", 0};
}

static inline ApPlace
ap_row_place(const ApRow *row, guint column)
{
    return (ApPlace){row->file, row->line, row->fields[column]};
}

char *ap_row_text(const ApRow *row, guint column);

/* A cell's text as messages show it: shortened where it is long. Caller frees. */
char *ap_slice_show(ApSlice cell);

static inline gboolean
ap_slice_equal(ApSlice cell, const char *text)
{
    return strlen(text) == cell.length && memcmp(cell.text, text, cell.length) == 0;
}
