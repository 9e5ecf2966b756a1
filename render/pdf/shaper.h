/* The fonts that texts are shaped with, in the order of the style, and what is wrong with characters. */
#pragma once

#include "render/pdf/face.h"
#include "render/pdf/style.h"

/* The size in points at which all texts are shaped: what Pango says of a glyph is scaled to the text's own.
 * Its units are a hundred thousandth of an em then. */
#define AP_SHAPED_SIZE 100.0

/* Points in a unit of Pango, of a text of `size` points. */
static inline double
ap_shaper_unit(double size)
{
    return size / (AP_SHAPED_SIZE * PANGO_SCALE);
}

/* A Pango font as the layout knows it. */
typedef struct {
    ApFace *face;     /* NULL if it could not be read */
    gboolean allowed; /* the style names its family */
} ApShaperFont;

typedef struct ApShaper ApShaper;

/* NULL with problems if a font of the style is not installed. Everything is borrowed. */
ApShaper *ap_shaper_new(ApFaces *faces, const ApPageStyle *style, ApProblems *problems);
void ap_shaper_free(ApShaper *shaper);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApShaper, ap_shaper_free)
const ApPageStyle *ap_shaper_style(const ApShaper *shaper);

/* The first failure of the system since the shaper was made goes to `error`; TRUE if there was none. */
gboolean ap_shaper_check(ApShaper *shaper, GError **error);

/* The context of Pango, set to the fonts of the style at AP_SHAPED_SIZE; lent. */
PangoContext *ap_shaper_context(const ApShaper *shaper);

/* What `font` is; lent. */
const ApShaperFont *ap_shaper_font(ApShaper *shaper, PangoFont *font);

/* Makes a problem of a character that no font has, once for each place. */
void ap_shaper_report_missing(ApShaper *shaper, ApPlace place, gunichar c);
