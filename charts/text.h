/* Text of charts: measured and wrapped by Pango, set line by line in boxes of whole ems, so that the space it
 * takes does not depend on the fonts that fall in for rare characters. */
#pragma once

#include "charts/style.h"

typedef struct ApText ApText;

/* A context for labels in `font` of `size` points: Traditional Chinese, a unit a point, outlines unhinted, so
 * that a chart is the same in every format. Release with g_object_unref. */
PangoContext *ap_text_context_new(const char *font, double size);

/* `string` in the style's font, wrapped at `width` points; at no width if that is 0 or less. */
ApText *ap_text_new(const ApChartStyle *style, const char *string, double width);
void ap_text_free(ApText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApText, ap_text_free)

/* The box around all lines, in points. */
double ap_text_width(const ApText *text);
double ap_text_height(const ApText *text);
guint ap_text_lines(const ApText *text);
const char *ap_text_string(const ApText *text);

/* TRUE if a word is broken between letters because the width is too small for it. */
gboolean ap_text_breaks_words(const ApText *text);

/* A character that no font has, or 0. */
gunichar ap_text_missing(const ApText *text);

/* Draws the text with its box's top left at (x, y), each line placed at `align` (0 left, 0.5 middle, 1 right)
 * of the box. */
void ap_text_draw(const ApText *text, cairo_t *cr, double x, double y, double align);
