/* Text of charts: measured and wrapped by Pango, set line by line in boxes of whole ems, so that the space it
 * takes does not depend on the fonts that fall in for rare characters. */
#pragma once

#include "charts/style.h"

typedef struct ApChartText ApChartText;

/* A context for labels in `families` of the map (the first that has a character, separated by commas) of
 * `size` points, so that a chart is the same in every format. Release with g_object_unref. */
PangoContext *ap_chart_text_context_new(PangoFontMap *map, const char *families, double size);

/* An empty table for ApChartStyle.texts. */
GHashTable *ap_chart_texts_new(void);

/* `string` in the style's font, wrapped at `width` points; at no width if that is 0 or less. It is shared, as
 * most texts of a chart stand in others too. Release with ap_chart_text_unref. */
ApChartText *ap_chart_text_new(const ApChartStyle *style, const char *string, double width);
void ap_chart_text_unref(ApChartText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApChartText, ap_chart_text_unref)

/* The box around all lines, in points. */
double ap_chart_text_width(const ApChartText *text);
double ap_chart_text_height(const ApChartText *text);
const char *ap_chart_text_string(const ApChartText *text);

/* TRUE if a word is broken between letters because the width is too small for it. */
gboolean ap_chart_text_breaks_words(const ApChartText *text);

/* A character that no font has, or 0. */
gunichar ap_chart_text_missing(const ApChartText *text);

/* Draws the text with its box's top left at (x, y), each line placed at `align` (0 left, 0.5 middle, 1 right)
 * of the box. */
void ap_chart_text_draw(const ApChartText *text, const ApPen *pen, double x, double y, double align,
                        ApColour colour);
