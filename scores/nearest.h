/* The known names nearest to one that is unknown, for messages. */
#pragma once

#include <glib.h>

/* Up to three of `names` (char *) that `word` may have meant, nearest first, as "“mean”, “median”"; a dotted
 * name is also near if its last part is. NULL if none is near. Caller frees. */
char *ap_nearest(const char *word, const GPtrArray *names);
