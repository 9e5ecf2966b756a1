/* build.json: what went in, what came out, what made it. Names are relative to the year folder or the
 * template, so that a build in another folder gives the same bytes. */
#include <config.h>

#include "render/manifest.h"

#include <jansson.h>
#include <stdlib.h>

static json_t *
hash_inputs(const GPtrArray *inputs)
{
    json_t *hashes = json_object();
    for (guint i = 0; i < inputs->len; i++) {
        const ApHash *input = ap_provenance_hash(inputs, i);
        json_object_set_new(hashes, input->name, json_string(input->hash));
    }
    return hashes;
}

static json_t *
hash_outputs(GHashTable *outputs)
{
    json_t *hashes = json_object();
    GHashTableIter iter;
    gpointer name, bytes;
    g_hash_table_iter_init(&iter, outputs);
    while (g_hash_table_iter_next(&iter, &name, &bytes)) {
        g_autofree char *hash = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, bytes);
        json_object_set_new(hashes, name, json_string(hash));
    }
    return hashes;
}

GBytes *
ap_manifest_render(const ApProvenance *provenance, GHashTable *outputs)
{
    json_t *manifest = json_pack("{ss ss s{so so} so}", "program", PACKAGE_NAME, "version", PACKAGE_VERSION,
                                 "inputs", "year", hash_inputs(provenance->year), "template",
                                 hash_inputs(provenance->template), "outputs", hash_outputs(outputs));
    char *dumped = json_dumps(manifest, JSON_INDENT(2) | JSON_SORT_KEYS);
    json_decref(manifest);
    GString *text = g_string_new(dumped);
    free(dumped);
    g_string_append_c(text, '\n');
    return g_string_free_to_bytes(text);
}
