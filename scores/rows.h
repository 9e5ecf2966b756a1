/* Rows of a sheet, put together from its cells as a reader meets them, and handed on like the rows of a CSV
 * file: trimmed, padded to the width of the header, empty ones left out. */
#pragma once

#include "scores/csv.h"

/* One tab of a workbook. */
typedef struct {
    char *name;
    char *part; /* of the package, that holds it */
    gboolean hidden;
} ApWorkbookTab;

void ap_workbook_tab_free(gpointer tab);

typedef struct {
    const char *file;
    ApRowFunc row;
    gpointer user;
    ApProblems *problems;
    gboolean headless; /* the first row is no header: each row is as wide as its own cells */
} ApRowsTarget;

typedef struct ApRows ApRows;

ApRows *ap_rows_new(const ApRowsTarget *target);
void ap_rows_free(ApRows *rows);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApRows, ap_rows_free)

/* Begins row `row`, counted from 1. FALSE if nothing more is wanted: the rows are out of order or too many,
 * or the header cannot be read. */
gboolean ap_rows_begin_row(ApRows *rows, guint row);

/* The cell in `column`, counted from 1, to the right of all cells before; `text` is copied. */
void ap_rows_add(ApRows *rows, guint column, const char *text);

/* Likewise a number, as it is shown; `stored` is NULL unless the cell holds more digits than that. */
void ap_rows_add_number(ApRows *rows, guint column, const char *shown, const char *stored);

/* Likewise a date, ISO 8601 with or without a time of day. */
void ap_rows_add_date(ApRows *rows, guint column, const char *text);

/* A cell that shows an error of its formula, and one whose formula was never calculated. */
void ap_rows_shows_error(ApRows *rows, guint column, const char *text);
void ap_rows_no_value(ApRows *rows, guint column);

/* A cell that cannot be used: says why, and its row is left out. */
void ap_rows_error(ApRows *rows, guint column, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* Whether nothing was wrong with the row so far. */
gboolean ap_rows_is_usable(const ApRows *rows);

/* Ends the row, which stands `times` times below each other. */
void ap_rows_end_row(ApRows *rows, guint times);

/* Whether every row was handed on. */
gboolean ap_rows_is_whole(const ApRows *rows);
