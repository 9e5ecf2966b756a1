/* A line a file: 64 digits, two blanks, the name. */
#include <config.h>

#include "render/seal.h"

#include "render/digest.h"
#include "render/manifest.h"
#include "scores/input.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#define DIGITS 64
#define BLANKS "  "

static gint
compare_names(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

GBytes *
ap_seal_render(GHashTable *outputs)
{
    g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(outputs), (GCompareFunc)strcmp);
    GString *text = g_string_new(NULL);
    for (GList *name = names; name != NULL; name = name->next) {
        g_autofree char *digest = ap_digest_bytes(g_hash_table_lookup(outputs, name->data));
        g_string_append_printf(text, "%s" BLANKS "%s\n", digest, (const char *)name->data);
    }
    return g_string_free_to_bytes(text);
}

gboolean
ap_seal_exists(const char *dir)
{
    g_autofree char *path = g_build_filename(dir, AP_SEAL, NULL);
    return ap_input_exists(path);
}

/* ---- What lies in a folder. ---- */

static gboolean
is_real_folder(const char *path)
{
    GStatBuf status;
    return g_lstat(path, &status) == 0 && S_ISDIR(status.st_mode);
}

/* Adds the strays in `folder` ("" for `dir` itself). */
static gboolean
add_strays(const char *dir, const char *folder, GHashTable *expected, GPtrArray *strays, GError **error)
{
    g_autofree char *path = g_build_filename(dir, folder, NULL);
    g_autoptr(GDir) entries = g_dir_open(path, 0, error);
    if (entries == NULL)
        return FALSE;
    for (const char *entry = g_dir_read_name(entries); entry != NULL; entry = g_dir_read_name(entries)) {
        g_autofree char *name = *folder == '\0' ? g_strdup(entry) : g_build_filename(folder, entry, NULL);
        g_autofree char *child = g_build_filename(dir, name, NULL);
        if (*entry == '.' || g_hash_table_contains(expected, name))
            continue;
        if (!is_real_folder(child))
            g_ptr_array_add(strays, g_steal_pointer(&name));
        else if (!(strcmp(name, AP_INTERNAL_FOLDER) == 0 && ap_seal_exists(child)) &&
                 !add_strays(dir, name, expected, strays, error))
            return FALSE;
    }
    return TRUE;
}

GPtrArray *
ap_seal_strays(const char *dir, GHashTable *expected, GError **error)
{
    g_autoptr(GPtrArray) strays = g_ptr_array_new_with_free_func(g_free);
    if (is_real_folder(dir) && !add_strays(dir, "", expected, strays, error))
        return NULL;
    g_ptr_array_sort(strays, compare_names);
    return g_steal_pointer(&strays);
}

/* ---- Comparing. ---- */

/* A folder being compared with its seal. */
typedef struct {
    const char *dir;
    const char *path;  /* of the seal */
    GHashTable *names; /* set: those that the seal vouches for */
    ApProblems *problems;
} Check;

/* FALSE with `error` if the system failed. */
static gboolean
check_file(const Check *check, const char *name, const char *digest, GError **error)
{
    g_autofree char *path = g_build_filename(check->dir, name, NULL);
    ApPlace place = {path, 1, 1};
    GStatBuf status;
    if (g_lstat(path, &status) != 0 || !S_ISREG(status.st_mode)) {
        ap_problems_error(check->problems, place, _("the file is missing, which the seal vouches for"));
        return TRUE;
    }
    GError *failure = NULL;
    g_autoptr(GBytes) bytes = ap_input_read(path, 0, check->problems, &failure);
    if (failure != NULL) {
        g_propagate_error(error, failure);
        return FALSE;
    }
    g_autofree char *found = bytes != NULL ? ap_digest_bytes(bytes) : NULL;
    if (found != NULL && strcmp(found, digest) != 0)
        ap_problems_error(check->problems, place, _("the file changed after it was sealed"));
    return TRUE;
}

/* Takes the line apart; FALSE if it is none of a seal. A name that leads out of the folder is none. */
static gboolean
split_line(char *line, const char **digest, const char **name)
{
    if (strlen(line) <= DIGITS + strlen(BLANKS) || strspn(line, "0123456789abcdef") != DIGITS ||
        strncmp(line + DIGITS, BLANKS, strlen(BLANKS)) != 0)
        return FALSE;
    line[DIGITS] = '\0';
    *digest = line;
    *name = line + DIGITS + strlen(BLANKS);
    return **name != '/' && strstr(*name, "..") == NULL;
}

static gboolean
check_lines(const Check *check, char **lines, GError **error)
{
    for (guint i = 0; lines[i] != NULL; i++) {
        const char *digest, *name;
        if (*lines[i] == '\0' && lines[i + 1] == NULL)
            break;
        if (!split_line(lines[i], &digest, &name)) {
            ap_problems_error(check->problems, (ApPlace){check->path, i + 1, 1},
                              _("this is no line of a seal; the seal was changed"));
            continue;
        }
        g_hash_table_add(check->names, g_strdup(name));
        if (!check_file(check, name, digest, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
check_strays(const Check *check, GError **error)
{
    g_autoptr(GHashTable) expected = g_hash_table_new(g_str_hash, g_str_equal);
    GHashTableIter iter;
    gpointer name;
    g_hash_table_iter_init(&iter, check->names);
    while (g_hash_table_iter_next(&iter, &name, NULL))
        g_hash_table_add(expected, name);
    g_hash_table_add(expected, (gpointer)AP_SEAL);
    g_autoptr(GPtrArray) strays = ap_seal_strays(check->dir, expected, error);
    for (guint i = 0; strays != NULL && i < strays->len; i++) {
        g_autofree char *path = g_build_filename(check->dir, g_ptr_array_index(strays, i), NULL);
        ap_problems_error(check->problems, (ApPlace){path, 1, 1},
                          _("the file was added after the report was sealed"));
    }
    return strays != NULL;
}

char *
ap_seal_check(const char *dir, guint *count, ApProblems *problems, GError **error)
{
    g_autofree char *path = g_build_filename(dir, AP_SEAL, NULL);
    g_autoptr(GBytes) bytes = ap_input_read(path, 0, problems, error);
    if (bytes == NULL)
        return NULL;
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    g_autofree char *text = g_strndup(data != NULL ? data : "", length);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    const Check check = {dir, path, names, problems};
    if (!check_lines(&check, lines, error) || !check_strays(&check, error))
        return NULL;
    *count = g_hash_table_size(names);
    return ap_digest_bytes(bytes);
}
