/* auditpress build: makes the report, the appendix, the figures and the statistics, and publishes them
 * together. */
#include <config.h>

#include "cmd/figures.h"
#include "cmd/options.h"
#include "cmd/terminal.h"
#include "cmd/work.h"
#include "render/manifest.h"
#include "render/pdf/report.h"
#include "render/statistics.h"
#include "render/xlsx/workbook.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
    char *out; /* NULL: DIR/out */
    gboolean draft;
    gboolean final;
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
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    for (; *properties; properties++)
        g_checksum_update(checksum, (const guchar *)*properties, (gssize)strlen(*properties) + 1);
    return g_strdup_printf("%s · %.12s", PACKAGE_STRING, g_checksum_get_string(checksum));
}

static gboolean
make_report(ApWork *work, const Options *options, const ApProvenance *provenance, GHashTable *outputs)
{
    ap_terminal_progress(_("setting the report…"));
    g_autofree const char **properties = ap_provenance_properties(provenance);
    g_autofree char *stamp = options->draft ? make_stamp(properties) : NULL;
    const ApReportOptions report = {
        .draft = options->draft, .stamp = stamp, .store = work->store, .properties = properties};
    return add(outputs, "report.pdf",
               ap_report_render(work->document, work->template, (const ApChart *const *)work->charts->pdata,
                                work->charts->len, &report, work->problems, &work->error));
}

static gboolean
make_workbook(ApWork *work, const ApProvenance *provenance, GHashTable *outputs)
{
    ap_terminal_progress(_("writing the appendix…"));
    return add(outputs, "appendix.xlsx",
               ap_workbook_render(work->store, work->document, work->template, provenance,
                                  (const ApChart *const *)work->charts->pdata, work->charts->len,
                                  work->problems, &work->error));
}

static gboolean
make_figures(ApWork *work, GHashTable *outputs)
{
    ap_terminal_progress(_("drawing the figures…"));
    for (guint i = 0; i < work->charts->len; i++)
        if (!ap_figures_add(work, i, AP_FIGURE_FILE_SVG, AP_FIGURES_DPI, outputs) ||
            !ap_figures_add(work, i, AP_FIGURE_FILE_PNG, AP_FIGURES_DPI, outputs))
            return FALSE;
    return TRUE;
}

static gboolean
make_outputs(ApWork *work, const Options *options, GHashTable *outputs)
{
    GBytes *statistics = ap_statistics_csv(work->store);
    add(outputs, "statistics.csv", statistics);
    add(outputs, "statistics.json", ap_statistics_json(work->store));
    g_autoptr(ApProvenance) provenance =
        ap_provenance_new(work->year, work->template, statistics, &work->error);
    return provenance != NULL && make_report(work, options, provenance, outputs) &&
           make_workbook(work, provenance, outputs) && make_figures(work, outputs) && !ap_work_failed(work) &&
           add(outputs, "build.json", ap_manifest_render(provenance, outputs));
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

static ApExit
build(const char *dir, const Options *options)
{
    g_autoptr(ApWork) work = ap_work_new(dir);
    g_autoptr(GHashTable) outputs =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
    if (!ap_work_read(work) || !ap_work_reconcile(work) || !ap_work_compose(work) ||
        !make_outputs(work, options, outputs))
        return ap_work_finish(work);
    if (options->final && refuse_warnings(work)) {
        ap_work_finish(work);
        return AP_EXIT_INPUT;
    }
    g_autofree char *out = options->out != NULL ? g_strdup(options->out) : g_build_filename(dir, "out", NULL);
    ap_work_publish(work, outputs, out);
    return ap_work_finish(work);
}

ApExit
ap_command_build(int argc, char **argv)
{
    Options options = {0};
    g_auto(GStrv) arguments = NULL;
    const GOptionEntry entries[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options.out,
         N_("the folder to write to (default: DIR/out)"), "OUT"},
        {"draft", 0, 0, G_OPTION_ARG_NONE, &options.draft, N_("mark every page as a draft"), NULL},
        {"final", 0, 0, G_OPTION_ARG_NONE, &options.final,
         N_("make the final report; refused if there is any warning"), NULL},
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
    status = dir == NULL || (options.draft && options.final) ? AP_EXIT_USAGE : build(dir, &options);
    g_free(options.out);
    return status;
}
