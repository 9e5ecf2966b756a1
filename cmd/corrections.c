/* auditpress corrections: lists the ledger, and what each row moved. */
#include <config.h>

#include "charts/data.h"
#include "cmd/options.h"
#include "cmd/terminal.h"
#include "cmd/work.h"
#include "scores/correct.h"
#include "scores/difference.h"

#include <glib/gi18n.h>
#include <string.h>

/* The year as it stood after some of its corrections. A store looks into its year, so each state has its own.
 */
typedef struct {
    ApYear *year;
    ApStore *store;
    GPtrArray *figures; /* GBytes: the data of each figure, to tell whether it changed */
} State;

static void
state_free(State *state)
{
    if (state == NULL)
        return;
    g_clear_pointer(&state->figures, g_ptr_array_unref);
    ap_store_free(state->store);
    ap_year_free(state->year);
    g_free(state);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(State, state_free)

/* At no time yet. NULL if the folder can no longer be read. */
static State *
state_new(ApWork *work)
{
    g_autoptr(State) state = g_new0(State, 1);
    g_autoptr(ApProblems) told_already = ap_problems_new();
    state->year = ap_year_load(work->dir, told_already, &work->error);
    return state->year != NULL ? g_steal_pointer(&state) : NULL;
}

/* Goes to where the first `n` corrections are made and the others not. */
static void
state_go(State *state, const ApChartStyle *style, guint n)
{
    g_clear_pointer(&state->figures, g_ptr_array_unref);
    g_clear_pointer(&state->store, ap_store_free);
    ap_year_rewind(state->year, n);
    state->store = ap_store_new(state->year);
    state->figures = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref);
    for (guint i = 0; i < state->year->figures->len; i++) {
        g_autoptr(ApChart) chart = ap_chart_new(state->store, i, style);
        g_ptr_array_add(state->figures, ap_chart_data_csv(ap_chart_data(chart)));
    }
}

static char *
score_text(const ApScore *score)
{
    return score->kind == AP_SCORE_POINTS ? ap_decimal_format(score->points) : g_strdup("NA");
}

static void
list_row(GString *text, const ApYear *year, guint index)
{
    const ApCorrection *correction = ap_year_correction(year, index);
    const ApParticipant *participant = ap_year_participant(year, correction->participant);
    g_autofree char *from = score_text(&correction->from);
    g_autofree char *to = score_text(&correction->to);
    g_string_append_printf(
        text, "%u  %04d-%02d-%02d  %s (%s)  %s  %s → %s  %s (%s)\n", index + 1,
        g_date_get_year(&correction->date), g_date_get_month(&correction->date),
        g_date_get_day(&correction->date), participant->id, ap_year_title_of(year, correction->participant),
        ap_year_code(year, correction->code)->code, from, to, correction->reason, correction->approved_by);
}

/* What of the measure moved. */
static char *
change_text(const ApChange *change)
{
    switch (change->kind) {
    case AP_CHANGE_STATISTIC:
        return g_strdup(change->what);
    case AP_CHANGE_VALUE:
        return g_strdup("value");
    case AP_CHANGE_CLASS:
        return g_strdup("class");
    case AP_CHANGE_RANK:
        break;
    }
    gboolean among_means =
        strcmp(change->what, AP_CHANGE_AMONG_GROUPS) == 0 || strcmp(change->what, AP_CHANGE_AMONG_ITEMS) == 0;
    return g_strdup_printf("rank %s %s", among_means ? "among" : "in", change->what);
}

static void
list_changes(GString *text, const State *before, const State *after)
{
    g_autoptr(GPtrArray) changes = ap_difference_new(before->store, after->store);
    for (guint i = 0; i < changes->len; i++) {
        const ApChange *change = g_ptr_array_index(changes, i);
        g_autofree char *what = change_text(change);
        g_string_append_printf(text, "   %s %s %s: %s → %s\n", change->subject, change->measure, what,
                               change->before != NULL ? change->before : "–",
                               change->after != NULL ? change->after : "–");
    }
    if (changes->len == 0)
        g_string_append_printf(text, "   %s\n", _("no published number moved"));
}

static void
list_figures(GString *text, const ApYear *year, const State *before, const State *after)
{
    g_autoptr(GString) touched = g_string_new(NULL);
    for (guint i = 0; i < year->figures->len; i++)
        if (!g_bytes_equal(before->figures->pdata[i], after->figures->pdata[i]))
            g_string_append_printf(touched, " %s", ap_year_figure(year, i)->id);
    if (touched->len > 0)
        g_string_append_printf(text, _("   figures:%s\n"), touched->str);
}

/* The whole listing, or NULL with work->error. */
static char *
list_ledger(ApWork *work)
{
    g_autoptr(State) before = state_new(work);
    g_autoptr(State) after = before != NULL ? state_new(work) : NULL;
    if (after == NULL)
        return NULL;
    g_autoptr(GString) text = g_string_new(NULL);
    state_go(before, work->chart_style, 0);
    for (guint i = 0; i < work->year->corrections->len; i++) {
        state_go(after, work->chart_style, i + 1);
        list_row(text, work->year, i);
        list_changes(text, before, after);
        list_figures(text, work->year, before, after);
        State *former = before;
        before = after;
        after = former;
    }
    if (work->year->corrections->len == 0)
        g_string_append(text, _("no corrections\n"));
    return g_strdup(text->str);
}

ApExit
ap_command_corrections(int argc, char **argv)
{
    g_auto(GStrv) arguments = NULL;
    const GOptionEntry entries[] = {
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    ApExit status;
    if (!ap_options_parse(argc, argv, entries, "[DIR]",
                          _("Lists the corrections and every published number that each moved."), &status))
        return status;
    const char *dir = ap_options_dir("corrections", arguments);
    if (dir == NULL)
        return AP_EXIT_USAGE;
    g_autoptr(ApWork) work = ap_work_new(dir);
    gboolean ready = ap_work_read(work) && ap_work_style(work);
    g_autofree char *ledger = ready ? list_ledger(work) : NULL;
    status = ap_work_finish(work);
    return ledger != NULL && status == AP_EXIT_DONE ? ap_terminal_print(ledger, strlen(ledger)) : status;
}
