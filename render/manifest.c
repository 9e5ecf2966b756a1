/* build.json: what went in, what came out, what made it. Names are relative to the year folder or the
 * template, so that a build in another folder gives the same bytes. */
#include <config.h>

#include "render/manifest.h"

#include <glib/gi18n.h>
#include <jansson.h>
#include <string.h>

/* The path of a file below `dir`, without it; NULL if it is not below. Lent. */
static const char *
below(const char *path, const char *dir)
{
    gsize length = strlen(dir);
    if (strncmp(path, dir, length) != 0)
        return NULL;
    if (length > 0 && dir[length - 1] == '/')
        return path + length;
    return path[length] == '/' ? path + length + 1 : NULL;
}

char *
ap_manifest_hash(const char *path, GError **error)
{
    g_autofree char *contents = NULL;
    gsize length = 0;
    if (!g_file_get_contents(path, &contents, &length, error))
        return NULL;
    return g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)contents, length);
}

static gboolean
add_input(json_t *inputs, const char *name, const char *path, GError **error)
{
    g_autofree char *hash = ap_manifest_hash(path, error);
    if (hash != NULL)
        json_object_set_new(inputs, name, json_string(hash));
    return hash != NULL;
}

/* The files of the year folder, as "report.yaml". */
static gboolean
add_year(json_t *inputs, const ApYear *year, GError **error)
{
    for (guint i = 0; i < year->inputs->len; i++) {
        const char *name = g_ptr_array_index(year->inputs, i);
        g_autofree char *path = g_build_filename(year->dir, name, NULL);
        if (!add_input(inputs, name, path, error))
            return FALSE;
    }
    return TRUE;
}

/* The files of the template, as "annual/style.yaml"; texts that the year folder lays over it, as
 * "text/findings.md". */
static gboolean
add_template(json_t *from_template, json_t *from_year, const ApYear *year, const ApTemplate *template,
             GError **error)
{
    ApYaml *style = ap_template_style(template);
    g_autofree char *dir = g_path_get_dirname(ap_yaml_place(style, ap_yaml_root(style)).file);
    g_autofree char *title = g_path_get_basename(year->template_name);
    const GPtrArray *paths = ap_template_inputs(template);
    for (guint i = 0; i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);
        const char *rest = below(path, dir);
        g_autofree char *name = rest == NULL ? NULL : g_build_filename(title, rest, NULL);
        if (rest == NULL)
            rest = below(path, year->dir);
        g_autofree char *base = g_path_get_basename(path);
        if (!add_input(name != NULL ? from_template : from_year,
                       name != NULL   ? name
                       : rest != NULL ? rest
                                      : base,
                       path, error))
            return FALSE;
    }
    return TRUE;
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
ap_manifest_render(const ApYear *year, const ApTemplate *template, GHashTable *outputs, GError **error)
{
    json_t *from_year = json_object();
    json_t *from_template = json_object();
    json_t *manifest =
        json_pack("{ss ss s{so so} so}", "program", PACKAGE_NAME, "version", PACKAGE_VERSION, "inputs",
                  "year", from_year, "template", from_template, "outputs", hash_outputs(outputs));
    GString *text = NULL;
    if (add_year(from_year, year, error) && add_template(from_template, from_year, year, template, error)) {
        char *dumped = json_dumps(manifest, JSON_INDENT(2) | JSON_SORT_KEYS);
        text = g_string_new(dumped);
        free(dumped);
        g_string_append_c(text, '\n');
    }
    json_decref(manifest);
    return text == NULL ? NULL : g_string_free_to_bytes(text);
}
