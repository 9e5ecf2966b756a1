/* What the commands that draw share: names, formats and bytes of figure files. */
#pragma once

#include "cmd/work.h"
#include "render/figures.h"

/* Of a PNG at the printed width, unless the user asks for more. */
#define AP_FIGURES_DPI 150.0

/* Renders figure `index` of the year into `outputs` (name → GBytes) as figures/fig-N-ID.FORMAT, N as in the
 * text. FALSE with work->error. */
gboolean ap_figures_add(ApWork *work, guint index, ApFigureFormat format, double dpi, GHashTable *outputs);
