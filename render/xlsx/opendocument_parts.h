/* The parts of an OpenDocument package that need a change: copied as they are but for that. */
#pragma once

#include <glib.h>

/* styles.xml with the page styles in the order of their names, and the page layouts that they use numbered
 * anew in that order. The caller's to free; NULL if the part is no XML. */
GString *ap_opendocument_order_styles(const char *part, gsize length);

/* The package's list of files without the entries of which `is_left_out` is true of their path. The caller's
 * to free; NULL if the part is no XML. */
GString *ap_opendocument_trim_manifest(const char *part, gsize length,
                                       gboolean (*is_left_out)(const char *path));
