/* Workbooks, .xlsx and .ods, as streams of rows: what may stand in the place of CSV files. */
#pragma once

#include "scores/csv.h"

typedef struct ApSpreadsheet ApSpreadsheet;

/* Opens the workbook at `path` (borrowed, named in problems), of at most `limit` bytes (0: no limit). What is
 * wrong with it as a whole (no workbook, damaged, a password, macros, links to other files, too large
 * unpacked) becomes a problem and gives NULL; so does a failure of the system, with `error`. `problems` is
 * borrowed. */
ApSpreadsheet *ap_spreadsheet_open(const char *path, gsize limit, ApProblems *problems, GError **error);
void ap_spreadsheet_free(ApSpreadsheet *spreadsheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApSpreadsheet, ap_spreadsheet_free)

/* Whether it has a sheet `name`; capitals make no difference. */
gboolean ap_spreadsheet_has_sheet(const ApSpreadsheet *spreadsheet, const char *name);

/* Calls `row` for each row of the sheet `name` or, if there is none of that name, of the first sheet that is
 * not hidden. `line` is the sheet's row, a cell's field its column; blank rows are passed over, and all rows
 * are as wide as the header at least. Cells read as a person sees them: 8.35, 2022-07-06, 75%. TRUE if all
 * rows were handed on; what was wrong with the others became problems. */
gboolean ap_spreadsheet_read(ApSpreadsheet *spreadsheet, const char *name, ApRowFunc row, gpointer user);

/* Its sheets in the order of their tabs, hidden ones too; the name is lent. */
guint ap_spreadsheet_n_sheets(const ApSpreadsheet *spreadsheet);
const char *ap_spreadsheet_sheet_name(const ApSpreadsheet *spreadsheet, guint index);

/* Calls `row` for each row of sheet `index` as it stands, header or not, as wide as its last cell; otherwise
 * as ap_spreadsheet_read. */
gboolean ap_spreadsheet_read_sheet(ApSpreadsheet *spreadsheet, guint index, ApRowFunc row, gpointer user);
