/* What the proofs say of prose: numbers typed by hand, claims against the scores, terms that are nearly
 * right. */
#include <config.h>

#include "document/claims.h"
#include "document/digits.h"
#include "document/markdown.h"
#include "document/wording.h"

#include "tests/unit/dump.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

static const char terms_file[] = "numbers: ['第 ?[0-9]+ ?條', '[0-9]+ 年']\n"
                                 "claims: [最高, '(?<!不)僅']\n"
                                 "names: [資通安全管理法, 資通安全管理法施行細則]\n"
                                 "instead: { 面向: 構面 }\n";

typedef struct {
    ApProblems *problems;
    ApYear *year;
    ApStore *store;
    ApYaml *yaml;
    ApGlossary *glossary;
    GPtrArray *names; /* char *, lent */
    GHashTable *own;
} Fixture;

static int
set_up(void **state)
{
    Fixture *fixture = g_new0(Fixture, 1);
    g_autofree char *dir = g_build_filename(g_getenv("AP_SRCDIR"), "tests", "unit", "document", NULL);
    fixture->problems = ap_problems_new();
    fixture->year = ap_year_load(dir, fixture->problems, NULL);
    fixture->store = ap_store_new(fixture->year);
    fixture->yaml = ap_yaml_parse("terms.yaml", terms_file, strlen(terms_file), fixture->problems);
    fixture->glossary = ap_glossary_new(fixture->yaml, fixture->problems);
    fixture->names = g_ptr_array_new();
    for (guint i = 0; i < fixture->glossary->names->len; i++)
        g_ptr_array_add(fixture->names, g_ptr_array_index(fixture->glossary->names, i));
    g_ptr_array_add(fixture->names, (gpointer) "第 1 組");
    fixture->own = g_hash_table_new(g_str_hash, g_str_equal);
    g_hash_table_add(fixture->own, (gpointer) "own.md");
    *state = fixture;
    return 0;
}

static int
tear_down(void **state)
{
    Fixture *fixture = *state;
    g_hash_table_unref(fixture->own);
    g_ptr_array_unref(fixture->names);
    ap_glossary_free(fixture->glossary);
    ap_yaml_free(fixture->yaml);
    ap_store_free(fixture->store);
    ap_year_free(fixture->year);
    ap_problems_free(fixture->problems);
    g_free(fixture);
    return 0;
}

static void
check_runs(const Fixture *fixture, const GPtrArray *runs, ApProblems *problems)
{
    g_autoptr(ApProse) prose = ap_prose_new(runs);
    g_autoptr(ApWording) wording = ap_wording_new(fixture->glossary, fixture->names);
    ap_digits_check(prose, fixture->glossary, fixture->names, fixture->year->roc_year, problems);
    ap_claims_check(prose, fixture->glossary, fixture->own, fixture->store, problems);
    ap_wording_check(wording, prose, problems);
    ap_prose_report_unused(prose, problems);
}

/* What is said of a paragraph of a year's own text, with `printed` behind it as its text without marks. */
static void
assert_said(void **state, const char *source, const char *printed, const char *expected)
{
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(ApNode) context = ap_node_map();
    ap_node_set(context, "n", ap_node_string("17", "all total n", (ApPlace){"data", 1, 1}));
    ap_node_set(context, "id", ap_node_string("a", NULL, (ApPlace){"data", 1, 1}));
    ApMustacheOptions options = {.escape = ap_markdown_escape, .strict = TRUE};
    g_autoptr(ApRendered) rendered = ap_mustache_render("own.md", source, context, &options, problems);
    assert_non_null(rendered);
    g_autoptr(GPtrArray) blocks = ap_markdown_read(rendered, problems);
    assert_int_equal(blocks->len, 1);
    ApBlock *block = g_ptr_array_index(blocks, 0);
    check_runs(*state, block->runs, problems);
    ap_problems_sort(problems);
    g_autofree char *said = ap_dump_problems(problems);
    g_autofree char *text = ap_runs_text(block->runs);
    assert_string_equal(said, expected);
    assert_string_equal(text, printed);
}

#define TYPED(place, number)                                                                              \
    place ": warning: “" number "” is typed by hand; take it from the data, or write \\" number " if it " \
          "is meant\n"

static void
test_numbers(void **state)
{
    assert_said(state, "計 {{n}} 個", "計 17 個", "");
    assert_said(state, "計 17 個", "計 17 個", TYPED("1:3", "17"));
    assert_said(state, "平均\n為 **74.76** 分", "平均為 74.76 分", TYPED("2:5", "74.76"));
    assert_said(state, "甲\\*乙，計 1,234 元 5", "甲*乙，計 1,234 元 5",
                TYPED("1:8", "1,234") TYPED("1:16", "5"));
    assert_said(state, "計 １７ 個", "計 １７ 個", TYPED("1:3", "１７"));
    assert_said(state, "計 \\17 個及 \\3.5 分", "計 17 個及 3.5 分", "");
    assert_said(state, "計 \\17 個及 18 個", "計 17 個及 18 個", TYPED("1:10", "18"));
    assert_said(state, "依第 13 條，自 108 年", "依第 13 條，自 108 年", "");
    assert_said(state, "依第 \\13 條", "依第 13 條", "");
    assert_said(state, "第 1 組與第 2 組", "第 1 組與第 2 組", TYPED("1:9", "2"));
    assert_said(state, "計 1{{n}} 個", "計 117 個", "");
    assert_said(state, "自 120 年起", "自 120 年起",
                "1:3: warning: “120” is the report's year, typed by hand; write {{year}}, or \\120 if it is "
                "meant\n");
}

static void
test_marks_that_mark_nothing(void **state)
{
    assert_said(
        state, "甲\\乙", "甲乙",
        "1:3: error: “\\” stands before nothing that it could mark as meant; remove it, or write \\\\ to "
        "print it\n");
}

static void
test_words_that_need_a_claim(void **state)
{
    assert_said(
        state, "甲組最高", "甲組最高",
        "1:3: warning: “最高” says something of the scores that nothing checks; write [最高]{what the data "
        "must show}, or \\最高 if it says nothing of them\n");
    assert_said(state, "甲組\\最高，不僅如此", "甲組最高，不僅如此", "");
    assert_said(state, "甲組[最高]{group:a total mean highest among groups}。", "甲組最高。", "");
    assert_said(state, "甲組[最高]{group:{{id}} total mean highest among groups}。", "甲組最高。", "");
    assert_said(state, "甲[組]，乙{ {", "甲[組]，乙{ {",
                "1:7: error: “{” opens no name or attributes here; write {{name}}, or \\{ to print it\n");
}

static void
assert_claim(void **state, const char *claim, const char *expected)
{
    g_autofree char *source = g_strdup_printf("甲[均達]{%s}。", claim);
    assert_said(state, source, "甲均達。", expected);
}

static void
test_claims_that_hold(void **state)
{
    static const char *const claims[] = {
        "group:b total mean lowest among groups",
        "all item:visit/1 mean highest among items",
        "all facet:visit/技術面 mean lowest among facets",
        "all stage:test mean highest among stages",
        "groups total mean at least 59.2",
        "group:a items:visit mean at least good",
        "all stages mean above pass",
        "all items:visit mean at least pass",
        "only 1 groups total mean at least good",
        "only 0 all items:visit mean below pass",
        "only 2 group:a items:visit mean at most 80",
        "group:a stage:visit mean above group:b stage:visit mean",
        "all total below_pass equals 1",
        "all total mean below good",
    };
    for (guint i = 0; i < G_N_ELEMENTS(claims); i++)
        assert_claim(state, claims[i], "");
}

#define FALSE_CLAIM(claim, facts) "1:3: error: “均達” claims “" claim "”, which is not so: " facts "\n"

static void
test_claims_that_fail(void **state)
{
    assert_claim(state, "group:b total mean highest among groups",
                 FALSE_CLAIM("group:b total mean highest among groups",
                             "group:b total mean is 59.2; group:a total mean is 76.7"));
    assert_claim(state, "all item:visit/3 mean highest among items",
                 FALSE_CLAIM("all item:visit/3 mean highest among items",
                             "all item:visit/3 mean is 64.0; all item:visit/1 mean is 76.0"));
    assert_claim(state, "groups total mean at least good",
                 FALSE_CLAIM("groups total mean at least good", "group:b total mean is 59.2"));
    assert_claim(state, "only 2 groups total mean at least good",
                 FALSE_CLAIM("only 2 groups total mean at least good", "group:a total mean is 76.7"));
    assert_claim(state, "group:b total mean above group:a total mean",
                 FALSE_CLAIM("group:b total mean above group:a total mean",
                             "group:b total mean is 59.2; group:a total mean is 76.7"));
    /* No place is shared: the highest of equals is none. */
    assert_claim(state, "group:b total at_least_good highest among groups",
                 FALSE_CLAIM("group:b total at_least_good highest among groups",
                             "group:b total at_least_good is 0; group:a total at_least_good is 1"));
    assert_claim(state, "group:b stage:test mean at least 0",
                 FALSE_CLAIM("group:b stage:test mean at least 0", "group:b stage:test mean has no value"));
}

static void
test_claims_that_cannot_be_read(void **state)
{
    assert_claim(state, "",
                 "1:3: error: the claim “” ends before its scope; write one of all, group:a, group:b, "
                 "groups\n");
    assert_claim(state, "group:c total mean above 5",
                 "1:3: error: the claim “group:c total mean above 5” names no scope with “group:c”; nearest: "
                 "“group:a”, “group:b”, “groups”\n");
    assert_claim(
        state, "all totl mean above 5",
        "1:3: error: the claim “all totl mean above 5” names no measure with “totl”; nearest: “total”\n");
    assert_claim(state, "all total means above 5",
                 "1:3: error: the claim “all total means above 5” names no statistic with “means”; nearest: "
                 "“mean”\n");
    assert_claim(state, "all total mean",
                 "1:3: error: the claim “all total mean” ends before its comparison; write "
                 "one of at least, at most, above, below, equals, highest among, lowest "
                 "among\n");
    assert_claim(state, "all total mean above 5 6",
                 "1:3: error: the claim “all total mean above 5 6” goes on with “6”; remove it\n");
    assert_claim(
        state, "all total mean highest among groups",
        "1:3: error: the claim “all total mean highest among groups” compares the total over all, which has "
        "no peers; name a group, a stage or an item\n");
}

static void
test_terms(void **state)
{
    assert_said(state, "依資通安全管理法及資通安全管理法施行細則", "依資通安全管理法及資通安全管理法施行細則",
                "");
    assert_said(
        state, "依資通安管理法", "依資通安管理法",
        "1:2: warning: “資通安管理法” is nearly “資通安全管理法”; write that, or \\資通安管理法 if it is "
        "meant\n");
    assert_said(
        state, "依資通全安管理法", "依資通全安管理法",
        "1:2: warning: “資通全安管理法” is nearly “資通安全管理法”; write that, or \\資通全安管理法 if it "
        "is meant\n");
    assert_said(
        state, "依資訊安全管理法", "依資訊安全管理法",
        "1:2: warning: “資訊安全管理法” is nearly “資通安全管理法”; write that, or \\資訊安全管理法 if it "
        "is meant\n");
    assert_said(
        state, "依資通安全的管理法", "依資通安全的管理法",
        "1:2: warning: “資通安全的管理法” is nearly “資通安全管理法”; write that, or \\資通安全的管理法 "
        "if it is meant\n");
    assert_said(state, "資通安全管理制度、資通安全管理會", "資通安全管理制度、資通安全管理會", "");
    assert_said(state, "依\\資通安管理法", "依資通安管理法", "");
    assert_said(state, "各面向", "各面向",
                "1:2: warning: “面向”: the term is “構面”; write that, or \\面向 if it is meant\n");
    assert_said(state, "其相對相對較低", "其相對相對較低",
                "1:2: warning: “相對相對” says “相對” twice; write it once, or \\相對相對 if it is meant\n");
    assert_said(state, "一一檢視", "一一檢視", "");
}

static void
test_wrong_files(void **state)
{
    static const struct {
        const char *file;
        const char *said;
    } cases[] = {
        {"number: [a]\n", "1:1: error: terms.yaml has no section “number”; nearest: “numbers”\n"},
        {"numbers: a\n", "1:10: error: “numbers” must be a list, each element with a dash\n"},
        {"claims: ['(']\n", NULL},
        {"names: [[a]]\n", "1:9: error: write a text here\n"},
        {"instead: { a: '' }\n", "1:15: error: write a text here\n"},
    };
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(ApProblems) problems = ap_problems_new();
        ApYaml *yaml = ap_yaml_parse("terms.yaml", cases[i].file, strlen(cases[i].file), problems);
        assert_null(ap_glossary_new(yaml, problems));
        g_autofree char *said = ap_dump_problems(problems);
        if (cases[i].said != NULL)
            assert_string_equal(said, cases[i].said);
        else
            assert_true(g_str_has_prefix(said, "1:10: error: “(” is no regular expression; "));
        ap_yaml_free(yaml);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_marks_that_mark_nothing),
        cmocka_unit_test(test_words_that_need_a_claim),
        cmocka_unit_test(test_claims_that_hold),
        cmocka_unit_test(test_claims_that_fail),
        cmocka_unit_test(test_claims_that_cannot_be_read),
        cmocka_unit_test(test_terms),
        cmocka_unit_test(test_wrong_files),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
