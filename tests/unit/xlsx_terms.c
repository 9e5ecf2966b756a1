/* The workbook's words: found by path, printed over the context, and missed with their place. */
#include <config.h>

#include "render/xlsx/terms.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char style_text[] = "workbook:\n"
                                 "  font: Sans\n"
                                 "  columns: { mean: '{{year}} & mean' }\n"
                                 "  notes:\n"
                                 "    one: first\n"
                                 "    none: '{{#draft}}only in drafts{{/draft}}'\n"
                                 "    two: second\n"
                                 "  wrong: '{{nobody}}'\n"
                                 "  list: [a]\n";

typedef struct {
    ApProblems *problems;
    ApYaml *style;
    ApNode *context;
    ApTerms *terms;
} Fixture;

static int
set_up(void **state)
{
    Fixture *fixture = g_new0(Fixture, 1);
    fixture->problems = ap_problems_new();
    fixture->style = ap_yaml_parse("style.yaml", style_text, strlen(style_text), fixture->problems);
    fixture->context = ap_node_map();
    ap_node_set(fixture->context, "year", ap_node_string("111", NULL, (ApPlace){0}));
    ap_node_set(fixture->context, "draft", ap_node_boolean(FALSE));
    fixture->terms = ap_terms_new(fixture->style, fixture->context, fixture->problems);
    *state = fixture;
    return 0;
}

static int
tear_down(void **state)
{
    Fixture *fixture = *state;
    ap_terms_free(fixture->terms);
    ap_node_unref(fixture->context);
    ap_yaml_free(fixture->style);
    ap_problems_free(fixture->problems);
    g_free(fixture);
    return 0;
}

static void
texts_are_printed_as_they_are(void **state)
{
    const Fixture *fixture = *state;
    assert_string_equal(ap_terms_get(fixture->terms, "font"), "Sans");
    assert_string_equal(ap_terms_get(fixture->terms, "columns.mean"), "111 & mean");
    assert_int_equal(ap_problems_count(fixture->problems), 0);
}

static void
pairs_leave_out_what_prints_nothing(void **state)
{
    const Fixture *fixture = *state;
    const GPtrArray *pairs = ap_terms_pairs(fixture->terms, "notes");
    const char *expected[] = {"one", "first", "two", "second"};
    assert_int_equal(pairs->len, G_N_ELEMENTS(expected));
    for (guint i = 0; i < pairs->len; i++)
        assert_string_equal(g_ptr_array_index(pairs, i), expected[i]);
}

/* Each of these is one problem, at its place, however often the word is asked for. */
static void
missing_and_wrong_words_are_problems(void **state)
{
    const Fixture *fixture = *state;
    const struct {
        const char *key;
        guint line;
        const char *says;
    } cases[] = {
        {"columns.median", 3, "workbook.columns.median"},
        {"wrong", 8, "nobody"},
        {"list", 9, "list"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        assert_string_equal(ap_terms_get(fixture->terms, cases[i].key), "");
        assert_string_equal(ap_terms_get(fixture->terms, cases[i].key), "");
        assert_int_equal(ap_problems_count_errors(fixture->problems), i + 1);
        const ApProblem *problem = ap_problems_at(fixture->problems, i);
        assert_string_equal(problem->file, "style.yaml");
        assert_int_equal(problem->line, cases[i].line);
        assert_non_null(strstr(problem->message, cases[i].says));
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(texts_are_printed_as_they_are),
        TEST(pairs_leave_out_what_prints_nothing),
        TEST(missing_and_wrong_words_are_problems),
    };
    return cmocka_run_group_tests_name("render/xlsx/terms", tests, NULL, NULL);
}
