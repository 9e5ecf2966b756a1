/* Fonts by the names of their families: those that a style names, and no others. A document then looks the
 * same wherever these fonts are installed, whatever else is and however fontconfig is set up there; and
 * Pango, which sorts all the fonts that it knows again for each size of text, has few to sort. */
#pragma once

#include <cairo.h>
#include <pango/pango.h>

/* Reads how fontconfig is set up, which all font maps go by, once before the first of them. They would read
 * it by themselves, but where that fails for want of memory fontconfig tries again and again, for ever. FALSE
 * if it cannot. */
gboolean ap_font_map_prepare(void);

/* A font map at 72 dpi, so that a Pango unit is a 1024th of a point, with the installed fonts of the families
 * (a list that ends with NULL) alone. The caller's, released with g_object_unref. */
PangoFontMap *ap_font_map_new(const char *const *families);

/* Whether the map has a font of the family. */
gboolean ap_font_map_has(PangoFontMap *map, const char *family);

/* A context of the map for Traditional Chinese, from left to right, whose outlines and advances are not
 * fitted to the pixels of a screen. `antialias` is for whoever draws with it. The caller's. */
PangoContext *ap_font_map_context(PangoFontMap *map, cairo_antialias_t antialias);
