/* Pieces of formulas that several sheets share. */
#pragma once

#include "render/xlsx/appendix.h"

/* Places to which a result is rounded before it is rounded for print. */
#define AP_GUARD_PLACES 11

/* Rounding half up (四捨五入) of what `expression` computes in binary. That misses the exact value by some
 * 10^-13, and then a half falls to the wrong side; rounding to AP_GUARD_PLACES first puts a half back on its
 * place. Caller frees. */
char *ap_formula_round(const char *expression, guint decimals);

/* The published or exact value of every participant for a measure: 'sheet'!E$5:E$21. Caller frees. */
char *ap_formula_column(const ApAppendix *appendix, const ApTab *sheet, guint measure);

/* The column of groups beside it. Caller frees. */
char *ap_formula_groups(const ApAppendix *appendix, const ApTab *sheet);

/* The one of `values` that stands where `keys` says `text`: both are ranges. Caller frees. */
char *ap_formula_lookup(const char *values, const char *text, const char *keys);

/* One participant's published value, found by id wherever the sheet is sorted to. Caller frees. */
char *ap_formula_value_of(const ApAppendix *appendix, guint participant, guint measure);

/* The cell of a statistic; NULL if n is 0. Caller frees. */
char *ap_formula_statistic(const ApAppendix *appendix, guint scope, guint measure, ApStatistic statistic);

/* The codes that count for a measure, as runs among the columns of `scores`: first and last place in turn.
 * Free with g_array_unref. */
GArray *ap_formula_runs(const ApAppendix *appendix, const ApMeasure *measure);

/* A participant's unrounded value over the runs of a measure, the word for nothing if no code counts:
 * =IF(COUNT(D6:F6)=0,"—",SUM(D6:F6)/SUMIF(D6:F6,">=0",D$4:F$4)*100). Caller frees. */
char *ap_formula_ratio(const ApAppendix *appendix, const GArray *runs, guint participant);

/* The sum of their maxima; NULL if no code counts. Caller frees. */
char *ap_formula_maxima(const ApAppendix *appendix, const ApMeasure *measure);

/* The maximum of a code, looked up in `items`. Caller frees. */
char *ap_formula_maximum(const ApAppendix *appendix, guint code);

/* How many of `values` are numbers from `at_least` and below `below`, each an expression or NULL for no
 * limit; of one group, if `groups`, the range beside `values`, is not NULL and says `group`. Caller frees. */
char *ap_formula_count(const char *groups, const char *group, const char *values, const char *at_least,
                       const char *below);
