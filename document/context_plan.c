/* Stages and groups in the context. */
#include <config.h>

#include "document/context.h"

static void
set_weight(const ApContext *context, ApNode *map, guint group, guint stage, ApDecimal weight)
{
    g_autofree char *mark =
        g_strdup_printf("plan group:%s stage:%s weight", ap_year_group(context->year, group)->id,
                        ap_year_stage(context->year, stage)->id);
    ap_context_set_decimal(map, "weight", weight, mark);
}

/* All groups, with `listed` if they list the stage; `statistics` leaves out those that do not and adds how
 * the others did. */
static ApNode *
stage_groups(const ApContext *context, guint stage, gboolean statistics)
{
    ApNode *list = ap_node_list();
    for (guint i = 0; i < context->year->groups->len; i++) {
        ApDecimal weight = 0;
        gboolean listed = ap_context_lists_stage(context, i, stage, &weight);
        if (statistics && !listed)
            continue;
        ApNode *map = ap_context_group(context, i);
        ap_context_set_flag(map, "listed", listed);
        ap_context_set_flag(map, "weight", FALSE);
        if (listed)
            set_weight(context, map, i, stage, weight);
        if (statistics)
            ap_node_set(map, "stats",
                        ap_context_statistics(context, ap_context_group_scope(context, i),
                                              ap_context_stage_measure(context, stage)));
        ap_node_append(list, map);
    }
    ap_context_finish_list(context, list);
    return list;
}

static void
set_stage_groups(const ApContext *context, ApNode *map, guint stage)
{
    ApNode *weights = ap_node_list();
    ApNode *groups = stage_groups(context, stage, TRUE);
    for (guint i = 0; i < ap_node_length(groups); i++) {
        const ApNode *group = ap_node_at(groups, i);
        ApNode *weight = ap_node_map();
        ap_node_set(weight, "group", ap_node_ref((ApNode *)ap_node_get(group, "name")));
        ap_node_set(weight, "weight", ap_node_ref((ApNode *)ap_node_get(group, "weight")));
        ap_node_append(weights, weight);
    }
    ap_context_finish_list(context, weights);
    ap_context_set_joined(context, map, "group_names", groups, "name");
    ap_context_set_flag(map, "many_groups", ap_node_length(groups) > 1);
    ap_context_set_flag(map, "in_all_groups", ap_node_length(groups) == context->year->groups->len);
    ap_node_set(map, "ranking",
                ap_context_ranking(context, groups, ap_context_stage_measure(context, stage)));
    ap_node_set(map, "weights", weights);
    ap_node_set(map, "groups", groups);
    ap_node_set(map, "all_groups", stage_groups(context, stage, FALSE));
}

/* What the items of a stage add up to. */
static void
set_stage_counts(const ApContext *context, ApNode *map, guint stage)
{
    const ApYear *year = context->year;
    const char *id = ap_year_stage(year, stage)->id;
    g_autofree char *items_mark = g_strdup_printf("plan stage:%s items", id);
    g_autofree char *facets_mark = g_strdup_printf("plan stage:%s facets", id);
    g_autofree char *pilots_mark = g_strdup_printf("plan stage:%s pilots", id);
    g_autofree char *max_mark = g_strdup_printf("plan stage:%s max", id);
    guint items = 0, facets = 0, pilots = 0, parts = 0;
    ApDecimal max = 0;
    for (guint i = 0; i < year->items->len; i++) {
        const ApItem *item = ap_year_item(year, i);
        if (item->stage != stage)
            continue;
        items++;
        for (guint j = 0; j < item->parts->len; j++) {
            const ApPart *part = &g_array_index(item->parts, ApPart, j);
            parts += part->name[0] != '\0' ? 1 : 0;
            pilots += ap_year_code(year, part->code)->pilot ? 1 : 0;
        }
    }
    for (guint i = 0; i < year->facets->len; i++)
        facets += ap_year_facet(year, i)->stage == stage ? 1 : 0;
    for (guint i = 0; i < year->codes->len; i++)
        max += ap_year_code(year, i)->stage == stage ? ap_year_code(year, i)->max : 0;
    ap_context_set_counted(context, map, "n_items", AP_COUNT_ITEMS, items, items_mark);
    ap_context_set_counted(context, map, "n_facets", AP_COUNT_FACETS, facets, facets_mark);
    ap_context_set_counted(context, map, "n_pilots", AP_COUNT_ITEMS, pilots, pilots_mark);
    ap_context_set_decimal(map, "max", max, max_mark);
    ap_context_set_flag(map, "has_facets", facets > 0);
    ap_context_set_flag(map, "has_pilots", pilots > 0);
    ap_context_set_flag(map, "has_parts", parts > 0);
}

static ApNode *
stage_node(const ApContext *context, guint index)
{
    const ApStage *stage = ap_year_stage(context->year, index);
    ApNode *map = ap_node_map(), *is = ap_node_open_map();
    ap_context_set_text(map, "id", stage->id, stage->place);
    ap_context_set_text(map, "name", stage->name, stage->place);
    ap_context_set_flag(is, stage->id, TRUE);
    ap_node_set(map, "is", is);
    set_stage_counts(context, map, index);
    set_stage_groups(context, map, index);
    ap_context_set_items(context, map, index, 0);
    ap_context_set_facets(context, map, index);
    ap_node_set(map, "stats", ap_context_statistics(context, 0, ap_context_stage_measure(context, index)));
    ap_node_set(map, "rows", ap_context_rows(context, index));
    return map;
}

ApNode *
ap_context_stages(const ApContext *context)
{
    ApNode *list = ap_node_list();
    for (guint i = 0; i < context->year->stages->len; i++)
        ap_node_append(list, stage_node(context, i));
    ap_context_finish_list(context, list);
    return list;
}

/* The stages of a group, each with its weight and the group's own statistics and items. */
static ApNode *
group_stages(const ApContext *context, guint index, const ApNode *stages)
{
    const GArray *listed = ap_year_group(context->year, index)->stages;
    guint scope = ap_context_group_scope(context, index);
    ApNode *list = ap_node_list();
    for (guint i = 0; i < listed->len; i++) {
        const ApGroupStage *stage = &g_array_index(listed, ApGroupStage, i);
        ApNode *map = ap_node_copy(ap_node_at(stages, stage->stage));
        ap_context_set_items(context, map, stage->stage, scope);
        set_weight(context, map, index, stage->stage, stage->weight);
        ap_node_set(map, "stats",
                    ap_context_statistics(context, scope, ap_context_stage_measure(context, stage->stage)));
        ap_node_append(list, map);
    }
    ap_context_finish_list(context, list);
    return list;
}

ApNode *
ap_context_groups(const ApContext *context, const ApNode *stages)
{
    ApNode *list = ap_node_list();
    for (guint i = 0; i < context->year->groups->len; i++) {
        ApNode *map = ap_context_group(context, i);
        ApNode *own = group_stages(context, i, stages);
        ap_context_set_joined(context, map, "stage_names", own, "name");
        ap_node_set(map, "stages", own);
        ap_node_set(map, "figures", ap_context_group_figures(context, i));
        ap_node_append(list, map);
    }
    ap_context_finish_list(context, list);
    return list;
}
