/* The table behind a figure, its CSV, and the characters that cannot be drawn. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "chart_year.h"
#include "charts/data.h"

#include <string.h>

typedef struct {
    ApYear *year;
    ApStore *store;
    ApChartStyle *style;
} Fixture;

static Fixture *
new_fixture(const ChartPlan *plan)
{
    Fixture *fixture = g_new0(Fixture, 1);
    fixture->year = chart_year_new(plan);
    fixture->store = ap_store_new(fixture->year);
    fixture->style = chart_style_new();
    return fixture;
}

static void
free_fixture(Fixture *fixture)
{
    ap_chart_style_free(fixture->style);
    ap_store_free(fixture->store);
    ap_year_free(fixture->year);
    g_free(fixture);
}

static ApChart *
chart_of(const Fixture *fixture, const char *id)
{
    for (guint i = 0; i < fixture->year->figures->len; i++)
        if (strcmp(ap_year_figure(fixture->year, i)->id, id) == 0)
            return ap_chart_new(fixture->store, i, fixture->style);
    fail_msg("no figure %s", id);
    return NULL;
}

/* Each number is the store's, in the store's printed form. */
static void
cells_print_the_store(void **state)
{
    const Fixture *fixture = *state;
    for (guint i = 0; i < fixture->year->figures->len; i++) {
        g_autoptr(ApChart) chart = ap_chart_new(fixture->store, i, fixture->style);
        const ApChartData *data = ap_chart_data(chart);
        for (guint j = 0; j < data->cells->len; j++) {
            const ApChartCell *cell = &g_array_index(data->cells, ApChartCell, j);
            gint64 units = 0;
            if (cell->source.participant >= 0) {
                gboolean valued = ap_store_value(fixture->store, (guint)cell->source.participant,
                                                 (guint)cell->source.measure, &units);
                assert_int_equal(valued, cell->kind == AP_CELL_POINTS);
                assert_int_equal(units, cell->units);
            } else if (cell->source.statistic >= 0 && cell->kind != AP_CELL_NONE) {
                const ApSummary *summary =
                    ap_store_summary(fixture->store, (guint)cell->source.scope, (guint)cell->source.measure);
                g_autofree char *text =
                    ap_store_format(fixture->store, (ApStatistic)cell->source.statistic, cell->units);
                assert_int_equal(summary->values[cell->source.statistic], cell->units);
                assert_string_equal(text, cell->text);
            }
        }
    }
}

static void
scores_go_from_the_best_and_ties_keep_the_order_of_the_file(void **state)
{
    const Fixture *fixture = *state;
    g_autoptr(ApChart) chart = chart_of(fixture, "scores-0");
    const ApChartData *data = ap_chart_data(chart);
    assert_int_equal(data->n_rows, fixture->year->participants->len);
    for (guint row = 1; row < data->n_rows; row++) {
        const ApChartCell *above = ap_chart_data_cell(data, row - 1, 2),
                          *below = ap_chart_data_cell(data, row, 2);
        assert_true(above->units > below->units ||
                    (above->units == below->units && above->source.participant < below->source.participant));
    }
}

static void
csv_has_a_header_and_the_rows(void **state)
{
    const Fixture *fixture = *state;
    g_autoptr(ApChart) chart = chart_of(fixture, "facets");
    const ApChartData *data = ap_chart_data(chart);
    g_autoptr(GBytes) bytes = ap_chart_data_csv(data);
    g_autofree char *csv = g_strndup(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    g_auto(GStrv) lines = g_strsplit(csv, "\n", -1);
    g_autofree char *first =
        g_strdup_printf("%s,%s,%s", ap_chart_data_cell(data, 0, 0)->text,
                        ap_chart_data_cell(data, 0, 1)->text, ap_chart_data_cell(data, 0, 2)->text);
    assert_int_equal(g_strv_length(lines), 1 + data->n_rows + 1);
    assert_string_equal(lines[1], first);
    assert_string_equal(lines[data->n_rows + 1], "");
}

static void
a_character_without_a_glyph_is_named_with_its_row(void **state)
{
    static const ChartPlan plan = {.participants = 3,
                                   .groups = 1,
                                   .items = 3,
                                   .least = 50,
                                   .most = 90,
                                   .good = "75",
                                   .pass = "60",
                                   .first_label = "A\U0010FFFD"};
    (void)state;
    Fixture *fixture = new_fixture(&plan);
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(ApChart) scores = chart_of(fixture, "scores-0");
    g_autoptr(ApChart) bands = chart_of(fixture, "bands-0");
    ap_chart_check_glyphs(scores, problems);
    assert_int_equal(ap_problems_count_errors(problems), 1);
    const ApProblem *problem = ap_problems_at(problems, 0);
    assert_true(g_str_has_suffix(problem->file, "participants.csv"));
    assert_int_equal(problem->line, 2);
    assert_non_null(strstr(problem->message, "U+10FFFD"));
    ap_chart_check_glyphs(bands, problems);
    assert_int_equal(ap_problems_count_errors(problems), 1);
    free_fixture(fixture);
}

static int
set_up(void **state)
{
    static const ChartPlan plan = {40, 2, 3, 9, 0, FALSE, 4, 60, 80, 0, "75", "60", 21, NULL};
    *state = new_fixture(&plan);
    return 0;
}

static int
tear_down(void **state)
{
    free_fixture(*state);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells_print_the_store),
        cmocka_unit_test(scores_go_from_the_best_and_ties_keep_the_order_of_the_file),
        cmocka_unit_test(csv_has_a_header_and_the_rows),
        cmocka_unit_test(a_character_without_a_glyph_is_named_with_its_row),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
