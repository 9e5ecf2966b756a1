/* A figure's native twin: the chart that the spreadsheet program draws from the sheet's own cells. */
#pragma once

#include "render/xlsx/appendix.h"

/* Whether programs can draw figures of a kind themselves. */
gboolean ap_figure_is_native(ApFigureKind kind);

/* Draws figure `index` over the table of `sheet`, which is written but not finished. In the sheet
 * of a trend, columns of the thresholds follow those of the figure, in the order of its notes. FALSE if
 * programs cannot draw its kind, or there is nothing to draw. */
gboolean ap_figure_draw(ApAppendix *appendix, guint index, ApTab *sheet, const char *alt);
