/* A figure's native twin: the chart that the spreadsheet program draws from the sheet's own cells. */
#pragma once

#include "render/xlsx/appendix.h"

/* Draws figure `index` over the table of `sheet`, which is written but not finished. FALSE if programs cannot
 * draw its kind, or there is nothing to draw. */
gboolean ap_figure_draw(ApAppendix *appendix, guint index, ApTab *sheet, const char *alt);

/* Where a chart or picture goes: below the table, or to the right of one that is long. */
void ap_figure_place(const ApTab *sheet, lxw_row_t *row, lxw_col_t *column);
