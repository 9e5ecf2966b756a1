/* A figure's SVG as part of a page. */
#pragma once

#include <glib.h>

/* Appends `svg` (as ap_figure_render makes it) to a page. Glyphs have the same ids in every drawing, so each
 * id in it, and each reference to one, gets `prefix` before it. The drawing is an image whose name and
 * description are its title and desc, with the ids PREFIXtitle and PREFIXdesc. FALSE with `error` if it is no
 * well-formed XML. */
gboolean ap_svg_append(GString *out, GBytes *svg, const char *prefix, GError **error);
