/* Fonts narrowed to the characters that will be needed. cairo reads a font whole for each PDF that it writes,
 * and Chinese ones have 20 MB: for a thousand small PDFs that is most of the work. */
#pragma once

#include <gio/gio.h>
#include <pango/pango.h>

typedef struct ApNarrow ApNarrow;

/* Takes the characters of `text` out of the fonts that `context` finds for them, and lets it find these from
 * now on: shapes and metrics are the same. Other characters are in no font then. What was laid out before
 * keeps its fonts. The result holds the fonts, for this process and those forked from it, and must outlive
 * the context. NULL with `error`, and the context as it was. */
ApNarrow *ap_narrow_new(PangoContext *context, const char *text, GError **error);
void ap_narrow_free(ApNarrow *narrow);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApNarrow, ap_narrow_free)
