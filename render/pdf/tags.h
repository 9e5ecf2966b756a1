/* The structure tree of a PDF: which drawn content belongs to which element. Filled while pages are written,
 * then turned into objects. ISO 32000-1, 14.7 and 14.8. */
#pragma once

#include "render/pdf/object.h"
#include "render/pdf/page.h"

typedef struct ApTags ApTags;

/* `root` is borrowed and must outlive the tags. */
ApTags *ap_tags_new(const ApElement *root, guint n_pages);
void ap_tags_free(ApTags *tags);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApTags, ap_tags_free)

/* The structure type: "P", "H2", "TD". */
const char *ap_tag_name(const ApElement *element);

/* Notes that the next marked content of `page` belongs to `element`; its MCID. Call in reading order. */
guint ap_tags_add_content(ApTags *tags, const ApElement *element, guint page);

/* Notes that `annotation` on `page` belongs to `element`; its key for StructParent. */
guint ap_tags_add_annotation(ApTags *tags, const ApElement *element, guint page, HPDF_Dict annotation);

/* Notes the text of a label: a list whose first label has a letter or a digit counts its items. */
void ap_tags_set_label(ApTags *tags, const ApElement *label, const char *text);

/* Notes where a figure stands: left, bottom, right, top in points from the bottom left of the page. */
void ap_tags_set_box(ApTags *tags, const ApElement *element, const double box[static 4]);

/* Writes the tree into the file's catalog. Elements without any content are left out, but for cells.
 * `pages` are the HPDF_Page of all pages. */
void ap_tags_write(ApTags *tags, ApFile *file, const GPtrArray *pages);
