/* Fingerprints: the SHA-256 of bytes, as every record of what went in and what came out writes it. */
#pragma once

#include <glib.h>

/* The SHA-256 (FIPS 180-4) of `length` bytes at `data`, as 64 small hexadecimal digits; to be freed. `data`
 * may be NULL if the length is 0. Never fails. */
char *ap_digest(const void *data, gsize length);

/* The same of all that `bytes` holds. */
char *ap_digest_bytes(GBytes *bytes);

/* Those of bytes for which several ask, as for outputs: each is computed once. */
typedef struct ApDigests ApDigests;

ApDigests *ap_digests_new(void);
void ap_digests_free(ApDigests *digests);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApDigests, ap_digests_free)

/* ap_digest_bytes(bytes), lent. Keeps a reference to `bytes`. */
const char *ap_digests_of(ApDigests *digests, GBytes *bytes);
