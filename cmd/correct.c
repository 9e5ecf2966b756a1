/* auditpress correct: appends a checked row to corrections.csv. */
#include <config.h>

#include "cmd/options.h"
#include "cmd/terminal.h"
#include "cmd/work.h"
#include "scores/correct.h"
#include "scores/reconcile.h"

#include <glib/gi18n.h>
#include <string.h>

/* The day of the correction, if the user names none: today by the local calendar. */
static char *
today(void)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_local();
    return g_date_time_format(now, "%Y-%m-%d");
}

/* Published figures that no longer hold are told, not refused: what was published before a correction is what
 * an erratum is for. */
static void
tell_reconciliation(ApWork *work)
{
    g_autoptr(ApStore) corrected = ap_store_new(work->year);
    g_autoptr(ApProblems) moved = ap_problems_new();
    ap_reconcile(corrected, moved);
    for (guint i = 0; i < ap_problems_count(moved); i++) {
        const ApProblem *problem = ap_problems_at(moved, i);
        ap_problems_warning(work->problems, (ApPlace){problem->file, problem->line, problem->column}, "%s",
                            problem->message);
    }
}

static ApExit
correct(const char *dir, const ApCorrectionRequest *request)
{
    g_autoptr(ApWork) work = ap_work_new(dir);
    if (!ap_work_read(work))
        return ap_work_finish(work);
    g_autoptr(GBytes) ledger = ap_correct(work->year, request, work->problems, &work->error);
    if (ledger == NULL)
        return ap_work_finish(work);
    g_autoptr(GHashTable) files = g_hash_table_new(g_str_hash, g_str_equal);
    g_hash_table_insert(files, (gpointer) "corrections.csv", ledger);
    if (ap_work_publish(work, files, dir, NULL))
        tell_reconciliation(work);
    return ap_work_finish(work);
}

/* TRUE if the user gave everything that a row needs. */
static gboolean
is_whole(const ApCorrectionRequest *request)
{
    if (request->participant != NULL && request->code != NULL && request->to != NULL &&
        request->reason != NULL && request->approved_by != NULL)
        return TRUE;
    ap_terminal_complain(
        _("auditpress correct: --participant, --code, --to, --reason and --approved-by are all needed"));
    return FALSE;
}

ApExit
ap_command_correct(int argc, char **argv)
{
    g_autofree char *date = NULL, *participant = NULL, *code = NULL, *to = NULL, *reason = NULL,
                    *approved_by = NULL;
    g_auto(GStrv) arguments = NULL;
    const GOptionEntry entries[] = {
        {"participant", 0, 0, G_OPTION_ARG_STRING, &participant, N_("whose score"), "ID"},
        {"code", 0, 0, G_OPTION_ARG_STRING, &code, N_("which score"), "CODE"},
        {"to", 0, 0, G_OPTION_ARG_STRING, &to, N_("the right score, or NA"), "SCORE"},
        {"reason", 0, 0, G_OPTION_ARG_STRING, &reason, N_("why it is corrected"), "TEXT"},
        {"approved-by", 0, 0, G_OPTION_ARG_STRING, &approved_by, N_("who approved it"), "TEXT"},
        {"date", 0, 0, G_OPTION_ARG_STRING, &date,
         N_("the day of the correction, as 2023-02-08 (default: today)"), "DATE"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    ApExit status;
    if (!ap_options_parse(argc, argv, entries, "[DIR]", _("Appends a checked row to corrections.csv."),
                          &status))
        return status;
    const char *dir = ap_options_dir("correct", arguments);
    if (date == NULL)
        date = today();
    const ApCorrectionRequest request = {date, participant, code, to, reason, approved_by};
    return dir != NULL && is_whole(&request) ? correct(dir, &request) : AP_EXIT_USAGE;
}
