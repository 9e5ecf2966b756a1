/* Finds a list of expected numbers, in their order, among the numbers that a text holds. */
#pragma once

#include <glib.h>

/* Where an expected number is. */
typedef struct {
    gint found;   /* index of the number that is it; -1 if it is missing */
    gint instead; /* if it is missing: index of the one that stands in its place, -1 if none is likely */
} ApAligned;

/* Aligns `n` expected numbers with `m` that were found; others may stand between these. As many as can be are
 * found, each after the one before it. Returns `n` entries, which the caller frees. */
ApAligned *ap_align(const char *const *expected, guint n, const char *const *found, guint m);
