/* The steps that the commands share, each from what the former made. */
#include <config.h>

#include "charts/font_map.h"
#include "cmd/paths.h"
#include "cmd/terminal.h"
#include "cmd/work.h"
#include "document/assemble.h"
#include "render/manifest.h"
#include "render/output.h"
#include "render/seal.h"
#include "scores/consistency.h"
#include "scores/reconcile.h"

#include <glib/gi18n.h>
#include <string.h>

ApWork *
ap_work_new(const char *dir)
{
    ApWork *work = g_new0(ApWork, 1);
    work->dir = dir;
    work->problems = ap_problems_new();
    work->digests = ap_digests_new();
    return work;
}

/* Forgets what was composed. */
static void
decompose(ApWork *work)
{
    g_clear_pointer(&work->charts, g_ptr_array_unref);
    g_clear_pointer(&work->document, ap_document_free);
}

void
ap_work_free(ApWork *work)
{
    if (work == NULL)
        return;
    decompose(work);
    ap_inputs_free(work->inputs);
    ap_digests_free(work->digests);
    ap_chart_style_free(work->chart_style);
    ap_template_free(work->template);
    ap_store_free(work->store);
    ap_year_free(work->year);
    g_clear_error(&work->error);
    ap_timings_free(work->timings);
    ap_problems_free(work->problems);
    g_free(work);
}

gboolean
ap_work_failed(const ApWork *work)
{
    return work->error != NULL || ap_problems_count_errors(work->problems) > 0;
}

void
ap_work_begin(ApWork *work, const char *what)
{
    ap_terminal_progress(what);
    ap_timings_begin(work->timings, what);
}

gboolean
ap_work_read(ApWork *work)
{
    ap_work_begin(work, _("reading the year folder…"));
    work->year = ap_year_load_within(work->dir, work->limit, work->problems, &work->error);
    if (work->year == NULL)
        return FALSE;
    work->store = ap_store_new(work->year);
    return TRUE;
}

static GPtrArray *
lay_out_charts(ApWork *work)
{
    GPtrArray *charts = g_ptr_array_new_with_free_func((GDestroyNotify)ap_chart_free);
    for (guint i = 0; i < work->year->figures->len; i++) {
        ApChart *chart = ap_chart_new(work->store, i, work->chart_style);
        ap_chart_check_glyphs(chart, work->problems);
        g_ptr_array_add(charts, chart);
    }
    return charts;
}

gboolean
ap_work_reconcile(ApWork *work)
{
    ap_reconcile(work->store, work->problems);
    ap_consistency_check(work->store, work->problems);
    return ap_problems_count_errors(work->problems) == 0;
}

void
ap_work_set_edition(ApWork *work, gboolean internal)
{
    decompose(work);
    work->year->internal = internal;
}

void
ap_work_set_template(ApWork *work, const char *name)
{
    decompose(work);
    g_free(work->year->template_name);
    work->year->template_name = g_strdup(name);
}

gboolean
ap_work_open_template(ApWork *work)
{
    g_autofree char *templates = ap_paths_templates_dir();
    if (work->template == NULL)
        work->template = ap_template_load(work->year, templates, work->problems, &work->error);
    return work->template != NULL;
}

gboolean
ap_work_hash_inputs(ApWork *work)
{
    if (ap_work_open_template(work) && work->inputs == NULL)
        work->inputs = ap_inputs_new(work->year, work->template, &work->error);
    return work->inputs != NULL;
}

gboolean
ap_work_prepare_fonts(ApWork *work)
{
    if (!work->has_fonts)
        work->has_fonts = ap_font_map_prepare();
    if (!work->has_fonts)
        g_set_error(&work->error, G_IO_ERROR, G_IO_ERROR_FAILED,
                    _("fontconfig cannot read how it is set up"));
    return work->has_fonts;
}

gboolean
ap_work_style(ApWork *work)
{
    if (ap_work_open_template(work) && work->chart_style == NULL && ap_work_prepare_fonts(work))
        work->chart_style = ap_chart_style_new(ap_template_style(work->template), work->problems);
    return work->chart_style != NULL;
}

gboolean
ap_work_compose(ApWork *work)
{
    ap_work_begin(work, _("composing the text…"));
    if (!ap_work_style(work))
        return FALSE;
    work->document = ap_document_assemble(work->store, work->template, work->problems);
    if (work->document == NULL)
        return FALSE;
    work->charts = lay_out_charts(work);
    return !ap_work_failed(work);
}

/* By name, but each build.json last: where it stands, all that it vouches for stands. */
static gint
compare_outputs(gconstpointer a, gconstpointer b)
{
    gboolean first_is_manifest = g_str_has_suffix(a, AP_MANIFEST);
    gboolean second_is_manifest = g_str_has_suffix(b, AP_MANIFEST);
    return first_is_manifest != second_is_manifest ? (first_is_manifest ? 1 : -1) : strcmp(a, b);
}

GHashTable *
ap_work_outputs_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_bytes_unref);
}

gboolean
ap_work_is_sealed(const char *command, const char *out)
{
    if (!ap_seal_exists(out))
        return FALSE;
    ap_terminal_complain(
        _("auditpress %s: %s holds a final report, which is sealed; write to another folder, or "
          "move that one away"),
        command, out);
    return TRUE;
}

static void
add_all(ApOutput *output, GHashTable *files)
{
    g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(files), compare_outputs);
    for (GList *name = names; name != NULL; name = name->next)
        ap_output_add(output, name->data, g_hash_table_lookup(files, name->data));
}

static void
retire_all(ApOutput *output, const GPtrArray *names)
{
    for (guint i = 0; i < names->len; i++)
        ap_output_retire(output, g_ptr_array_index(names, i));
}

static void
tell_waiting(const char *dir)
{
    ap_terminal_complain(_("auditpress: another one is writing to %s; waiting until that ends"), dir);
}

gboolean
ap_work_publish(ApWork *work, GHashTable *outputs, const char *out, ApPublishing *how)
{
    ApPublishing usual = {0};
    how = how != NULL ? how : &usual;
    ap_work_begin(work, _("publishing…"));
    g_autoptr(ApOutput) output = ap_output_new(out);
    g_autoptr(GPtrArray) stale = ap_manifest_stale(out, outputs);
    add_all(output, outputs);
    if (how->pages != NULL)
        add_all(output, how->pages);
    retire_all(output, stale);
    if (how->retired != NULL)
        retire_all(output, how->retired);
    ap_output_set_waiter(output, tell_waiting);
    if (how->keep > 0)
        ap_output_set_keep(output, how->keep, AP_MANIFEST);
    if (how->note != NULL)
        ap_output_set_note(output, how->note);
    if (!ap_output_publish(output, &work->error))
        return FALSE;
    GHashTableIter iter;
    gpointer name;
    g_hash_table_iter_init(&iter, outputs);
    while (g_hash_table_iter_next(&iter, &name, NULL))
        how->kept += ap_output_was_there(output, name) ? 1 : 0;
    return TRUE;
}

ApExit
ap_work_status(const ApWork *work)
{
    if (work->error != NULL) {
        ap_terminal_complain("auditpress: %s", work->error->message);
        return AP_EXIT_SYSTEM;
    }
    return ap_problems_count_errors(work->problems) > 0 ? AP_EXIT_INPUT : AP_EXIT_DONE;
}

ApExit
ap_work_finish(ApWork *work)
{
    ap_terminal_progress(NULL);
    ap_terminal_show_problems(work->problems);
    return ap_work_status(work);
}
