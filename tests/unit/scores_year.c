/* The year folder of tests/golden/folder as records and values, each with its place. */
#include <config.h>

#include "scores/standing.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char *const names[] = {"report.yaml", "items.csv", "participants.csv", "scores.csv"};

/* A copy of the good folder, to which a test adds. */
static int
make_folder(void **state)
{
    char *dir = g_dir_make_tmp("auditpress-year.XXXXXX", NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *from =
            g_build_filename(g_getenv("AP_SRCDIR"), "tests/golden/folder", names[i], NULL);
        g_autofree char *to = g_build_filename(dir, names[i], NULL);
        g_autofree char *text = NULL;
        gsize length;
        if (!g_file_get_contents(from, &text, &length, NULL) ||
            !g_file_set_contents(to, text, (gssize)length, NULL))
            return -1;
    }
    *state = dir;
    return 0;
}

static void
remove_file(const char *dir, const char *name)
{
    g_autofree char *path = g_build_filename(dir, name, NULL);
    g_unlink(path);
}

static int
remove_folder(void **state)
{
    g_autofree char *dir = *state;
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        remove_file(dir, names[i]);
    remove_file(dir, "corrections.csv");
    return g_rmdir(dir);
}

static void
write_file(const char *dir, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(dir, name, NULL);
    assert_true(g_file_set_contents(path, text, -1, NULL));
}

static ApYear *
load(const char *dir)
{
    g_autoptr(ApProblems) problems = ap_problems_new();
    GError *error = NULL;
    ApYear *year = ap_year_load(dir, problems, &error);
    assert_null(error);
    assert_non_null(year);
    assert_int_equal(ap_problems_count(problems), 0);
    return year;
}

static void
test_records(void **state)
{
    g_autoptr(ApYear) year = load(*state);
    assert_int_equal(year->roc_year, 112);
    assert_int_equal(year->published_year, 113);
    assert_int_equal(year->published_month, 6);
    assert_string_equal(year->template_name, "annual");
    assert_false(year->internal || year->synthetic || year->errata);
    assert_int_equal(year->stages->len, 2);
    assert_int_equal(year->codes->len, 5);
    assert_int_equal(year->items->len, 4);
    assert_int_equal(year->facets->len, 2);
    assert_int_equal(ap_year_item(year, 0)->parts->len, 2);
    assert_int_equal(ap_year_item(year, 0)->facet, -1);
    assert_int_equal(ap_year_item(year, 3)->facet, 1);
    assert_true(ap_year_code(year, 2)->pilot);
    assert_int_equal(ap_year_code(year, 1)->max, 20 * AP_DECIMAL_ONE);
    assert_int_equal(ap_year_participant(year, 2)->group, 1);
    assert_int_equal(ap_year_figure(year, 0)->stage, -1);
    assert_int_equal(ap_year_figure(year, 1)->group, 0);
    assert_int_equal(year->inputs->len, 4);
}

static void
test_scores(void **state)
{
    g_autoptr(ApYear) year = load(*state);
    g_autofree char *file = g_build_filename(*state, "scores.csv", NULL);
    ApScore score = ap_year_score(year, 0, 1);
    assert_int_equal(score.kind, AP_SCORE_POINTS);
    assert_int_equal(score.points, 155000);
    assert_string_equal(score.place.file, file);
    assert_int_equal(score.place.line, 3);
    assert_int_equal(score.place.column, 3);
    assert_int_equal(ap_year_score(year, 1, 1).kind, AP_SCORE_NA);
    assert_int_equal(ap_year_score(year, 2, 0).kind, AP_SCORE_NONE);
}

static void
test_corrections(void **state)
{
    write_file(*state, "corrections.csv",
               "approved_by,date,participant,code,from,to,reason\n"
               "領隊,2024-02-29,A1,T2,15.50,16,複核\n"
               "領隊,2024-02-29,A1,T2,16,NA,再次複核\n"
               "領隊,2024-03-01,A2,T2,NA,20,補正\n");
    g_autoptr(ApYear) year = load(*state);
    g_autofree char *file = g_build_filename(*state, "corrections.csv", NULL);
    assert_int_equal(ap_year_score(year, 0, 1).kind, AP_SCORE_NA);
    ApScore score = ap_year_score(year, 1, 1);
    assert_int_equal(score.points, 20 * AP_DECIMAL_ONE);
    assert_string_equal(score.place.file, file);
    assert_int_equal(score.place.line, 4);
    assert_int_equal(score.place.column, 6);
    const ApCorrection *first = ap_year_correction(year, 0);
    assert_int_equal(first->from.points, 155000);
    assert_int_equal(g_date_get_day(&first->date), 29);
    assert_string_equal(first->reason, "複核");
}

static void
check_value(const ApStore *store, guint participant, const char *id, gint64 expected)
{
    guint measure;
    gint64 units;
    assert_true(ap_store_find_measure(store, id, &measure));
    assert_true(ap_store_value(store, participant, measure, &units));
    assert_int_equal(units, expected);
}

static void
test_values(void **state)
{
    g_autoptr(ApYear) year = load(*state);
    g_autoptr(ApStore) store = ap_store_new(year);
    guint total, technical;
    gint64 units;
    check_value(store, 0, "stage:technical", 7833); /* 23.5 of 30 */
    check_value(store, 1, "stage:technical", 6000); /* 6 of 10: the other is NA */
    check_value(store, 0, "facet:onsite/策略面", 7250);
    check_value(store, 0, "item:technical/1", 7833);
    check_value(store, 0, "total", 7688); /* 30% of 78.333… and 70% of 76.25 */
    check_value(store, 2, "total", 5500);
    assert_true(ap_store_find_measure(store, "stage:technical", &technical));
    assert_false(ap_store_value(store, 2, technical, &units));

    /* 2350/30 × 30/100 + 76.25 × 70/100 = 76.875, whatever is printed of the stages. */
    mpq_t exact, expected;
    mpq_inits(exact, expected, NULL);
    assert_true(ap_store_find_measure(store, "total", &total));
    assert_true(ap_store_exact_value(store, 0, total, exact));
    mpq_set_ui(expected, 615, 8);
    assert_int_equal(mpq_cmp(exact, expected), 0);
    mpq_clears(exact, expected, NULL);
}

static void
test_summaries(void **state)
{
    g_autoptr(ApYear) year = load(*state);
    g_autoptr(ApStore) store = ap_store_new(year);
    guint scope, measure;
    assert_true(ap_store_find_scope(store, "group:2", &scope));
    assert_true(ap_store_find_measure(store, "stage:technical", &measure));
    assert_null(ap_store_summary(store, scope, measure));
    assert_int_equal(ap_store_summary(store, 0, measure)->values[AP_STATISTIC_N], 2);
    assert_true(ap_store_find_measure(store, "item:technical/2", &measure)); /* a pilot */
    assert_null(ap_store_summary(store, 0, measure));
    assert_false(ap_store_find_measure(store, "item:technical/3", &measure));
    assert_false(ap_store_find_scope(store, "group:3", &scope));
    assert_string_equal(ap_store_measure(store, 0)->id, "total");
    assert_string_equal(ap_store_measure(store, 1)->id, "stage:technical");
    assert_string_equal(ap_store_measure(store, 2)->id, "item:technical/1");
    assert_string_equal(ap_store_measure(store, 5)->id, "facet:onsite/策略面");
}

/* Many participants, each with a row for S1 and one for S2; after some of them comes a row with something
 * wrong in it, and its line and column are added to `wrong`. */
static char *
make_long_sheet(guint participants, GString *wrong)
{
    static const struct {
        const char *row;
        guint column;
    } spoilt[] = {
        {"5,S1,P0000", 1}, /* there already */
        {"x,S1,P0001", 1}, /* there already, whatever it is */
        {"5,S1,Q", 3},     {"5,S9,P0000", 2}, {"5,S1,P0000-and-more-than-16", 3}, {",S1,P0000", 1}, {"5", 2},
    };
    GString *sheet = g_string_new("score,code,participant\n");
    for (guint i = 0, line = 2; i < participants; i++, line += 2) {
        g_string_append_printf(sheet, "%u.5,S1,P%04u\nNA,S2,P%04u\n", i % 10, i, i);
        if (wrong == NULL || i % 41 != 1)
            continue;
        guint kind = i / 41 % G_N_ELEMENTS(spoilt);
        g_string_append_printf(sheet, "%s\n", spoilt[kind].row);
        g_string_append_printf(wrong, "%u:%u\n", line + 2, spoilt[kind].column);
        line++;
    }
    return g_string_free(sheet, FALSE);
}

/* A long sheet of many rows: each score keeps its line, and what is wrong in one row is said of that row
 * alone. */
static void
test_many_rows(void **state)
{
    enum { PARTICIPANTS = 1000 };
    g_autoptr(GString) people = g_string_new("participant,group,label\n");
    for (guint i = 0; i < PARTICIPANTS; i++)
        g_string_append_printf(people, "P%04u,2,p%u\n", i, i);
    write_file(*state, "participants.csv", people->str);
    g_autofree char *good = make_long_sheet(PARTICIPANTS, NULL);
    write_file(*state, "scores.csv", good);
    g_autoptr(ApYear) year = load(*state);
    for (guint i = 0; i < PARTICIPANTS; i++) {
        assert_int_equal(ap_year_score(year, i, 3).points, i % 10 * AP_DECIMAL_ONE + AP_DECIMAL_ONE / 2);
        assert_int_equal(ap_year_score(year, i, 3).place.line, 2 * i + 2);
        assert_int_equal(ap_year_score(year, i, 4).kind, AP_SCORE_NA);
    }

    g_autoptr(GString) wrong = g_string_new(NULL), said = g_string_new(NULL);
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autofree char *bad = make_long_sheet(PARTICIPANTS, wrong);
    write_file(*state, "scores.csv", bad);
    assert_null(ap_year_load(*state, problems, NULL));
    for (guint i = 0; i < ap_problems_count(problems); i++)
        g_string_append_printf(said, "%u:%u\n", ap_problems_at(problems, i)->line,
                               ap_problems_at(problems, i)->column);
    assert_string_equal(said->str, wrong->str);
}

/* C1 has what A1 has in the one stage that both have. */
static void
test_rankings(void **state)
{
    write_file(*state, "participants.csv",
               "participant,group,label\nA1,1,a\nA2,1,b\nB1,2,c\nC1,2,d\nC2,2,e\n");
    write_file(*state, "scores.csv",
               "participant,code,score\nA1,T1,8\nA1,T2,15.5\nA1,S1,7\nA1,S2,8\nA2,T1,6\nA2,T2,NA\nA2,S1,9\n"
               "A2,S2,7\nB1,S1,5.5\nB1,S2,NA\nC1,S1,8\nC1,S2,7\nC2,S1,10\nC2,S2,10\n");
    g_autoptr(ApYear) year = load(*state);
    g_autoptr(ApStore) store = ap_store_new(year);
    g_autoptr(ApRanking) all = ap_ranking_new(store, "stage:onsite", "all");
    g_autoptr(ApRanking) second = ap_ranking_new(store, "stage:onsite", "group:2");
    g_autoptr(ApRanking) technical = ap_ranking_new(store, "stage:technical", "all");
    static const struct {
        const char *id;
        guint all, second, technical;
    } expected[] = {{"A1", 3, 0, 1}, {"A2", 2, 0, 2}, {"B1", 5, 3, 0},
                    {"C1", 3, 2, 0}, {"C2", 1, 1, 0}, {"nobody", 0, 0, 0}};
    for (guint i = 0; i < G_N_ELEMENTS(expected); i++) {
        gint participant = ap_standing_find(store, expected[i].id);
        assert_int_equal(ap_ranking_place(all, participant), expected[i].all);
        assert_int_equal(ap_ranking_place(second, participant), expected[i].second);
        assert_int_equal(ap_ranking_place(technical, participant), expected[i].technical);
    }
    assert_null(ap_ranking_new(store, "stage:nothing", "all"));
    assert_int_equal(ap_ranking_place(NULL, 0), 0);
}

static void
test_size_limit(void **state)
{
    g_autoptr(ApProblems) problems = ap_problems_new();
    GError *error = NULL;
    assert_null(ap_year_load_within(*state, 100, problems, &error));
    assert_null(error);
    assert_int_equal(ap_problems_count_errors(problems), 3); /* participants.csv is small enough */
}

int
main(void)
{
#define TEST(function) cmocka_unit_test_setup_teardown(function, make_folder, remove_folder)
    const struct CMUnitTest tests[] = {
        TEST(test_records),   TEST(test_scores),     TEST(test_corrections), TEST(test_values),
        TEST(test_summaries), TEST(test_size_limit), TEST(test_many_rows),   TEST(test_rankings),
    };
    return cmocka_run_group_tests_name("the year folder", tests, NULL, NULL);
}
