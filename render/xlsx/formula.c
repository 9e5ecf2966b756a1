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

/* The codes that count for a measure, as places among the columns of `scores`, ascending. Free with
 * g_array_unref. */
static GArray *
counted_codes(const ApAppendix *appendix, const ApMeasure *measure)
{
    const ApYear *year = appendix->year;
    g_autofree gboolean *counts = g_new0(gboolean, year->codes->len);
    for (guint i = 0; i < year->items->len; i++) {
        const ApItem *item = ap_year_item(year, i);
        gboolean belongs = item->stage == measure->stage;
        if (measure->kind == AP_MEASURE_FACET)
            belongs = belongs && item->facet == (gint)measure->facet;
        else if (measure->kind == AP_MEASURE_ITEM)
            belongs = i == measure->item;
        for (guint p = 0; belongs && p < item->parts->len; p++)
            counts[g_array_index(item->parts, ApPart, p).code] = TRUE;
    }
    GArray *positions = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint position = 0; position < appendix->codes->len; position++) {
        guint code = g_array_index(appendix->codes, guint, position);
        if (counts[code] && !ap_year_code(year, code)->pilot)
            g_array_append_val(positions, position);
    }
    return positions;
}

GArray *
ap_formula_runs(const ApAppendix *appendix, const ApMeasure *measure)
{
    g_autoptr(GArray) positions = counted_codes(appendix, measure);
    GArray *runs = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i < positions->len; i++) {
        guint position = g_array_index(positions, guint, i);
        if (runs->len > 0 && g_array_index(runs, guint, runs->len - 1) + 1 == position) {
            g_array_index(runs, guint, runs->len - 1) = position;
            continue;
        }
        g_array_append_val(runs, position);
        g_array_append_val(runs, position);
    }
    return runs;
}

char *
ap_formula_ratio(const ApAppendix *appendix, const GArray *runs, guint participant)
{
    g_autoptr(GString) points = g_string_new(NULL);
    g_autoptr(GString) maxima = g_string_new(NULL);
    lxw_row_t row = ap_appendix_score_row(participant);
    for (guint i = 0; i < runs->len; i += 2) {
        lxw_col_t first = (lxw_col_t)(AP_KEY_COLUMNS + g_array_index(runs, guint, i));
        lxw_col_t last = (lxw_col_t)(AP_KEY_COLUMNS + g_array_index(runs, guint, i + 1));
        g_autofree char *scores = ap_tab_range(appendix->scores, row, first, row, last);
        g_autofree char *limits =
            ap_tab_range(appendix->scores, AP_SCORES_MAXIMA, first, AP_SCORES_MAXIMA, last);
        g_string_append_printf(points, "%s%s", i > 0 ? "," : "", scores);
        g_string_append_printf(maxima, "%sSUMIF(%s,\">=0\",%s)", i > 0 ? "+" : "", scores, limits);
    }
    g_autofree char *none = ap_appendix_literal(ap_terms_get(appendix->terms, "words.none"));
    return g_strdup_printf("=IF(COUNT(%s)=0,%s,SUM(%s)/(%s)*100)", points->str, none, points->str,
                           maxima->str);
}

char *
ap_formula_maxima(const ApAppendix *appendix, const ApMeasure *measure)
{
    g_autoptr(GArray) runs = ap_formula_runs(appendix, measure);
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; i < runs->len; i += 2) {
        lxw_col_t first = (lxw_col_t)(AP_KEY_COLUMNS + g_array_index(runs, guint, i));
        lxw_col_t last = (lxw_col_t)(AP_KEY_COLUMNS + g_array_index(runs, guint, i + 1));
        g_autofree char *range =
            ap_tab_range(appendix->scores, AP_SCORES_MAXIMA, first, AP_SCORES_MAXIMA, last);
        g_string_append_printf(list, "%s%s", i > 0 ? "," : "", range);
    }
    return runs->len == 0 ? NULL : g_strdup_printf("SUM(%s)", list->str);
}

char *
ap_formula_maximum(const ApAppendix *appendix, guint code)
{
    const ApTab *items = appendix->items;
    g_autofree char *codes =
        ap_tab_range(items, items->header + 1, AP_ITEMS_CODE, items->end - 1, AP_ITEMS_CODE);
    g_autofree char *maxima =
        ap_tab_range(items, items->header + 1, AP_ITEMS_MAX, items->end - 1, AP_ITEMS_MAX);
    return ap_formula_lookup(maxima, ap_year_code(appendix->year, code)->code, codes);
}

char *
ap_formula_count(const char *groups, const char *group, const char *values, const char *at_least,
                 const char *below)
{
    g_autoptr(GString) product = g_string_new(NULL);
    if (groups != NULL)
        g_string_append_printf(product, "(%s=%s)*", groups, group);
    g_string_append_printf(product, "ISNUMBER(%s)", values);
    if (at_least != NULL)
        g_string_append_printf(product, "*(%s>=%s)", values, at_least);
    if (below != NULL)
        g_string_append_printf(product, "*(%s<%s)", values, below);
    return g_strdup_printf("SUMPRODUCT(%s*1)", product->str);
}
