/* Inside scores/ only: where the tables of a year folder stand. Each is a file of its own, items.csv,
 * items.xlsx or items.ods, or a sheet of that name in a workbook that holds several, scores.xlsx or
 * scores.ods. */
#pragma once

#include "scores/reading.h"

/* Finds all tables and opens the workbooks; two files for one table are a problem. FALSE with `error` set if
 * the system failed. */
gboolean ap_sources_find(ApReading *reading, GError **error);
void ap_sources_free(ApSources *sources);

/* The path of the file that holds the table, named without an ending ("items"), or of the missing CSV file;
 * held by the year. */
const char *ap_source_file(const ApReading *reading, const char *table);

/* Reads the table's rows, as ap_csv_read does, and notes the file as read. */
gboolean ap_source_read(ApReading *reading, const char *table, ApRowFunc row, gpointer user, GError **error);

/* Reads the table's rows through a sheet. TRUE if all were read under a good header (single rows may have
 * been reported all the same); FALSE after a problem, or with `error` if the system failed. */
gboolean ap_source_read_sheet(ApReading *reading, const char *table, const ApSheetSpec *spec, GError **error);

/* Reads an optional table through a sheet of `columns`; nothing if it is not there. FALSE with `error` if the
 * system failed. */
gboolean ap_source_read_optional(ApReading *reading, const char *table, const ApColumn *columns,
                                 guint n_columns, ApSheetFunc row, GError **error);
