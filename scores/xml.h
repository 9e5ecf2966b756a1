/* The XML parts of a workbook as streams: a part of the package is parsed as far as it is walked through.
 * Neither a document type nor anything outside the part is ever read. */
#pragma once

#include "scores/package.h"

typedef struct ApXml ApXml;

/* Opens a part; NULL and a problem if it is not there. */
ApXml *ap_xml_open(ApPackage *package, const char *part);

/* Frees the reader (may be NULL) and tells whether the part was whole so far as it was read: whatever stopped
 * the reading early becomes a problem of the package. */
gboolean ap_xml_close(ApXml *xml);

/* Walking: the reader stands on an element. ap_xml_enter gives the level of its children, and ap_xml_child
 * goes from one to the next, passing over what is deeper; FALSE when there are no more, or in trouble.
 *
 *     for (int level = ap_xml_enter(xml); ap_xml_child(xml, level);)
 *         if (ap_xml_is(xml, "row"))
 *             …
 *
 * Before the first element the level is 0. */
int ap_xml_enter(ApXml *xml);
gboolean ap_xml_child(ApXml *xml, int level);

/* Whether the element has this local name. */
gboolean ap_xml_is(const ApXml *xml, const char *name);

/* The value of an attribute of the element, NULL if it is absent; `space` is its namespace or NULL for none.
 * Lent until the reader moves on. */
const char *ap_xml_attribute(ApXml *xml, const char *space, const char *name);

/* An attribute as a number; `fallback` if it is absent or no number, G_MAXUINT if it is larger. */
guint ap_xml_number(ApXml *xml, const char *space, const char *name, guint fallback);

/* Like ap_xml_child, but stops at text too: `*text` is then the text (lent), otherwise NULL. */
gboolean ap_xml_child_or_text(ApXml *xml, int level, const char **text);

/* Appends the element's own text, without that of its children. */
void ap_xml_append_text(ApXml *xml, GString *into);
