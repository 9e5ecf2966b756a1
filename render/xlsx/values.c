/* What each participant reached: unrounded on one sheet, as published on the next. Both are formulas over the
 * scores.
 *
 * A value is the points of its counted codes over their maxima, times 100; SUMIF leaves out the maximum of a
 * code whose cell is a word. Binary arithmetic misses the exact value by some 10^-14, enough to put a half to
 * the wrong side, so the published value is rounded to AP_GUARD_PLACES places first. */
#include <config.h>

#include "render/xlsx/formula.h"

/* =IF(COUNT(E5,H5)=2,(E5*W_1+H5*W_2)/100,"—"): every stage of the group, weighted. */
static char *
total_formula(const ApAppendix *appendix, guint participant)
{
    const ApYear *year = appendix->year;
    guint group = ap_year_participant(year, participant)->group;
    const GArray *stages = ap_year_group(year, group)->stages;
    g_autoptr(GString) list = g_string_new(NULL);
    g_autoptr(GString) sum = g_string_new(NULL);
    for (guint k = 0; k < stages->len; k++) {
        const ApStage *stage = ap_year_stage(year, g_array_index(stages, ApGroupStage, k).stage);
        g_autofree char *id = g_strconcat("stage:", stage->id, NULL);
        guint measure = 0;
        ap_store_find_measure(appendix->store, id, &measure);
        char cell[LXW_MAX_CELL_NAME_LENGTH];
        lxw_rowcol_to_cell_abs(cell, ap_appendix_value_row(participant),
                               (lxw_col_t)(AP_KEY_COLUMNS + measure), FALSE, TRUE);
        const char *weight = g_ptr_array_index(appendix->weights, appendix->first_weight[group] + k);
        g_string_append_printf(list, "%s%s", k > 0 ? "," : "", cell);
        g_string_append_printf(sum, "%s%s*%s", k > 0 ? "+" : "", cell, weight);
    }
    g_autofree char *none = ap_appendix_literal(ap_terms_get(appendix->terms, "words.none"));
    return g_strdup_printf("=IF(COUNT(%s)=%u,(%s)/100,%s)", list->str, stages->len, sum->str, none);
}

static gboolean
has_stage(const ApAppendix *appendix, guint participant, const ApMeasure *measure)
{
    const ApGroup *group =
        ap_year_group(appendix->year, ap_year_participant(appendix->year, participant)->group);
    for (guint k = 0; k < group->stages->len; k++)
        if (g_array_index(group->stages, ApGroupStage, k).stage == measure->stage)
            return TRUE;
    return FALSE;
}

static void
add_exact(ApAppendix *appendix, guint participant, guint index, const GArray *runs)
{
    const ApMeasure *measure = ap_store_measure(appendix->store, index);
    const char *none = ap_terms_get(appendix->terms, "words.none");
    lxw_row_t row = ap_appendix_value_row(participant);
    lxw_col_t column = (lxw_col_t)(AP_KEY_COLUMNS + index);
    gboolean is_total = measure->kind == AP_MEASURE_TOTAL;
    if (!is_total && (runs->len == 0 || !has_stage(appendix, participant, measure))) {
        ap_tab_text(appendix->exact, row, column, none, AP_STYLE_WORD);
        return;
    }
    g_autofree char *formula =
        is_total ? total_formula(appendix, participant) : ap_formula_ratio(appendix, runs, participant);
    mpq_t exact;
    mpq_init(exact);
    gboolean there = ap_store_exact_value(appendix->store, participant, index, exact);
    ap_tab_formula(appendix->exact, row, column, formula, mpq_get_d(exact), there ? NULL : none, FALSE,
                   there ? AP_STYLE_EXACT : AP_STYLE_WORD);
    mpq_clear(exact);
}

static void
add_published(ApAppendix *appendix, guint participant, guint index)
{
    guint decimals = appendix->year->decimals;
    const char *none = ap_terms_get(appendix->terms, "words.none");
    lxw_row_t row = ap_appendix_value_row(participant);
    lxw_col_t column = (lxw_col_t)(AP_KEY_COLUMNS + index);
    g_autofree char *literal = ap_appendix_literal(none);
    g_autofree char *cell = ap_tab_relative(appendix->exact, row, column);
    g_autofree char *rounded = ap_formula_round(cell, decimals);
    g_autofree char *formula = g_strdup_printf("=IF(ISNUMBER(%s),%s,%s)", cell, rounded, literal);
    gint64 units = 0;
    gboolean there = ap_store_value(appendix->store, participant, index, &units);
    ap_tab_formula(appendix->values, row, column, formula, ap_appendix_number(units, decimals),
                   there ? NULL : none, FALSE, there ? AP_STYLE_VALUE : AP_STYLE_WORD);
}

/* The key columns follow the sheet of scores, so that whoever sorts that one sorts all. */
static void
add_keys(ApAppendix *appendix, ApTab *sheet, guint participant)
{
    const ApParticipant *record = ap_year_participant(appendix->year, participant);
    const char *texts[] = {record->id, ap_year_title_of(appendix->year, participant),
                           appendix->group_titles[record->group]};
    for (lxw_col_t c = 0; c < AP_KEY_COLUMNS; c++) {
        g_autofree char *cell = ap_tab_relative(appendix->scores, ap_appendix_score_row(participant), c);
        g_autofree char *formula = g_strconcat("=", cell, NULL);
        ap_tab_formula(sheet, ap_appendix_value_row(participant), c, formula, 0, texts[c], FALSE,
                       AP_STYLE_TEXT);
    }
}

static void
add_headers(ApAppendix *appendix, ApTab *sheet)
{
    sheet->key_columns = AP_KEY_COLUMNS;
    ap_appendix_columns(appendix, sheet, "id", "label", "group", NULL);
    for (guint m = 0; m < ap_store_n_measures(appendix->store); m++) {
        g_autofree char *title = ap_appendix_measure_title(appendix, m);
        ap_tab_column(sheet, title);
    }
}

void
ap_appendix_fill_values(ApAppendix *appendix)
{
    guint n_participants = appendix->year->participants->len;
    add_headers(appendix, appendix->exact);
    add_headers(appendix, appendix->values);
    for (guint p = 0; p < n_participants; p++) {
        add_keys(appendix, appendix->exact, p);
        add_keys(appendix, appendix->values, p);
    }
    for (guint m = 0; m < ap_store_n_measures(appendix->store); m++) {
        g_autoptr(GArray) runs = ap_formula_runs(appendix, ap_store_measure(appendix->store, m));
        for (guint p = 0; p < n_participants; p++) {
            add_exact(appendix, p, m, runs);
            add_published(appendix, p, m);
        }
    }
    ap_tab_finish(appendix->exact);
    ap_tab_finish(appendix->values);
}
