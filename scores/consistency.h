/* Whether the published figures can be true together, whatever the scores were: means of groups weigh up to
 * the mean of all, stages to totals, and counts add up. Rounded figures are intervals, and intervals must
 * meet. */
#pragma once

#include "scores/store.h"

/* Adds an error at each row of published.csv that the other rows rule out, with the range that they allow
 * and, where it explains the figure, the measure that it does fit. Rows whose scope, measure, statistic or
 * value cannot be read are passed over: reconciliation names them. Ranges come from the rows alone, with the
 * plan, the weights and the numbers of participants; the scores only tell which rows to doubt, since one that
 * they bear out is not the wrong one. */
void ap_consistency_check(const ApStore *store, ApProblems *problems);
