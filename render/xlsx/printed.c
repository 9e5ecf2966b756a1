/* Every number that the report prints: where it stands, what it is, and the cell that computes it. */
#include <config.h>

#include "render/mark.h"
#include "render/xlsx/formula.h"
#include "render/xlsx/plan.h"

#include <string.h>

/* Where the walk through the document has come to. */
typedef struct {
    ApAppendix *appendix;
    char *place; /* the last heading, or the figure or table at hand */
} Walk;

/* The value of the store behind a printed number, as a living formula, its name in words, and a link. */
static void
add_source(Walk *walk, lxw_row_t row, guint scope, guint measure, ApStatistic statistic)
{
    ApAppendix *appendix = walk->appendix;
    const ApTab *statistics = appendix->statistics;
    lxw_row_t to_row = appendix->summary_row[scope * ap_store_n_measures(appendix->store) + measure];
    lxw_col_t to_column = (lxw_col_t)(AP_STATISTICS_FIRST + statistic);
    gint group = ap_store_scope(appendix->store, scope)->group;
    g_autofree char *title = ap_appendix_measure_title(appendix, measure);
    g_autofree char *what = g_strdup_printf(
        "%s %s %s", group < 0 ? ap_terms_get(appendix->terms, "words.all") : appendix->group_titles[group],
        title, ap_appendix_statistic_title(appendix, statistic));
    g_autofree char *sample =
        statistic == AP_STATISTIC_N
            ? g_strdup(what)
            : g_strdup_printf("%s n=%u", what, ap_appendix_sample(appendix, scope, measure));
    ap_tab_text(appendix->printed, row, 2, sample, AP_STYLE_TEXT);
    g_autofree char *cell = ap_formula_statistic(appendix, scope, measure, statistic);
    g_autofree char *formula = g_strconcat("=", cell, NULL);
    const ApSummary *summary = ap_store_summary(appendix->store, scope, measure);
    gboolean is_count = ap_statistic_is_count(statistic);
    ap_tab_formula(appendix->printed, row, 4, formula,
                   ap_appendix_number(summary->values[statistic], is_count ? 0 : appendix->year->decimals),
                   NULL, FALSE, is_count ? AP_STYLE_COUNT : AP_STYLE_VALUE);
    char name[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell(name, to_row, to_column);
    g_autofree char *shown = g_strdup_printf("%s!%s", statistics->name, name);
    ap_tab_link(appendix->printed, row, 5, statistics, to_row, to_column, shown);
}

/* A number of the plan: its name in words, and a formula where one can compute it. */
static void
add_plan(Walk *walk, lxw_row_t row, const char *mark)
{
    ApTab *sheet = walk->appendix->printed;
    g_auto(ApPlanNumber) number = ap_plan_number(walk->appendix, mark);
    ap_tab_text(sheet, row, 2, number.what, AP_STYLE_TEXT);
    if (number.expression == NULL) {
        ap_tab_text(sheet, row, 4, "", AP_STYLE_WORD);
    } else {
        g_autofree char *formula = g_strconcat("=", number.expression, NULL);
        ap_tab_formula(sheet, row, 4, formula, number.value, NULL, FALSE, AP_STYLE_PLAIN);
    }
    ap_tab_text(sheet, row, 5, "", AP_STYLE_WORD);
}

static void
add_run(Walk *walk, const ApRun *run)
{
    ApAppendix *appendix = walk->appendix;
    ApTab *sheet = appendix->printed;
    if (run->value == NULL)
        return;
    lxw_row_t row = sheet->end;
    g_autofree char *count = g_strdup_printf("%u", row - sheet->header);
    ap_tab_text(sheet, row, 0, count, AP_STYLE_TEXT);
    ap_tab_text(sheet, row, 1, walk->place, AP_STYLE_TEXT);
    ap_tab_text(sheet, row, 3, run->text, AP_STYLE_TEXT);
    guint scope = 0, measure = 0;
    ApStatistic statistic = AP_STATISTIC_N;
    if (ap_mark_find(appendix->store, run->value, &scope, &measure, &statistic)) {
        add_source(walk, row, scope, measure, statistic);
        return;
    }
    add_plan(walk, row, run->value);
}

static void
add_runs(Walk *walk, const GPtrArray *runs)
{
    for (guint i = 0; runs != NULL && i < runs->len; i++)
        add_run(walk, g_ptr_array_index(runs, i));
}

/* The label and text of a heading, table or figure. */
static void
move_to(Walk *walk, const ApBlock *block)
{
    g_autofree char *text = ap_runs_text(block->runs);
    const char *gap = block->kind == AP_BLOCK_HEADING || *block->label == '\0' ? "" : " ";
    g_free(walk->place);
    walk->place = g_strconcat(block->label, gap, text, NULL);
}

static void add_blocks(Walk *walk, const GPtrArray *blocks);

static void
add_block(Walk *walk, const ApBlock *block)
{
    g_autofree char *around = NULL;
    if (block->kind == AP_BLOCK_TABLE || block->kind == AP_BLOCK_FIGURE)
        around = g_strdup(walk->place);
    if (around != NULL || block->kind == AP_BLOCK_HEADING)
        move_to(walk, block);
    add_runs(walk, block->runs);
    for (guint i = 0; block->table != NULL && i < block->table->rows * block->table->columns; i++)
        add_runs(walk, block->table->cells[i].runs);
    add_blocks(walk, block->children);
    if (around != NULL) {
        g_free(walk->place);
        walk->place = g_steal_pointer(&around);
    }
}

static void
add_blocks(Walk *walk, const GPtrArray *blocks)
{
    for (guint i = 0; blocks != NULL && i < blocks->len; i++)
        add_block(walk, g_ptr_array_index(blocks, i));
}

void
ap_appendix_fill_printed(ApAppendix *appendix)
{
    Walk walk = {.appendix = appendix, .place = g_strdup(appendix->document->title)};
    ApTab *sheet = ap_tab_of(appendix->book, "printed", AP_TAB_HEADER);
    appendix->printed = sheet;
    ap_appendix_columns(appendix, sheet, "index", "place", "what", "as_printed", "computed", "cell", NULL);
    add_blocks(&walk, appendix->document->blocks);
    g_free(walk.place);
    ap_tab_finish(sheet);
}
