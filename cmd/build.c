/* auditpress build: makes the report, the appendix, the figures and the statistics, and publishes them
 * together. */
#include <config.h>

#include "cmd/changes.h"
#include "cmd/options.h"
#include "cmd/outputs.h"
#include "cmd/sheets.h"
#include "cmd/terminal.h"
#include "render/former.h"
#include "render/manifest.h"
#include "render/seal.h"

#include <glib/gi18n.h>
#include <string.h>

#define NOT_ASKED G_MININT
#define MOST_KEPT 1000

/* Which editions are made: that of report.yaml unless the command line says. */
typedef enum { EDITION_PLANNED, EDITION_PUBLIC, EDITION_INTERNAL, EDITION_BOTH } Edition;

typedef struct {
    char *out; /* NULL: DIR/out */
    Edition edition;
    gboolean draft;
    gboolean final;
    gboolean html;
    gboolean timings;
    gboolean participants; /* results sheets instead of the report */
    char *only;            /* of these participants */
    int jobs;
    int keep; /* former builds; NOT_ASKED: they stay as they are */
} Options;

/* A build on its way: what is asked, what is there, and where the present edition goes. */
typedef struct {
    const Options *options;
    ApWork *work;
    ApReuse *reuse;
    const char *out;
    const char *folder; /* within that: "" or AP_INTERNAL_FOLDER */
    GHashTable *pages;  /* what tells the changes, and seals, by name → GBytes */
    GPtrArray *retired; /* names of such files that no longer hold */
    char *told;         /* the changes for the terminal; NULL if there is nothing to tell */
} Build;

static void
build_clear(Build *build)
{
    g_clear_pointer(&build->work, ap_work_free);
    g_clear_pointer(&build->reuse, ap_reuse_free);
    g_clear_pointer(&build->pages, g_hash_table_unref);
    g_clear_pointer(&build->retired, g_ptr_array_unref);
    g_clear_pointer(&build->told, g_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Build, build_clear)

static char *
word_changes(const char *out, ApChanges changes, const char *summary)
{
    if (changes == AP_CHANGES_UNKNOWN)
        return g_strdup_printf(_("%s: what was there cannot be compared with what is new\n"), out);
    if (*summary == '\0')
        return g_strdup_printf(_("%s: the report says the same as before\n"), out);
    return g_strdup_printf(_("%s: changed since the last build, and told in changes.md:\n%s"), out, summary);
}

/* Tells what is new against the outputs that are there; of two editions the first is told on the terminal. */
static void
tell_changes(Build *build, GHashTable *outputs)
{
    ap_work_begin(build->work, _("comparing with the last build…"));
    g_autofree char *summary = NULL;
    g_autofree char *dir =
        *build->folder != '\0' ? g_build_filename(build->out, build->folder, NULL) : g_strdup(build->out);
    char *name = g_build_filename(build->folder, AP_CHANGES, NULL);
    GBytes *page = NULL;
    ApChanges changes =
        ap_changes_tell(build->work, dir, ap_reuse_classes(build->reuse), outputs, &summary, &page);
    if (changes != AP_CHANGES_NONE && build->told == NULL)
        build->told = word_changes(build->out, changes, summary);
    if (changes == AP_CHANGES_TOLD)
        g_hash_table_insert(build->pages, name, page);
    else if (changes == AP_CHANGES_UNKNOWN)
        g_ptr_array_add(build->retired, name);
    else
        g_free(name);
}

/* A final report is the outputs and their seal, and nothing else. The seal of a former one holds as long as
 * the outputs are the same. */
static void
seal(Build *build, GHashTable *outputs)
{
    g_autofree char *name = g_build_filename(build->folder, AP_SEAL, NULL);
    g_autofree char *changes = g_build_filename(build->folder, AP_CHANGES, NULL);
    g_autofree char *manifest = g_build_filename(build->out, build->folder, AP_MANIFEST, NULL);
    if (build->options->final) {
        g_hash_table_insert(build->pages, g_steal_pointer(&name), ap_seal_render(outputs));
        g_hash_table_remove(build->pages, changes);
        g_ptr_array_add(build->retired, g_steal_pointer(&changes));
    } else if (!ap_former_equals(manifest, g_hash_table_lookup(outputs, AP_MANIFEST)))
        g_ptr_array_add(build->retired, g_steal_pointer(&name));
}

/* Makes one edition and adds its files to `all`, in the folder of the build. */
static gboolean
make_edition(Build *build, gboolean internal, GHashTable *all)
{
    g_autoptr(GHashTable) outputs = ap_work_outputs_new();
    const ApMake make = {build->work, build->reuse, build->folder, build->options->draft,
                         build->options->html};
    ap_work_set_edition(build->work, internal);
    if (!ap_work_compose(build->work) || !ap_outputs_make(&make, outputs))
        return FALSE;
    tell_changes(build, outputs);
    seal(build, outputs);
    GHashTableIter iter;
    gpointer name, bytes;
    g_hash_table_iter_init(&iter, outputs);
    while (g_hash_table_iter_next(&iter, &name, &bytes))
        g_hash_table_insert(all, g_build_filename(build->folder, name, NULL), g_bytes_ref(bytes));
    return TRUE;
}

static gboolean
make_editions(Build *build, GHashTable *all)
{
    ApWork *work = build->work;
    Edition edition = build->options->edition;
    if (!ap_work_reconcile(work))
        return FALSE;
    build->folder = "";
    if (edition != EDITION_BOTH)
        return make_edition(
            build, edition == EDITION_PLANNED ? work->year->internal : edition == EDITION_INTERNAL, all);
    if (!make_edition(build, FALSE, all))
        return FALSE;
    build->folder = AP_INTERNAL_FOLDER;
    return make_edition(build, TRUE, all);
}

/* A final report stands on input without a single warning. */
static ApExit
refuse_warnings(void)
{
    ap_terminal_complain(
        _("auditpress build: a final report allows no warning; correct them first (nothing was written)"));
    return AP_EXIT_INPUT;
}

/* Whether the folder holds what is neither of the final report nor goes when that comes; complaints name it.
 */
static gboolean
has_strays(const Build *build, GHashTable *outputs)
{
    ApWork *work = build->work;
    g_autoptr(GHashTable) expected = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GPtrArray) stale = ap_manifest_stale(build->out, outputs);
    GHashTable *const coming[] = {outputs, build->pages};
    const GPtrArray *const going[] = {stale, build->retired};
    for (gsize i = 0; i < G_N_ELEMENTS(coming); i++) {
        GHashTableIter iter;
        gpointer name;
        g_hash_table_iter_init(&iter, coming[i]);
        while (g_hash_table_iter_next(&iter, &name, NULL))
            g_hash_table_add(expected, name);
        for (guint j = 0; j < going[i]->len; j++)
            g_hash_table_add(expected, g_ptr_array_index(going[i], j));
    }
    g_autoptr(GPtrArray) strays = ap_seal_strays(build->out, expected, &work->error);
    for (guint i = 0; strays != NULL && i < strays->len; i++) {
        g_autofree char *path = g_build_filename(build->out, g_ptr_array_index(strays, i), NULL);
        ap_problems_error(work->problems, (ApPlace){path, 1, 1},
                          _("this is no part of the final report; move it out of the folder"));
    }
    return ap_work_failed(work);
}

/* What is built is built, whether or not anybody hears of it. */
static void
say(const Build *build, GString *text)
{
    g_autofree char *timings = build->options->timings ? ap_timings_word(build->work->timings) : NULL;
    if (timings != NULL)
        g_string_append(text, timings);
    ap_terminal_print(text->str, text->len);
}

/* Nothing need be made: says so, and again what was said of the inputs. */
static ApExit
stay(const Build *build, const char *warnings, guint count)
{
    ap_terminal_progress(NULL);
    ap_terminal_show(warnings);
    if (build->options->final && *warnings != '\0')
        return refuse_warnings();
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_printf(text, _("%s: nothing changed; all %u files were kept\n"), build->out, count);
    say(build, text);
    return AP_EXIT_DONE;
}

/* Publishes, and says what changed and what of the former build stayed. */
static ApExit
publish(const Build *build, GHashTable *outputs)
{
    ApWork *work = build->work;
    g_autofree char *warnings = ap_terminal_word_problems(work->problems);
    g_autoptr(GBytes) note = ap_reuse_note(build->reuse, outputs, warnings);
    ApPublishing publishing = {.keep = (guint)MAX(build->options->keep, 0),
                               .note = note,
                               .pages = build->pages,
                               .retired = build->retired};
    gboolean published = ap_work_publish(work, outputs, build->out, &publishing);
    ApExit status = ap_work_finish(work);
    if (!published)
        return status;
    g_autoptr(GString) text = g_string_new(build->told);
    if (build->options->final)
        g_string_append_printf(text, _("%s: sealed; “auditpress verify %s” proves it later\n"), build->out,
                               build->out);
    if (publishing.kept > 0)
        g_string_append_printf(text, _("%s: %u of %u files were kept as they were\n"), build->out,
                               publishing.kept, g_hash_table_size(outputs));
    say(build, text);
    return AP_EXIT_DONE;
}

/* What of the command line reaches an output. */
static char *
word_options(const Options *options)
{
    return g_strdup_printf("edition=%d draft=%d html=%d", options->edition, options->draft, options->html);
}

static ApExit
build(const char *dir, const char *out, const Options *options)
{
    struct timespec since;
    clock_gettime(CLOCK_REALTIME_COARSE, &since);
    g_autofree char *asked = word_options(options);
    g_auto(Build) all = {.options = options,
                         .work = ap_work_new(dir),
                         .out = out,
                         .pages = ap_work_outputs_new(),
                         .retired = g_ptr_array_new_with_free_func(g_free)};
    all.work->timings = options->timings ? ap_timings_new() : NULL;
    if (!ap_work_read(all.work) || !ap_work_open_template(all.work) ||
        (all.reuse = ap_reuse_new(all.work, out, asked, &since)) == NULL)
        return ap_work_finish(all.work);
    guint count;
    const char *warnings = ap_reuse_current(all.reuse, &count);
    if (warnings != NULL && (!options->final || ap_seal_exists(out)))
        return stay(&all, warnings, count);
    if (options->keep == NOT_ASKED && ap_work_is_sealed("build", out))
        return AP_EXIT_USAGE;
    g_autoptr(GHashTable) outputs = ap_work_outputs_new();
    if (!make_editions(&all, outputs))
        return ap_work_finish(all.work);
    if (options->final && ap_problems_count(all.work->problems) > 0) {
        ap_work_finish(all.work);
        return refuse_warnings();
    }
    if (options->final && has_strays(&all, outputs))
        return ap_work_finish(all.work);
    return publish(&all, outputs);
}

/* FALSE after a complaint. `name` is NULL if the option was not given. */
static gboolean
read_edition(const char *name, Edition *edition)
{
    static const char *const names[] = {"public", "internal", "both"}; /* from EDITION_PUBLIC on */
    if (name == NULL)
        return TRUE;
    gint found = ap_options_find(names, G_N_ELEMENTS(names), name);
    if (found >= 0)
        *edition = EDITION_PUBLIC + (Edition)found;
    else
        ap_terminal_complain(_("auditpress build: there is no edition “%s”; take public, internal or both"),
                             name);
    return found >= 0;
}

static ApExit
build_sheets(const char *dir, const Options *options)
{
    const ApSheetsOptions sheets = {.out = options->out,
                                    .only = options->only,
                                    .internal = options->edition == EDITION_INTERNAL,
                                    .public = options->edition == EDITION_PUBLIC,
                                    .draft = options->draft,
                                    .final = options->final,
                                    .jobs = (guint)options->jobs};
    return ap_sheets_build(dir, &sheets);
}

/* FALSE after a complaint: some options are of results sheets, others of the report. */
static gboolean
check_options(const Options *options)
{
    if (options->draft && options->final)
        ap_terminal_complain(_("auditpress build: a report is a draft or final, not both"));
    else if (options->participants && (options->html || options->edition == EDITION_BOTH))
        ap_terminal_complain(
            _("auditpress build: results sheets are PDFs of one edition: no --html, no --edition both"));
    else if (!options->participants && (options->only != NULL || options->jobs != 0))
        ap_terminal_complain(_("auditpress build: --only and --jobs go with --participants"));
    else if (options->participants && options->timings)
        ap_terminal_complain(_("auditpress build: --timings is for the report, not for results sheets"));
    else if (options->jobs < 0)
        ap_terminal_complain(_("auditpress build: --jobs takes a number of processes from 1"));
    else if (options->keep != NOT_ASKED && options->participants)
        ap_terminal_complain(_("auditpress build: --keep is for the report, not for results sheets"));
    else if (options->keep != NOT_ASKED && (options->keep < 1 || options->keep > MOST_KEPT))
        ap_terminal_complain(_("auditpress build: --keep takes a number from 1 to %d"), MOST_KEPT);
    else
        return TRUE;
    return FALSE;
}

ApExit
ap_command_build(int argc, char **argv)
{
    Options options = {.keep = NOT_ASKED};
    g_autofree char *edition = NULL;
    g_auto(GStrv) arguments = NULL;
    const GOptionEntry entries[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options.out,
         N_("the folder to write to (default: DIR/out)"), "OUT"},
        {"edition", 0, 0, G_OPTION_ARG_STRING, &edition,
         N_("public (labels only), internal (names) or both, the internal one in OUT/internal; default: as "
            "in "
            "report.yaml"),
         "EDITION"},
        {"draft", 0, 0, G_OPTION_ARG_NONE, &options.draft, N_("mark every page as a draft"), NULL},
        {"final", 0, 0, G_OPTION_ARG_NONE, &options.final,
         N_("make the final report and seal it; refused if there is any warning"), NULL},
        {"keep", 0, 0, G_OPTION_ARG_INT, &options.keep,
         N_("keep so many earlier builds beside OUT, as OUT.1 (the last one), OUT.2 and so on"), "N"},
        {"html", 0, 0, G_OPTION_ARG_NONE, &options.html, N_("write the report as a page of HTML, too"), NULL},
        {"timings", 0, 0, G_OPTION_ARG_NONE, &options.timings, N_("tell what each stage took"), NULL},
        {"participants", 0, 0, G_OPTION_ARG_NONE, &options.participants,
         N_("make a results sheet for each participant instead of the report (default OUT: DIR/sheets)"),
         NULL},
        {"only", 0, 0, G_OPTION_ARG_STRING, &options.only,
         N_("with --participants: those of these rows, as 1..100, or ids, as A1,A2"), "WHICH"},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &options.jobs,
         N_("with --participants: how many worker processes (default: one for each processor)"), "N"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    ApExit status;
    if (!ap_options_parse(argc, argv, entries, "[DIR]",
                          _("Makes the report, the appendix, the figures and the statistics."), &status))
        return status;
    const char *dir = ap_options_dir("build", arguments);
    gboolean right = read_edition(edition, &options.edition) && check_options(&options) && dir != NULL;
    g_autofree char *only = options.only;
    g_autofree char *out =
        options.out != NULL || dir == NULL ? options.out : g_build_filename(dir, "out", NULL);
    if (right && options.participants)
        return build_sheets(dir, &options);
    return right ? build(dir, out, &options) : AP_EXIT_USAGE;
}
