/* Of a file that holds names, a public edition tells the hash of what it may tell of the file. */
#include <config.h>

#include "render/provenance.h"

#include "render/digest.h"
#include "scores/csv_write.h"
#include "scores/spreadsheet.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

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

/* The hashes that an edition may publish. NULL with `error`. */
static GPtrArray *
list_year(const ApInputs *inputs, const ApYear *year, GError **error)
{
    g_autoptr(GPtrArray) hashes = ap_hashes_new();
    for (guint i = 0; i < inputs->year->len; i++) {
        const ApHash *input = ap_hashes_at(inputs->year, i);
        g_autofree char *path = g_build_filename(year->dir, input->name, NULL);
        const ApYear *named = year->internal ? NULL : find_named(year, path);
        g_autofree char *title = named == NULL ? NULL : g_strconcat(input->name, " without names", NULL);
        char *hash = named == NULL ? g_strdup(input->hash) : hash_without_names(named, path, error);
        if (hash == NULL)
            return NULL;
        ap_hashes_add(hashes, title != NULL ? title : input->name, hash);
    }
    ap_hashes_sort(hashes);
    return g_steal_pointer(&hashes);
}

ApProvenance *
ap_provenance_new(const ApInputs *inputs, const ApYear *year, GBytes *statistics, GError **error)
{
    GPtrArray *hashes = list_year(inputs, year, error);
    if (hashes == NULL)
        return NULL;
    ApProvenance *provenance = g_new0(ApProvenance, 1);
    provenance->year = hashes;
    provenance->template = g_ptr_array_ref(inputs->template);
    provenance->facts = ap_hashes_new();
    for (guint i = 0; i < hashes->len; i++)
        ap_hashes_add(provenance->facts, ap_hashes_at(hashes, i)->name,
                      g_strdup(ap_hashes_at(hashes, i)->hash));
    g_autofree char *title = g_path_get_basename(year->template_name);
    g_autofree char *whole = g_strconcat("templates/", title, NULL);
    ap_hashes_add(provenance->facts, whole, ap_hashes_digest(provenance->template));
    ap_hashes_add(provenance->facts, "statistics.csv", ap_digest_bytes(statistics));
    return provenance;
}

const char **
ap_provenance_properties(const ApProvenance *provenance, const char *name, const char *hash)
{
    guint n_facts = provenance->facts->len;
    const char **properties = g_new0(const char *, 2 * (gsize)n_facts + 3);
    const char **next = properties;
    for (guint i = 0; i < n_facts; i++) {
        *next++ = ap_hashes_at(provenance->facts, i)->name;
        *next++ = ap_hashes_at(provenance->facts, i)->hash;
    }
    *next++ = name;
    *next = hash;
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
