/* build.json: what went in, what came out, what made it. Names are relative to the year folder or the
 * template, so that a build in another folder gives the same bytes. */
#include <config.h>

#include "render/manifest.h"

#include "render/digest.h"
#include "render/sheet_names.h"
#include "scores/input.h"

#include <glib/gi18n.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#define PUBLIC "public"
#define INTERNAL "internal"

static json_t *
hash_inputs(const GPtrArray *inputs)
{
    json_t *hashes = json_object();
    for (guint i = 0; i < inputs->len; i++) {
        const ApHash *input = ap_hashes_at(inputs, i);
        json_object_set_new(hashes, input->name, json_string(input->hash));
    }
    return hashes;
}

static json_t *
hash_outputs(GHashTable *outputs, ApDigests *digests)
{
    json_t *hashes = json_object();
    GHashTableIter iter;
    gpointer name, bytes;
    g_hash_table_iter_init(&iter, outputs);
    while (g_hash_table_iter_next(&iter, &name, &bytes))
        json_object_set_new(hashes, name, json_string(ap_digests_of(digests, bytes)));
    return hashes;
}

GBytes *
ap_manifest_render(const ApProvenance *provenance, gboolean internal, GHashTable *outputs, ApDigests *digests)
{
    json_t *manifest =
        json_pack("{ss ss ss s{so so} so}", "program", PACKAGE_NAME, "version", PACKAGE_VERSION, "edition",
                  internal ? INTERNAL : PUBLIC, "inputs", "year", hash_inputs(provenance->year), "template",
                  hash_inputs(provenance->template), "outputs", hash_outputs(outputs, digests));
    char *dumped = json_dumps(manifest, JSON_INDENT(2) | JSON_SORT_KEYS);
    json_decref(manifest);
    GString *text = g_string_new(dumped);
    free(dumped);
    g_string_append_c(text, '\n');
    return g_string_free_to_bytes(text);
}

gboolean
ap_manifest_is_public(const char *dir)
{
    g_autofree char *path = g_build_filename(dir, AP_MANIFEST, NULL);
    json_t *manifest = json_load_file(path, 0, NULL);
    gboolean public = g_strcmp0(json_string_value(json_object_get(manifest, "edition")), PUBLIC) == 0;
    json_decref(manifest);
    return public;
}

/* ---- Inputs, later. ---- */

/* `folder` is where the files are; NULL for a template's, which are named alone. */
static void
check_hashes(const json_t *listed, const GPtrArray *present, const char *folder, ApProblems *problems)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < present->len; i++) {
        const ApHash *input = ap_hashes_at(present, i);
        const char *former = json_string_value(json_object_get(listed, input->name));
        g_autofree char *path =
            folder != NULL ? g_build_filename(folder, input->name, NULL) : g_strdup(input->name);
        g_hash_table_add(seen, input->name);
        if (former == NULL)
            ap_problems_error(problems, (ApPlace){path, 1, 1}, _("the report was made without this input"));
        else if (strcmp(former, input->hash) != 0)
            ap_problems_error(problems, (ApPlace){path, 1, 1},
                              _("this input changed after the report was made"));
    }
    const char *name;
    json_t *hash;
    json_object_foreach((json_t *)listed, name, hash)
    {
        g_autofree char *path = folder != NULL ? g_build_filename(folder, name, NULL) : g_strdup(name);
        if (!g_hash_table_contains(seen, name))
            ap_problems_error(problems, (ApPlace){path, 1, 1},
                              _("this input of the report is no longer there"));
    }
}

gboolean
ap_manifest_check_inputs(const char *dir, const ApProvenance *present, const char *year, ApProblems *problems,
                         GError **error)
{
    g_autofree char *path = g_build_filename(dir, AP_MANIFEST, NULL);
    g_autoptr(GBytes) bytes = ap_input_read(path, 0, problems, error);
    if (bytes == NULL)
        return *error == NULL;
    gsize length = 0;
    const char *text = g_bytes_get_data(bytes, &length);
    json_t *manifest = json_loadb(text, length, 0, NULL);
    const json_t *inputs = json_object_get(manifest, "inputs");
    if (json_is_object(inputs)) {
        check_hashes(json_object_get(inputs, "year"), present->year, year, problems);
        check_hashes(json_object_get(inputs, "template"), present->template, NULL, problems);
    } else
        ap_problems_error(problems, (ApPlace){path, 1, 1}, _("this does not list the inputs of a build"));
    json_decref(manifest);
    return TRUE;
}

/* ---- What goes. ---- */

/* report.html, figures/fig-….svg or .png, sheet-….pdf and nothing else: a list that somebody edited must not
 * lead us elsewhere. */
static gboolean
may_go(const char *name)
{
    const char *prefix = "figures/fig-";
    if (strcmp(name, "report.html") == 0)
        return TRUE;
    if (g_str_has_prefix(name, AP_SHEET_PREFIX) && g_str_has_suffix(name, AP_SHEET_SUFFIX))
        return strchr(name, '/') == NULL;
    return g_str_has_prefix(name, prefix) && strchr(name + strlen("figures/"), '/') == NULL &&
           (g_str_has_suffix(name, ".svg") || g_str_has_suffix(name, ".png"));
}

/* Whether the file is the one of that hash: one that somebody worked on since is his. */
static gboolean
is_untouched(const char *dir, const char *name, const char *hash)
{
    g_autofree char *path = g_build_filename(dir, name, NULL);
    g_autofree char *contents = NULL;
    gsize length = 0;
    if (hash == NULL || g_file_test(path, G_FILE_TEST_IS_SYMLINK) ||
        !g_file_get_contents(path, &contents, &length, NULL))
        return FALSE;
    g_autofree char *found = ap_digest(contents, length);
    return strcmp(found, hash) == 0;
}

/* Adds what the build.json `manifest` lists and `outputs` have no more. */
static void
add_stale(const char *dir, const char *manifest, GHashTable *outputs, GPtrArray *stale)
{
    g_autofree char *path = g_build_filename(dir, manifest, NULL);
    g_autofree char *folder = g_strndup(manifest, strlen(manifest) - strlen(AP_MANIFEST));
    json_t *former = json_load_file(path, 0, NULL);
    const char *listed;
    json_t *hash;
    json_object_foreach(json_object_get(former, "outputs"), listed, hash)
    {
        g_autofree char *name = g_strconcat(folder, listed, NULL);
        if (may_go(listed) && !g_hash_table_contains(outputs, name) &&
            is_untouched(dir, name, json_string_value(hash)))
            g_ptr_array_add(stale, g_steal_pointer(&name));
    }
    json_decref(former);
}

GPtrArray *
ap_manifest_stale(const char *dir, GHashTable *outputs)
{
    GPtrArray *stale = g_ptr_array_new_with_free_func(g_free);
    GHashTableIter iter;
    gpointer name;
    g_hash_table_iter_init(&iter, outputs);
    while (g_hash_table_iter_next(&iter, &name, NULL))
        if (g_str_has_suffix(name, AP_MANIFEST))
            add_stale(dir, name, outputs, stale);
    return stale;
}
