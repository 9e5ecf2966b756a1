/* Items and facets in the context: what they are, how they did, which were best. */
#include <config.h>

#include "document/context.h"

#define SEVENTY (70 * AP_DECIMAL_ONE)

/* An item of a stage, its place among them, and its published mean. */
typedef struct {
    ApNode *map; /* lent */
    ApDecimal mean;
    guint order;
} Ranked;

static gint
compare_ranked(gconstpointer a, gconstpointer b)
{
    const Ranked *left = a, *right = b;
    if (left->mean != right->mean)
        return left->mean > right->mean ? -1 : 1;
    return left->order < right->order ? -1 : 1;
}

/* Sets the list `name` of the items whose mean lies from `from` to below `below`, their number and names.
 * `where` names scope and stage in the number's mark. */
static void
set_selection(const ApContext *context, ApNode *map, const char *name, const char *where,
              const GArray *ranked, ApDecimal from, ApDecimal below)
{
    ApNode *list = ap_node_list();
    g_autofree char *count = g_strconcat("n_", name, NULL);
    g_autofree char *names = g_strconcat(name, "_names", NULL);
    g_autofree char *one = g_strconcat("one_of_", name, NULL);
    g_autofree char *mark = g_strdup_printf("plan %s %s", where, name);
    for (guint i = 0; i < ranked->len; i++) {
        const Ranked *item = &g_array_index(ranked, Ranked, i);
        if (item->mean >= from && item->mean < below)
            ap_node_append(list, ap_node_copy(item->map));
    }
    ap_context_finish_list(context, list);
    ap_context_set_counted(context, map, count, AP_COUNT_ITEMS, ap_node_length(list), mark);
    ap_context_set_flag(map, one, ap_node_length(list) == 1 && ranked->len > 1);
    ap_context_set_joined(context, map, names, list, "name");
    ap_node_set(map, name, list);
}

static void
set_extremes(ApNode *map, const GArray *ranked)
{
    if (ranked->len == 0) {
        ap_context_set_flag(map, "best_item", FALSE);
        ap_context_set_flag(map, "weakest_item", FALSE);
        return;
    }
    guint weakest = ranked->len - 1;
    while (weakest > 0 &&
           g_array_index(ranked, Ranked, weakest - 1).mean == g_array_index(ranked, Ranked, weakest).mean)
        weakest--;
    ap_node_set(map, "best_item", ap_node_ref(g_array_index(ranked, Ranked, 0).map));
    ap_node_set(map, "weakest_item", ap_node_ref(g_array_index(ranked, Ranked, weakest).map));
}

void
ap_context_set_items(const ApContext *context, ApNode *map, guint stage, guint scope)
{
    const ApYear *year = context->year;
    ApNode *list = ap_node_list();
    g_autoptr(GArray) ranked = g_array_new(FALSE, FALSE, sizeof(Ranked));
    for (guint i = 0; i < year->items->len; i++) {
        if (ap_year_item(year, i)->stage != stage)
            continue;
        guint measure = ap_context_item_measure(context, i);
        Ranked item = {ap_context_item(context, i), 0, i};
        ap_node_set(item.map, "stats", ap_context_statistics(context, scope, measure));
        ap_node_append(list, item.map);
        if (ap_context_mean(context, scope, measure, &item.mean))
            g_array_append_val(ranked, item);
    }
    ap_context_finish_list(context, list);
    g_array_sort(ranked, compare_ranked);
    g_autofree char *where = g_strdup_printf("%s stage:%s", ap_store_scope(context->store, scope)->id,
                                             ap_year_stage(year, stage)->id);
    set_selection(context, map, "items_at_least_good", where, ranked, year->good, G_MAXINT64);
    set_selection(context, map, "items_below_good", where, ranked, 0, year->good);
    set_selection(context, map, "items_below_70", where, ranked, 0, SEVENTY);
    set_selection(context, map, "items_below_pass", where, ranked, 0, year->pass);
    set_extremes(map, ranked);
    ap_context_set_joined(context, map, "item_names", list, "name");
    ap_context_set_flag(map, "many_items", ap_node_length(list) > 1);
    ap_node_set(map, "items", list);
}

/* The groups that list the facet's stage, with their statistics of the facet. */
static ApNode *
facet_groups(const ApContext *context, const ApFacet *facet, guint measure)
{
    ApNode *list = ap_node_list();
    for (guint i = 0; i < context->year->groups->len; i++) {
        if (!ap_context_lists_stage(context, i, facet->stage, NULL))
            continue;
        ApNode *group = ap_context_group(context, i);
        ap_node_set(group, "stats",
                    ap_context_statistics(context, ap_context_group_scope(context, i), measure));
        ap_node_append(list, group);
    }
    ap_context_finish_list(context, list);
    return list;
}

static ApNode *
facet_node(const ApContext *context, guint index)
{
    const ApYear *year = context->year;
    const ApFacet *facet = ap_year_facet(year, index);
    guint measure = ap_context_facet_measure(context, index);
    const char *id = ap_store_measure(context->store, measure)->id;
    g_autofree char *max_mark = g_strdup_printf("plan %s max", id);
    g_autofree char *items_mark = g_strdup_printf("plan %s items", id);
    ApNode *map = ap_node_map(), *items = ap_node_list();
    ApDecimal max = 0;
    for (guint i = 0; i < year->items->len; i++) {
        if (ap_year_item(year, i)->facet != (gint)index)
            continue;
        max += ap_context_item_max(year, ap_year_item(year, i));
        ApNode *item = ap_context_item(context, i);
        ap_node_set(item, "stats", ap_context_statistics(context, 0, ap_context_item_measure(context, i)));
        ap_node_append(items, item);
    }
    ap_context_finish_list(context, items);
    ap_context_set_text(map, "name", facet->name, facet->place);
    ap_context_set_counted(context, map, "n_items", AP_COUNT_ITEMS, ap_node_length(items), items_mark);
    ap_context_set_decimal(map, "max", max, max_mark);
    ap_context_set_joined(context, map, "item_names", items, "name");
    ap_node_set(map, "items", items);
    ap_node_set(map, "stats", ap_context_statistics(context, 0, measure));
    ap_node_set(map, "groups", facet_groups(context, facet, measure));
    return map;
}

/* The group that alone has the highest mean of `measure` among those that list `stage`; -1 if none has. */
static gint
find_highest(const ApContext *context, guint stage, guint measure)
{
    gint highest = -1;
    ApDecimal best = -1;
    for (guint i = 0; i < context->year->groups->len; i++) {
        ApDecimal mean;
        if (!ap_context_lists_stage(context, i, stage, NULL) ||
            !ap_context_mean(context, ap_context_group_scope(context, i), measure, &mean) || mean < best)
            continue;
        highest = mean > best ? (gint)i : -1;
        best = mean;
    }
    return highest;
}

/* The group that leads in every facet of the stage; -1 if none does. */
static gint
find_leader(const ApContext *context, guint stage)
{
    gint leader = -1;
    guint facets = 0, groups = 0;
    for (guint i = 0; i < context->year->groups->len; i++)
        groups += ap_context_lists_stage(context, i, stage, NULL) ? 1 : 0;
    for (guint i = 0; i < context->year->facets->len; i++) {
        if (ap_year_facet(context->year, i)->stage != stage)
            continue;
        gint highest = find_highest(context, stage, ap_context_facet_measure(context, i));
        if (highest < 0 || (facets++ > 0 && highest != leader))
            return -1;
        leader = highest;
    }
    return groups > 1 ? leader : -1;
}

static ApNode *
leader_node(const ApContext *context, guint stage)
{
    gint leader = find_leader(context, stage);
    if (leader < 0)
        return ap_node_boolean(FALSE);
    guint scope = ap_context_group_scope(context, (guint)leader);
    ApNode *map = ap_context_group(context, (guint)leader);
    ApDecimal lowest = G_MAXINT64;
    for (guint i = 0; i < context->year->facets->len; i++) {
        guint measure = ap_context_facet_measure(context, i);
        ApDecimal mean;
        if (ap_year_facet(context->year, i)->stage != stage ||
            !ap_context_mean(context, scope, measure, &mean) || mean >= lowest)
            continue;
        g_autoptr(ApNode) stats = ap_context_statistics(context, scope, measure);
        ap_node_set(map, "lowest_facet_mean", ap_node_ref((ApNode *)ap_node_get(stats, "mean")));
        lowest = mean;
    }
    return map;
}

void
ap_context_set_facets(const ApContext *context, ApNode *map, guint stage)
{
    ApNode *list = ap_node_list();
    for (guint i = 0; i < context->year->facets->len; i++)
        if (ap_year_facet(context->year, i)->stage == stage)
            ap_node_append(list, facet_node(context, i));
    ap_context_finish_list(context, list);
    ap_context_set_joined(context, map, "facet_names", list, "name");
    ap_node_set(map, "facets", list);
    ap_node_set(map, "leader", leader_node(context, stage));
}
