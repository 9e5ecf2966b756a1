/* Figures as files: SVG, PNG and PDF bytes of a chart. */
#pragma once

#include "charts/chart.h"

typedef enum { AP_FORMAT_SVG, AP_FORMAT_PNG, AP_FORMAT_PDF } ApFigureFormat;

/* The bytes of `chart` in `format`. `title` and `alt` are its accessible name and description (SVG <title>
 * and <desc>, PNG text, PDF metadata); `dpi` is the resolution of a PNG at the printed size. NULL with
 * `error` if cairo or the encoder fails. */
GBytes *ap_figure_render(const ApChart *chart, ApFigureFormat format, const char *title, const char *alt,
                         double dpi, GError **error);

/* The name of the file of the figure that the text numbers `number`, by the name of its format; caller frees.
 */
char *ap_figure_file_name(guint number, const char *id, const char *format);
