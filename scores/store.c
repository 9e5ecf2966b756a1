/* The store: which measures and scopes there are, the value of each participant, and every summary. Values
 * are computed from the scores when asked for; only the summaries are kept. */
#include <config.h>

#include "scores/store.h"

#include "scores/grid.h"
#include "scores/summary.h"

#include <string.h>

typedef struct {
    ApMeasure public;
    GArray *codes; /* guint: what counts, each code once; empty for the total */
} Measure;

struct ApStore {
    const ApYear *year;
    GPtrArray *measures; /* Measure */
    GPtrArray *scopes;   /* ApScope */
    GHashTable *measure_index;
    GHashTable *scope_index;
    guint *stage_measures; /* of each stage */
    ApSummary *summaries;  /* scopes × measures; n is 0 where there is none */
    GPtrArray *earlier;    /* ApStore, as ApYear.earlier */
};

static const char *const statistic_names[AP_STATISTICS] = {
    [AP_STATISTIC_N] = "n",
    [AP_STATISTIC_MEAN] = "mean",
    [AP_STATISTIC_MEDIAN] = "median",
    [AP_STATISTIC_MIN] = "min",
    [AP_STATISTIC_MAX] = "max",
    [AP_STATISTIC_Q1] = "q1",
    [AP_STATISTIC_Q3] = "q3",
    [AP_STATISTIC_STDEV] = "stdev",
    [AP_STATISTIC_AT_LEAST_GOOD] = "at_least_good",
    [AP_STATISTIC_BELOW_GOOD] = "below_good",
    [AP_STATISTIC_BETWEEN] = "between",
    [AP_STATISTIC_BELOW_PASS] = "below_pass",
};

static void
measure_free(gpointer data)
{
    Measure *measure = data;
    g_free(measure->public.id);
    g_array_unref(measure->codes);
    g_free(measure);
}

static void
scope_free(gpointer data)
{
    ApScope *scope = data;
    g_free(scope->id);
    g_free(scope);
}

/* Takes over `id`. */
static Measure *
add_measure(ApStore *store, ApMeasureKind kind, char *id, guint stage)
{
    Measure *measure = g_new0(Measure, 1);
    measure->public.kind = kind;
    measure->public.id = id;
    measure->public.stage = stage;
    measure->codes = g_array_new(FALSE, FALSE, sizeof(guint));
    g_hash_table_insert(store->measure_index, id, GUINT_TO_POINTER(store->measures->len));
    g_ptr_array_add(store->measures, measure);
    return measure;
}

/* A code shared by several rows counts once in a measure; a pilot never. */
static void
add_codes(const ApYear *year, Measure *measure, const ApItem *item)
{
    for (guint i = 0; i < item->parts->len; i++) {
        guint code = g_array_index(item->parts, ApPart, i).code;
        gboolean there = ap_year_code(year, code)->pilot;
        for (guint j = 0; j < measure->codes->len && !there; j++)
            there = g_array_index(measure->codes, guint, j) == code;
        if (!there)
            g_array_append_val(measure->codes, code);
    }
}

static void
add_facets(ApStore *store, guint stage)
{
    const ApYear *year = store->year;
    for (guint facet = 0; facet < year->facets->len; facet++) {
        const ApFacet *record = ap_year_facet(year, facet);
        if (record->stage != stage)
            continue;
        char *id = g_strdup_printf("facet:%s/%s", ap_year_stage(year, stage)->id, record->name);
        Measure *measure = add_measure(store, AP_MEASURE_FACET, id, stage);
        measure->public.facet = facet;
        for (guint item = 0; item < year->items->len; item++)
            if (ap_year_item(year, item)->facet == (gint)facet)
                add_codes(year, measure, ap_year_item(year, item));
    }
}

static void
add_items(ApStore *store, guint stage)
{
    const ApYear *year = store->year;
    for (guint item = 0; item < year->items->len; item++) {
        const ApItem *record = ap_year_item(year, item);
        if (record->stage != stage)
            continue;
        char *id = g_strdup_printf("item:%s/%s", ap_year_stage(year, stage)->id, record->number);
        Measure *measure = add_measure(store, AP_MEASURE_ITEM, id, stage);
        measure->public.item = item;
        add_codes(year, measure, record);
    }
}

static void
add_measures(ApStore *store)
{
    const ApYear *year = store->year;
    add_measure(store, AP_MEASURE_TOTAL, g_strdup("total"), 0);
    for (guint stage = 0; stage < year->stages->len; stage++) {
        store->stage_measures[stage] = store->measures->len;
        char *id = g_strdup_printf("stage:%s", ap_year_stage(year, stage)->id);
        Measure *measure = add_measure(store, AP_MEASURE_STAGE, id, stage);
        for (guint code = 0; code < year->codes->len; code++)
            if (ap_year_code(year, code)->stage == stage && !ap_year_code(year, code)->pilot)
                g_array_append_val(measure->codes, code);
        add_facets(store, stage);
        add_items(store, stage);
    }
}

/* Takes over `id`. */
static void
add_scope(ApStore *store, char *id, gint group)
{
    ApScope *scope = g_new0(ApScope, 1);
    scope->id = id;
    scope->group = group;
    g_hash_table_insert(store->scope_index, id, GUINT_TO_POINTER(store->scopes->len));
    g_ptr_array_add(store->scopes, scope);
}

static void
add_scopes(ApStore *store)
{
    add_scope(store, g_strdup("all"), -1);
    for (guint group = 0; group < store->year->groups->len; group++)
        add_scope(store, g_strdup_printf("group:%s", ap_year_group(store->year, group)->id), (gint)group);
}

/* Sums of ten-thousandths of points over the counted codes that apply; FALSE if none does. */
static gboolean
sum_codes(const ApStore *store, guint participant, guint measure, gint64 *points, gint64 *max)
{
    const GArray *codes = ((const Measure *)g_ptr_array_index(store->measures, measure))->codes;
    *points = 0;
    *max = 0;
    for (guint i = 0; i < codes->len; i++) {
        guint code = g_array_index(codes, guint, i);
        ApDecimal score;
        if (ap_grid_peek(store->year->scores, participant, code, &score) != AP_SCORE_POINTS)
            continue;
        *points += score;
        *max += ap_year_code(store->year, code)->max;
    }
    return *max > 0;
}

/* points / max × 100. A grid holds less than 10^8 cells of less than 10^11 ten-thousandths, but one row of it
 * only stays within 64 bits if there are less than 9 × 10^6 codes of the largest maximum. */
static gboolean
part_value(const ApStore *store, guint participant, guint measure, ApRatio *value)
{
    gint64 points, max;
    if (!sum_codes(store, participant, measure, &points, &max))
        return FALSE;
    *value = (ApRatio){100 * points, max};
    return TRUE;
}

/* weight / 100 × points / max × 100, in lowest terms: the weight is in ten-thousandths. */
static gboolean
weighted_stage(const ApStore *store, guint participant, const ApGroupStage *entry, mpq_t value)
{
    gint64 points, max;
    if (!sum_codes(store, participant, store->stage_measures[entry->stage], &points, &max))
        return FALSE;
    mpz_set_si(mpq_numref(value), points);
    mpz_mul_si(mpq_numref(value), mpq_numref(value), entry->weight);
    mpz_set_si(mpq_denref(value), max);
    mpz_mul_si(mpq_denref(value), mpq_denref(value), AP_DECIMAL_ONE);
    mpq_canonicalize(value);
    return TRUE;
}

static gboolean
total_value(const ApStore *store, guint participant, mpq_t value)
{
    const GArray *stages =
        ap_year_group(store->year, ap_year_participant(store->year, participant)->group)->stages;
    mpq_t sum, term;
    mpq_inits(sum, term, NULL);
    gboolean complete = TRUE;
    for (guint i = 0; i < stages->len && complete; i++) {
        complete = weighted_stage(store, participant, &g_array_index(stages, ApGroupStage, i), term);
        mpq_add(sum, sum, term);
    }
    if (complete)
        mpq_set(value, sum);
    mpq_clears(sum, term, NULL);
    return complete;
}

gboolean
ap_store_exact_value(const ApStore *store, guint participant, guint measure, mpq_t value)
{
    ApRatio ratio;
    if (ap_store_measure(store, measure)->kind == AP_MEASURE_TOTAL)
        return total_value(store, participant, value);
    if (!part_value(store, participant, measure, &ratio))
        return FALSE;
    mpq_set_si(value, ratio.numerator, (gulong)ratio.denominator);
    mpq_canonicalize(value);
    return TRUE;
}

gboolean
ap_store_value(const ApStore *store, guint participant, guint measure, gint64 *units)
{
    mpq_t value;
    mpq_init(value);
    gboolean there = ap_store_exact_value(store, participant, measure, value);
    if (there)
        *units = ap_round_rational(value, store->year->decimals);
    mpq_clear(value);
    return there;
}

/* The total as a ratio, if it fits: not in lowest terms, so that totals over the same maxima share a
 * denominator. */
static gboolean
total_ratio(const ApStore *store, guint participant, ApRatio *total)
{
    const GArray *stages =
        ap_year_group(store->year, ap_year_participant(store->year, participant)->group)->stages;
    *total = (ApRatio){0, 1};
    for (guint i = 0; i < stages->len; i++) {
        const ApGroupStage *entry = &g_array_index(stages, ApGroupStage, i);
        gint64 points, max, numerator, denominator;
        if (!sum_codes(store, participant, store->stage_measures[entry->stage], &points, &max) ||
            __builtin_mul_overflow(points, entry->weight, &numerator) ||
            __builtin_mul_overflow(max, AP_DECIMAL_ONE, &denominator) ||
            !ap_ratio_add(total, (ApRatio){numerator, denominator}))
            return FALSE;
    }
    return TRUE;
}

/* Adds a value of `measure` to each of two lists, which are of that measure. */
static void
add_ratio(ApValues *all, ApValues *group, guint measure, ApRatio ratio)
{
    gboolean added = ap_values_add_ratio(all, measure, ratio) && ap_values_add_ratio(group, measure, ratio);
    g_assert(added);
}

static void
add_rational(ApValues *all, ApValues *group, guint measure, mpq_srcptr value)
{
    gboolean added =
        ap_values_add_rational(all, measure, value) && ap_values_add_rational(group, measure, value);
    g_assert(added);
}

/* Adds a participant's total to each of two lists. */
static void
collect_total(const ApStore *store, guint participant, guint measure, ApValues *all, ApValues *group)
{
    ApRatio ratio;
    if (total_ratio(store, participant, &ratio)) {
        add_ratio(all, group, measure, ratio);
        return;
    }
    mpq_t value;
    mpq_init(value);
    if (total_value(store, participant, value))
        add_rational(all, group, measure, value);
    mpq_clear(value);
}

/* Adds a participant's value to each of two lists. */
static void
collect(const ApStore *store, guint participant, guint measure, ApValues *all, ApValues *group)
{
    ApRatio ratio;
    if (ap_store_measure(store, measure)->kind == AP_MEASURE_TOTAL)
        collect_total(store, participant, measure, all, group);
    else if (part_value(store, participant, measure, &ratio))
        add_ratio(all, group, measure, ratio);
}

/* The summaries of `n` measures from `first` on, over all scopes; `lists` has an ApValues for each. They are
 * gathered in one pass over the scores. */
static void
summarise_measures(ApStore *store, guint first, guint n, ApValues **lists)
{
    const ApYear *year = store->year;
    guint n_scopes = store->scopes->len;
    for (guint i = 0; i < n * n_scopes; i++)
        ap_values_begin(lists[i], first + i / n_scopes);
    for (guint participant = 0; participant < year->participants->len; participant++) {
        guint group = ap_year_participant(year, participant)->group;
        for (guint i = 0; i < n; i++)
            collect(store, participant, first + i, lists[i * n_scopes], lists[i * n_scopes + group + 1]);
    }
    for (guint i = 0; i < n * n_scopes; i++) {
        guint scope = i % n_scopes, measure = first + i / n_scopes;
        if (ap_values_count(lists[i]) > 0)
            store->summaries[scope * store->measures->len + measure] =
                ap_values_summarise(lists[i], year->decimals, year->good, year->pass);
    }
}

static void
summarise(ApStore *store)
{
    /* As many measures at a time as keep the lists small beside the scores. */
    enum { BLOCK = 8 };
    guint n_lists = BLOCK * store->scopes->len;
    g_autofree ApValues **lists = g_new(ApValues *, n_lists);
    for (guint i = 0; i < n_lists; i++)
        lists[i] = ap_values_new();
    for (guint first = 0; first < store->measures->len; first += BLOCK)
        summarise_measures(store, first, MIN(BLOCK, store->measures->len - first), lists);
    for (guint i = 0; i < n_lists; i++)
        ap_values_free(lists[i]);
}

ApStore *
ap_store_new(const ApYear *year)
{
    ApStore *store = g_new0(ApStore, 1);
    store->year = year;
    store->measures = g_ptr_array_new_with_free_func(measure_free);
    store->scopes = g_ptr_array_new_with_free_func(scope_free);
    store->measure_index = g_hash_table_new(g_str_hash, g_str_equal);
    store->scope_index = g_hash_table_new(g_str_hash, g_str_equal);
    store->stage_measures = g_new0(guint, year->stages->len);
    add_measures(store);
    add_scopes(store);
    store->summaries = g_new0(ApSummary, (gsize)store->scopes->len * store->measures->len);
    summarise(store);
    store->earlier = g_ptr_array_new_with_free_func((GDestroyNotify)ap_store_free);
    for (guint i = 0; i < year->earlier->len; i++)
        if (ap_year_earlier(year, i)->year != NULL)
            g_ptr_array_add(store->earlier, ap_store_new(ap_year_earlier(year, i)->year));
    return store;
}

void
ap_store_free(ApStore *store)
{
    if (store == NULL)
        return;
    g_hash_table_unref(store->measure_index);
    g_hash_table_unref(store->scope_index);
    g_ptr_array_unref(store->measures);
    g_ptr_array_unref(store->scopes);
    g_free(store->stage_measures);
    g_free(store->summaries);
    g_ptr_array_unref(store->earlier);
    g_free(store);
}

const ApYear *
ap_store_year(const ApStore *store)
{
    return store->year;
}

const ApStore *
ap_store_earlier(const ApStore *store, guint index)
{
    return g_ptr_array_index(store->earlier, index);
}

guint
ap_store_n_measures(const ApStore *store)
{
    return store->measures->len;
}

const ApMeasure *
ap_store_measure(const ApStore *store, guint measure)
{
    return &((const Measure *)g_ptr_array_index(store->measures, measure))->public;
}

guint
ap_store_n_scopes(const ApStore *store)
{
    return store->scopes->len;
}

const ApScope *
ap_store_scope(const ApStore *store, guint scope)
{
    return g_ptr_array_index(store->scopes, scope);
}

static gboolean
find(GHashTable *index, const char *id, guint *found)
{
    gpointer value;
    if (!g_hash_table_lookup_extended(index, id, NULL, &value))
        return FALSE;
    *found = GPOINTER_TO_UINT(value);
    return TRUE;
}

gboolean
ap_store_find_measure(const ApStore *store, const char *id, guint *measure)
{
    return find(store->measure_index, id, measure);
}

gboolean
ap_store_find_scope(const ApStore *store, const char *id, guint *scope)
{
    return find(store->scope_index, id, scope);
}

const ApSummary *
ap_store_summary(const ApStore *store, guint scope, guint measure)
{
    const ApSummary *summary = &store->summaries[scope * store->measures->len + measure];
    return summary->values[AP_STATISTIC_N] > 0 ? summary : NULL;
}

const char *
ap_statistic_name(ApStatistic statistic)
{
    return statistic_names[statistic];
}

gboolean
ap_statistic_from_name(const char *name, ApStatistic *statistic)
{
    for (guint i = 0; i < AP_STATISTICS; i++)
        if (strcmp(statistic_names[i], name) == 0) {
            *statistic = (ApStatistic)i;
            return TRUE;
        }
    return FALSE;
}

gboolean
ap_statistic_is_count(ApStatistic statistic)
{
    return statistic == AP_STATISTIC_N || statistic >= AP_STATISTIC_AT_LEAST_GOOD;
}

char *
ap_store_format(const ApStore *store, ApStatistic statistic, gint64 value)
{
    return ap_rounded_format(value, ap_statistic_is_count(statistic) ? 0 : store->year->decimals);
}

double
ap_store_points(const ApStore *store, gint64 units)
{
    double points = (double)units;
    for (guint i = 0; i < store->year->decimals; i++)
        points /= 10;
    return points;
}
