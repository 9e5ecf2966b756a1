/* Which codes of a font have a text, and which, as its ToUnicode CMap says. ISO 32000-1, 9.10.3. */
#pragma once

#include <glib.h>

/* A set of two-byte codes: so many bytes of bits. */
#define AP_CODE_SET (65536 / 8)

void ap_code_set_add(guint8 set[static AP_CODE_SET], guint code);

/* Adds the codes of `cmap`, which ends with a NUL. None are added if a section announces another number of
 * entries than it has: readers then give up the whole CMap. */
void ap_cmap_read(const char *cmap, guint8 set[static AP_CODE_SET]);

/* The texts of all codes, under the same rule: code → char *, UTF-8. Caller unrefs. */
GHashTable *ap_cmap_texts(const char *cmap);
