/* From libxlsxwriter's file to bytes that are known to be whole. */
#pragma once

#include <gio/gio.h>

/* Reads the zip file `path` and inflates every part of it: libxlsxwriter reports no error for a part that was
 * cut short, but such a part does not match its checksum. NULL with `error`. */
GBytes *ap_archive_read(const char *path, GError **error);

/* The parts of a zip file, inflated: name → GString. NULL with `error`. */
GHashTable *ap_archive_parts(GBytes *bytes, GError **error);
