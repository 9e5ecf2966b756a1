/* The last look at a public edition before it is published: nobody may be named. */
#pragma once

#include "scores/year.h"

#include <gio/gio.h>

/* Reads every file of `outputs` (name → GBytes) back and searches it for the participants' names. A name may
 * be nowhere; one that agencies.csv or the publisher makes public anyway may not stand together with its
 * label, in one paragraph, row or figure. Blanks, widths and the two ways to write 臺 make no difference.
 * What gives a participant away becomes an error at the participant's row. FALSE with `error` if a file
 * cannot be read. */
gboolean ap_leak_check(const ApYear *year, GHashTable *outputs, ApProblems *problems, GError **error);
