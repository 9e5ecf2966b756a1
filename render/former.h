/* What a former build left in a folder, looked at before anything is written there. */
#pragma once

#include <glib.h>

/* The content of the file at `path`, if it is a regular file (not a link to one) of `size` bytes and can be
 * read; else NULL. Caller unrefs. */
GBytes *ap_former_read(const char *path, gsize size);

/* Whether such a file is at `path` with exactly these bytes. */
gboolean ap_former_equals(const char *path, GBytes *bytes);
