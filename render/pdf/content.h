/* The content stream of a page: marks become operators, each inside an element's marked content or an
 * artifact. ISO 32000-1, 8, 9.4 and 14.6. */
#pragma once

#include "render/pdf/font.h"
#include "render/pdf/tags.h"

/* The form XObjects drawn on a page are named by their figure: "Fm0". */
#define AP_FIGURE_NAME "Fm%u"

/* Gives the size of figure `index` in points before scaling; FALSE if there is none. */
typedef gboolean (*ApFigureSizeFunc)(gpointer data, guint index, double *width, double *height);

/* Appends page `index` to `out`. Codes are taken from `fonts`, MCIDs from `tags`. FALSE with `error` if a
 * figure doesn't exist or a font is full. */
gboolean ap_content_write(const ApPages *pages, guint index, ApFonts *fonts, ApTags *tags,
                          ApFigureSizeFunc figure_size, gpointer data, GString *out, GError **error);
