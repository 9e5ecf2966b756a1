/* The score bands of a year, which the figure of kind `bands` draws and its alternative text tells. */
#pragma once

#include "scores/year.h"

/* The lower edges of the bands, from 0, and 100 at the end (ApDecimal, points): steps of ten points, or of
 * less where that puts both thresholds on an edge; else bands of ten, cut at the thresholds, so that a band
 * is of one class. The caller unrefs. */
GArray *ap_bands_edges(const ApYear *year);

/* The band that `value` falls into: it holds its lower edge, and the last one also 100. */
guint ap_bands_find(const GArray *edges, ApDecimal value);
