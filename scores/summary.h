/* Inside scores/ only: a list of exact values of one measure, and the statistics of it. */
#pragma once

#include "scores/store.h"

/* An exact value of points that is not negative. */
typedef struct {
    gint64 numerator;
    gint64 denominator; /* above 0 */
} ApRatio;

/* Adds `term` to `sum` exactly; FALSE, and `sum` untouched, if the result exceeds 64 bits. */
gboolean ap_ratio_add(ApRatio *sum, ApRatio term);

typedef struct ApValues ApValues;

ApValues *ap_values_new(void);
void ap_values_free(ApValues *values);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApValues, ap_values_free)

/* Empties the list and gives it to the values of one measure. */
void ap_values_begin(ApValues *values, guint measure);

/* Adds a value of `measure`: one that fits a ratio, or any (copied). FALSE, and nothing is added, if the list
 * holds those of another: values of different measures are never combined. */
gboolean ap_values_add_ratio(ApValues *values, guint measure, ApRatio value) G_GNUC_WARN_UNUSED_RESULT;
gboolean ap_values_add_rational(ApValues *values, guint measure, mpq_srcptr value) G_GNUC_WARN_UNUSED_RESULT;

guint ap_values_count(const ApValues *values);

/* The statistics of the values from index `first` on, of which there is one at least; `good` and `pass` are
 * the thresholds that the rounded values are compared with. */
ApSummary ap_values_summarise(const ApValues *values, guint first, guint decimals, ApDecimal good,
                              ApDecimal pass);
