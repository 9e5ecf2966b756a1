/* The store: which measures and scopes there are, the value of each participant, and every summary. Values
 * are computed from the scores when asked for; only the summaries are kept. */
#include <config.h>

#include "scores/store.h"

#include "scores/grid.h"
#include "scores/summary.h"

/* How many bytes of values are gathered at a time, so that they stay small beside the scores. */
#define GATHERED ((gsize)48 << 20)

typedef struct {
    ApMeasure public;
    GArray *codes; /* ApGridCode: what counts, each code once; empty for the total */
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
    measure->codes = g_array_new(FALSE, FALSE, sizeof(ApGridCode));
    g_hash_table_insert(store->measure_index, id, GUINT_TO_POINTER(store->measures->len));
    g_ptr_array_add(store->measures, measure);
    return measure;
}

static void
add_code(const ApYear *year, Measure *measure, guint code)
{
    ApGridCode counted = {code, ap_year_code(year, code)->max};
    g_array_append_val(measure->codes, counted);
}

/* A code shared by several rows counts once in a measure; a pilot never. */
static void
add_codes(const ApYear *year, Measure *measure, const ApItem *item)
{
    for (guint i = 0; i < item->parts->len; i++) {
        guint code = g_array_index(item->parts, ApPart, i).code;
        gboolean there = ap_year_code(year, code)->pilot;
        for (guint j = 0; j < measure->codes->len && !there; j++)
            there = g_array_index(measure->codes, ApGridCode, j).code == code;
        if (!there)
            add_code(year, measure, code);
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
                add_code(year, measure, code);
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
    ap_grid_sum(store->year->scores, participant, (const ApGridCode *)(gpointer)codes->data, codes->len,
                points, max);
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

static void
add_ratio(ApValues *list, guint measure, ApRatio ratio)
{
    gboolean added = ap_values_add_ratio(list, measure, ratio);
    g_assert(added);
}

/* Adds a participant's total to the list of totals. */
static void
collect_total(const ApStore *store, guint participant, guint measure, ApValues *list)
{
    ApRatio ratio;
    if (total_ratio(store, participant, &ratio)) {
        add_ratio(list, measure, ratio);
        return;
    }
    mpq_t value;
    mpq_init(value);
    if (total_value(store, participant, value)) {
        gboolean added = ap_values_add_rational(list, measure, value);
        g_assert(added);
    }
    mpq_clear(value);
}

/* Adds a participant's value to the list of the measure. */
static void
collect(const ApStore *store, guint participant, guint measure, ApValues *list)
{
    ApRatio ratio;
    if (ap_store_measure(store, measure)->kind == AP_MEASURE_TOTAL)
        collect_total(store, participant, measure, list);
    else if (part_value(store, participant, measure, &ratio))
        add_ratio(list, measure, ratio);
}

/* Keeps the summary of the values from index `from` on, if there are any. */
static void
keep_summary(ApStore *store, guint scope, guint measure, const ApValues *list, guint from)
{
    const ApYear *year = store->year;
    if (ap_values_count(list) > from)
        store->summaries[scope * store->measures->len + measure] =
            ap_values_summarise(list, from, year->decimals, year->good, year->pass);
}

/* A block of measures, summarised in one pass over the scores. */
typedef struct {
    guint first, n;
    ApValues **lists; /* of each of them */
    guint *starts;    /* of the group's values in the list */
} Block;

/* Adds the values of one group, and keeps the summaries over it. */
static void
summarise_group(ApStore *store, const GArray *members, guint scope, const Block *block)
{
    for (guint i = 0; i < block->n; i++)
        block->starts[i] = ap_values_count(block->lists[i]);
    for (guint m = 0; m < members->len; m++)
        for (guint i = 0; i < block->n; i++)
            collect(store, g_array_index(members, guint, m), block->first + i, block->lists[i]);
    for (guint i = 0; i < block->n; i++)
        keep_summary(store, scope, block->first + i, block->lists[i], block->starts[i]);
}

static void
summarise_block(ApStore *store, const GPtrArray *members, const Block *block)
{
    for (guint i = 0; i < block->n; i++)
        ap_values_begin(block->lists[i], block->first + i);
    for (guint group = 0; group < members->len; group++)
        summarise_group(store, members->pdata[group], group + 1, block);
    for (guint i = 0; i < block->n; i++)
        keep_summary(store, 0, block->first + i, block->lists[i], 0);
}

/* The participants of each group: GArray of guint. */
static GPtrArray *
list_members(const ApYear *year)
{
    GPtrArray *members = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    for (guint group = 0; group < year->groups->len; group++)
        g_ptr_array_add(members, g_array_new(FALSE, FALSE, sizeof(guint)));
    for (guint participant = 0; participant < year->participants->len; participant++)
        g_array_append_val(g_ptr_array_index(members, ap_year_participant(year, participant)->group),
                           participant);
    return members;
}

static void
summarise(ApStore *store)
{
    gsize n = GATHERED / (sizeof(ApRatio) * (store->year->participants->len + 1)) + 1;
    guint most = (guint)MIN(n, store->measures->len);
    g_autoptr(GPtrArray) members = list_members(store->year);
    g_autofree ApValues **lists = g_new(ApValues *, most);
    g_autofree guint *starts = g_new(guint, most);
    for (guint i = 0; i < most; i++)
        lists[i] = ap_values_new();
    for (guint first = 0; first < store->measures->len; first += most) {
        const Block block = {first, MIN(most, store->measures->len - first), lists, starts};
        summarise_block(store, members, &block);
    }
    for (guint i = 0; i < most; i++)
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
