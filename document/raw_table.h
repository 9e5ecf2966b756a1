/* A table as the Markdown parser hands it over, cell after cell, and the table that it becomes: captioned,
 * with merged cells. For the Markdown reader alone. */
#pragma once

#include "document/inline.h"

typedef struct ApRawTable ApRawTable;

ApRawTable *ap_raw_table_new(guint columns, ApPlace place);
void ap_raw_table_free(ApRawTable *raw);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApRawTable, ap_raw_table_free)

/* Begins a row; `header` rows come first. */
void ap_raw_table_add_row(ApRawTable *raw, gboolean header);

/* Adds a cell to the last row, taking `pieces`. `place` is where it stands. */
void ap_raw_table_add_cell(ApRawTable *raw, GArray *pieces, ApAlign align, ApPlace place);

/* The block of the table. `caption` and `attributes` ("#tbl-x widths="1 2""), which stand at
 * `attributes_place`, are NULL if it has none. */
ApBlock *ap_raw_table_to_block(const ApRawTable *raw, const GArray *caption, const char *attributes,
                               ApPlace attributes_place, ApProblems *problems);
