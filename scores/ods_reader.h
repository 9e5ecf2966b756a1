/* Workbooks of LibreOffice's kind, OpenDocument spreadsheets (OASIS OpenDocument 1.3 part 3). */
#pragma once

#include "scores/package.h"
#include "scores/rows.h"

typedef struct ApOds ApOds;

/* Reads the list of sheets. `package` is borrowed and must outlive the result. NULL after a problem: macros,
 * links to other files, a password and damage are problems. */
ApOds *ap_ods_open(ApPackage *package);
void ap_ods_free(ApOds *ods);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApOds, ap_ods_free)

/* The sheets, in the order of their tabs: ApWorkbookTab, lent. */
const GPtrArray *ap_ods_sheets(const ApOds *ods);

/* Puts the cells of a sheet of that list into `sheet`. FALSE if the part cannot be read to its end. */
gboolean ap_ods_read(ApOds *ods, guint index, ApRows *rows);
