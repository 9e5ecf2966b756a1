/* The parts of the context that stand in several places: a group and an item by themselves. */
#include <config.h>

#include "document/context.h"

ApNode *
ap_context_group(const ApContext *context, guint index)
{
    const ApYear *year = context->year;
    const ApGroup *group = ap_year_group(year, index);
    g_autofree char *mark = g_strdup_printf("plan group:%s participants", group->id);
    ApNode *map = ap_node_map();
    guint participants = 0;
    for (guint i = 0; i < year->participants->len; i++)
        participants += ap_year_participant(year, i)->group == index ? 1 : 0;
    ap_context_set_text(map, "id", group->id, group->place);
    ap_context_set_text(map, "name", group->name, group->place);
    ap_context_set_text(map, "level", group->level, group->place);
    ap_context_set_counted(context, map, "n", AP_COUNT_PARTICIPANTS, participants, mark);
    ap_context_set_flag(map, "many_stages", group->stages->len > 1);
    ap_node_set(map, "total", ap_context_statistics(context, ap_context_group_scope(context, index), 0));
    return map;
}

/* The points of the codes that count among the rows of an item, each code once. */
ApDecimal
ap_context_item_max(const ApYear *year, const ApItem *item)
{
    ApDecimal max = 0;
    for (guint i = 0; i < item->parts->len; i++) {
        guint code = g_array_index(item->parts, ApPart, i).code;
        gboolean counted = ap_year_code(year, code)->pilot;
        for (guint j = 0; j < i && !counted; j++)
            counted = g_array_index(item->parts, ApPart, j).code == code;
        if (!counted)
            max += ap_year_code(year, code)->max;
    }
    return max;
}

static ApNode *
part_list(const ApContext *context, const ApItem *item)
{
    ApNode *list = ap_node_list();
    for (guint i = 0; i < item->parts->len; i++) {
        const ApPart *part = &g_array_index(item->parts, ApPart, i);
        const ApCode *code = ap_year_code(context->year, part->code);
        g_autofree char *mark = g_strdup_printf("plan code:%s max", code->code);
        ApNode *map = ap_node_map();
        ap_context_set_text(map, "name", part->name, part->place);
        ap_context_set_text(map, "code", code->code, part->place);
        ap_context_set_flag(map, "pilot", code->pilot);
        ap_context_set_decimal(map, "max", code->max, mark);
        ap_node_append(list, map);
    }
    ap_context_finish_list(context, list);
    return list;
}

static gboolean
is_pilot(const ApYear *year, const ApItem *item)
{
    for (guint i = 0; i < item->parts->len; i++)
        if (!ap_year_code(year, g_array_index(item->parts, ApPart, i).code)->pilot)
            return FALSE;
    return TRUE;
}

static gboolean
has_parts(const ApItem *item)
{
    for (guint i = 0; i < item->parts->len; i++)
        if (g_array_index(item->parts, ApPart, i).name[0] != '\0')
            return TRUE;
    return FALSE;
}

ApNode *
ap_context_item(const ApContext *context, guint index)
{
    const ApItem *item = ap_year_item(context->year, index);
    const ApMeasure *measure = ap_store_measure(context->store, ap_context_item_measure(context, index));
    g_autofree char *mark = g_strdup_printf("plan %s max", measure->id);
    ApNode *map = ap_node_map();
    ap_context_set_text(map, "number", item->number, item->place);
    ap_context_set_text(map, "name", item->name, item->place);
    ap_context_set_decimal(map, "max", ap_context_item_max(context->year, item), mark);
    ap_context_set_flag(map, "pilot", is_pilot(context->year, item));
    ap_context_set_flag(map, "has_parts", has_parts(item));
    ap_node_set(map, "parts", part_list(context, item));
    return map;
}
