/* The snapshot of a build: its statistics, the hashes that build.json lists, and the text of its report. */
#include <config.h>

#include "render/pdf/extract.h"
#include "render/snapshot.h"
#include "scores/input.h"
#include "scores/listing.h"

#include <glib/gi18n.h>
#include <jansson.h>
#include <string.h>

#define YEAR_FILE "report.yaml"
#define MANIFEST "build.json"

static gboolean
holds(const char *dir, const char *name)
{
    g_autofree char *path = g_build_filename(dir, name, NULL);
    return ap_input_exists(path);
}

gboolean
ap_snapshot_is_build(const char *path)
{
    return holds(path, MANIFEST) && !holds(path, YEAR_FILE);
}

/* ---- Figures. ---- */

/* The id in figures/fig-N-ID.svg, which is lent and ends before ".svg"; NULL for other outputs. */
static const char *
figure_id(const char *name, gsize *length)
{
    const char *prefix = "figures/fig-", *suffix = ".svg";
    if (!g_str_has_prefix(name, prefix) || !g_str_has_suffix(name, suffix))
        return NULL;
    const char *number = name + strlen(prefix);
    const char *id = number + strspn(number, "0123456789");
    if (id == number || *id != '-')
        return NULL;
    id++;
    *length = strlen(id) - strlen(suffix);
    return id;
}

/* In the order of the text; the names end in one number each. */
static gint
compare_names(gconstpointer a, gconstpointer b)
{
    const char *first = *(const char *const *)a, *second = *(const char *const *)b;
    guint64 first_number = g_ascii_strtoull(first + strlen("figures/fig-"), NULL, 10);
    guint64 second_number = g_ascii_strtoull(second + strlen("figures/fig-"), NULL, 10);
    return (first_number > second_number) - (first_number < second_number);
}

static void
take_outputs(ApSnapshot *snapshot, const json_t *outputs)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    const char *name;
    json_t *hash;
    gsize length;
    json_object_foreach((json_t *)outputs, name, hash)
    {
        if (figure_id(name, &length) != NULL && json_is_string(hash))
            g_ptr_array_add(names, (gpointer)name);
    }
    g_ptr_array_sort(names, compare_names);
    for (guint i = 0; i < names->len; i++) {
        g_autofree char *id = g_strdup(figure_id(names->pdata[i], &length));
        id[length] = '\0';
        g_ptr_array_add(
            snapshot->figures,
            ap_figure_state_new(id, NULL, json_string_value(json_object_get(outputs, names->pdata[i]))));
    }
}

static void
take_figures(ApSnapshot *snapshot, const char *path, ApProblems *problems, GError **error)
{
    g_autoptr(GBytes) bytes = ap_input_read(path, 0, problems, error);
    if (bytes == NULL)
        return;
    gsize size;
    const char *text = g_bytes_get_data(bytes, &size);
    json_t *manifest = json_loadb(text, size, 0, NULL);
    const json_t *outputs = json_object_get(manifest, "outputs");
    if (json_is_object(outputs))
        take_outputs(snapshot, outputs);
    else
        ap_problems_error(problems, (ApPlace){path, 1, 1},
                          _("this does not list the outputs of a build; make the build again"));
    json_decref(manifest);
}

/* ---- Text. ---- */

/* A walk through the texts of the report. */
typedef struct {
    const GPtrArray *texts; /* ApPdfText */
    guint next;
    ApTranscript *transcript;
} Walk;

static const ApPdfText *
next_text(const Walk *walk)
{
    return walk->next < walk->texts->len ? g_ptr_array_index(walk->texts, walk->next) : NULL;
}

/* The whole text of the block that comes next, from all its pages. Moves on behind it; caller frees. */
static char *
take_block(Walk *walk)
{
    guint block = next_text(walk)->block;
    g_autoptr(GString) whole = g_string_new(NULL);
    for (; next_text(walk) != NULL && next_text(walk)->block == block; walk->next++)
        g_string_append(whole, next_text(walk)->text);
    return g_utf8_make_valid(whole->str, (gssize)whole->len);
}

static void
take_row(Walk *walk)
{
    guint row = next_text(walk)->row;
    g_autoptr(GPtrArray) cells = g_ptr_array_new_with_free_func(g_free);
    while (next_text(walk) != NULL && next_text(walk)->row == row)
        g_ptr_array_add(cells, take_block(walk));
    ap_transcript_add_row(walk->transcript, cells);
}

/* What is neither heading nor caption nor part of a table is prose, but for what transcripts leave out. */
static void
take_prose(Walk *walk)
{
    const ApPdfText *text = next_text(walk);
    gboolean heading = text->type[0] == 'H' && g_ascii_isdigit(text->type[1]);
    gboolean caption = strcmp(text->type, "Caption") == 0;
    gboolean left_out =
        text->in_contents || strcmp(text->type, "Lbl") == 0 || strcmp(text->type, "Figure") == 0;
    g_autofree char *whole = take_block(walk);
    if (left_out)
        return;
    if (heading || caption)
        ap_transcript_add(walk->transcript, heading ? AP_PASSAGE_HEADING : AP_PASSAGE_CAPTION, whole);
    else
        ap_transcript_add_paragraph(walk->transcript, whole);
}

static void
take_report(ApSnapshot *snapshot, const char *path, ApProblems *problems, GError **error)
{
    g_autoptr(GBytes) bytes = ap_input_read(path, 0, problems, error);
    if (bytes == NULL)
        return;
    g_autoptr(GError) damage = NULL;
    g_autoptr(ApPdfExtract) extract = ap_pdf_extract(bytes, &damage);
    if (extract == NULL) {
        ap_problems_error(problems, (ApPlace){path, 1, 1},
                          _("this is not a readable report: %s; make the build again"), damage->message);
        return;
    }
    Walk walk = {extract->texts, 0, snapshot->transcript};
    while (next_text(&walk) != NULL)
        if (next_text(&walk)->row > 0)
            take_row(&walk);
        else
            take_prose(&walk);
}

/* ---- The whole. ---- */

ApSnapshot *
ap_snapshot_of_build(const char *path, ApProblems *problems, GError **error)
{
    g_autoptr(ApSnapshot) snapshot = g_new0(ApSnapshot, 1);
    g_autofree char *statistics = g_build_filename(path, "statistics.csv", NULL);
    g_autofree char *manifest = g_build_filename(path, MANIFEST, NULL);
    g_autofree char *report = g_build_filename(path, "report.pdf", NULL);
    snapshot->path = g_strdup(path);
    snapshot->figures = g_ptr_array_new_with_free_func((GDestroyNotify)ap_figure_state_free);
    snapshot->transcript = ap_transcript_new();
    guint errors = ap_problems_count_errors(problems);
    GError *failure = NULL;
    snapshot->listing = ap_listing_read(statistics, problems, &failure);
    if (failure == NULL)
        take_figures(snapshot, manifest, problems, &failure);
    if (failure == NULL)
        take_report(snapshot, report, problems, &failure);
    if (failure != NULL)
        g_propagate_error(error, failure);
    return failure == NULL && ap_problems_count_errors(problems) == errors ? g_steal_pointer(&snapshot)
                                                                           : NULL;
}
