/* Where a line may end: Unicode's rules as Pango finds them, Chinese ones, and those of numbers and
 * references. */
#pragma once

#include "render/pdf/text.h"

/* Sets `after` of all clusters but those whose break is forced. `no_break` (guint) holds the bytes of spaces
 * at which no line ends. */
void ap_text_set_breaks(ApText *text, const ApPageStyle *style, const GArray *no_break);
