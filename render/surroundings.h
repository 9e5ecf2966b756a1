/* What a build depends on besides its year folder and its template. */
#pragma once

#include <glib.h>

/* One fingerprint of the program and each of its libraries (by their build ids), of the fonts and the
 * configuration that fontconfig finds (by path, size and the times of the files), of the variables of the
 * environment that reach an output, and of the file `tool` (NULL for none), a program that makes an output.
 * Where it is the same, the same inputs give the same bytes. Take it before anything is drawn: a library that
 * is loaded later counts too. Caller frees. */
char *ap_surroundings_digest(const char *tool);
