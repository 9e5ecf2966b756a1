/* Inside scores/ only: a list of exact values, and the statistics of it. */
#pragma once

#include "scores/store.h"

/* An exact value of points that is not negative. */
typedef struct {
    gint64 numerator;
    gint64 denominator; /* above 0 */
} ApRatio;

/* Adds `term` to `sum` exactly; FALSE, and `sum` untouched, if the result exceeds 64 bits. */
gboolean ap_ratio_add(ApRatio *sum, ApRatio term);

/* The ratio as a whole number of 10^-places, rounded once, half up. */
gint64 ap_ratio_round(ApRatio value, guint places);

typedef struct ApValues ApValues;

ApValues *ap_values_new(void);
void ap_values_free(ApValues *values);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApValues, ap_values_free)

/* Empties the list. */
void ap_values_clear(ApValues *values);

/* Adds a value: one that fits a ratio, or any (copied). */
void ap_values_add_ratio(ApValues *values, ApRatio value);
void ap_values_add_rational(ApValues *values, mpq_srcptr value);

guint ap_values_count(const ApValues *values);

/* The statistics of at least one value; `good` and `pass` are the thresholds that the rounded values are
 * compared with. Reorders the values. */
ApSummary ap_values_summarise(ApValues *values, guint decimals, ApDecimal good, ApDecimal pass);
