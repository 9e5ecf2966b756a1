/* The content stream of a page: marks become operators, each inside an element's marked content or an
 * artifact. ISO 32000-1, 8, 9.4 and 14.6. */
#pragma once

#include "render/pdf/font.h"
#include "render/pdf/tags.h"

/* Appends page `index` to `out`. Codes are taken from `fonts`, MCIDs from `tags`. FALSE with `error` if a
 * figure was not drawn or a font is full. */
gboolean ap_content_write(const ApPages *pages, guint index, ApFonts *fonts, ApTags *tags, GString *out,
                          GError **error);
