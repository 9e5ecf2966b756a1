/* Writing HTML that is XML as well: elements and attributes, every text escaped. */
#pragma once

#include <glib.h>

/* Appends `text` so that it is read back as it is, as content or inside the quotes of an attribute. What may
 * not stand in a page (control characters, bytes that are no UTF-8) becomes U+FFFD. */
void ap_markup_text(GString *out, const char *text);

/* Opens element `name`; then come pairs of an attribute's name and its value, ended by NULL. An attribute
 * whose value is NULL is left out. */
void ap_markup_open(GString *out, const char *name, ...) G_GNUC_NULL_TERMINATED;

/* The same for an element that has no content, such as meta. */
void ap_markup_void(GString *out, const char *name, ...) G_GNUC_NULL_TERMINATED;

void ap_markup_close(GString *out, const char *name);

/* One attribute of a start tag that is being written. */
void ap_markup_attribute(GString *out, const char *name, const char *value);
