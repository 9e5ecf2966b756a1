/* The text of XML and HTML for a search in it: tolerant, as it has nothing to refuse. */
#pragma once

#include <glib.h>

/* Appends to `passages` (char *) what `text` says: the text and the values of the attributes within each of
 * the elements named in `units` (local names), the outermost of them, with the pieces kept apart by `gap`;
 * then what stands outside of all of these. Entities are resolved, comments are text. */
void ap_markup_passages(const char *text, const char *const *units, char gap, GPtrArray *passages);

/* The same, where an element `c` with t="s" holds the index of one of `strings` (char *), as in the sheets of
 * a workbook. */
void ap_markup_sheet_passages(const char *text, const char *const *units, const GPtrArray *strings, char gap,
                              GPtrArray *passages);
