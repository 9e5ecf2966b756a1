/* Which participants a command is about. */
#pragma once

#include "scores/year.h"

/* The indices (guint) of the participants that `text` names: rows of the list of participants, counted from
 * 1, as "1..100", or ids, as "A1,A2"; all of them for NULL. A range may go beyond the last. NULL after a
 * complaint that begins with `command`. Caller unrefs. */
GArray *ap_choice_read(const char *command, const ApYear *year, const char *text);
