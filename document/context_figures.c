/* Figures in the context: in which section each belongs, and what its alternative text may say. */
#include <config.h>

#include "document/context.h"

#include "scores/bands.h"

static const char *const kinds[] = {
    [AP_FIGURE_SCORES] = "scores", [AP_FIGURE_BANDS] = "bands",   [AP_FIGURE_ITEMS] = "items",
    [AP_FIGURE_FACETS] = "facets", [AP_FIGURE_GROUPS] = "groups", [AP_FIGURE_TREND] = "trend",
};

typedef enum { HOME_FACETS, HOME_STAGE, HOME_GROUP, HOME_OVERALL } Home;

/* The section that a figure belongs to, and the index of its stage or group. */
static Home
find_home(const ApContext *context, const ApFigure *figure, guint *index)
{
    guint groups = 0;
    *index = (guint)MAX(0, figure->stage);
    if (figure->kind == AP_FIGURE_FACETS)
        return HOME_FACETS;
    for (guint i = 0; i < context->year->groups->len; i++)
        groups += figure->stage >= 0 && ap_context_lists_stage(context, i, *index, NULL) ? 1 : 0;
    if (figure->stage >= 0 && (figure->group < 0 || groups <= 1))
        return HOME_STAGE;
    *index = (guint)MAX(0, figure->group);
    return figure->group >= 0 ? HOME_GROUP : HOME_OVERALL;
}

static ApNode *
figure_node(const ApFigure *figure)
{
    ApNode *map = ap_node_map();
    ap_context_set_text(map, "id", figure->id, figure->place);
    ap_context_set_text(map, "caption", figure->caption, figure->place);
    ap_context_set_text(map, "kind", kinds[figure->kind], figure->place);
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autofree char *name = g_strconcat("is_", kinds[i], NULL);
        ap_context_set_flag(map, name, i == figure->kind);
    }
    return map;
}

/* The figures of one section. */
static ApNode *
figures_of(const ApContext *context, Home home, guint index)
{
    ApNode *list = ap_node_list();
    for (guint i = 0; i < context->year->figures->len; i++) {
        const ApFigure *figure = ap_year_figure(context->year, i);
        guint own;
        if (find_home(context, figure, &own) == home && (home == HOME_OVERALL || own == index))
            ap_node_append(list, figure_node(figure));
    }
    ap_context_finish_list(context, list);
    return list;
}

ApNode *
ap_context_group_figures(const ApContext *context, guint group)
{
    return figures_of(context, HOME_GROUP, group);
}

void
ap_context_set_figures(const ApContext *context, ApNode *root)
{
    ApNode *all = ap_node_list(), *overall = ap_node_map();
    const ApNode *stages = ap_node_get(root, "stages");
    for (guint i = 0; i < context->year->figures->len; i++)
        ap_node_append(all, figure_node(ap_year_figure(context->year, i)));
    ap_context_finish_list(context, all);
    ap_node_set(root, "figures", all);
    ap_node_set(overall, "figures", figures_of(context, HOME_OVERALL, 0));
    ap_node_set(root, "overall", overall);
    for (guint i = 0; i < ap_node_length(stages); i++) {
        ApNode *stage = (ApNode *)ap_node_at(stages, i);
        ap_node_set(stage, "figures", figures_of(context, HOME_STAGE, i));
        ap_node_set(stage, "facet_figures", figures_of(context, HOME_FACETS, i));
    }
}

/* The name of what the figure measures; "" for the total. */
static const char *
measure_name(const ApContext *context, const ApFigure *figure)
{
    guint index;
    if (figure->measure == NULL || !ap_store_find_measure(context->store, figure->measure, &index))
        return "";
    const ApMeasure *measure = ap_store_measure(context->store, index);
    switch (measure->kind) {
    case AP_MEASURE_TOTAL:
        return "";
    case AP_MEASURE_STAGE:
        return ap_year_stage(context->year, measure->stage)->name;
    case AP_MEASURE_FACET:
        return ap_year_facet(context->year, measure->facet)->name;
    case AP_MEASURE_ITEM:
        return ap_year_item(context->year, measure->item)->name;
    }
    g_return_val_if_reached("");
}

/* The participants of the scope whose published value is `units`. */
static ApNode *
participants_with(const ApContext *context, guint scope, guint measure, ApStatistic extreme, gint64 units)
{
    gint group = ap_store_scope(context->store, scope)->group;
    ApNode *list = ap_node_list();
    for (guint i = 0; i < context->year->participants->len; i++) {
        const ApParticipant *participant = ap_year_participant(context->year, i);
        gint64 own;
        if ((group >= 0 && participant->group != (guint)group) ||
            !ap_store_value(context->store, i, measure, &own) || own != units)
            continue;
        g_autofree char *text = ap_store_format(context->store, extreme, own);
        g_autofree char *mark =
            g_strdup_printf("%s %s %s", ap_store_scope(context->store, scope)->id,
                            ap_store_measure(context->store, measure)->id, ap_statistic_name(extreme));
        ApNode *map = ap_node_map();
        ap_context_set_text(map, "label", ap_year_title_of(context->year, i), participant->place);
        ap_context_set_number(map, "value", text, mark);
        ap_node_append(list, map);
    }
    ap_context_finish_list(context, list);
    return list;
}

static void
set_extreme(const ApContext *context, ApNode *map, const char *name, guint scope, guint measure,
            ApStatistic extreme)
{
    const ApSummary *summary = ap_store_summary(context->store, scope, measure);
    ApNode *list = summary == NULL
                       ? ap_node_list()
                       : participants_with(context, scope, measure, extreme, summary->values[extreme]);
    g_autofree char *labels = g_strconcat(name, "_labels", NULL);
    ap_context_set_joined(context, map, labels, list, "label");
    ap_node_set(map, name, list);
}

/* How many participants of the scope have a published value in each band. */
static guint *
count_bands(const ApContext *context, guint scope, guint measure, const GArray *edges)
{
    gint group = ap_store_scope(context->store, scope)->group;
    guint *counts = g_new0(guint, edges->len);
    for (guint i = 0; i < context->year->participants->len; i++) {
        gint64 units;
        if ((group >= 0 && ap_year_participant(context->year, i)->group != (guint)group) ||
            !ap_store_value(context->store, i, measure, &units))
            continue;
        counts[ap_bands_find(edges, ap_context_points(context, units))]++;
    }
    return counts;
}

static ApNode *
band_list(const ApContext *context, guint scope, guint measure)
{
    g_autoptr(GArray) edges = ap_bands_edges(context->year);
    g_autofree guint *counts = count_bands(context, scope, measure, edges);
    ApNode *list = ap_node_list();
    for (guint band = 0; band + 1 < edges->len; band++) {
        g_autofree char *from = ap_decimal_format(g_array_index(edges, ApDecimal, band));
        g_autofree char *mark =
            g_strdup_printf("plan %s %s band %s", ap_store_scope(context->store, scope)->id,
                            ap_store_measure(context->store, measure)->id, from);
        ApNode *map = ap_node_map();
        ap_context_set_number(map, "from", from, "plan band");
        ap_context_set_decimal(map, "to", g_array_index(edges, ApDecimal, band + 1), "plan band");
        ap_context_set_count(map, "count", counts[band], mark);
        ap_context_set_flag(map, "empty", counts[band] == 0);
        ap_node_append(list, map);
    }
    ap_context_finish_list(context, list);
    return list;
}

/* The groups that have the figure's stage, each with its statistics of the measure. */
static ApNode *
compared_list(const ApContext *context, const ApFigure *figure, guint measure)
{
    ApNode *list = ap_node_list();
    for (guint i = 0; i < context->year->groups->len; i++) {
        if (figure->stage >= 0 && !ap_context_lists_stage(context, i, (guint)figure->stage, NULL))
            continue;
        ApNode *group = ap_context_group(context, i);
        ap_node_set(group, "stats",
                    ap_context_statistics(context, ap_context_group_scope(context, i), measure));
        ap_node_append(list, group);
    }
    ap_context_finish_list(context, list);
    return list;
}

/* Sets the group that alone has the highest mean and the one that alone has the lowest; false if several
 * share it or nothing is to be compared. */
static void
set_best_and_weakest(const ApContext *context, ApNode *map, const ApNode *compared, const ApFigure *figure,
                     guint measure)
{
    ApDecimal best = -1, weakest = G_MAXINT64;
    const ApNode *highest = NULL, *lowest = NULL;
    for (guint i = 0, at = 0; i < context->year->groups->len; i++) {
        ApDecimal mean;
        if (figure->stage >= 0 && !ap_context_lists_stage(context, i, (guint)figure->stage, NULL))
            continue;
        const ApNode *group = ap_node_at(compared, at++);
        if (!ap_context_mean(context, ap_context_group_scope(context, i), measure, &mean))
            continue;
        highest = mean > best ? group : mean == best ? NULL : highest;
        lowest = mean < weakest ? group : mean == weakest ? NULL : lowest;
        best = MAX(best, mean);
        weakest = MIN(weakest, mean);
    }
    gboolean differ = best > weakest;
    ap_node_set(map, "highest_group",
                differ && highest != NULL ? ap_node_ref((ApNode *)highest) : ap_node_boolean(FALSE));
    ap_node_set(map, "lowest_group",
                differ && lowest != NULL ? ap_node_ref((ApNode *)lowest) : ap_node_boolean(FALSE));
}

/* A year of a trend; its mean goes to `*mean`, which stays as it is if there is none. */
static ApNode *
point_node(const ApContext *context, const ApFigure *figure, ApDecimal *mean)
{
    guint scope = 0, measure = 0;
    ApNode *point = ap_node_map();
    gboolean found = ap_store_find_scope(context->store, figure->scope, &scope) &&
                     ap_store_find_measure(context->store, figure->measure, &measure);
    g_assert(found);
    ap_context_set_count(point, "year", context->year->roc_year, "plan year");
    ap_node_set(point, "stats", ap_context_statistics(context, scope, measure));
    ap_context_mean(context, scope, measure, mean);
    return point;
}

/* Sets the years of a trend from the earliest, each with its statistics, and how it went from the first to
 * the last that has a mean. */
static void
set_points(const ApContext *context, ApNode *map, const ApFigure *figure)
{
    ApNode *list = ap_node_list(), *first = NULL, *last = NULL;
    ApDecimal first_mean = 0, last_mean = 0;
    for (guint i = 0; i <= figure->earlier->len; i++) {
        const ApStore *store =
            i < figure->earlier->len
                ? ap_store_earlier(context->store, g_array_index(figure->earlier, ApFigureYear, i).index)
                : context->store;
        const ApContext own = {store, ap_store_year(store), context->words, NULL};
        ApDecimal mean = -1;
        ApNode *point = point_node(&own, figure, &mean);
        ap_node_append(list, point);
        if (mean < 0)
            continue;
        if (first == NULL)
            first_mean = mean;
        first = first == NULL ? point : first;
        last = point;
        last_mean = mean;
    }
    ap_context_finish_list(context, list);
    ap_node_set(map, "points", list);
    ap_node_set(map, "first_point", first != last ? ap_node_ref(first) : ap_node_boolean(FALSE));
    ap_node_set(map, "last_point", first != last ? ap_node_ref(last) : ap_node_boolean(FALSE));
    ap_context_set_flag(map, "rose", first != last && last_mean > first_mean);
    ap_context_set_flag(map, "fell", first != last && last_mean < first_mean);
}

/* What a figure of one measure shows. */
static void
set_measure(const ApContext *context, ApNode *map, const ApFigure *figure, guint scope)
{
    guint measure;
    if (!ap_store_find_measure(context->store, figure->measure, &measure))
        return;
    ap_node_set(map, "stats", ap_context_statistics(context, scope, measure));
    if (figure->kind == AP_FIGURE_TREND)
        set_points(context, map, figure);
    if (figure->kind == AP_FIGURE_GROUPS) {
        ApNode *compared = compared_list(context, figure, measure);
        set_best_and_weakest(context, map, compared, figure, measure);
        ap_node_set(map, "compared", compared);
        return;
    }
    set_extreme(context, map, "highest", scope, measure, AP_STATISTIC_MAX);
    set_extreme(context, map, "lowest", scope, measure, AP_STATISTIC_MIN);
    if (figure->kind == AP_FIGURE_BANDS)
        ap_node_set(map, "bands", band_list(context, scope, measure));
}

ApNode *
ap_context_for_figure(const ApContext *context, const ApNode *root, guint index)
{
    const ApFigure *figure = ap_year_figure(context->year, index);
    ApNode *map = ap_node_copy(root);
    guint scope = 0;
    ap_store_find_scope(context->store, figure->scope, &scope);
    ap_node_set(map, "figure", figure_node(figure));
    ap_node_set(map, "scope",
                figure->group >= 0 ? ap_context_group(context, (guint)figure->group)
                                   : ap_node_boolean(FALSE));
    ap_node_set(map, "stage",
                figure->stage >= 0
                    ? ap_node_ref((ApNode *)ap_node_at(ap_node_get(root, "stages"), (guint)figure->stage))
                    : ap_node_boolean(FALSE));
    ap_context_set_text(map, "measure_name", measure_name(context, figure), figure->place);
    if (figure->measure != NULL)
        set_measure(context, map, figure, scope);
    if (figure->kind == AP_FIGURE_ITEMS)
        ap_context_set_items(context, map, (guint)figure->stage, scope);
    if (figure->kind == AP_FIGURE_FACETS)
        ap_context_set_facets(context, map, (guint)figure->stage);
    return map;
}
