/* The context of a report: everything of docs/context.md, from the year and its store. */
#include <config.h>

#include "document/context.h"

#include "document/assemble.h"

static const ApPlace nowhere = {NULL, 0, 0};

static void
set_report(const ApContext *context, ApNode *root)
{
    const ApYear *year = context->year;
    ap_context_set_count(root, "year", year->roc_year, "plan year");
    ap_context_set_count(root, "next_year", year->roc_year + 1, "plan next_year");
    ap_context_set_count(root, "previous_year", year->roc_year - 1, "plan previous_year");
    ap_context_set_text(root, "title", year->title, nowhere);
    ap_context_set_text(root, "publisher", year->publisher, nowhere);
    ap_context_set_decimal(root, "good", year->good, "plan good");
    ap_context_set_decimal(root, "pass", year->pass, "plan pass");
    ap_context_set_count(root, "decimals", year->decimals, "plan decimals");
    ap_context_set_flag(root, "whole_numbers", year->decimals == 0);
    ap_context_set_flag(root, "synthetic", year->synthetic);
    ap_context_set_flag(root, "errata", year->errata);
    ap_context_set_flag(root, "internal", year->internal);
    ap_context_set_flag(root, "published", FALSE);
    if (year->published_year == 0)
        return;
    ApNode *published = ap_node_map();
    ap_context_set_count(published, "year", year->published_year, "plan published.year");
    ap_context_set_count(published, "month", year->published_month, "plan published.month");
    ap_node_set(root, "published", published);
}

static void
set_counts(const ApContext *context, ApNode *root)
{
    const ApYear *year = context->year;
    ApNode *n = ap_node_map();
    ap_context_set_counted(context, n, "participants", AP_COUNT_PARTICIPANTS, year->participants->len,
                           "plan participants");
    ap_context_set_counted(context, n, "groups", AP_COUNT_GROUPS, year->groups->len, "plan groups");
    ap_context_set_counted(context, n, "stages", AP_COUNT_STAGES, year->stages->len, "plan stages");
    ap_context_set_counted(context, n, "agencies", AP_COUNT_AGENCIES, year->agencies->len, "plan agencies");
    ap_context_set_counted(context, n, "corrections", AP_COUNT_CORRECTIONS, year->corrections->len,
                           "plan corrections");
    ap_node_set(root, "n", n);
    ap_context_set_flag(root, "one_group", year->groups->len == 1);
    ap_context_set_flag(root, "many_groups", year->groups->len > 1);
    ap_context_set_flag(root, "one_stage", year->stages->len == 1);
    ap_context_set_flag(root, "many_stages", year->stages->len > 1);
    ap_context_set_flag(root, "has_facets", year->facets->len > 0);
}

ApNode *
ap_context_root(const ApContext *context)
{
    ApNode *root = ap_node_map(), *all = ap_node_map();
    set_report(context, root);
    set_counts(context, root);
    ap_node_set(all, "total", ap_context_statistics(context, 0, 0));
    ap_node_set(root, "all", all);
    ap_node_set(root, "stages", ap_context_stages(context));
    ap_context_set_figures(context, root);
    ap_node_set(root, "groups", ap_context_groups(context, ap_node_get(root, "stages")));
    ap_node_set(root, "ranking", ap_context_ranking(context, ap_node_get(root, "groups"), 0));
    ap_context_set_joined(context, root, "stage_names", ap_node_get(root, "stages"), "name");
    ap_context_set_joined(context, root, "group_names", ap_node_get(root, "groups"), "name");
    ap_context_set_joined(context, root, "level_names", ap_node_get(root, "groups"), "level");
    ap_context_set_tables(context, root);
    return root;
}

ApNode *
ap_context_new(const ApStore *store, const ApTemplate *template)
{
    g_autoptr(GHashTable) statistics = ap_context_keep_statistics();
    const ApContext context = {store, ap_store_year(store), ap_template_words(template), statistics};
    return ap_context_root(&context);
}
