/* The files of the year folder and of the template, read again for their hashes. */
#include <config.h>

#include "render/inputs.h"

#include "render/digest.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

/* ---- Hashes ---- */

static void
hash_free(gpointer data)
{
    ApHash *hash = data;
    g_free(hash->name);
    g_free(hash->hash);
    g_free(hash);
}

GPtrArray *
ap_hashes_new(void)
{
    return g_ptr_array_new_with_free_func(hash_free);
}

void
ap_hashes_add(GPtrArray *hashes, const char *name, char *hash)
{
    ApHash *entry = g_new0(ApHash, 1);
    entry->name = g_strdup(name);
    entry->hash = hash;
    g_ptr_array_add(hashes, entry);
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
    const ApHash *one = *(const ApHash *const *)a, *other = *(const ApHash *const *)b;
    return strcmp(one->name, other->name);
}

void
ap_hashes_sort(GPtrArray *hashes)
{
    g_ptr_array_sort(hashes, compare_names);
}

char *
ap_hashes_digest(const GPtrArray *hashes)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    for (guint i = 0; i < hashes->len; i++)
        g_string_append_printf(lines, "%s %s\n", ap_hashes_at(hashes, i)->hash,
                               ap_hashes_at(hashes, i)->name);
    return ap_digest(lines->str, lines->len);
}

/* ---- Files ---- */

static gboolean
add_file(GPtrArray *hashes, const char *name, const char *path, GError **error)
{
    g_autofree char *contents = NULL;
    gsize length = 0;
    if (!g_file_get_contents(path, &contents, &length, error))
        return FALSE;
    ap_hashes_add(hashes, name, ap_digest(contents, length));
    return TRUE;
}

static gboolean
add_year(ApInputs *inputs, const ApYear *year, GError **error)
{
    for (guint i = 0; i < year->inputs->len; i++) {
        const char *name = g_ptr_array_index(year->inputs, i);
        g_autofree char *path = g_build_filename(year->dir, name, NULL);
        if (!add_file(inputs->year, name, path, error))
            return FALSE;
    }
    return TRUE;
}

/* The files of the template and its base, as "annual/style.yaml"; texts that the year folder lays over it, as
 * "text/findings.md". */
static gboolean
add_template(ApInputs *inputs, const ApYear *year, const ApTemplate *template, GError **error)
{
    g_autofree char *overlay = g_build_filename(year->dir, "text", NULL);
    const GPtrArray *paths = ap_template_inputs(template);
    for (guint i = 0; i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);
        g_autofree char *dir = g_path_get_dirname(path), *file = g_path_get_basename(path);
        g_autofree char *folder = g_path_get_basename(dir), *name = g_build_filename(folder, file, NULL);
        if (!add_file(strcmp(dir, overlay) == 0 ? inputs->year : inputs->template, name, path, error))
            return FALSE;
    }
    return TRUE;
}

ApInputs *
ap_inputs_new(const ApYear *year, const ApTemplate *template, GError **error)
{
    g_autoptr(ApInputs) inputs = g_new0(ApInputs, 1);
    inputs->year = ap_hashes_new();
    inputs->template = ap_hashes_new();
    if (!add_year(inputs, year, error) || !add_template(inputs, year, template, error))
        return NULL;
    ap_hashes_sort(inputs->year);
    ap_hashes_sort(inputs->template);
    return g_steal_pointer(&inputs);
}

void
ap_inputs_free(ApInputs *inputs)
{
    if (inputs == NULL)
        return;
    g_ptr_array_unref(inputs->year);
    g_ptr_array_unref(inputs->template);
    g_free(inputs);
}

char *
ap_inputs_digest(const ApInputs *inputs)
{
    g_autofree char *year = ap_hashes_digest(inputs->year), *template = ap_hashes_digest(inputs->template);
    g_autofree char *both = g_strconcat(year, " ", template, NULL);
    return ap_digest(both, strlen(both));
}

/* Whether the status of the file last changed before `since`. */
static gboolean
is_older(const char *path, const struct timespec *since)
{
    GStatBuf status;
    return g_stat(path, &status) == 0 &&
           (status.st_ctim.tv_sec < since->tv_sec ||
            (status.st_ctim.tv_sec == since->tv_sec && status.st_ctim.tv_nsec < since->tv_nsec));
}

gboolean
ap_inputs_are_settled(const ApYear *year, const ApTemplate *template, const struct timespec *since)
{
    const GPtrArray *paths = ap_template_inputs(template);
    for (guint i = 0; i < paths->len; i++)
        if (!is_older(g_ptr_array_index(paths, i), since))
            return FALSE;
    for (guint i = 0; i < year->inputs->len; i++) {
        g_autofree char *path = g_build_filename(year->dir, g_ptr_array_index(year->inputs, i), NULL);
        if (!is_older(path, since))
            return FALSE;
    }
    return TRUE;
}
