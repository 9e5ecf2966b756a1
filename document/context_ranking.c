/* Groups in the context, best first. */
#include <config.h>

#include "document/context.h"

/* A group and its published mean; `order` is its place in the year. */
typedef struct {
    const ApNode *map;
    guint order;
    ApDecimal mean;
} Ranked;

static gint
compare_ranked(gconstpointer a, gconstpointer b)
{
    const Ranked *left = a, *right = b;
    if (left->mean != right->mean)
        return left->mean > right->mean ? -1 : 1;
    return left->order < right->order ? -1 : 1;
}

/* The map of the year's group `index` in `groups`; NULL if that is not among them. */
static const ApNode *
find_group(const ApContext *context, const ApNode *groups, guint index)
{
    const char *id = ap_year_group(context->year, index)->id;
    for (guint i = 0; i < ap_node_length(groups); i++)
        if (g_strcmp0(ap_node_text(ap_node_get(ap_node_at(groups, i), "id")), id) == 0)
            return ap_node_at(groups, i);
    return NULL;
}

static GArray *
rank(const ApContext *context, const ApNode *groups, guint measure)
{
    GArray *ranked = g_array_new(FALSE, FALSE, sizeof(Ranked));
    for (guint i = 0; i < context->year->groups->len; i++) {
        Ranked group = {find_group(context, groups, i), i, 0};
        if (group.map != NULL &&
            ap_context_mean(context, ap_context_group_scope(context, i), measure, &group.mean))
            g_array_append_val(ranked, group);
    }
    g_array_sort(ranked, compare_ranked);
    return ranked;
}

ApNode *
ap_context_ranking(const ApContext *context, const ApNode *groups, guint measure)
{
    ApNode *list = ap_node_list();
    const ApMeasure *measured = ap_store_measure(context->store, measure);
    g_autofree char *stage =
        measured->kind == AP_MEASURE_TOTAL ? g_strdup("") : g_strconcat(measured->id, " ", NULL);
    g_autoptr(GArray) ranked = rank(context, groups, measure);
    guint place = 0;
    for (guint i = 0; i < ranked->len; i++) {
        const Ranked *group = &g_array_index(ranked, Ranked, i);
        g_autofree char *mark =
            g_strdup_printf("plan group:%s %splace", ap_year_group(context->year, group->order)->id, stage);
        place = i > 0 && group[-1].mean == group->mean ? place : i + 1;
        ApNode *map = ap_node_copy(group->map);
        ap_context_set_count(map, "place", place, mark);
        ap_node_append(list, map);
    }
    ap_context_finish_list(context, list);
    return list;
}
