/* A participant in the context: its own scores beside those of its group. */
#include <config.h>

#include "document/context.h"

#define MOST_OUTSTANDING 3 /* items that are called a strength or a weakness */

typedef struct {
    const ApContext *context;
    const ApProfiles *profiles;
    guint participant;
    guint scope;         /* of its group */
    const ApNode *group; /* its group in the report's context */
} Subject;

static void
set_points(const Subject *subject, ApNode *map, const char *name, gint64 units, const char *measure)
{
    g_autofree char *text = ap_rounded_format(units, subject->context->year->decimals);
    g_autofree char *mark = g_strdup_printf("plan participant %s %s", measure, name);
    ap_context_set_number(map, name, text, mark);
}

/* SCORE of docs/context.md; false if the participant has no value. */
static ApNode *
score_node(const Subject *subject, guint measure)
{
    const char *id = ap_store_measure(subject->context->store, measure)->id;
    ApProfile profile;
    if (!ap_profiles_find(subject->profiles, subject->participant, measure, &profile))
        return ap_node_boolean(FALSE);
    ApNode *map = ap_node_map();
    set_points(subject, map, "value", profile.value, id);
    set_points(subject, map, "difference", ABS(profile.difference), id);
    ap_context_set_flag(map, "above_mean", profile.difference > 0);
    ap_context_set_flag(map, "at_mean", profile.difference == 0);
    ap_context_set_flag(map, "below_mean", profile.difference < 0);
    ap_context_set_count(map, "place", profile.place, "plan participant place");
    ap_context_set_flag(map, "is_good", profile.class == AP_STATISTIC_AT_LEAST_GOOD);
    ap_context_set_flag(map, "is_between", profile.class == AP_STATISTIC_BETWEEN);
    ap_context_set_flag(map, "is_below_pass", profile.class == AP_STATISTIC_BELOW_PASS);
    return map;
}

/* Sets `score` and, of the group, `stats`. */
static void
set_score(const Subject *subject, ApNode *map, guint measure)
{
    ap_node_set(map, "score", score_node(subject, measure));
    ap_node_set(map, "stats", ap_context_statistics(subject->context, subject->scope, measure));
}

static ApNode *
item_node(const Subject *subject, guint item)
{
    const ApYear *year = subject->context->year;
    ApNode *map = ap_context_item(subject->context, item);
    const ApStage *stage = ap_year_stage(year, ap_year_item(year, item)->stage);
    ap_context_set_text(map, "stage_name", stage->name, stage->place);
    set_score(subject, map, ap_context_item_measure(subject->context, item));
    return map;
}

/* The items of a stage, and which of them were failed. */
static void
set_items(const Subject *subject, ApNode *map, guint stage)
{
    const ApContext *context = subject->context;
    ApNode *items = ap_node_list(), *failed = ap_node_list();
    for (guint i = 0; i < context->year->items->len; i++) {
        ApProfile profile;
        if (ap_year_item(context->year, i)->stage != stage)
            continue;
        ApNode *item = item_node(subject, i);
        ap_node_append(items, item);
        if (ap_profiles_find(subject->profiles, subject->participant, ap_context_item_measure(context, i),
                             &profile) &&
            profile.class == AP_STATISTIC_BELOW_PASS)
            ap_node_append(failed, ap_node_copy(item));
    }
    ap_context_finish_list(context, items);
    ap_context_finish_list(context, failed);
    ap_context_set_joined(context, map, "failed_names", failed, "name");
    ap_node_set(map, "items", items);
    ap_node_set(map, "failed", failed);
}

static ApNode *
facet_list(const Subject *subject, guint stage)
{
    const ApContext *context = subject->context;
    ApNode *list = ap_node_list();
    for (guint i = 0; i < context->year->facets->len; i++) {
        const ApFacet *facet = ap_year_facet(context->year, i);
        if (facet->stage != stage)
            continue;
        ApNode *map = ap_node_map();
        ap_context_set_text(map, "name", facet->name, facet->place);
        set_score(subject, map, ap_context_facet_measure(context, i));
        ap_node_append(list, map);
    }
    ap_context_finish_list(context, list);
    return list;
}

/* The stages of the participant's group: their fields there, and how it did. */
static ApNode *
stage_list(const Subject *subject, guint group)
{
    const ApContext *context = subject->context;
    const GArray *listed = ap_year_group(context->year, group)->stages;
    const ApNode *stages = ap_node_get(subject->group, "stages");
    ApNode *list = ap_node_list();
    for (guint i = 0; i < listed->len; i++) {
        guint stage = g_array_index(listed, ApGroupStage, i).stage;
        ApNode *map = ap_node_copy(ap_node_at(stages, i));
        set_score(subject, map, ap_context_stage_measure(context, stage));
        set_items(subject, map, stage);
        ap_node_set(map, "facets", facet_list(subject, stage));
        ap_node_append(list, map);
    }
    ap_context_finish_list(context, list);
    return list;
}

/* Sets the items of `measures`, which it takes, as the list `name`, and their names. */
static void
set_outstanding(const Subject *subject, ApNode *map, const char *name, const char *names, GArray *measures)
{
    const ApContext *context = subject->context;
    ApNode *list = ap_node_list();
    for (guint i = 0; i < measures->len; i++)
        ap_node_append(
            list,
            item_node(subject, ap_store_measure(context->store, g_array_index(measures, guint, i))->item));
    ap_context_finish_list(context, list);
    ap_context_set_joined(context, map, names, list, "name");
    ap_node_set(map, name, list);
    g_array_unref(measures);
}

ApNode *
ap_context_for_participant(const ApContext *context, const ApNode *root, const ApProfiles *profiles,
                           guint participant)
{
    const ApParticipant *record = ap_year_participant(context->year, participant);
    const Subject subject = {context, profiles, participant, ap_context_group_scope(context, record->group),
                             ap_node_at(ap_node_get(root, "groups"), record->group)};
    ApNode *own = ap_node_copy(root), *map = ap_node_map();
    ap_context_set_text(map, "label", ap_year_title_of(context->year, participant), record->place);
    ap_node_set(map, "group", ap_node_ref((ApNode *)subject.group));
    set_score(&subject, map, 0);
    ap_node_set(map, "stages", stage_list(&subject, record->group));
    set_outstanding(&subject, map, "strengths", "strength_names",
                    ap_profiles_above(profiles, participant, MOST_OUTSTANDING));
    set_outstanding(&subject, map, "weaknesses", "weakness_names",
                    ap_profiles_below(profiles, participant, MOST_OUTSTANDING));
    ap_node_set(own, "participant", map);
    return own;
}
