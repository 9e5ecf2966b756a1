/* The appendix read back. Its sheets bear the template's names, so they are known by what they hold. */
#pragma once

#include "scores/store.h"

#include <gio/gio.h>

typedef struct {
    guint line;       /* of the sheet, from 1 */
    GPtrArray *cells; /* char *: as a person sees them, from column 1; "" for an empty one */
} ApReadRow;

typedef struct {
    char *name;
    guint header;    /* line of the first row of several cells; a table stands below; 0 for none */
    GPtrArray *rows; /* ApReadRow; empty ones are left out */
} ApReadSheet;

/* Columns, from 0, of the sheet of statistics: the statistics between the names of scope and measure and
 * their ids. */
enum {
    AP_READ_STATISTICS = 2,
    AP_READ_SCOPE = AP_READ_STATISTICS + AP_STATISTICS,
    AP_READ_MEASURE,
};

/* Columns of the sheet of printed numbers. */
enum { AP_READ_INDEX, AP_READ_WHERE, AP_READ_WHAT, AP_READ_PRINTED, AP_READ_COMPUTED, AP_READ_CELL };

typedef struct {
    GPtrArray *sheets; /* ApReadSheet */
    /* Those of them that every appendix has; NULL if it is not there. */
    const ApReadSheet *statistics;
    const ApReadSheet *printed;
    GPtrArray *facts;    /* char *: "NAME=VALUE", the hashes in the notes */
    ApPlace facts_place; /* of the first */
} ApReadWorkbook;

/* Reads the workbook at `path` (borrowed). What is wrong with it becomes a problem and gives NULL; so does a
 * failure of the system, with `error`. */
ApReadWorkbook *ap_workbook_read(const char *path, ApProblems *problems, GError **error);
void ap_workbook_read_free(ApReadWorkbook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApReadWorkbook, ap_workbook_read_free)

/* A number as a cell shows it, without trailing zeros: "70.70" gives "70.7". Caller frees. */
char *ap_read_number(const char *text);

/* Whether two texts are the same number, trailing zeros apart. */
gboolean ap_read_is_same(const char *a, const char *b);

/* The text of a cell, lent; "" beyond the row's end. */
const char *ap_read_cell(const ApReadRow *row, guint column);

/* The row of a sheet, lent; NULL if it is empty or not there. */
const ApReadRow *ap_read_row(const ApReadSheet *sheet, guint line);

/* Takes a reference such as 'a sheet'!D28 apart: TRUE, with line from 1 and column from 0, if it leads into
 * `sheet`. */
gboolean ap_read_reference(const ApReadSheet *sheet, const char *reference, guint *line, guint *column);
