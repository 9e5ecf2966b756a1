/* auditpress build: makes the report, the appendix, the figures and the statistics, and publishes them
 * together. */
#include <config.h>

#include "cmd/figures.h"
#include "cmd/options.h"
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
#define INTERNAL_FOLDER "internal" /* beside the public edition, where both are made */

/* Which editions are made: that of report.yaml unless the command line says. */
typedef enum { EDITION_PLANNED, EDITION_PUBLIC, EDITION_INTERNAL, EDITION_BOTH } Edition;

typedef struct {
    char *out; /* NULL: DIR/out */
    Edition edition;
    gboolean draft;
    gboolean final;
    gboolean html;
} Options;

/* Takes `bytes` into `outputs` under `name`; FALSE if it is NULL, because its maker failed. */
static gboolean
add(GHashTable *outputs, const char *name, GBytes *bytes)
{
    if (bytes == NULL)
        return FALSE;
    g_hash_table_insert(outputs, g_strdup(name), bytes);
    return TRUE;
}

/* What a draft says at its feet: the program and a hash of all that it was made from, so that two printed
 * drafts can be told apart and found again. */
static char *
make_stamp(const char *const *properties)
{
    g_autoptr(GString) all = g_string_new(NULL);
    for (; *properties; properties++)
        g_string_append_len(all, *properties, (gssize)strlen(*properties) + 1);
    g_autofree char *digest = ap_digest(all->str, all->len);
    return g_strdup_printf("%s · %.12s", PACKAGE_STRING, digest);
}

static gboolean
is_wanted(const ApWork *work, ApProduct product)
{
    return work->year->outputs[product].wanted;
}

static gboolean
make_report(ApWork *work, const Options *options, const ApProvenance *provenance, GHashTable *outputs)
{
    if (!is_wanted(work, AP_PRODUCT_PDF))
        return TRUE;
    ap_terminal_progress(_("setting the report…"));
    GBytes *appendix = g_hash_table_lookup(outputs, APPENDIX);
    g_autofree char *hash = appendix == NULL ? NULL : ap_digest_bytes(appendix);
    g_autofree const char **properties =
        ap_provenance_properties(provenance, hash == NULL ? NULL : APPENDIX, hash);
    g_autofree char *stamp = options->draft ? make_stamp(properties) : NULL;
    const ApReportOptions report = {
        .draft = options->draft, .stamp = stamp, .store = work->store, .properties = properties};
    return add(outputs, "report.pdf",
               ap_report_render(work->document, work->template, (const ApChart *const *)work->charts->pdata,
                                work->charts->len, &report, work->problems, &work->error));
}

static gboolean
make_page(ApWork *work, const Options *options, GHashTable *outputs)
{
    if (!options->html && !is_wanted(work, AP_PRODUCT_HTML))
        return TRUE;
    ap_terminal_progress(_("writing the page…"));
    return add(outputs, "report.html",
               ap_html_render(work->store, work->document, work->template,
                              (const ApChart *const *)work->charts->pdata, work->charts->len, options->draft,
                              work->problems, &work->error));
}

/* Without LibreOffice there is a warning instead, and the rest is made. */
static gboolean
make_opendocument(ApWork *work, GBytes *workbook, GHashTable *outputs)
{
    if (!is_wanted(work, AP_PRODUCT_ODS))
        return TRUE;
    ap_terminal_progress(_("converting the appendix…"));
    GBytes *converted = ap_opendocument_render(workbook, work->year->outputs[AP_PRODUCT_ODS].place,
                                               work->problems, &work->error);
    add(outputs, "appendix.ods", converted);
    return work->error == NULL;
}

static gboolean
make_workbooks(ApWork *work, const ApProvenance *provenance, GHashTable *outputs)
{
    if (!is_wanted(work, AP_PRODUCT_XLSX) && !is_wanted(work, AP_PRODUCT_ODS))
        return TRUE;
    ap_terminal_progress(_("writing the appendix…"));
    g_autoptr(GBytes) workbook = ap_workbook_render(work->store, work->document, work->template, provenance,
                                                    (const ApChart *const *)work->charts->pdata,
                                                    work->charts->len, work->problems, &work->error);
    if (workbook == NULL)
        return FALSE;
    if (is_wanted(work, AP_PRODUCT_XLSX))
        add(outputs, APPENDIX, g_bytes_ref(workbook));
    return make_opendocument(work, workbook, outputs);
}

static gboolean
make_figures(ApWork *work, GHashTable *outputs)
{
    if (!is_wanted(work, AP_PRODUCT_FIGURES))
        return TRUE;
    ap_terminal_progress(_("drawing the figures…"));
    for (guint i = 0; i < work->charts->len; i++)
        if (!ap_figures_add(work, i, AP_FIGURE_FILE_SVG, AP_FIGURES_DPI, outputs) ||
            !ap_figures_add(work, i, AP_FIGURE_FILE_PNG, AP_FIGURES_DPI, outputs))
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
make_outputs(ApWork *work, const Options *options, GHashTable *outputs)
{
    g_autoptr(GBytes) statistics = ap_statistics_csv(work->store);
    if (is_wanted(work, AP_PRODUCT_STATISTICS)) {
        add(outputs, "statistics.csv", g_bytes_ref(statistics));
        add(outputs, "statistics.json", ap_statistics_json(work->store));
    }
    g_autoptr(ApProvenance) provenance =
        ap_provenance_new(work->year, work->template, statistics, &work->error);
    /* The report carries the hash of the appendix, which is there before it. */
    return provenance != NULL && make_workbooks(work, provenance, outputs) &&
           make_report(work, options, provenance, outputs) && make_page(work, options, outputs) &&
           make_figures(work, outputs) && !ap_work_failed(work) &&
           add(outputs, AP_MANIFEST, ap_manifest_render(provenance, outputs)) &&
           (work->year->internal || keeps_names(work, outputs));
}

/* A final report stands on input without a single warning. */
static gboolean
refuse_warnings(const ApWork *work)
{
    if (ap_problems_count(work->problems) == 0)
        return FALSE;
    ap_terminal_complain(
        _("auditpress build: a final report allows no warning; correct them first (nothing was written)"));
    return TRUE;
}

/* Makes one edition and adds its files to `all`, in the folder `folder` ("": where the report goes). */
static gboolean
make_edition(ApWork *work, const Options *options, gboolean internal, const char *folder, GHashTable *all)
{
    g_autoptr(GHashTable) outputs = ap_work_outputs_new();
    ap_work_set_edition(work, internal);
    if (!ap_work_compose(work) || !make_outputs(work, options, outputs))
        return FALSE;
    GHashTableIter iter;
    gpointer name, bytes;
    g_hash_table_iter_init(&iter, outputs);
    while (g_hash_table_iter_next(&iter, &name, &bytes))
        g_hash_table_insert(all, g_build_filename(folder, name, NULL), g_bytes_ref(bytes));
    return TRUE;
}

static gboolean
make_editions(ApWork *work, const Options *options, GHashTable *all)
{
    if (!ap_work_read(work) || !ap_work_reconcile(work))
        return FALSE;
    if (options->edition == EDITION_BOTH)
        return make_edition(work, options, FALSE, "", all) &&
               make_edition(work, options, TRUE, INTERNAL_FOLDER, all);
    gboolean internal =
        options->edition == EDITION_PLANNED ? work->year->internal : options->edition == EDITION_INTERNAL;
    return make_edition(work, options, internal, "", all);
}

static ApExit
build(const char *dir, const Options *options)
{
    g_autoptr(ApWork) work = ap_work_new(dir);
    g_autoptr(GHashTable) outputs = ap_work_outputs_new();
    if (!make_editions(work, options, outputs))
        return ap_work_finish(work);
    if (options->final && refuse_warnings(work)) {
        ap_work_finish(work);
        return AP_EXIT_INPUT;
    }
    g_autofree char *out = options->out != NULL ? g_strdup(options->out) : g_build_filename(dir, "out", NULL);
    ap_work_publish(work, outputs, out);
    return ap_work_finish(work);
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

ApExit
ap_command_build(int argc, char **argv)
{
    Options options = {0};
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
        {"html", 0, 0, G_OPTION_ARG_NONE, &options.html, N_("write the report as a page of HTML, too"), NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    ApExit status;
    if (!ap_options_parse(argc, argv, entries, "[DIR]",
                          _("Makes the report, the appendix, the figures and the statistics."), &status))
        return status;
    const char *dir = ap_options_dir("build", arguments);
    if (options.draft && options.final)
        ap_terminal_complain(_("auditpress build: a report is a draft or final, not both"));
    gboolean right =
        read_edition(edition, &options.edition) && dir != NULL && !(options.draft && options.final);
    status = right ? build(dir, &options) : AP_EXIT_USAGE;
    g_free(options.out);
    return status;
}
