/* Tells simplified characters from traditional ones. */
#pragma once

#include <glib.h>

typedef struct ApSimplified ApSimplified;

ApSimplified *ap_simplified_new(void);
void ap_simplified_free(ApSimplified *simplified);

/* Whether `character` is one that Big5 has not but the code of the mainland has. Without these codes, which
 * the system's iconv lends, none is. */
gboolean ap_simplified_has(ApSimplified *simplified, gunichar character);
