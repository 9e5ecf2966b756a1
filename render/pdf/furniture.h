/* What stands on pages besides the text: leaders and numbers of the contents, running heads, page numbers,
 * and on drafts the watermark and stamp. Painted when all pages are known. */
#pragma once

#include "render/pdf/flow.h"

/* The room that an entry of the contents leaves for its page number. */
double ap_entry_number_width(const ApTextStyle *style);

/* Leaders and page numbers of the contents. First of the three: the others move marks. */
void ap_furniture_entries(ApShaper *shaper, const ApFlowNotes *notes, ApPages *pages);

/* Running heads (title at the left, chapter at the right) and page numbers of all pages that have one. */
void ap_furniture_heads(ApShaper *shaper, const ApFlowNotes *notes, const char *title, ApPages *pages);

/* The watermark of the style and `stamp`, which may be NULL, on every page. */
void ap_furniture_draft(ApShaper *shaper, const char *stamp, ApPages *pages);
