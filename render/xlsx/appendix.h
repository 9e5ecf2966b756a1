/* The appendix while it is written: its sheets, and where on them each value stands, so that the formulas of
 * one sheet can name the cells of another. */
#pragma once

#include "charts/data.h"
#include "document/tree.h"
#include "render/provenance.h"
#include "render/xlsx/tab.h"
#include "scores/store.h"

typedef struct {
    /* What is written; all borrowed. */
    const ApStore *store;
    const ApYear *year;
    const ApDocument *document;
    const ApProvenance *provenance;
    const ApChart *const *charts;
    guint n_charts;

    ApBook *book;
    ApTerms *terms;

    /* The sheets, lent by the book; NULL if the year has none of that kind. */
    ApTab *contents;
    ApTab *notes;
    ApTab *participants;
    ApTab *agencies;
    ApTab *parameters;
    ApTab *items;
    ApTab *scores;
    ApTab *corrections;
    ApTab *exact;
    ApTab *values;
    ApTab *statistics;
    ApTab *printed;

    GArray *palette; /* lxw_color_t, by group: the figures' colours; borrowed */
    lxw_color_t everyone;

    GArray *codes;          /* guint: the codes in the order of the columns of `scores` */
    guint *code_position;   /* by code: its place in `codes` */
    lxw_row_t *summary_row; /* by scope × measure: its row in `statistics`, 0 if n is 0 */
    char **group_titles;    /* by group: its name, made unique; NULL at the end */
    char *good;             /* defined names of the thresholds */
    char *pass;
    GPtrArray *weights;  /* char *: defined names of the weights, group after group */
    guint *first_weight; /* by group: its first in `weights` */
} ApAppendix;

/* The key columns of a sheet with a row a participant: id, label, group. */
#define AP_KEY_COLUMNS 3
enum { AP_COLUMN_ID, AP_COLUMN_LABEL, AP_COLUMN_GROUP };

/* Those of the sheet of a figure of items, before a column a participant. */
#define AP_FIGURE_KEY_COLUMNS 9

/* `scores` has the maxima in a row of its own above the header. */
#define AP_SCORES_MAXIMA AP_TAB_HEADER
#define AP_SCORES_HEADER (AP_TAB_HEADER + 1)

/* In `items`: the columns that formulas look up. */
#define AP_ITEMS_CODE 5
#define AP_ITEMS_MAX 6

/* In `statistics`: scope and measure, the statistics, and the ids of scope and measure. */
#define AP_STATISTICS_FIRST 2
#define AP_STATISTICS_IDS (AP_STATISTICS_FIRST + AP_STATISTICS)

/* Works out where everything will stand. `book` and the rest are borrowed. */
ApAppendix *ap_appendix_new(const ApStore *store, const ApDocument *document, const ApChart *const *charts,
                            guint n_charts, ApBook *book);
void ap_appendix_free(ApAppendix *appendix);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApAppendix, ap_appendix_free)

/* Each fills the sheets that its name says; all of them before exist. */
void ap_appendix_fill_participants(ApAppendix *appendix);
void ap_appendix_fill_agencies(ApAppendix *appendix);
void ap_appendix_fill_parameters(ApAppendix *appendix);
void ap_appendix_fill_items(ApAppendix *appendix);
void ap_appendix_fill_corrections(ApAppendix *appendix);
void ap_appendix_fill_scores(ApAppendix *appendix);
void ap_appendix_fill_values(ApAppendix *appendix); /* `exact` and `values` */
void ap_appendix_fill_statistics(ApAppendix *appendix);
gboolean ap_appendix_add_figures(ApAppendix *appendix, GError **error); /* FALSE with `error` */
void ap_appendix_fill_printed(ApAppendix *appendix);
void ap_appendix_fill_notes(ApAppendix *appendix);
void ap_appendix_fill_contents(ApAppendix *appendix); /* last: it lists the others */

/* The row of a participant in `scores`, and in `exact` and `values`. */
lxw_row_t ap_appendix_score_row(guint participant);
lxw_row_t ap_appendix_value_row(guint participant);

/* The title of a measure in the words of the workbook. Caller frees. */
char *ap_appendix_measure_title(const ApAppendix *appendix, guint measure);

/* The number of participants that a statistic of a measure over a scope is of; 0 if there is none. */
guint ap_appendix_sample(const ApAppendix *appendix, guint scope, guint measure);

/* The title of a statistic, lent. */
const char *ap_appendix_statistic_title(const ApAppendix *appendix, ApStatistic statistic);

/* Adds columns for the words `columns.NAME`, one a name, NULL at the end. */
void ap_appendix_columns(ApAppendix *appendix, ApTab *sheet, ...) G_GNUC_NULL_TERMINATED;

/* A text as a literal of a formula: "…", quotes doubled. Caller frees. */
char *ap_appendix_literal(const char *text);

/* A number of 10^-places units, as close as binary comes: what a cell holds. */
double ap_appendix_number(gint64 units, guint places);
