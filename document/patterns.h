/* Regular expressions that are looked for together: as nearly every text has none of them, one that stands
 * for all is tried first. */
#pragma once

#include <glib.h>

typedef struct ApPatterns ApPatterns;

/* Takes `expressions` (GRegex). Never NULL. */
ApPatterns *ap_patterns_new(GPtrArray *expressions);
void ap_patterns_free(ApPatterns *patterns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApPatterns, ap_patterns_free)

/* The expressions themselves, in order; lent. */
const GPtrArray *ap_patterns_expressions(const ApPatterns *patterns);

/* What stands in the bytes from `start` to before `end` matches expression `index`. */
typedef void (*ApPatternFound)(gpointer user, guint index, gsize start, gsize end);

/* Calls `found` for each match in `text` (UTF-8) of the first expression, then of the second, and so on. */
void ap_patterns_find(const ApPatterns *patterns, const char *text, ApPatternFound found, gpointer user);
