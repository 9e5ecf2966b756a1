/* The small parts of the context: texts, numbers with their marks, lists with their flags, statistics. */
#include <config.h>

#include "document/context.h"

static const ApPlace computed = {NULL, 0, 0};

void
ap_context_set_text(ApNode *map, const char *name, const char *text, ApPlace place)
{
    ap_node_set(map, name, ap_node_string(text, NULL, place));
}

void
ap_context_set_number(ApNode *map, const char *name, const char *text, const char *mark)
{
    ap_node_set(map, name, ap_node_string(text, mark, computed));
}

void
ap_context_set_count(ApNode *map, const char *name, guint count, const char *mark)
{
    g_autofree char *text = g_strdup_printf("%u", count);
    ap_context_set_number(map, name, text, mark);
}

static void
set_words(const ApContext *context, ApNode *map, const char *name, ApCount kind, guint count,
          const char *mark)
{
    g_autofree char *in_words = g_strconcat(name, "_words", NULL);
    g_autofree char *text = ap_words_count(context->words, kind, count);
    ap_context_set_number(map, in_words, text, mark);
}

void
ap_context_set_counted(const ApContext *context, ApNode *map, const char *name, ApCount kind, guint count,
                       const char *mark)
{
    ap_context_set_count(map, name, count, mark);
    set_words(context, map, name, kind, count, mark);
}

void
ap_context_set_decimal(ApNode *map, const char *name, ApDecimal value, const char *mark)
{
    g_autofree char *text = ap_decimal_format(value);
    ap_context_set_number(map, name, text, mark);
}

void
ap_context_set_flag(ApNode *map, const char *name, gboolean flag)
{
    ap_node_set(map, name, ap_node_boolean(flag));
}

void
ap_context_finish_list(const ApContext *context, ApNode *list)
{
    guint length = ap_node_length(list);
    for (guint i = 0; i < length; i++) {
        ApNode *map = (ApNode *)ap_node_at(list, i);
        g_autofree char *ordinal = ap_words_numeral(context->words, AP_NUMERAL_PLAIN, i + 1);
        ap_context_set_flag(map, "first", i == 0);
        ap_context_set_flag(map, "last", i + 1 == length);
        ap_context_set_count(map, "index", i + 1, "plan index");
        ap_context_set_number(map, "ordinal", ordinal, "plan index");
    }
}

void
ap_context_set_joined(const ApContext *context, ApNode *map, const char *name, const ApNode *list,
                      const char *field)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    ApPlace place = computed; /* of the first: a joined text has one origin */
    for (guint i = 0; i < ap_node_length(list); i++) {
        const ApNode *text = ap_node_get(ap_node_at(list, i), field);
        if (!ap_node_truth(text))
            continue;
        if (texts->len == 0)
            place = ap_node_place(text);
        g_ptr_array_add(texts, (gpointer)ap_node_text(text));
    }
    g_autofree char *joined = ap_words_join(context->words, texts);
    g_autofree char *quoted_name = g_strconcat(name, "_quoted", NULL);
    g_autofree char *quoted = ap_words_join_quoted(context->words, texts);
    ap_context_set_text(map, name, joined, place);
    ap_context_set_text(map, quoted_name, quoted, place);
}

static void
set_conditions(ApNode *map, const ApSummary *summary)
{
    gint64 n = summary->values[AP_STATISTIC_N];
    gint64 good = summary->values[AP_STATISTIC_AT_LEAST_GOOD];
    gint64 failed = summary->values[AP_STATISTIC_BELOW_PASS];
    ap_context_set_flag(map, "none_at_least_good", good == 0);
    ap_context_set_flag(map, "some_at_least_good", good > 0 && good < n);
    ap_context_set_flag(map, "all_at_least_good", good == n);
    ap_context_set_flag(map, "none_below_pass", failed == 0);
    ap_context_set_flag(map, "some_below_pass", failed > 0 && failed < n);
    ap_context_set_flag(map, "all_below_pass", failed == n);
    ap_context_set_flag(map, "only_one", n == 1);
    ap_context_set_flag(map, "one_at_least_good", good == 1 && n > 1);
    ap_context_set_flag(map, "one_below_good", good == n - 1 && n > 1);
    ap_context_set_flag(map, "one_below_pass", failed == 1 && n > 1);
}

static ApNode *
make_statistics(const ApContext *context, guint scope, guint measure)
{
    const ApSummary *summary = ap_store_summary(context->store, scope, measure);
    if (summary == NULL)
        return ap_node_boolean(FALSE);
    ApNode *map = ap_node_map();
    for (ApStatistic statistic = 0; statistic < AP_STATISTICS; statistic++) {
        const char *name = ap_statistic_name(statistic);
        g_autofree char *text = ap_store_format(context->store, statistic, summary->values[statistic]);
        g_autofree char *mark = g_strdup_printf("%s %s %s", ap_store_scope(context->store, scope)->id,
                                                ap_store_measure(context->store, measure)->id, name);
        ap_context_set_number(map, name, text, mark);
        if (ap_statistic_is_count(statistic))
            set_words(context, map, name, AP_COUNT_PARTICIPANTS, (guint)summary->values[statistic], mark);
    }
    set_conditions(map, summary);
    return map;
}

GHashTable *
ap_context_keep_statistics(void)
{
    return g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)ap_node_unref);
}

ApNode *
ap_context_statistics(const ApContext *context, guint scope, guint measure)
{
    if (context->statistics == NULL)
        return make_statistics(context, scope, measure);
    gpointer key = GUINT_TO_POINTER(scope * ap_store_n_measures(context->store) + measure);
    ApNode *statistics = g_hash_table_lookup(context->statistics, key);
    if (statistics == NULL) {
        statistics = make_statistics(context, scope, measure);
        g_hash_table_insert(context->statistics, key, statistics);
    }
    return ap_node_ref(statistics);
}

ApDecimal
ap_context_points(const ApContext *context, gint64 units)
{
    for (guint place = context->year->decimals; place < AP_DECIMAL_PLACES; place++)
        units *= 10;
    return units;
}

gboolean
ap_context_mean(const ApContext *context, guint scope, guint measure, ApDecimal *mean)
{
    const ApSummary *summary = ap_store_summary(context->store, scope, measure);
    if (summary == NULL)
        return FALSE;
    *mean = ap_context_points(context, summary->values[AP_STATISTIC_MEAN]);
    return TRUE;
}

guint
ap_context_group_scope(const ApContext *context, guint group)
{
    guint scope = 0;
    while (ap_store_scope(context->store, scope)->group != (gint)group)
        scope++;
    return scope;
}

/* The measure of `kind` whose index in the year is `index`; the store has one for each. */
static guint
find_measure(const ApContext *context, ApMeasureKind kind, guint index)
{
    for (guint i = 0; i < ap_store_n_measures(context->store); i++) {
        const ApMeasure *measure = ap_store_measure(context->store, i);
        guint own = kind == AP_MEASURE_STAGE   ? measure->stage
                    : kind == AP_MEASURE_FACET ? measure->facet
                                               : measure->item;
        if (measure->kind == kind && own == index)
            return i;
    }
    g_return_val_if_reached(0);
}

guint
ap_context_stage_measure(const ApContext *context, guint stage)
{
    return find_measure(context, AP_MEASURE_STAGE, stage);
}

guint
ap_context_item_measure(const ApContext *context, guint item)
{
    return find_measure(context, AP_MEASURE_ITEM, item);
}

guint
ap_context_facet_measure(const ApContext *context, guint facet)
{
    return find_measure(context, AP_MEASURE_FACET, facet);
}

gboolean
ap_context_lists_stage(const ApContext *context, guint group, guint stage, ApDecimal *weight)
{
    const GArray *stages = ap_year_group(context->year, group)->stages;
    for (guint i = 0; i < stages->len; i++) {
        const ApGroupStage *listed = &g_array_index(stages, ApGroupStage, i);
        if (listed->stage != stage)
            continue;
        if (weight != NULL)
            *weight = listed->weight;
        return TRUE;
    }
    return FALSE;
}
