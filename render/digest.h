/* Fingerprints: the SHA-256 of bytes, as every record of what went in and what came out writes it. */
#pragma once

#include <glib.h>

/* The SHA-256 (FIPS 180-4) of `length` bytes at `data`, as 64 small hexadecimal digits; to be freed. `data`
 * may be NULL if the length is 0. Never fails. */
char *ap_digest(const void *data, gsize length);

/* The same of all that `bytes` holds. */
char *ap_digest_bytes(GBytes *bytes);
