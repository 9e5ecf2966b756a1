/* Hashes of the inputs; of a file that holds names, in a public edition, the hash of what is told of it. */
#include <config.h>

#include "render/provenance.h"

#include "render/digest.h"
#include "scores/csv_write.h"
#include "scores/spreadsheet.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

static void
hash_free(gpointer data)
{
    ApHash *hash = data;
    g_free(hash->name);
    g_free(hash->hash);
    g_free(hash);
}

/* Takes `hash`. */
static void
add(GPtrArray *hashes, const char *name, char *hash)
{
    ApHash *entry = g_new0(ApHash, 1);
    entry->name = g_strdup(name);
    entry->hash = hash;
    g_ptr_array_add(hashes, entry);
}

static gboolean
add_file(GPtrArray *hashes, const char *name, const char *path, GError **error)
{
    g_autofree char *contents = NULL;
    gsize length = 0;
    if (!g_file_get_contents(path, &contents, &length, error))
        return FALSE;
    add(hashes, name, ap_digest(contents, length));
    return TRUE;
}

/* The year, this or an earlier one, of which the file at `path` links labels to names; NULL if it does not.
 */
static const ApYear *
find_named(const ApYear *year, const char *path)
{
    for (guint i = 0; i < year->participants->len; i++) {
        const ApParticipant *participant = ap_year_participant(year, i);
        if (*participant->name != '\0' && strcmp(participant->place.file, path) == 0)
            return year;
    }
    for (guint i = 0; i < year->earlier->len; i++) {
        const ApYear *earlier = ap_year_earlier(year, i)->year; /* one's own earlier years are not read */
        const ApYear *named = earlier == NULL ? NULL : find_named(earlier, path);
        if (named != NULL)
            return named;
    }
    return NULL;
}

static void
append_labels(GString *csv, const ApYear *year)
{
    static const char *const header[] = {"participant", "group", "label"};
    ap_csv_append_row(csv, header, G_N_ELEMENTS(header));
    for (guint i = 0; i < year->participants->len; i++) {
        const ApParticipant *participant = ap_year_participant(year, i);
        const char *const row[] = {participant->id, ap_year_group(year, participant->group)->id,
                                   participant->label};
        ap_csv_append_row(csv, row, G_N_ELEMENTS(row));
    }
}

/* An ApRowFunc: `user` is the GString. */
static void
append_cells(gpointer user, G_GNUC_UNUSED guint line, const ApSlice *cells, guint n_cells)
{
    g_auto(GStrv) texts = g_new0(char *, n_cells + 1);
    for (guint i = 0; i < n_cells; i++)
        texts[i] = g_strndup(cells[i].text, cells[i].length);
    ap_csv_append_row(user, (const char *const *)texts, n_cells);
}

/* The other tables of a workbook that holds several: their names, a line each, and below it their rows. */
static gboolean
append_tables(GString *csv, const char *path, GError **error)
{
    static const char *const tables[] = {"items", "scores", "corrections", "agencies", "published"};
    g_autoptr(ApProblems) problems = ap_problems_new();
    GError *failure = NULL;
    g_autoptr(ApSpreadsheet) workbook = ap_spreadsheet_open(path, 0, problems, &failure);
    if (failure != NULL) {
        g_propagate_error(error, failure);
        return FALSE;
    }
    gboolean read = workbook != NULL;
    for (guint i = 0; read && i < G_N_ELEMENTS(tables); i++) {
        if (!ap_spreadsheet_has_sheet(workbook, tables[i]))
            continue;
        g_string_append_printf(csv, "%s\n", tables[i]);
        read = ap_spreadsheet_read(workbook, tables[i], append_cells, csv);
    }
    if (!read)
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("%s changed while it was read; start again"),
                    path);
    return read;
}

/* The hash of what a public edition may tell of a file with names: of the participants without them and, if
 * it is a workbook of several tables, of the others. That of the file itself would give the names away: there
 * are few ways in which the agencies, which table 1 lists, can stand behind the labels, and a guess is proved
 * by the hash. NULL with `error`. */
static char *
hash_without_names(const ApYear *year, const char *path, GError **error)
{
    g_autoptr(GString) csv = g_string_new(NULL);
    append_labels(csv, year);
    g_autofree char *name = g_path_get_basename(path);
    if (g_str_has_prefix(name, "scores.") && !append_tables(csv, path, error))
        return NULL;
    return ap_digest(csv->str, csv->len);
}

/* `secret` is TRUE where the hashes are published in an edition that names nobody. */
static gboolean
add_year(ApProvenance *provenance, const ApYear *year, gboolean secret, GError **error)
{
    for (guint i = 0; i < year->inputs->len; i++) {
        const char *name = g_ptr_array_index(year->inputs, i);
        g_autofree char *path = g_build_filename(year->dir, name, NULL);
        const ApYear *named = secret ? find_named(year, path) : NULL;
        if (named != NULL) {
            g_autofree char *title = g_strconcat(name, " without names", NULL);
            char *hash = hash_without_names(named, path, error);
            if (hash == NULL)
                return FALSE;
            add(provenance->year, title, hash);
        } else if (!add_file(provenance->year, name, path, error)) {
            return FALSE;
        }
    }
    return TRUE;
}

/* The files of the template and its base, as "annual/style.yaml"; texts that the year folder lays over it, as
 * "text/findings.md". */
static gboolean
add_template(ApProvenance *provenance, const ApYear *year, const ApTemplate *template, GError **error)
{
    g_autofree char *overlay = g_build_filename(year->dir, "text", NULL);
    const GPtrArray *paths = ap_template_inputs(template);
    for (guint i = 0; i < paths->len; i++) {
        const char *path = g_ptr_array_index(paths, i);
        g_autofree char *dir = g_path_get_dirname(path), *file = g_path_get_basename(path);
        g_autofree char *folder = g_path_get_basename(dir), *name = g_build_filename(folder, file, NULL);
        if (!add_file(strcmp(dir, overlay) == 0 ? provenance->year : provenance->template, name, path, error))
            return FALSE;
    }
    return TRUE;
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
    const ApHash *one = *(const ApHash *const *)a, *other = *(const ApHash *const *)b;
    return strcmp(one->name, other->name);
}

/* One hash for many: that of their names and hashes, a line each. */
static char *
hash_of_hashes(const GPtrArray *hashes)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    for (guint i = 0; i < hashes->len; i++)
        g_string_append_printf(lines, "%s %s\n", ap_provenance_hash(hashes, i)->hash,
                               ap_provenance_hash(hashes, i)->name);
    return ap_digest(lines->str, lines->len);
}

/* The hashes of all files, in order. NULL with `error`. */
static ApProvenance *
hash_files(const ApYear *year, const ApTemplate *template, gboolean secret, GError **error)
{
    g_autoptr(ApProvenance) provenance = g_new0(ApProvenance, 1);
    provenance->year = g_ptr_array_new_with_free_func(hash_free);
    provenance->template = g_ptr_array_new_with_free_func(hash_free);
    provenance->facts = g_ptr_array_new_with_free_func(hash_free);
    if (!add_year(provenance, year, secret, error) || !add_template(provenance, year, template, error))
        return NULL;
    g_ptr_array_sort(provenance->year, compare_names);
    g_ptr_array_sort(provenance->template, compare_names);
    return g_steal_pointer(&provenance);
}

ApProvenance *
ap_provenance_new(const ApYear *year, const ApTemplate *template, GBytes *statistics, GError **error)
{
    g_autoptr(ApProvenance) provenance = hash_files(year, template, !year->internal, error);
    if (provenance == NULL)
        return NULL;
    for (guint i = 0; i < provenance->year->len; i++) {
        const ApHash *input = ap_provenance_hash(provenance->year, i);
        add(provenance->facts, input->name, g_strdup(input->hash));
    }
    g_autofree char *title = g_path_get_basename(year->template_name);
    g_autofree char *whole = g_strconcat("templates/", title, NULL);
    add(provenance->facts, whole, hash_of_hashes(provenance->template));
    add(provenance->facts, "statistics.csv", ap_digest_bytes(statistics));
    return g_steal_pointer(&provenance);
}

char *
ap_provenance_digest(const ApYear *year, const ApTemplate *template, GError **error)
{
    g_autoptr(ApProvenance) files = hash_files(year, template, FALSE, error);
    if (files == NULL)
        return NULL;
    g_autofree char *of_year = hash_of_hashes(files->year), *of_template = hash_of_hashes(files->template);
    g_autofree char *both = g_strconcat(of_year, " ", of_template, NULL);
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
ap_provenance_is_settled(const ApYear *year, const ApTemplate *template, const struct timespec *since)
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

const char **
ap_provenance_properties(const ApProvenance *provenance, const char *name, const char *hash)
{
    guint n_facts = provenance->facts->len;
    const char **properties = g_new0(const char *, 2 * n_facts + 3);
    for (guint i = 0; i < n_facts; i++) {
        properties[2 * i] = ap_provenance_hash(provenance->facts, i)->name;
        properties[2 * i + 1] = ap_provenance_hash(provenance->facts, i)->hash;
    }
    properties[2 * n_facts] = name;
    properties[2 * n_facts + 1] = hash;
    return properties;
}

char *
ap_provenance_stamp(const char *const *properties)
{
    g_autoptr(GString) facts = g_string_new(NULL);
    for (; *properties; properties++)
        g_string_append_len(facts, *properties, (gssize)strlen(*properties) + 1);
    g_autofree char *digest = ap_digest(facts->str, facts->len);
    return g_strdup_printf("%s · %.12s", PACKAGE_STRING, digest);
}

void
ap_provenance_free(ApProvenance *provenance)
{
    if (provenance == NULL)
        return;
    g_ptr_array_unref(provenance->year);
    g_ptr_array_unref(provenance->template);
    g_ptr_array_unref(provenance->facts);
    g_free(provenance);
}
