/* Fills that are told apart in grey: lines and dots in the paint's colour on paper, inside an outline. */
#pragma once

#include "charts/canvas.h"

void ap_pattern_fill(const ApPen *pen, ApBox box, ApPaint paint, ApColour paper);
