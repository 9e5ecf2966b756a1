/* Fonts of a PDF: each face drawn with becomes one composite font that holds only the glyphs drawn. */
#pragma once

#include "render/pdf/face.h"
#include "render/pdf/object.h"

/* All fonts of a file, and one of them. */
typedef struct ApFonts ApFonts;
typedef struct ApFont ApFont;

ApFonts *ap_fonts_new(void);
void ap_fonts_free(ApFonts *fonts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApFonts, ap_fonts_free)

/* The font of a face, lent; a new one at the face's first use. */
ApFont *ap_fonts_lookup(ApFonts *fonts, const ApFace *face);

/* The name under which pages refer to it: "F1". */
const char *ap_font_name(const ApFont *font);

/* The two-byte code that draws `glyph` where it stands for `text` (UTF-8, `length` bytes, 0 for a glyph whose
 * text another one carries). Codes count from 1 in the order of first use, so the same pages give the same
 * codes; one glyph that stands for two texts has two. 0 if all codes are taken. */
guint ap_font_encode(ApFont *font, guint32 glyph, const char *text, gsize length);

/* How far a code moves the pen, in thousandths of the font size: what the file says, a whole number. */
int ap_font_width(const ApFont *font, guint code);

/* Writes all fonts into `resources`, which the pages share. FALSE with `error` if a face can't be embedded.
 */
gboolean ap_fonts_write(const ApFonts *fonts, ApFile *file, HPDF_Dict resources, GError **error);
