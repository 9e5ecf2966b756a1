/* No character of a label may be missing from print. */
#pragma once

#include "charts/canvas.h"

/* Adds a problem for each text with a character that no font has, at the place where `year` has that text,
 * else where it declares `figure`. */
void ap_glyphs_check(const ApCanvas *canvas, const ApYear *year, const ApFigure *figure,
                     ApProblems *problems);
