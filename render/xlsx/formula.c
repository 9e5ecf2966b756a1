/* Pieces of formulas. */
#include <config.h>

#include "render/xlsx/formula.h"

char *
ap_formula_round(const char *expression, guint decimals)
{
    return g_strdup_printf("ROUND(ROUND(%s,%d),%u)", expression, AP_GUARD_PLACES, decimals);
}

/* The rows of all participants in one column of `exact` or `values`. */
static char *
column_range(const ApAppendix *appendix, const ApTab *sheet, lxw_col_t column)
{
    guint n = appendix->year->participants->len;
    return ap_tab_range(sheet, ap_appendix_value_row(0), column, ap_appendix_value_row(n - 1), column);
}

char *
ap_formula_column(const ApAppendix *appendix, const ApTab *sheet, guint measure)
{
    return column_range(appendix, sheet, (lxw_col_t)(AP_KEY_COLUMNS + measure));
}

char *
ap_formula_groups(const ApAppendix *appendix, const ApTab *sheet)
{
    return column_range(appendix, sheet, AP_COLUMN_GROUP);
}

/* MATCH takes ~, * and ? in a text for patterns unless a ~ stands before them. */
static char *
match_literal(const char *text)
{
    GString *escaped = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '~' || *at == '*' || *at == '?')
            g_string_append_c(escaped, '~');
        g_string_append_c(escaped, *at);
    }
    char *literal = ap_appendix_literal(escaped->str);
    g_string_free(escaped, TRUE);
    return literal;
}

char *
ap_formula_lookup(const char *values, const char *text, const char *keys)
{
    g_autofree char *literal = match_literal(text);
    return g_strdup_printf("INDEX(%s,MATCH(%s,%s,0))", values, literal, keys);
}

char *
ap_formula_value_of(const ApAppendix *appendix, guint participant, guint measure)
{
    g_autofree char *values = ap_formula_column(appendix, appendix->values, measure);
    g_autofree char *ids = column_range(appendix, appendix->values, AP_COLUMN_ID);
    return ap_formula_lookup(values, ap_year_participant(appendix->year, participant)->id, ids);
}

char *
ap_formula_statistic(const ApAppendix *appendix, guint scope, guint measure, ApStatistic statistic)
{
    lxw_row_t row = appendix->summary_row[scope * ap_store_n_measures(appendix->store) + measure];
    if (row == 0)
        return NULL;
    return ap_tab_cell(appendix->statistics, row, (lxw_col_t)(AP_STATISTICS_FIRST + statistic));
}
