/* The ways through a PDF: links, bookmarks and page labels. ISO 32000-1, 12.3 to 12.5. */
#pragma once

#include "render/pdf/object.h"
#include "render/pdf/page.h"
#include "render/pdf/tags.h"

/* `objects` are the HPDF_Page of all pages of `pages`. */

/* The links of page `index`, noted in `tags`. */
void ap_links_write(const ApPages *pages, guint index, const GPtrArray *objects, ApTags *tags, ApFile *file);

/* Bookmarks; those below the first level are folded. */
void ap_bookmarks_write(const ApPages *pages, const GPtrArray *objects, ApFile *file);

/* The numbers that stand on the pages, as ranges of Arabic or Roman numbers where they run on. */
void ap_labels_write(const ApPages *pages, ApFile *file);
