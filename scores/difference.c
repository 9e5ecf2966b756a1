/* Two stores, compared by the ids of what they hold, since their indices may differ. */
#include <config.h>

#include "scores/difference.h"

#include "scores/listing.h"
#include "scores/standing.h"

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

/* ---- Ids that either side knows. ---- */

/* The distinct ids of a list in their order; the texts are lent. */
typedef struct {
    GPtrArray *ids;    /* char * */
    GHashTable *known; /* each to its index in `ids` */
} Ids;

static Ids
ids_new(void)
{
    return (Ids){g_ptr_array_new(), g_hash_table_new(g_str_hash, g_str_equal)};
}

static void
ids_clear(Ids *ids)
{
    g_ptr_array_unref(ids->ids);
    g_hash_table_unref(ids->known);
}

static void
ids_add(Ids *ids, char *id)
{
    if (g_hash_table_contains(ids->known, id))
        return;
    g_hash_table_insert(ids->known, id, GUINT_TO_POINTER(ids->ids->len));
    g_ptr_array_add(ids->ids, id);
}

/* Adds to `merged` the ids of `before` from index `at` on, up to the next that `after` knows. */
static void
add_gone(GPtrArray *merged, const Ids *before, const Ids *after, guint at)
{
    for (; at < before->ids->len && !g_hash_table_contains(after->known, before->ids->pdata[at]); at++)
        g_ptr_array_add(merged, before->ids->pdata[at]);
}

/* The ids of both: the order of `after`, and each that is gone behind the one it stood behind. Takes both;
 * caller unrefs. */
static GPtrArray *
merge(Ids before, Ids after)
{
    GPtrArray *merged = g_ptr_array_new();
    add_gone(merged, &before, &after, 0);
    for (guint i = 0; i < after.ids->len; i++) {
        gpointer former;
        g_ptr_array_add(merged, after.ids->pdata[i]);
        if (g_hash_table_lookup_extended(before.known, after.ids->pdata[i], NULL, &former))
            add_gone(merged, &before, &after, GPOINTER_TO_UINT(former) + 1);
    }
    ids_clear(&before);
    ids_clear(&after);
    return merged;
}

static Ids
participant_ids(const ApStore *store)
{
    const ApYear *year = ap_store_year(store);
    Ids ids = ids_new();
    for (guint i = 0; i < year->participants->len; i++)
        ids_add(&ids, ap_year_participant(year, i)->id);
    return ids;
}

static Ids
measure_ids(const ApStore *store)
{
    Ids ids = ids_new();
    for (guint i = 0; i < ap_store_n_measures(store); i++)
        ids_add(&ids, ap_store_measure(store, i)->id);
    return ids;
}

static Ids
scope_ids(const ApStore *store)
{
    Ids ids = ids_new();
    for (guint i = 0; i < ap_store_n_scopes(store); i++)
        ids_add(&ids, ap_store_scope(store, i)->id);
    return ids;
}

/* ---- Statistics. ---- */

static Ids
listed_ids(const GPtrArray *listing, gsize field)
{
    Ids ids = ids_new();
    for (guint i = 0; i < listing->len; i++)
        ids_add(&ids, G_STRUCT_MEMBER(char *, listing->pdata[i], field));
    return ids;
}

static GPtrArray *
merge_listed(const GPtrArray *before, const GPtrArray *after, gsize field)
{
    return merge(listed_ids(before, field), listed_ids(after, field));
}

static char *
listed_key(const char *scope, const char *measure, const char *statistic)
{
    return g_strconcat(scope, "\n", measure, "\n", statistic, NULL);
}

/* Key → value, lent. */
static GHashTable *
index_listing(const GPtrArray *listing)
{
    GHashTable *index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < listing->len; i++) {
        const ApListed *row = ap_listing_at(listing, i);
        g_hash_table_insert(index, listed_key(row->scope, row->measure, row->statistic), row->value);
    }
    return index;
}

static void
compare_listings(const GPtrArray *before, const GPtrArray *after, GPtrArray *changes)
{
    g_autoptr(GPtrArray) scopes = merge_listed(before, after, G_STRUCT_OFFSET(ApListed, scope));
    g_autoptr(GPtrArray) measures = merge_listed(before, after, G_STRUCT_OFFSET(ApListed, measure));
    g_autoptr(GPtrArray) statistics = merge_listed(before, after, G_STRUCT_OFFSET(ApListed, statistic));
    g_autoptr(GHashTable) former = index_listing(before);
    g_autoptr(GHashTable) present = index_listing(after);
    for (guint s = 0; s < scopes->len; s++)
        for (guint m = 0; m < measures->len; m++)
            for (guint t = 0; t < statistics->len; t++) {
                g_autofree char *key = listed_key(scopes->pdata[s], measures->pdata[m], statistics->pdata[t]);
                note(changes, AP_CHANGE_STATISTIC, scopes->pdata[s], measures->pdata[m], statistics->pdata[t],
                     g_strdup(g_hash_table_lookup(former, key)), g_strdup(g_hash_table_lookup(present, key)));
            }
}

/* ---- Participants. ---- */

/* What two stores have between them. */
typedef struct {
    const ApStore *before;
    const ApStore *after;
    GPtrArray *participants; /* char *: ids */
    GPtrArray *measures;
    GPtrArray *scopes;
    GPtrArray *changes;
} Comparison;

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
compare_values(const Comparison *comparison)
{
    for (guint p = 0; p < comparison->participants->len; p++) {
        const char *id = comparison->participants->pdata[p];
        gint former = ap_standing_find(comparison->before, id);
        gint present = ap_standing_find(comparison->after, id);
        for (guint m = 0; m < comparison->measures->len; m++) {
            const char *measure = comparison->measures->pdata[m];
            note(comparison->changes, AP_CHANGE_VALUE, id, measure, NULL,
                 value_text(comparison->before, former, measure),
                 value_text(comparison->after, present, measure));
        }
    }
}

/* TRUE if the stores that know the measure rank by it. */
static gboolean
is_ranked(const Comparison *comparison, const char *measure)
{
    guint index;
    const ApStore *store =
        ap_store_find_measure(comparison->after, measure, &index) ? comparison->after : comparison->before;
    return ap_store_find_measure(store, measure, &index) &&
           ap_standing_is_ranked(ap_store_measure(store, index));
}

/* Only who has a class on both sides can have crossed from one to the other. */
static void
compare_classes(const Comparison *comparison)
{
    for (guint p = 0; p < comparison->participants->len; p++) {
        const char *id = comparison->participants->pdata[p];
        gint former = ap_standing_find(comparison->before, id);
        gint present = ap_standing_find(comparison->after, id);
        for (guint m = 0; m < comparison->measures->len; m++) {
            const char *measure = comparison->measures->pdata[m];
            ApStatistic from, to;
            if (is_ranked(comparison, measure) &&
                ap_standing_class(comparison->before, former, measure, &from) &&
                ap_standing_class(comparison->after, present, measure, &to))
                note(comparison->changes, AP_CHANGE_CLASS, id, measure, NULL,
                     g_strdup(ap_statistic_name(from)), g_strdup(ap_statistic_name(to)));
        }
    }
}

/* ---- Ranks. ---- */

static void
note_rank(const Comparison *comparison, const char *subject, const char *measure, const char *among,
          guint before, guint after)
{
    note(comparison->changes, AP_CHANGE_RANK, subject, measure, among,
         before > 0 ? g_strdup_printf("%u", before) : NULL, after > 0 ? g_strdup_printf("%u", after) : NULL);
}

/* The ranking by each measure within each scope on one side: ApRanking, NULL where there is none. */
static GPtrArray *
list_rankings(const Comparison *comparison, const ApStore *store)
{
    GPtrArray *rankings = g_ptr_array_new_with_free_func((GDestroyNotify)ap_ranking_free);
    for (guint m = 0; m < comparison->measures->len; m++)
        for (guint s = 0; s < comparison->scopes->len; s++) {
            const char *measure = comparison->measures->pdata[m];
            gboolean ranked = is_ranked(comparison, measure);
            g_ptr_array_add(rankings,
                            ranked ? ap_ranking_new(store, measure, comparison->scopes->pdata[s]) : NULL);
        }
    return rankings;
}

static void
compare_participant_ranks(const Comparison *comparison)
{
    g_autoptr(GPtrArray) before = list_rankings(comparison, comparison->before);
    g_autoptr(GPtrArray) after = list_rankings(comparison, comparison->after);
    guint n_scopes = comparison->scopes->len;
    for (guint p = 0; p < comparison->participants->len; p++) {
        const char *id = comparison->participants->pdata[p];
        gint former = ap_standing_find(comparison->before, id);
        gint present = ap_standing_find(comparison->after, id);
        for (guint i = 0; i < before->len; i++)
            note_rank(comparison, id, comparison->measures->pdata[i / n_scopes],
                      comparison->scopes->pdata[i % n_scopes], ap_ranking_place(before->pdata[i], former),
                      ap_ranking_place(after->pdata[i], present));
    }
}

static gboolean
is_item(const char *measure)
{
    return g_str_has_prefix(measure, "item:");
}

static gboolean
is_group(const char *scope)
{
    return g_str_has_prefix(scope, "group:");
}

static void
compare_mean_ranks(const Comparison *comparison)
{
    const ApStore *before = comparison->before, *after = comparison->after;
    for (guint s = 0; s < comparison->scopes->len; s++)
        for (guint m = 0; m < comparison->measures->len; m++) {
            const char *measure = comparison->measures->pdata[m], *scope = comparison->scopes->pdata[s];
            if (is_group(scope) && is_ranked(comparison, measure))
                note_rank(comparison, scope, measure, AP_CHANGE_AMONG_GROUPS,
                          ap_standing_among_groups(before, scope, measure),
                          ap_standing_among_groups(after, scope, measure));
            if (is_item(measure))
                note_rank(comparison, scope, measure, AP_CHANGE_AMONG_ITEMS,
                          ap_standing_among_items(before, scope, measure),
                          ap_standing_among_items(after, scope, measure));
        }
}

/* ---- Together. ---- */

GPtrArray *
ap_difference_of_listings(const GPtrArray *before, const GPtrArray *after)
{
    GPtrArray *changes = g_ptr_array_new_with_free_func(change_free);
    compare_listings(before, after, changes);
    return changes;
}

void
ap_difference_add_classes(GPtrArray *changes, GHashTable *before, const ApStore *after)
{
    const ApYear *year = ap_store_year(after);
    g_autoptr(GHashTable) classes = ap_standing_classes(after);
    for (guint p = 0; p < year->participants->len; p++)
        for (guint m = 0; m < ap_store_n_measures(after); m++) {
            const char *participant = ap_year_participant(year, p)->id;
            const char *measure = ap_store_measure(after, m)->id;
            g_autofree char *key = g_strconcat(participant, "\t", measure, NULL);
            const char *from = g_hash_table_lookup(before, key), *to = g_hash_table_lookup(classes, key);
            if (from != NULL && to != NULL)
                note(changes, AP_CHANGE_CLASS, participant, measure, NULL, g_strdup(from), g_strdup(to));
        }
}

GPtrArray *
ap_difference_new(const ApStore *before, const ApStore *after)
{
    g_autoptr(GPtrArray) former = ap_listing_new(before);
    g_autoptr(GPtrArray) present = ap_listing_new(after);
    g_autoptr(GPtrArray) participants = merge(participant_ids(before), participant_ids(after));
    g_autoptr(GPtrArray) measures = merge(measure_ids(before), measure_ids(after));
    g_autoptr(GPtrArray) scopes = merge(scope_ids(before), scope_ids(after));
    const Comparison comparison = {before,   after,  participants,
                                   measures, scopes, ap_difference_of_listings(former, present)};
    compare_values(&comparison);
    compare_classes(&comparison);
    compare_participant_ranks(&comparison);
    compare_mean_ranks(&comparison);
    return comparison.changes;
}
