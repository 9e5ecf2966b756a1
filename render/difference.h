/* What differs between two reports, and how that is told: as text, as JSON and as an HTML page. */
#pragma once

#include "document/compare.h"
#include "render/snapshot.h"
#include "scores/difference.h"

/* A figure that changed: `before` NULL if it is new, `after` NULL if it is gone; lent by the snapshots. */
typedef struct {
    const ApFigureState *before;
    const ApFigureState *after;
} ApFigureChange;

typedef struct {
    const ApSnapshot *before; /* lent */
    const ApSnapshot *after;
    GPtrArray *numbers; /* ApChange */
    GArray *figures;    /* ApFigureChange */
    GArray *passages;   /* ApPassageChange */
} ApReportDifference;

/* Compares two reports, which must outlive the result. Values, classes and ranks of participants are compared
 * where both sides have a store. */
ApReportDifference *ap_report_difference_new(const ApSnapshot *before, const ApSnapshot *after);
void ap_report_difference_free(ApReportDifference *difference);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApReportDifference, ap_report_difference_free)

/* For people, in the language of the messages. Where nothing differs: one line that says so. */
GBytes *ap_report_difference_text(const ApReportDifference *difference);

/* The same as Markdown: a heading a part, a list of changes below it. */
GBytes *ap_report_difference_markdown(const ApReportDifference *difference);

/* The same in short: a line a part, how many changes there are and the first of them. Empty if nothing
 * differs. Caller frees. */
char *ap_report_difference_summary(const ApReportDifference *difference);

/* For programs: the same members in the same order, whatever differs. */
GBytes *ap_report_difference_json(const ApReportDifference *difference);

/* One page that needs no other file. */
GBytes *ap_report_difference_html(const ApReportDifference *difference);
