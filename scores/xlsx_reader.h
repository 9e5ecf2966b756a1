/* Workbooks of Excel's kind, Office Open XML SpreadsheetML (ECMA-376 part 1, transitional and strict). */
#pragma once

#include "scores/package.h"
#include "scores/rows.h"

typedef struct ApXlsx ApXlsx;

/* Reads what the sheets share. `package` is borrowed and must outlive the result. NULL after a problem:
 * macros, links to other files and damage are problems. */
ApXlsx *ap_xlsx_open(ApPackage *package);
void ap_xlsx_free(ApXlsx *xlsx);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApXlsx, ap_xlsx_free)

/* The worksheets, in the order of their tabs: ApWorkbookTab, lent. */
const GPtrArray *ap_xlsx_sheets(const ApXlsx *xlsx);

/* Puts the cells of a sheet of that list into `sheet`. FALSE if the part cannot be read to its end. */
gboolean ap_xlsx_read(ApXlsx *xlsx, guint index, ApRows *rows);
