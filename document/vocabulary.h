/* Every name that the context of some year has, for the passages that this year's context never meets. */
#pragma once

#include "scores/problem.h"

/* Whether a text may use `name`, without points, in some year. */
gboolean ap_vocabulary_has(const char *name);

/* Reports the names in the tags of `source` that no year knows, unless the problems have one at their place.
 * `file` is borrowed. */
void ap_vocabulary_check(const char *file, const char *source, ApProblems *problems);
