/* auditpress check: does everything that a build does but draw and write. */
#include <config.h>

#include "cmd/options.h"
#include "cmd/terminal.h"
#include "cmd/work.h"
#include "render/html/html.h"
#include "render/pdf/report.h"
#include "render/xlsx/workbook.h"

#include <glib/gi18n.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* A file of a year folder beyond 64 MiB is not what an officer meant to put there. */
#define FILE_LIMIT ((gsize)64 << 20)

/* Prints the problems as a list of objects, for machines. */
static ApExit
print_json(ApProblems *problems)
{
    ap_problems_sort(problems);
    json_t *list = json_array();
    for (guint i = 0; i < ap_problems_count(problems); i++) {
        const ApProblem *problem = ap_problems_at(problems, i);
        json_array_append_new(list, json_pack("{sssisissss}", "file", problem->file, "line",
                                              (int)problem->line, "column", (int)problem->column, "severity",
                                              problem->severity == AP_ERROR ? "error" : "warning", "message",
                                              problem->message));
    }
    char *text = json_dumps(list, JSON_INDENT(2));
    json_decref(list);
    g_autofree char *lines = g_strconcat(text, "\n", NULL);
    free(text);
    return ap_terminal_print(lines, strlen(lines));
}

/* What each product of the year would find wrong. */
static void
check_outputs(ApWork *work)
{
    if (work->year->outputs[AP_PRODUCT_XLSX].wanted)
        ap_workbook_check(work->store, work->document, work->template, work->problems);
    ap_html_check(work->template, work->problems);
    if (work->year->outputs[AP_PRODUCT_PDF].wanted)
        ap_report_check(work->document, work->template, (const ApChart *const *)work->charts->pdata,
                        work->charts->len, work->problems, &work->error);
}

static ApExit
check(const char *dir, gboolean json)
{
    g_autoptr(ApWork) work = ap_work_new(dir);
    work->limit = FILE_LIMIT;
    if (ap_work_read(work)) {
        ap_work_reconcile(work);
        if (ap_work_compose(work))
            check_outputs(work);
    }
    if (!json)
        return ap_work_finish(work);
    ap_terminal_progress(NULL);
    ApExit printed = print_json(work->problems);
    return printed != AP_EXIT_DONE ? printed : ap_work_status(work);
}

ApExit
ap_command_check(int argc, char **argv)
{
    g_autofree char *format = NULL;
    g_auto(GStrv) arguments = NULL;
    const GOptionEntry entries[] = {
        {"format", 0, 0, G_OPTION_ARG_STRING, &format,
         N_("text (default; on standard error) or json (on standard output)"), "FORMAT"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    ApExit status;
    if (!ap_options_parse(argc, argv, entries, "[DIR]",
                          _("Reads and reconciles a year folder and writes nothing."), &status))
        return status;
    const char *dir = ap_options_dir("check", arguments);
    gboolean json = g_strcmp0(format, "json") == 0;
    gboolean known = json || format == NULL || strcmp(format, "text") == 0;
    if (!known)
        ap_terminal_complain(_("auditpress check: there is no format “%s”; take text or json"), format);
    return dir != NULL && known ? check(dir, json) : AP_EXIT_USAGE;
}
