/* Participants beside their groups, from a table of all published values. */
#include <config.h>

#include "scores/profile.h"

#include "scores/standing.h"

#define NO_VALUE G_MININT64

struct ApProfiles {
    const ApStore *store;
    const ApYear *year;
    guint n_measures;
    gint64 *values; /* participants × measures: published units, or NO_VALUE */
    guint *scopes;  /* of each group: its scope in the store */
};

/* An item and how far the participant is from the mean, the way that is asked for. */
typedef struct {
    guint measure;
    gint64 distance;
} Outstanding;

ApProfiles *
ap_profiles_new(const ApStore *store)
{
    ApProfiles *profiles = g_new0(ApProfiles, 1);
    profiles->store = store;
    profiles->year = ap_store_year(store);
    profiles->n_measures = ap_store_n_measures(store);
    guint n_participants = profiles->year->participants->len;
    profiles->values = g_new(gint64, (gsize)n_participants * profiles->n_measures + 1);
    for (guint i = 0; i < n_participants; i++)
        for (guint measure = 0; measure < profiles->n_measures; measure++) {
            gint64 *value = &profiles->values[(gsize)i * profiles->n_measures + measure];
            if (!ap_store_value(store, i, measure, value))
                *value = NO_VALUE;
        }
    profiles->scopes = g_new0(guint, profiles->year->groups->len + 1);
    for (guint scope = 0; scope < ap_store_n_scopes(store); scope++)
        if (ap_store_scope(store, scope)->group >= 0)
            profiles->scopes[ap_store_scope(store, scope)->group] = scope;
    return profiles;
}

void
ap_profiles_free(ApProfiles *profiles)
{
    if (profiles == NULL)
        return;
    g_free(profiles->values);
    g_free(profiles->scopes);
    g_free(profiles);
}

static gint64
value_of(const ApProfiles *profiles, guint participant, guint measure)
{
    return profiles->values[(gsize)participant * profiles->n_measures + measure];
}

gboolean
ap_profiles_find(const ApProfiles *profiles, guint participant, guint measure, ApProfile *profile)
{
    const ApYear *year = profiles->year;
    guint group = ap_year_participant(year, participant)->group;
    gint64 own = value_of(profiles, participant, measure);
    if (own == NO_VALUE)
        return FALSE;
    const ApSummary *summary = ap_store_summary(profiles->store, profiles->scopes[group], measure);
    g_assert(summary != NULL); /* the participant itself is one of them */
    *profile = (ApProfile){.value = own,
                           .mean = summary->values[AP_STATISTIC_MEAN],
                           .difference = own - summary->values[AP_STATISTIC_MEAN],
                           .place = 1,
                           .n = (guint)summary->values[AP_STATISTIC_N],
                           .class = ap_standing_class_of(year, own)};
    for (guint i = 0; i < year->participants->len; i++)
        if (ap_year_participant(year, i)->group == group && value_of(profiles, i, measure) > own)
            profile->place++;
    return TRUE;
}

/* The farthest first, then as in the files. */
static gint
compare_distance(gconstpointer a, gconstpointer b)
{
    const Outstanding *one = a, *other = b;
    if (one->distance != other->distance)
        return one->distance > other->distance ? -1 : 1;
    return one->measure < other->measure ? -1 : 1;
}

/* `side` is 1 for items above the mean, -1 for those below. */
static GArray *
outstanding(const ApProfiles *profiles, guint participant, gint64 side, guint limit)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(Outstanding));
    GArray *measures = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint measure = 0; measure < profiles->n_measures; measure++) {
        ApProfile profile;
        if (ap_store_measure(profiles->store, measure)->kind != AP_MEASURE_ITEM ||
            !ap_profiles_find(profiles, participant, measure, &profile) || side * profile.difference <= 0)
            continue;
        Outstanding item = {measure, side * profile.difference};
        g_array_append_val(found, item);
    }
    g_array_sort(found, compare_distance);
    for (guint i = 0; i < MIN(found->len, limit); i++)
        g_array_append_val(measures, g_array_index(found, Outstanding, i).measure);
    return measures;
}

GArray *
ap_profiles_above(const ApProfiles *profiles, guint participant, guint limit)
{
    return outstanding(profiles, participant, 1, limit);
}

GArray *
ap_profiles_below(const ApProfiles *profiles, guint participant, guint limit)
{
    return outstanding(profiles, participant, -1, limit);
}
