/* Figures on pages: charts drawn with a pen that makes marks, so that a figure's text is set with the fonts
 * of the pages and its lines are operators of the page's own content. */
#pragma once

#include "charts/chart.h"
#include "render/pdf/face.h"

/* Draws `chart` into the box of `figure`, a mark of that kind, as its marks; they belong to its element. The
 * chart is scaled to the box's width. FALSE with `error` if a font of the chart can't be read. */
gboolean ap_page_figure_draw(const ApChart *chart, ApPageMark *figure, ApFaces *faces, GError **error);
