/* The statistics: a row for each measure of each scope, every number a formula over all participants. A
 * group's formulas pick its participants by what the row's first cell says. */
#include <config.h>

#include "render/xlsx/formula.h"

/* What a formula of one row is built from. */
typedef struct {
    const ApAppendix *appendix;
    lxw_row_t row;
    gboolean of_group;
    char *exact; /* ranges */
    char *published;
    char *groups; /* beside `exact` */
} SummaryRow;

/* The numbers whose spread is measured: the range itself (words in it do not count), or the group's part. */
static char *
numbers(const SummaryRow *summary)
{
    if (!summary->of_group)
        return g_strdup(summary->exact);
    return g_strdup_printf("IF((%s=$A%u)*ISNUMBER(%s),%s)", summary->groups, summary->row + 1, summary->exact,
                           summary->exact);
}

/* How many published values a count counts. */
static char *
count_formula(const SummaryRow *summary, ApStatistic statistic)
{
    const ApAppendix *appendix = summary->appendix;
    gboolean from_good = statistic == AP_STATISTIC_AT_LEAST_GOOD;
    gboolean from_pass = statistic == AP_STATISTIC_BETWEEN;
    gboolean to_good = statistic == AP_STATISTIC_BELOW_GOOD || statistic == AP_STATISTIC_BETWEEN;
    gboolean to_pass = statistic == AP_STATISTIC_BELOW_PASS;
    g_autofree char *groups =
        summary->of_group ? ap_formula_groups(summary->appendix, summary->appendix->values) : NULL;
    g_autofree char *group = g_strdup_printf("$A%u", summary->row + 1);
    return ap_formula_count(groups, group, summary->published,
                            from_good   ? appendix->good
                            : from_pass ? appendix->pass
                                        : NULL,
                            to_good   ? appendix->good
                            : to_pass ? appendix->pass
                                      : NULL);
}

/* Excel's newer functions bear a prefix in the file. */
static char *
spread_expression(ApStatistic statistic, const char *range)
{
    switch (statistic) {
    case AP_STATISTIC_MEDIAN:
        return g_strdup_printf("MEDIAN(%s)", range);
    case AP_STATISTIC_MIN:
        return g_strdup_printf("MIN(%s)", range);
    case AP_STATISTIC_MAX:
        return g_strdup_printf("MAX(%s)", range);
    case AP_STATISTIC_Q1:
        return g_strdup_printf("_xlfn.QUARTILE.INC(%s,1)", range);
    case AP_STATISTIC_Q3:
        return g_strdup_printf("_xlfn.QUARTILE.INC(%s,3)", range);
    case AP_STATISTIC_STDEV:
        return g_strdup_printf("_xlfn.STDEV.P(%s)", range);
    default:
        return g_strdup_printf("AVERAGE(%s)", range);
    }
}

static void
add_statistic(ApAppendix *appendix, const SummaryRow *summary, ApStatistic statistic, gint64 value)
{
    lxw_col_t column = (lxw_col_t)(AP_STATISTICS_FIRST + statistic);
    if (ap_statistic_is_count(statistic)) {
        g_autofree char *count = count_formula(summary, statistic);
        g_autofree char *formula = g_strconcat("=", count, NULL);
        ap_tab_formula(appendix->statistics, summary->row, column, formula, (double)value, NULL, FALSE,
                       AP_STYLE_COUNT);
        return;
    }
    guint decimals = appendix->year->decimals;
    g_autofree char *range = numbers(summary);
    g_autofree char *expression = spread_expression(statistic, range);
    g_autofree char *rounded = ap_formula_round(expression, decimals);
    g_autofree char *formula =
        summary->of_group ? g_strdup_printf("{=%s}", rounded) : g_strconcat("=", rounded, NULL);
    ap_tab_formula(appendix->statistics, summary->row, column, formula, ap_appendix_number(value, decimals),
                   NULL, summary->of_group, AP_STYLE_VALUE);
}

static void
add_summary(ApAppendix *appendix, guint s, guint m, const ApSummary *values)
{
    const ApScope *scope = ap_store_scope(appendix->store, s);
    ApTab *sheet = appendix->statistics;
    g_autofree char *title = ap_appendix_measure_title(appendix, m);
    SummaryRow summary = {.appendix = appendix,
                          .row = appendix->summary_row[s * ap_store_n_measures(appendix->store) + m],
                          .of_group = scope->group >= 0,
                          .exact = ap_formula_column(appendix, appendix->exact, m),
                          .published = ap_formula_column(appendix, appendix->values, m),
                          .groups = ap_formula_groups(appendix, appendix->exact)};
    ap_tab_text(sheet, summary.row, 0,
                summary.of_group ? appendix->group_titles[scope->group]
                                 : ap_terms_get(appendix->terms, "words.all"),
                AP_STYLE_TEXT);
    ap_tab_text(sheet, summary.row, 1, title, AP_STYLE_TEXT);
    ap_tab_text(sheet, summary.row, AP_STATISTICS_IDS, scope->id, AP_STYLE_TEXT);
    ap_tab_text(sheet, summary.row, AP_STATISTICS_IDS + 1, ap_store_measure(appendix->store, m)->id,
                AP_STYLE_TEXT);
    for (guint t = 0; t < AP_STATISTICS; t++)
        add_statistic(appendix, &summary, (ApStatistic)t, values->values[t]);
    g_free(summary.exact);
    g_free(summary.published);
    g_free(summary.groups);
}

void
ap_appendix_fill_statistics(ApAppendix *appendix)
{
    ApTab *sheet = appendix->statistics;
    sheet->key_columns = 2;
    ap_appendix_columns(appendix, sheet, "scope", "measure", NULL);
    for (guint t = 0; t < AP_STATISTICS; t++)
        ap_tab_column(sheet, ap_appendix_statistic_title(appendix, (ApStatistic)t));
    ap_appendix_columns(appendix, sheet, "scope_id", "measure_id", NULL);
    for (guint s = 0; s < ap_store_n_scopes(appendix->store); s++)
        for (guint m = 0; m < ap_store_n_measures(appendix->store); m++) {
            const ApSummary *values = ap_store_summary(appendix->store, s, m);
            if (values != NULL)
                add_summary(appendix, s, m, values);
        }
    ap_tab_finish(sheet);
}
