/* What the stages of a command took: of the processors, all threads together, and of the clock. */
#pragma once

#include <glib.h>

typedef struct ApTimings ApTimings;

ApTimings *ap_timings_new(void);
void ap_timings_free(ApTimings *timings);

/* Ends the stage before and begins one of this name (copied), which may have been there before: then it goes
 * on. NULL for `name` only ends; nothing happens if `timings` is NULL. */
void ap_timings_begin(ApTimings *timings, const char *name);

/* Ends the stage before. A line for each stage, in the order in which they began, with milliseconds of CPU,
 * of the clock, and its name; then one for all. Caller frees. */
char *ap_timings_word(ApTimings *timings);
