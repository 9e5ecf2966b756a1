/* The outlines of the glyphs that an SVG shows, each defined once. */
#pragma once

#include <pango/pango.h>

typedef struct ApSvgGlyphs ApSvgGlyphs;
typedef struct ApSvgFont ApSvgFont;

ApSvgGlyphs *ap_svg_glyphs_new(void);
void ap_svg_glyphs_free(ApSvgGlyphs *glyphs);

/* Lent by `glyphs`. */
ApSvgFont *ap_svg_glyphs_font(ApSvgGlyphs *glyphs, PangoFont *font);

/* Points in a unit of the font's outlines, which are integers: those that the font itself has. */
double ap_svg_font_unit(const ApSvgFont *font);

/* The number of a glyph in `font`, from 1, for ap_svg_glyphs_id; 0 if it has no outline. */
guint ap_svg_glyphs_define(ApSvgGlyphs *glyphs, ApSvgFont *font, PangoGlyph glyph);

/* Appends the id of the glyph with this number. */
void ap_svg_glyphs_id(GString *out, guint number);

/* Appends a path for every glyph that was defined, with y downwards and the origin on the baseline. */
void ap_svg_glyphs_append(GString *out, const ApSvgGlyphs *glyphs);
