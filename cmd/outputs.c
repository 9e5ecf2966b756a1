/* Each output from what it is made from, if that changed; the others are taken over. */
#include <config.h>

#include "cmd/outputs.h"

#include "cmd/figures.h"
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
take(const ApMake *make, const char *name, const char *facts, GHashTable *outputs)
{
    g_autofree char *all = g_strconcat(make->work->year->internal ? "internal " : "public ", facts, NULL);
    return ap_reuse_take(make->reuse, &(ApMaking){make->folder, name, TRUE, all}, outputs);
}

static gboolean
make_report(const ApMake *make, const ApProvenance *provenance, GHashTable *outputs)
{
    ApWork *work = make->work;
    if (!is_wanted(work, AP_PRODUCT_PDF))
        return TRUE;
    GBytes *appendix = g_hash_table_lookup(outputs, APPENDIX);
    const char *hash = appendix == NULL ? NULL : ap_digests_of(work->digests, appendix);
    g_autofree char *facts = g_strdup_printf("draft=%d %s", make->draft, hash != NULL ? hash : "");
    if (take(make, "report.pdf", facts, outputs))
        return TRUE;
    ap_work_begin(work, _("setting the report…"));
    g_autofree const char **properties =
        ap_provenance_properties(provenance, hash == NULL ? NULL : APPENDIX, hash);
    g_autofree char *stamp = make->draft ? ap_provenance_stamp(properties) : NULL;
    const ApReportOptions report = {
        .draft = make->draft, .stamp = stamp, .store = work->store, .properties = properties};
    return add(outputs, "report.pdf",
               ap_report_render(work->document, work->template, (const ApChart *const *)work->charts->pdata,
                                work->charts->len, &report, work->problems, &work->error));
}

static gboolean
make_page(const ApMake *make, GHashTable *outputs)
{
    ApWork *work = make->work;
    gboolean draft = make->draft;
    if (!make->html && !is_wanted(work, AP_PRODUCT_HTML))
        return ap_html_check(work->template, work->problems);
    if (take(make, "report.html", draft ? "draft" : "", outputs))
        return TRUE;
    ap_work_begin(work, _("writing the page…"));
    return add(outputs, "report.html",
               ap_html_render(work->store, work->document, work->template,
                              (const ApChart *const *)work->charts->pdata, work->charts->len, draft,
                              work->problems, &work->error));
}

/* Without LibreOffice there is a warning instead, and the rest is made. */
static gboolean
make_opendocument(const ApMake *make, GBytes *workbook, GHashTable *outputs)
{
    ApWork *work = make->work;
    if (!is_wanted(work, AP_PRODUCT_ODS))
        return TRUE;
    const char *hash = ap_digests_of(work->digests, workbook);
    if (ap_reuse_take(make->reuse, &(ApMaking){make->folder, OPEN_APPENDIX, FALSE, hash}, outputs))
        return TRUE;
    ap_work_begin(work, _("converting the appendix…"));
    GBytes *converted = ap_opendocument_render(workbook, work->year->outputs[AP_PRODUCT_ODS].place,
                                               work->problems, &work->error);
    g_autofree char *tool = ap_opendocument_tool();
    if (!add(outputs, OPEN_APPENDIX, converted) && tool != NULL)
        ap_reuse_doubt(make->reuse); /* it may have been a bad moment */
    return work->error == NULL;
}

/* The workbook, or NULL with work->error or problems. */
static GBytes *
render_workbook(const ApMake *make, const ApProvenance *provenance)
{
    ApWork *work = make->work;
    ap_work_begin(work, _("writing the appendix…"));
    return ap_workbook_render(work->store, work->document, work->template, provenance,
                              (const ApChart *const *)work->charts->pdata, work->charts->len, work->problems,
                              &work->error);
}

static gboolean
make_workbooks(const ApMake *make, const ApProvenance *provenance, GHashTable *outputs)
{
    ApWork *work = make->work;
    gboolean wanted = is_wanted(work, AP_PRODUCT_XLSX);
    if (!wanted && !is_wanted(work, AP_PRODUCT_ODS))
        return TRUE;
    if (!(wanted && take(make, APPENDIX, "", outputs)) &&
        !add(outputs, APPENDIX, render_workbook(make, provenance)))
        return FALSE;
    gboolean made = make_opendocument(make, g_hash_table_lookup(outputs, APPENDIX), outputs);
    if (!wanted)
        g_hash_table_remove(outputs, APPENDIX);
    return made;
}

/* Two figures whose SVG is the same are the same drawing: then the PNG, which takes much longer, is too. */
static gboolean
make_figure(const ApMake *make, guint index, GHashTable *outputs)
{
    ApWork *work = make->work;
    g_autofree char *svg = ap_figures_name(work, index, AP_FIGURE_FILE_SVG);
    g_autofree char *png = ap_figures_name(work, index, AP_FIGURE_FILE_PNG);
    if (svg == NULL)
        return TRUE;
    if (!ap_figures_add(work, index, AP_FIGURE_FILE_SVG, AP_FIGURES_DPI, outputs))
        return FALSE;
    const char *hash = ap_digests_of(work->digests, g_hash_table_lookup(outputs, svg));
    return ap_reuse_take(make->reuse, &(ApMaking){make->folder, png, FALSE, hash}, outputs) ||
           ap_figures_add(work, index, AP_FIGURE_FILE_PNG, AP_FIGURES_DPI, outputs);
}

static gboolean
make_figures(const ApMake *make, GHashTable *outputs)
{
    if (!is_wanted(make->work, AP_PRODUCT_FIGURES))
        return TRUE;
    ap_work_begin(make->work, _("drawing the figures…"));
    for (guint i = 0; i < make->work->charts->len; i++)
        if (!make_figure(make, i, outputs))
            return FALSE;
    return TRUE;
}

static gboolean
keeps_names(ApWork *work, GHashTable *outputs)
{
    ap_work_begin(work, _("searching the public edition for names…"));
    return ap_leak_check(work->year, outputs, work->problems, &work->error) && !ap_work_failed(work);
}

gboolean
ap_outputs_make(const ApMake *make, GHashTable *outputs)
{
    ApWork *work = make->work;
    g_autoptr(GBytes) statistics = ap_statistics_csv(work->store);
    if (is_wanted(work, AP_PRODUCT_STATISTICS)) {
        add(outputs, "statistics.csv", g_bytes_ref(statistics));
        add(outputs, "statistics.json", ap_statistics_json(work->store));
    }
    if (!ap_work_hash_inputs(work))
        return FALSE;
    g_autoptr(ApProvenance) provenance =
        ap_provenance_new(work->inputs, work->year, statistics, &work->error);
    /* The report carries the hash of the appendix, which is there before it. */
    return provenance != NULL && make_workbooks(make, provenance, outputs) &&
           make_report(make, provenance, outputs) && make_page(make, outputs) &&
           make_figures(make, outputs) && !ap_work_failed(work) &&
           add(outputs, AP_MANIFEST,
               ap_manifest_render(provenance, work->year->internal, outputs, work->digests)) &&
           (work->year->internal || keeps_names(work, outputs));
}
