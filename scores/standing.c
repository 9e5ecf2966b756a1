/* Classes and places in the rankings. */
#include <config.h>

#include "scores/standing.h"

#include <string.h>

gint
ap_standing_find(const ApStore *store, const char *id)
{
    guint participant;
    return ap_year_find_participant(ap_store_year(store), id, &participant) ? (gint)participant : -1;
}

gboolean
ap_standing_is_ranked(const ApMeasure *measure)
{
    return measure->kind == AP_MEASURE_TOTAL || measure->kind == AP_MEASURE_STAGE;
}

/* The published value in units. FALSE if there is none. */
static gboolean
find_value(const ApStore *store, gint participant, const char *measure, guint *index, gint64 *units)
{
    return participant >= 0 && ap_store_find_measure(store, measure, index) &&
           ap_store_value(store, (guint)participant, *index, units);
}

ApStatistic
ap_standing_class_of(const ApYear *year, gint64 units)
{
    ApDecimal points = units;
    for (guint i = year->decimals; i < AP_DECIMAL_PLACES; i++)
        points *= 10;
    return points >= year->good   ? AP_STATISTIC_AT_LEAST_GOOD
           : points >= year->pass ? AP_STATISTIC_BETWEEN
                                  : AP_STATISTIC_BELOW_PASS;
}

gboolean
ap_standing_class(const ApStore *store, gint participant, const char *measure, ApStatistic *class)
{
    guint index;
    gint64 units;
    if (!find_value(store, participant, measure, &index, &units))
        return FALSE;
    *class = ap_standing_class_of(ap_store_year(store), units);
    return TRUE;
}

GHashTable *
ap_standing_classes(const ApStore *store)
{
    const ApYear *year = ap_store_year(store);
    GHashTable *classes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint m = 0; m < ap_store_n_measures(store); m++) {
        const ApMeasure *measure = ap_store_measure(store, m);
        ApStatistic class;
        for (guint p = 0; ap_standing_is_ranked(measure) && p < year->participants->len; p++)
            if (ap_standing_class(store, (gint)p, measure->id, &class))
                g_hash_table_insert(classes,
                                    g_strconcat(ap_year_participant(year, p)->id, "\t", measure->id, NULL),
                                    g_strdup(ap_statistic_name(class)));
    }
    return classes;
}

static int
compare_units(gconstpointer a, gconstpointer b)
{
    gint64 first = *(const gint64 *)a, second = *(const gint64 *)b;
    return first < second ? -1 : first > second;
}

struct ApRanking {
    const ApStore *store;
    guint measure;
    gint group;     /* index in the year, or -1 for all */
    GArray *values; /* gint64: units of all that are ranked, lowest first */
};

static gboolean
is_of(const ApRanking *ranking, guint participant)
{
    return ranking->group < 0 ||
           ap_year_participant(ap_store_year(ranking->store), participant)->group == (guint)ranking->group;
}

ApRanking *
ap_ranking_new(const ApStore *store, const char *measure, const char *scope)
{
    guint measure_index, scope_index;
    if (!ap_store_find_measure(store, measure, &measure_index) ||
        !ap_store_find_scope(store, scope, &scope_index))
        return NULL;
    ApRanking *ranking = g_new0(ApRanking, 1);
    ranking->store = store;
    ranking->measure = measure_index;
    ranking->group = ap_store_scope(store, scope_index)->group;
    ranking->values = g_array_new(FALSE, FALSE, sizeof(gint64));
    for (guint i = 0; i < ap_store_year(store)->participants->len; i++) {
        gint64 units;
        if (is_of(ranking, i) && ap_store_value(store, i, measure_index, &units))
            g_array_append_val(ranking->values, units);
    }
    g_array_sort(ranking->values, compare_units);
    return ranking;
}

void
ap_ranking_free(ApRanking *ranking)
{
    if (ranking == NULL)
        return;
    g_array_unref(ranking->values);
    g_free(ranking);
}

guint
ap_ranking_place(const ApRanking *ranking, gint participant)
{
    gint64 own;
    if (ranking == NULL || participant < 0 || !is_of(ranking, (guint)participant) ||
        !ap_store_value(ranking->store, (guint)participant, ranking->measure, &own))
        return 0;
    guint low = 0, high = ranking->values->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(ranking->values, gint64, middle) > own)
            high = middle;
        else
            low = middle + 1;
    }
    return ranking->values->len - low + 1;
}

/* The summary of (scope, measure); NULL if there is none. */
static const ApSummary *
find_summary(const ApStore *store, const char *scope, const char *measure, guint *scope_index,
             guint *measure_index)
{
    return ap_store_find_scope(store, scope, scope_index) &&
                   ap_store_find_measure(store, measure, measure_index)
               ? ap_store_summary(store, *scope_index, *measure_index)
               : NULL;
}

static gboolean
is_above(const ApSummary *other, const ApSummary *own)
{
    return other != NULL && other->values[AP_STATISTIC_MEAN] > own->values[AP_STATISTIC_MEAN];
}

guint
ap_standing_among_groups(const ApStore *store, const char *scope, const char *measure)
{
    guint own_scope, index;
    const ApSummary *own = find_summary(store, scope, measure, &own_scope, &index);
    if (own == NULL)
        return 0;
    guint rank = 1;
    for (guint i = 1; i < ap_store_n_scopes(store); i++)
        if (is_above(ap_store_summary(store, i, index), own))
            rank++;
    return rank;
}

guint
ap_standing_among_items(const ApStore *store, const char *scope, const char *measure)
{
    guint index, own_measure;
    const ApSummary *own = find_summary(store, scope, measure, &index, &own_measure);
    if (own == NULL)
        return 0;
    const ApMeasure *ranked = ap_store_measure(store, own_measure);
    guint rank = 1;
    for (guint i = 0; i < ap_store_n_measures(store); i++) {
        const ApMeasure *peer = ap_store_measure(store, i);
        if (peer->kind == ranked->kind && peer->stage == ranked->stage &&
            is_above(ap_store_summary(store, index, i), own))
            rank++;
    }
    return rank;
}
