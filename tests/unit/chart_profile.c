/* The profile of results sheets: bars and lines at their published values, and a table that says the same. */
#include <config.h>

#include "charts/canvas.h"
#include "charts/data.h"
#include "document/template.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { VALUE = 2, MEAN };

typedef struct {
    ApProblems *problems;
    ApYear *year;
    ApStore *store;
    ApTemplate *template;
    ApChartStyle *style;
} Fixture;

static int
set_up(void **state)
{
    Fixture *fixture = g_new0(Fixture, 1);
    g_autofree char *dir = g_build_filename(g_getenv("AP_SRCDIR"), "examples", "111", NULL);
    g_autofree char *templates = g_build_filename(g_getenv("AP_SRCDIR"), "templates", NULL);
    fixture->problems = ap_problems_new();
    fixture->year = ap_year_load(dir, fixture->problems, NULL);
    assert_non_null(fixture->year);
    fixture->store = ap_store_new(fixture->year);
    fixture->template = ap_template_load(fixture->year, templates, fixture->problems, NULL);
    fixture->style = ap_chart_style_new(ap_template_style(fixture->template), fixture->problems);
    assert_non_null(fixture->style);
    *state = fixture;
    return 0;
}

static int
tear_down(void **state)
{
    Fixture *fixture = *state;
    ap_chart_style_free(fixture->style);
    ap_template_free(fixture->template);
    ap_store_free(fixture->store);
    ap_year_free(fixture->year);
    ap_problems_free(fixture->problems);
    g_free(fixture);
    return 0;
}

static ApFigure *
figure_of(const Fixture *fixture, guint participant, guint index)
{
    const ApParticipant *record = ap_year_participant(fixture->year, participant);
    const ApGroup *group = ap_year_group(fixture->year, record->group);
    ApFigure *figure = ap_figure_new();
    figure->kind = AP_FIGURE_PROFILE;
    figure->stage = (gint)g_array_index(group->stages, ApGroupStage, index).stage;
    figure->group = (gint)record->group;
    figure->participant = participant;
    figure->scope = g_strconcat("group:", group->id, NULL);
    return figure;
}

/* The distance of the axis from 0 to 100, from the marks of its ends. */
static double
axis_length(const GArray *marks, double *zero)
{
    double last = 0;
    *zero = 0;
    for (guint i = 0; i < marks->len; i++) {
        const ApMark *mark = &g_array_index(marks, ApMark, i);
        if (mark->role == AP_ROLE_AXIS)
            *zero = mark->box.x;
        if (mark->role == AP_ROLE_GRID)
            last = MAX(last, mark->box.x);
    }
    return last - *zero;
}

/* Bars end and lines stand where their values are; nothing reaches beyond the chart. */
static void
check_marks(const ApChart *chart)
{
    const ApChartData *data = ap_chart_data(chart);
    const GArray *marks = ap_chart_canvas(chart)->marks;
    double zero, length = axis_length(marks, &zero);
    guint n[2] = {0, 0};
    for (guint i = 0; i < marks->len; i++) {
        const ApMark *mark = &g_array_index(marks, ApMark, i);
        assert_true(mark->box.x >= -0.01 && mark->box.x + mark->box.width <= ap_chart_width(chart) + 0.01);
        assert_true(mark->box.y + mark->box.height <= ap_chart_height(chart) + 0.01);
        if (mark->role != AP_ROLE_BAR && mark->role != AP_ROLE_SPREAD)
            continue;
        const ApChartCell *cell = ap_chart_data_cell(data, (guint)mark->cell.row, (guint)mark->cell.column);
        double expected = zero + length * (double)cell->units / 10000; /* two decimals */
        double found = mark->role == AP_ROLE_BAR ? mark->box.x + mark->box.width : mark->box.x;
        assert_true(fabs(found - expected) < 0.01);
        assert_int_equal(mark->cell.column, mark->role == AP_ROLE_BAR ? VALUE : MEAN);
        n[mark->role == AP_ROLE_BAR ? 0 : 1]++;
    }
    for (guint row = 0; row < data->n_rows; row++) {
        n[0] -= ap_chart_data_cell(data, row, VALUE)->kind == AP_CELL_POINTS ? 1 : 0;
        n[1] -= ap_chart_data_cell(data, row, MEAN)->kind == AP_CELL_POINTS ? 1 : 0;
    }
    assert_int_equal(n[0], 0);
    assert_int_equal(n[1], 0);
}

static void
test_all(void **state)
{
    const Fixture *fixture = *state;
    guint n_charts = 0;
    for (guint i = 0; i < fixture->year->participants->len; i++) {
        guint group = ap_year_participant(fixture->year, i)->group;
        for (guint j = 0; j < ap_year_group(fixture->year, group)->stages->len; j++) {
            g_autoptr(ApFigure) figure = figure_of(fixture, i, j);
            g_autoptr(ApChart) chart = ap_chart_new_of(fixture->store, figure, fixture->style);
            check_marks(chart);
            n_charts++;
        }
    }
    assert_true(n_charts >= fixture->year->participants->len);
}

/* The fourth participant's first items, as the example publishes them. */
static void
test_table(void **state)
{
    const Fixture *fixture = *state;
    g_autoptr(ApFigure) figure = figure_of(fixture, 3, 0);
    g_autoptr(ApChart) chart = ap_chart_new_of(fixture->store, figure, fixture->style);
    const ApChartData *data = ap_chart_data(chart);
    assert_int_equal(data->n_rows, 8);
    assert_string_equal(ap_chart_data_cell(data, 0, VALUE)->text, "67.25");
    assert_string_equal(ap_chart_data_cell(data, 0, MEAN)->text, "72.79");
    assert_string_equal(ap_chart_data_cell(data, 7, VALUE)->text, "77.00");
    assert_string_equal(ap_chart_data_cell(data, 7, MEAN)->text, "84.67");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_all, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_table, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
