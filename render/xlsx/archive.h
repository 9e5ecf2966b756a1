/* From libxlsxwriter's file to bytes that are known to be whole. */
#pragma once

#include <gio/gio.h>

/* Reads the workbook `path` back and looks at every part: libxlsxwriter reports no error for one that was cut
 * short or lacks a piece, as on a full disk. A part must match its checksum, be well-formed and hold as many
 * things as it says, and the sheets together `cells` cells. NULL with `error`. */
GBytes *ap_archive_read(const char *path, guint64 cells, GError **error);

/* The parts of a zip file, inflated: name → GString. NULL with `error`. */
GHashTable *ap_archive_parts(GBytes *bytes, GError **error);
