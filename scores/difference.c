#include <config.h>

#include "scores/difference.h"

#include <string.h>

static void
change_free(gpointer data)
{
    ApChange *change = data;
    g_free(change->subject);
    g_free(change->measure);
    g_free(change->what);
    g_free(change->before);
    g_free(change->after);
    g_free(change);
}

/* Adds a change unless both texts say the same; takes both. */
static void
note(GPtrArray *changes, ApChangeKind kind, const char *subject, const char *measure, const char *what,
     char *before, char *after)
{
    if (g_strcmp0(before, after) == 0) {
        g_free(before);
        g_free(after);
        return;
    }
    ApChange *change = g_new0(ApChange, 1);
    change->kind = kind;
    change->subject = g_strdup(subject);
    change->measure = g_strdup(measure);
    change->what = g_strdup(what);
    change->before = before;
    change->after = after;
    g_ptr_array_add(changes, change);
}

/* The printed statistic, or NULL if there is none; `scope` and `measure` are ids. */
static char *
statistic_text(const ApStore *store, const char *scope, const char *measure, ApStatistic statistic)
{
    guint scope_index, measure_index;
    if (!ap_store_find_scope(store, scope, &scope_index) ||
        !ap_store_find_measure(store, measure, &measure_index))
        return NULL;
    const ApSummary *summary = ap_store_summary(store, scope_index, measure_index);
    return summary != NULL ? ap_store_format(store, statistic, summary->values[statistic]) : NULL;
}

static void
compare_statistics(const ApStore *before, const ApStore *after, GPtrArray *changes)
{
    for (guint scope = 0; scope < ap_store_n_scopes(after); scope++)
        for (guint measure = 0; measure < ap_store_n_measures(after); measure++)
            for (ApStatistic statistic = 0; statistic < AP_STATISTICS; statistic++) {
                const char *scope_id = ap_store_scope(after, scope)->id;
                const char *measure_id = ap_store_measure(after, measure)->id;
                note(changes, AP_CHANGE_STATISTIC, scope_id, measure_id, ap_statistic_name(statistic),
                     statistic_text(before, scope_id, measure_id, statistic),
                     statistic_text(after, scope_id, measure_id, statistic));
            }
}

/* The index of the participant `id`, or -1. */
static gint
find_participant(const ApStore *store, const char *id)
{
    const ApYear *year = ap_store_year(store);
    for (guint i = 0; i < year->participants->len; i++)
        if (strcmp(ap_year_participant(year, i)->id, id) == 0)
            return (gint)i;
    return -1;
}

/* The printed value, or NULL. */
static char *
value_text(const ApStore *store, gint participant, const char *measure)
{
    guint measure_index;
    gint64 units;
    if (participant < 0 || !ap_store_find_measure(store, measure, &measure_index) ||
        !ap_store_value(store, (guint)participant, measure_index, &units))
        return NULL;
    return ap_store_format(store, AP_STATISTIC_MEAN, units);
}

static void
compare_values(const ApStore *before, const ApStore *after, GPtrArray *changes)
{
    const ApYear *year = ap_store_year(after);
    for (guint participant = 0; participant < year->participants->len; participant++) {
        const char *id = ap_year_participant(year, participant)->id;
        gint former = find_participant(before, id);
        for (guint measure = 0; measure < ap_store_n_measures(after); measure++) {
            const char *measure_id = ap_store_measure(after, measure)->id;
            note(changes, AP_CHANGE_VALUE, id, measure_id, "value", value_text(before, former, measure_id),
                 value_text(after, (gint)participant, measure_id));
        }
    }
}

/* A participant's place by `measure` within `scope`, as text; NULL if it has no value or is not of the scope.
 */
static char *
participant_rank(const ApStore *store, gint participant, const char *measure, const char *scope)
{
    const ApYear *year = ap_store_year(store);
    guint measure_index, scope_index;
    gint64 own, other;
    if (participant < 0 || !ap_store_find_measure(store, measure, &measure_index) ||
        !ap_store_find_scope(store, scope, &scope_index) ||
        !ap_store_value(store, (guint)participant, measure_index, &own))
        return NULL;
    gint group = ap_store_scope(store, scope_index)->group;
    guint rank = 1;
    for (guint i = 0; i < year->participants->len; i++)
        if ((group < 0 || ap_year_participant(year, i)->group == (guint)group) &&
            ap_store_value(store, i, measure_index, &other) && other > own)
            rank++;
    return g_strdup_printf("%u", rank);
}

static gboolean
is_ranked(const ApMeasure *measure)
{
    return measure->kind == AP_MEASURE_TOTAL || measure->kind == AP_MEASURE_STAGE;
}

static void
compare_participant_ranks(const ApStore *before, const ApStore *after, GPtrArray *changes)
{
    const ApYear *year = ap_store_year(after);
    for (guint participant = 0; participant < year->participants->len; participant++) {
        const ApParticipant *who = ap_year_participant(year, participant);
        gint former = find_participant(before, who->id);
        const char *scopes[] = {"all", ap_store_scope(after, who->group + 1)->id};
        for (guint measure = 0; measure < ap_store_n_measures(after); measure++)
            for (gsize s = 0; is_ranked(ap_store_measure(after, measure)) && s < G_N_ELEMENTS(scopes); s++) {
                const char *measure_id = ap_store_measure(after, measure)->id;
                g_autofree char *what = g_strdup_printf("rank in %s", scopes[s]);
                note(changes, AP_CHANGE_RANK, who->id, measure_id, what,
                     participant_rank(before, former, measure_id, scopes[s]),
                     participant_rank(after, (gint)participant, measure_id, scopes[s]));
            }
    }
}

/* The place of the mean of (scope, measure) among its peers: for a group the other groups, for an item the
 * other items of its stage. */
static char *
mean_rank(const ApStore *store, const char *scope, const char *measure, gboolean among_groups)
{
    guint scope_index, measure_index;
    if (!ap_store_find_scope(store, scope, &scope_index) ||
        !ap_store_find_measure(store, measure, &measure_index))
        return NULL;
    const ApSummary *own = ap_store_summary(store, scope_index, measure_index);
    if (own == NULL)
        return NULL;
    const ApMeasure *ranked = ap_store_measure(store, measure_index);
    guint n = among_groups ? ap_store_n_scopes(store) : ap_store_n_measures(store);
    guint rank = 1;
    for (guint i = among_groups ? 1 : 0; i < n; i++) {
        const ApMeasure *peer = among_groups ? ranked : ap_store_measure(store, i);
        const ApSummary *other =
            ap_store_summary(store, among_groups ? i : scope_index, among_groups ? measure_index : i);
        if (other != NULL && peer->kind == ranked->kind && peer->stage == ranked->stage &&
            other->values[AP_STATISTIC_MEAN] > own->values[AP_STATISTIC_MEAN])
            rank++;
    }
    return g_strdup_printf("%u", rank);
}

static void
compare_mean_ranks(const ApStore *before, const ApStore *after, GPtrArray *changes)
{
    for (guint measure = 0; measure < ap_store_n_measures(after); measure++) {
        const ApMeasure *ranked = ap_store_measure(after, measure);
        for (guint scope = 0; scope < ap_store_n_scopes(after); scope++) {
            const char *id = ap_store_scope(after, scope)->id;
            if (scope > 0 && is_ranked(ranked))
                note(changes, AP_CHANGE_RANK, id, ranked->id, "rank among groups",
                     mean_rank(before, id, ranked->id, TRUE), mean_rank(after, id, ranked->id, TRUE));
            if (ranked->kind == AP_MEASURE_ITEM)
                note(changes, AP_CHANGE_RANK, id, ranked->id, "rank among items",
                     mean_rank(before, id, ranked->id, FALSE), mean_rank(after, id, ranked->id, FALSE));
        }
    }
}

GPtrArray *
ap_difference_new(const ApStore *before, const ApStore *after)
{
    GPtrArray *changes = g_ptr_array_new_with_free_func(change_free);
    compare_statistics(before, after, changes);
    compare_values(before, after, changes);
    compare_participant_ranks(before, after, changes);
    compare_mean_ranks(before, after, changes);
    return changes;
}
