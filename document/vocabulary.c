/* The names of docs/context.md, whichever year: a section that this year skips may use names that its context
 * lacks, such as those of agencies without agencies.csv. */
#include <config.h>

#include "document/vocabulary.h"

#include "document/mustache_parse.h"
#include "scores/nearest.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

/* Sorted. */
static const char *const names[] = {
    "above_mean",
    "agencies",
    "agencies_words",
    "all",
    "all_at_least_good",
    "all_below_pass",
    "all_groups",
    "approved_by",
    "at_least_good",
    "at_least_good_words",
    "at_mean",
    "bands",
    "below_good",
    "below_good_words",
    "below_mean",
    "below_pass",
    "below_pass_words",
    "best_item",
    "between",
    "between_words",
    "caption",
    "certifier",
    "code",
    "code_first",
    "compared",
    "consultant",
    "corrections",
    "corrections_words",
    "count",
    "date",
    "day",
    "decimals",
    "difference",
    "empty",
    "errata",
    "facet",
    "facet_figures",
    "facet_first",
    "facet_names",
    "facet_names_quoted",
    "facets",
    "failed",
    "failed_names",
    "failed_names_quoted",
    "fell",
    "figure",
    "figures",
    "first",
    "first_point",
    "from",
    "from_na",
    "good",
    "group",
    "group_names",
    "group_names_quoted",
    "groups",
    "groups_words",
    "has_agencies",
    "has_corrections",
    "has_dates",
    "has_facets",
    "has_parts",
    "has_pilots",
    "highest",
    "highest_group",
    "highest_labels",
    "highest_labels_quoted",
    "id",
    "in_all_groups",
    "index",
    "internal",
    "is",
    "is_bands",
    "is_below_pass",
    "is_between",
    "is_facets",
    "is_good",
    "is_groups",
    "is_items",
    "is_scores",
    "is_trend",
    "item",
    "item_first",
    "item_names",
    "item_names_quoted",
    "items",
    "items_at_least_good",
    "items_at_least_good_names",
    "items_at_least_good_names_quoted",
    "items_below_70",
    "items_below_70_names",
    "items_below_70_names_quoted",
    "items_below_good",
    "items_below_good_names",
    "items_below_good_names_quoted",
    "items_below_pass",
    "items_below_pass_names",
    "items_below_pass_names_quoted",
    "kind",
    "label",
    "last",
    "last_point",
    "leader",
    "level",
    "level_names",
    "level_names_quoted",
    "listed",
    "lowest",
    "lowest_facet_mean",
    "lowest_group",
    "lowest_labels",
    "lowest_labels_quoted",
    "many_groups",
    "many_items",
    "many_stages",
    "max",
    "mean",
    "measure_name",
    "median",
    "min",
    "month",
    "n",
    "n_facets",
    "n_facets_words",
    "n_items",
    "n_items_at_least_good",
    "n_items_at_least_good_words",
    "n_items_below_70",
    "n_items_below_70_words",
    "n_items_below_good",
    "n_items_below_good_words",
    "n_items_below_pass",
    "n_items_below_pass_words",
    "n_items_words",
    "n_pilots",
    "n_pilots_words",
    "n_words",
    "name",
    "next_year",
    "none_at_least_good",
    "none_below_pass",
    "number",
    "one_at_least_good",
    "one_below_good",
    "one_below_pass",
    "one_group",
    "one_of_items_at_least_good",
    "one_of_items_below_70",
    "one_of_items_below_good",
    "one_of_items_below_pass",
    "one_stage",
    "only_one",
    "ordinal",
    "overall",
    "part",
    "participant",
    "participants",
    "participants_words",
    "parts",
    "pass",
    "pilot",
    "place",
    "points",
    "previous_year",
    "published",
    "publisher",
    "q1",
    "q3",
    "ranking",
    "reason",
    "rose",
    "rows",
    "scope",
    "score",
    "some_at_least_good",
    "some_below_pass",
    "stage",
    "stage_name",
    "stage_names",
    "stage_names_quoted",
    "stages",
    "stages_words",
    "stats",
    "stdev",
    "strength_names",
    "strength_names_quoted",
    "strengths",
    "synthetic",
    "title",
    "to",
    "to_na",
    "total",
    "value",
    "weakest_item",
    "weakness_names",
    "weakness_names_quoted",
    "weaknesses",
    "weight",
    "weights",
    "whole_numbers",
    "year",
};

static int
compare_names(const void *name, const void *entry)
{
    return strcmp(name, *(const char *const *)entry);
}

gboolean
ap_vocabulary_has(const char *name)
{
    return bsearch(name, names, G_N_ELEMENTS(names), sizeof names[0], compare_names) != NULL;
}

/* The problem of a name at the same place has been told, better. */
static gboolean
is_told(const ApProblems *problems, ApPlace place)
{
    for (guint i = 0; i < ap_problems_count(problems); i++) {
        const ApProblem *problem = ap_problems_at(problems, i);
        if (problem->line == place.line && problem->column == place.column &&
            g_strcmp0(problem->file, place.file) == 0)
            return TRUE;
    }
    return FALSE;
}

static void
report(const ApToken *token, const char *part, ApProblems *problems)
{
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        g_ptr_array_add(known, (gpointer)names[i]);
    g_autofree char *nearest = ap_nearest(part, known);
    if (nearest != NULL)
        ap_problems_error(problems, token->place, _("“%s” is unknown here; nearest names: %s"), token->text,
                          nearest);
    else
        ap_problems_error(problems, token->place, _("“%s” is unknown here; no known name is near it"),
                          token->text);
}

/* Behind "is" comes an id that the year folder chooses. */
static void
check_name(const ApToken *token, ApProblems *problems)
{
    g_auto(GStrv) parts = g_strsplit(token->text, ".", -1);
    if (strcmp(token->text, ".") == 0)
        return;
    for (guint i = 0; parts[i] != NULL; i++) {
        if (!ap_vocabulary_has(parts[i]) && !is_told(problems, token->place)) {
            report(token, parts[i], problems);
            return;
        }
        if (strcmp(parts[i], "is") == 0)
            return;
    }
}

static void
check_tokens(const GPtrArray *tokens, ApProblems *problems)
{
    for (guint i = 0; i < tokens->len; i++) {
        const ApToken *token = g_ptr_array_index(tokens, i);
        if (token->kind == AP_TOKEN_TEXT || token->kind == AP_TOKEN_INDENT || token->kind == AP_TOKEN_PARTIAL)
            continue;
        check_name(token, problems);
        if (token->kind == AP_TOKEN_SECTION || token->kind == AP_TOKEN_INVERTED)
            check_tokens(token->children, problems);
    }
}

void
ap_vocabulary_check(const char *file, const char *source, ApProblems *problems)
{
    g_autoptr(ApToken) root = ap_mustache_parse(file, source, "", problems);
    if (root != NULL)
        check_tokens(root->children, problems);
}
