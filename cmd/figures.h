/* What the commands that draw share: names, formats and bytes of figure files. */
#pragma once

#include "cmd/work.h"

/* Of a PNG at the printed width, unless the user asks for more. */
#define AP_FIGURES_DPI 150.0

/* The files that a figure can become: three pictures and the table behind them. */
typedef enum {
    AP_FIGURE_FILE_SVG,
    AP_FIGURE_FILE_PNG,
    AP_FIGURE_FILE_PDF,
    AP_FIGURE_FILE_CSV,
    AP_FIGURE_FILES
} ApFigureFile;

/* From "svg", "png", "pdf" or "csv"; FALSE if there is none of this name. */
gboolean ap_figure_file_from_name(const char *name, ApFigureFile *file);

/* figures/fig-N-ID.FORMAT, N as in the text, for figure `index` of the year: the caller's; NULL if the text
 * does not show it. */
char *ap_figures_name(const ApWork *work, guint index, ApFigureFile file);

/* Makes that file into `outputs` (name → GBytes), if it has a name. FALSE with work->error. */
gboolean ap_figures_add(ApWork *work, guint index, ApFigureFile file, double dpi, GHashTable *outputs);
