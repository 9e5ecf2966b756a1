/* Workbooks made by hand, part by part, in a temporary folder. */
#pragma once

#include <glib.h>

typedef struct {
    char *dir;
    GPtrArray *files; /* paths of those written, to be removed */
} Packages;

Packages *packages_new(void);
void packages_free(Packages *packages);

/* Writes a ZIP package of the given parts, name and content in turn, closed by NULL; returns its path, lent.
 */
const char *packages_write(Packages *packages, const char *name, const char *const *parts);

/* Writes a file of these bytes; returns its path, lent. */
const char *packages_write_bytes(Packages *packages, const char *name, const void *bytes, gsize length);

/* An .xlsx of one sheet, “Sheet1”: the content of its sheetData, of the shared strings, of the styles and of
 * the workbook's properties, the last three may be "". */
const char *packages_xlsx(Packages *packages, const char *rows, const char *strings, const char *styles,
                          const char *properties);

/* An .ods: the content of office:spreadsheet. */
const char *packages_ods(Packages *packages, const char *tables);

/* An .xlsx of several sheets: name and sheetData in turn, closed by NULL; "-" before a name hides the sheet.
 */
const char *packages_xlsx_sheets(Packages *packages, const char *name, const char *const *sheets);
