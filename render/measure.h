/* What a measure is called in tables, in the year folder's words, and a statistic, in those of the messages.
 */
#pragma once

#include "scores/store.h"

/* The name of `measure` with the stage that it belongs to, so that no two rows of a scope look alike; `total`
 * is the word for the total. Caller frees. */
char *ap_measure_title(const ApYear *year, const ApMeasure *measure, const char *total);

/* The name of `statistic`; `year` gives the thresholds, NULL leaves the counts by their ids. Caller frees. */
char *ap_statistic_title(const ApYear *year, ApStatistic statistic);
