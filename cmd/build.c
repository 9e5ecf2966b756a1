/* auditpress build: makes the report, the appendix, the figures and the statistics, and publishes them
 * together. */
#include <config.h>

#include "cmd/changes.h"
#include "cmd/figures.h"
#include "cmd/options.h"
#include "cmd/reuse.h"
#include "cmd/sheets.h"
#include "cmd/terminal.h"
#include "cmd/work.h"
#include "render/digest.h"
#include "render/html/html.h"
#include "render/leak.h"
#include "render/manifest.h"
#include "render/pdf/report.h"
#include "render/statistics.h"
#include "render/xlsx/opendocument.h"
#include "render/xlsx/workbook.h"

#include <glib/gi18n.h>
#include <string.h>

#define APPENDIX "appendix.xlsx"
#define OPEN_APPENDIX "appendix.ods"
#define NOT_ASKED G_MININT
#define MOST_KEPT 1000
#define INTERNAL_FOLDER "internal" /* beside the public edition, where both are made */

/* Which editions are made: that of report.yaml unless the command line says. */
typedef enum { EDITION_PLANNED, EDITION_PUBLIC, EDITION_INTERNAL, EDITION_BOTH } Edition;

typedef struct {
    char *out; /* NULL: DIR/out */
    Edition edition;
    gboolean draft;
    gboolean final;
    gboolean html;
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
    const char *folder; /* within that: "" or INTERNAL_FOLDER */
    GHashTable *pages;  /* what tells the changes, by name → GBytes */
    GPtrArray *retired; /* names of such pages that no longer hold */
    char *told;         /* the same for the terminal; NULL if there is nothing to tell */
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

/* Takes `bytes` into `outputs` under `name`; FALSE if it is NULL, because its maker failed. */
static gboolean
add(GHashTable *outputs, const char *name, GBytes *bytes)
{
    if (bytes == NULL)
        return FALSE;
    g_hash_table_insert(outputs, g_strdup(name), bytes);
    return TRUE;
}

static gboolean
is_wanted(const ApWork *work, ApProduct product)
{
    return work->year->outputs[product].wanted;
}

/* Takes an output over that is made of the inputs and of `facts`, in this edition. */
static gboolean
take(const Build *build, const char *name, const char *facts, GHashTable *outputs)
{
    g_autofree char *all = g_strconcat(build->work->year->internal ? "internal " : "public ", facts, NULL);
    return ap_reuse_take(build->reuse, &(ApMaking){build->folder, name, TRUE, all}, outputs);
}

static gboolean
make_report(const Build *build, const ApProvenance *provenance, GHashTable *outputs)
{
    ApWork *work = build->work;
    if (!is_wanted(work, AP_PRODUCT_PDF))
        return TRUE;
    GBytes *appendix = g_hash_table_lookup(outputs, APPENDIX);
    g_autofree char *hash = appendix == NULL ? NULL : ap_digest_bytes(appendix);
    g_autofree char *facts = g_strdup_printf("draft=%d %s", build->options->draft, hash != NULL ? hash : "");
    if (take(build, "report.pdf", facts, outputs))
        return TRUE;
    ap_terminal_progress(_("setting the report…"));
    g_autofree const char **properties =
        ap_provenance_properties(provenance, hash == NULL ? NULL : APPENDIX, hash);
    g_autofree char *stamp = build->options->draft ? ap_provenance_stamp(properties) : NULL;
    const ApReportOptions report = {
        .draft = build->options->draft, .stamp = stamp, .store = work->store, .properties = properties};
    return add(outputs, "report.pdf",
               ap_report_render(work->document, work->template, (const ApChart *const *)work->charts->pdata,
                                work->charts->len, &report, work->problems, &work->error));
}

static gboolean
make_page(const Build *build, GHashTable *outputs)
{
    ApWork *work = build->work;
    gboolean draft = build->options->draft;
    if (!build->options->html && !is_wanted(work, AP_PRODUCT_HTML))
        return ap_html_check(work->template, work->problems);
    if (take(build, "report.html", draft ? "draft" : "", outputs))
        return TRUE;
    ap_terminal_progress(_("writing the page…"));
    return add(outputs, "report.html",
               ap_html_render(work->store, work->document, work->template,
                              (const ApChart *const *)work->charts->pdata, work->charts->len, draft,
                              work->problems, &work->error));
}

/* Without LibreOffice there is a warning instead, and the rest is made. */
static gboolean
make_opendocument(const Build *build, GBytes *workbook, GHashTable *outputs)
{
    ApWork *work = build->work;
    g_autofree char *hash = ap_digest_bytes(workbook);
    if (!is_wanted(work, AP_PRODUCT_ODS) ||
        ap_reuse_take(build->reuse, &(ApMaking){build->folder, OPEN_APPENDIX, FALSE, hash}, outputs))
        return TRUE;
    ap_terminal_progress(_("converting the appendix…"));
    GBytes *converted = ap_opendocument_render(workbook, work->year->outputs[AP_PRODUCT_ODS].place,
                                               work->problems, &work->error);
    g_autofree char *tool = ap_opendocument_tool();
    if (!add(outputs, OPEN_APPENDIX, converted) && tool != NULL)
        ap_reuse_doubt(build->reuse); /* it may have been a bad moment */
    return work->error == NULL;
}

/* The workbook, or NULL with work->error or problems. */
static GBytes *
render_workbook(const Build *build, const ApProvenance *provenance)
{
    ApWork *work = build->work;
    ap_terminal_progress(_("writing the appendix…"));
    return ap_workbook_render(work->store, work->document, work->template, provenance,
                              (const ApChart *const *)work->charts->pdata, work->charts->len, work->problems,
                              &work->error);
}

static gboolean
make_workbooks(const Build *build, const ApProvenance *provenance, GHashTable *outputs)
{
    ApWork *work = build->work;
    gboolean wanted = is_wanted(work, AP_PRODUCT_XLSX);
    if (!wanted && !is_wanted(work, AP_PRODUCT_ODS))
        return TRUE;
    if (!(wanted && take(build, APPENDIX, "", outputs)) &&
        !add(outputs, APPENDIX, render_workbook(build, provenance)))
        return FALSE;
    gboolean made = make_opendocument(build, g_hash_table_lookup(outputs, APPENDIX), outputs);
    if (!wanted)
        g_hash_table_remove(outputs, APPENDIX);
    return made;
}

/* Two figures whose SVG is the same are the same drawing: then the PNG, which takes much longer, is too. */
static gboolean
make_figure(const Build *build, guint index, GHashTable *outputs)
{
    ApWork *work = build->work;
    g_autofree char *svg = ap_figures_name(work, index, AP_FIGURE_FILE_SVG);
    g_autofree char *png = ap_figures_name(work, index, AP_FIGURE_FILE_PNG);
    if (svg == NULL)
        return TRUE;
    if (!ap_figures_add(work, index, AP_FIGURE_FILE_SVG, AP_FIGURES_DPI, outputs))
        return FALSE;
    g_autofree char *hash = ap_digest_bytes(g_hash_table_lookup(outputs, svg));
    return ap_reuse_take(build->reuse, &(ApMaking){build->folder, png, FALSE, hash}, outputs) ||
           ap_figures_add(work, index, AP_FIGURE_FILE_PNG, AP_FIGURES_DPI, outputs);
}

static gboolean
make_figures(const Build *build, GHashTable *outputs)
{
    if (!is_wanted(build->work, AP_PRODUCT_FIGURES))
        return TRUE;
    ap_terminal_progress(_("drawing the figures…"));
    for (guint i = 0; i < build->work->charts->len; i++)
        if (!make_figure(build, i, outputs))
            return FALSE;
    return TRUE;
}

static gboolean
keeps_names(ApWork *work, GHashTable *outputs)
{
    ap_terminal_progress(_("searching the public edition for names…"));
    return ap_leak_check(work->year, outputs, work->problems, &work->error) && !ap_work_failed(work);
}

/* Everything of one edition. */
static gboolean
make_outputs(const Build *build, GHashTable *outputs)
{
    ApWork *work = build->work;
    g_autoptr(GBytes) statistics = ap_statistics_csv(work->store);
    if (is_wanted(work, AP_PRODUCT_STATISTICS)) {
        add(outputs, "statistics.csv", g_bytes_ref(statistics));
        add(outputs, "statistics.json", ap_statistics_json(work->store));
    }
    g_autoptr(ApProvenance) provenance =
        ap_provenance_new(work->year, work->template, statistics, &work->error);
    /* The report carries the hash of the appendix, which is there before it. */
    return provenance != NULL && make_workbooks(build, provenance, outputs) &&
           make_report(build, provenance, outputs) && make_page(build, outputs) &&
           make_figures(build, outputs) && !ap_work_failed(work) &&
           add(outputs, AP_MANIFEST, ap_manifest_render(provenance, work->year->internal, outputs)) &&
           (work->year->internal || keeps_names(work, outputs));
}

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

/* Makes one edition and adds its files to `all`, in the folder of the build. */
static gboolean
make_edition(Build *build, gboolean internal, GHashTable *all)
{
    g_autoptr(GHashTable) outputs = ap_work_outputs_new();
    ap_work_set_edition(build->work, internal);
    if (!ap_work_compose(build->work) || !make_outputs(build, outputs))
        return FALSE;
    tell_changes(build, outputs);
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
    build->folder = INTERNAL_FOLDER;
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

/* Nothing need be made: says so, and again what was said of the inputs. */
static ApExit
stay(const Build *build, const char *warnings, guint count)
{
    ap_terminal_progress(NULL);
    ap_terminal_show(warnings);
    if (build->options->final && *warnings != '\0')
        return refuse_warnings();
    g_autofree char *text =
        g_strdup_printf(_("%s: nothing changed; all %u files were kept\n"), build->out, count);
    return ap_terminal_print(text, strlen(text));
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
    if (publishing.kept > 0)
        g_string_append_printf(text, _("%s: %u of %u files were kept as they were\n"), build->out,
                               publishing.kept, g_hash_table_size(outputs));
    return ap_terminal_print(text->str, text->len);
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
    if (!ap_work_read(all.work) || !ap_work_open_template(all.work) ||
        (all.reuse = ap_reuse_new(all.work, out, asked, &since)) == NULL)
        return ap_work_finish(all.work);
    guint count;
    const char *warnings = ap_reuse_current(all.reuse, &count);
    if (warnings != NULL)
        return stay(&all, warnings, count);
    g_autoptr(GHashTable) outputs = ap_work_outputs_new();
    if (!make_editions(&all, outputs))
        return ap_work_finish(all.work);
    if (options->final && ap_problems_count(all.work->problems) > 0) {
        ap_work_finish(all.work);
        return refuse_warnings();
    }
    return publish(&all, outputs);
}

/* FALSE after a complaint. `name` is NULL if the option was not given. */
static gboolean
read_edition(const char *name, Edition *edition)
{
    static const char *const names[] = {
        [EDITION_PUBLIC] = "public", [EDITION_INTERNAL] = "internal", [EDITION_BOTH] = "both"};
    for (Edition i = EDITION_PUBLIC; name != NULL && i <= EDITION_BOTH; i++)
        if (strcmp(name, names[i]) == 0) {
            *edition = i;
            return TRUE;
        }
    if (name != NULL)
        ap_terminal_complain(_("auditpress build: there is no edition “%s”; take public, internal or both"),
                             name);
    return name == NULL;
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
         N_("make the final report; refused if there is any warning"), NULL},
        {"keep", 0, 0, G_OPTION_ARG_INT, &options.keep,
         N_("keep so many earlier builds beside OUT, as OUT.1 (the last one), OUT.2 and so on"), "N"},
        {"html", 0, 0, G_OPTION_ARG_NONE, &options.html, N_("write the report as a page of HTML, too"), NULL},
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
