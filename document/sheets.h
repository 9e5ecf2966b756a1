/* Results sheets: a document a participant, with its own scores beside those of its group. */
#pragma once

#include "document/template.h"
#include "document/tree.h"
#include "scores/store.h"

/* The template of results sheets, unless the year folder has a folder of this name. */
#define AP_SHEETS_TEMPLATE "participant"

typedef struct ApSheets ApSheets;

/* One sheet. A block's figure is an index in `figures`. */
typedef struct {
    ApDocument *document;
    GPtrArray *figures; /* ApFigure: a profile of each stage that has one */
} ApResultsSheet;

/* What the sheets of a year share: their context and checked texts. All is borrowed and must outlive the
 * sheets. NULL with problems. */
ApSheets *ap_sheets_new(const ApStore *store, const ApTemplate *template, ApProblems *problems);
void ap_sheets_free(ApSheets *sheets);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApSheets, ap_sheets_free)

/* The sheet of a participant; NULL with problems. The sheets must outlive it (places). */
ApResultsSheet *ap_sheets_assemble(ApSheets *sheets, guint participant);
void ap_results_sheet_free(ApResultsSheet *sheet);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApResultsSheet, ap_results_sheet_free)
