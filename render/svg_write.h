/* Drawings as files of SVG: what the pen does becomes elements. Text becomes outlines, so that whoever shows
 * the file needs none of the fonts. */
#pragma once

#include "charts/pen.h"

typedef struct ApSvgWriter ApSvgWriter;

ApSvgWriter *ap_svg_writer_new(void);

/* Draws into `writer`, which is borrowed. */
ApPen ap_svg_writer_pen(ApSvgWriter *writer);

/* The file: a drawing of this size, in points, whose accessible name and description are `title` and
 * `description`, in zh-TW. Frees the writer. Never NULL. */
GBytes *ap_svg_writer_finish(ApSvgWriter *writer, double width, double height, const char *title,
                             const char *description);
