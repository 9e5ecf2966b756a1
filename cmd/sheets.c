/* build --participants: what the sheets share is made once, the first sheet here, the others in worker
 * processes, which see what is there and send back the bytes; then all are published together. */
#include <config.h>

#include "cmd/sheets.h"

#include "cmd/choice.h"
#include "cmd/crew.h"
#include "cmd/terminal.h"
#include "cmd/work.h"
#include "document/sheets.h"
#include "render/leak.h"
#include "render/manifest.h"
#include "render/pdf/report.h"
#include "render/sheet_names.h"
#include "render/statistics.h"

#include <glib/gi18n.h>
#include <string.h>

#define COMMAND "auditpress build"
#define SHEET "sheet"
#define REPORT_INTERVAL (G_USEC_PER_SEC / 10) /* of the progress line */

typedef struct {
    ApWork *work;
    const ApSheetsOptions *options;
    GArray *chosen;   /* guint: participants */
    GPtrArray *names; /* char *: files by participant */
    ApSheets *sheets;
    ApPress *press;
    ApProvenance *provenance;
    const char **properties;
    char *stamp;
    guint n_workers;
    GHashTable *outputs; /* what was made */
    gint64 started, shown;
} Job;

static void
job_clear(Job *job)
{
    g_clear_pointer(&job->chosen, g_array_unref);
    g_clear_pointer(&job->names, g_ptr_array_unref);
    ap_sheets_free(job->sheets);
    ap_press_free(job->press);
    g_clear_pointer(&job->provenance, ap_provenance_free);
    g_free(job->properties);
    g_free(job->stamp);
    g_clear_pointer(&job->outputs, g_hash_table_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Job, job_clear)

/* ---- One sheet. ---- */

static GPtrArray *
draw_charts(const Job *job, const ApResultsSheet *sheet)
{
    GPtrArray *charts = g_ptr_array_new_with_free_func((GDestroyNotify)ap_chart_free);
    for (guint i = 0; i < sheet->figures->len; i++) {
        ApChart *chart =
            ap_chart_new_of(job->work->store, g_ptr_array_index(sheet->figures, i), job->work->chart_style);
        ap_chart_check_glyphs(chart, job->work->problems);
        g_ptr_array_add(charts, chart);
    }
    return charts;
}

/* NULL with problems or work->error. */
static GBytes *
make_sheet(const Job *job, guint participant)
{
    g_autoptr(ApResultsSheet) sheet = ap_sheets_assemble(job->sheets, participant);
    if (sheet == NULL)
        return NULL;
    g_autoptr(GPtrArray) charts = draw_charts(job, sheet);
    const ApReportOptions report = {.draft = job->options->draft,
                                    .stamp = job->stamp,
                                    .store = job->work->store,
                                    .properties = job->properties};
    return ap_press_print(job->press, sheet->document, (const ApChart *const *)charts->pdata, charts->len,
                          &report, job->work->problems, &job->work->error);
}

static const char *
name_of(const Job *job, guint participant)
{
    return g_ptr_array_index(job->names, participant);
}

/* FALSE with problems or work->error. */
static gboolean
add_sheet(const Job *job, guint participant, GHashTable *outputs)
{
    GBytes *bytes = make_sheet(job, participant);
    if (bytes != NULL)
        g_hash_table_insert(outputs, g_strdup(name_of(job, participant)), bytes);
    return bytes != NULL;
}

static void
search_names(ApWork *work, GHashTable *outputs)
{
    if (!work->year->internal && !ap_work_failed(work))
        ap_leak_check(work->year, outputs, work->problems, &work->error);
}

/* ---- Many. ---- */

/* A worker's share: every n-th of the chosen, from the second on. All are tried, so that all problems are
 * told at once; after a failure of the system there is no sense in that. */
static void
work_share(guint task, ApWire *wire, gpointer data)
{
    Job *job = data;
    g_autoptr(GHashTable) outputs = ap_work_outputs_new();
    for (guint i = 1 + task; i < job->chosen->len && job->work->error == NULL; i += job->n_workers) {
        guint participant = g_array_index(job->chosen, guint, i);
        if (!add_sheet(job, participant, outputs))
            continue;
        GBytes *bytes = g_hash_table_lookup(outputs, name_of(job, participant));
        ap_wire_send(wire, SHEET,
                     g_variant_new("(s@ay)", name_of(job, participant),
                                   g_variant_new_from_bytes(G_VARIANT_TYPE_BYTESTRING, bytes, TRUE)));
    }
    search_names(job->work, outputs);
    ap_wire_send_trouble(wire, job->work->problems, job->work->error);
}

/* One line that tells how many sheets there are and how long the rest will take. */
static void
show_progress(Job *job)
{
    gint64 now = g_get_monotonic_time();
    guint n = g_hash_table_size(job->outputs);
    if (now - job->shown < REPORT_INTERVAL)
        return;
    job->shown = now;
    double left = (double)(now - job->started) / n * (job->chosen->len - n) / G_USEC_PER_SEC;
    g_autofree char *line =
        g_strdup_printf(_("sheet %u of %u, about %.0f s left"), n, job->chosen->len, left);
    ap_terminal_progress(line);
}

static void
take_message(guint task, const char *name, GVariant *body, gpointer data)
{
    Job *job = data;
    (void)task;
    if (strcmp(name, SHEET) != 0) {
        ap_crew_take_trouble(name, body, job->work->problems, &job->work->error);
        return;
    }
    const char *file;
    g_autoptr(GVariant) bytes = NULL;
    g_variant_get(body, "(&s@ay)", &file, &bytes);
    g_hash_table_insert(job->outputs, g_strdup(file), g_variant_get_data_as_bytes(bytes));
    show_progress(job);
}

static void
note_end(guint task, const GError *error, gpointer data)
{
    Job *job = data;
    (void)task;
    if (error != NULL && job->work->error == NULL)
        job->work->error = g_error_copy(error);
}

/* The first sheet is made here: what it reads of fonts and texts the workers then need not read again, and
 * what is wrong with all sheets is told once. */
static gboolean
make_sheets(Job *job)
{
    const ApCrew crew = {work_share, take_message, note_end, job};
    job->outputs = ap_work_outputs_new();
    job->started = g_get_monotonic_time();
    if (!add_sheet(job, g_array_index(job->chosen, guint, 0), job->outputs))
        return FALSE;
    search_names(job->work, job->outputs);
    if (ap_work_failed(job->work))
        return FALSE;
    guint processors = job->options->jobs > 0 ? job->options->jobs : g_get_num_processors();
    job->n_workers = MIN(processors, job->chosen->len - 1);
    return ap_crew_run(&crew, job->n_workers, job->n_workers, &job->work->error) &&
           !ap_work_failed(job->work);
}

/* What all sheets share. FALSE with problems or work->error. */
static gboolean
prepare(Job *job)
{
    ApWork *work = job->work;
    ap_work_set_template(work, AP_SHEETS_TEMPLATE);
    if (!ap_work_style(work))
        return FALSE;
    job->names = ap_sheet_names(work->year);
    job->sheets = ap_sheets_new(work->store, work->template, work->problems);
    job->press = job->sheets != NULL ? ap_press_new(work->template, work->problems) : NULL;
    if (job->press == NULL)
        return FALSE;
    g_autoptr(GBytes) statistics = ap_statistics_csv(work->store);
    if (ap_work_hash_inputs(work))
        job->provenance = ap_provenance_new(work->inputs, work->year, statistics, &work->error);
    if (job->provenance == NULL)
        return FALSE;
    job->properties = ap_provenance_properties(job->provenance, NULL, NULL);
    job->stamp = job->options->draft ? ap_provenance_stamp(job->properties) : NULL;
    return TRUE;
}

/* FALSE after a complaint if the folder is that of a report, whose build.json the sheets' would replace. */
static gboolean
is_free(const char *out)
{
    g_autofree char *report = g_build_filename(out, "report.pdf", NULL);
    if (!g_file_test(report, G_FILE_TEST_EXISTS))
        return TRUE;
    ap_terminal_complain(_("auditpress build: %s holds a report; name another folder for the sheets"), out);
    return FALSE;
}

static ApExit
publish(Job *job, const char *out)
{
    ApWork *work = job->work;
    if (job->options->final && ap_problems_count(work->problems) > 0) {
        ap_work_finish(work);
        ap_terminal_complain(_("auditpress build: a final report allows no warning; correct them first "
                               "(nothing was written)"));
        return AP_EXIT_INPUT;
    }
    g_hash_table_insert(
        job->outputs, g_strdup(AP_MANIFEST),
        ap_manifest_render(job->provenance, work->year->internal, job->outputs, work->digests));
    ap_work_publish(work, job->outputs, out, NULL);
    return ap_work_finish(work);
}

ApExit
ap_sheets_build(const char *dir, const ApSheetsOptions *options)
{
    g_autoptr(ApWork) work = ap_work_new(dir);
    g_auto(Job) job = {.work = work, .options = options};
    g_autofree char *out =
        options->out != NULL ? g_strdup(options->out) : g_build_filename(dir, "sheets", NULL);
    if (!is_free(out))
        return AP_EXIT_USAGE;
    if (!ap_work_read(work) || !ap_work_reconcile(work))
        return ap_work_finish(work);
    if (options->internal || options->public)
        ap_work_set_edition(work, options->internal);
    job.chosen = ap_choice_read(COMMAND, work->year, options->only);
    if (job.chosen == NULL)
        return AP_EXIT_USAGE;
    if (!prepare(&job) || !make_sheets(&job))
        return ap_work_finish(work);
    return publish(&job, out);
}
