/* What a measure is called in tables: the words are the year folder's. */
#pragma once

#include "scores/store.h"

/* The name of `measure` with the stage that it belongs to, so that no two rows of a scope look alike; `total`
 * is the word for the total. Caller frees. */
char *ap_measure_title(const ApYear *year, const ApMeasure *measure, const char *total);
