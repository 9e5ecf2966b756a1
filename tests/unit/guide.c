/* The examples of docs/範本.md, run over the example's year: each prints what the page says, and check is
 * silent. */
#include <config.h>

#include "document/assemble.h"
#include "document/claim.h"
#include "document/markdown.h"
#include "document/mustache.h"
#include "document/proof.h"

#include "tests/unit/dump.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

#define SOURCE "\n```範例\n"
#define RESULT "\n```印出\n"
#define END "\n```\n"

typedef struct {
    ApProblems *problems;
    ApYear *year;
    ApStore *store;
    ApTemplate *template;
    ApNode *context;
} Fixture;

static int
set_up(void **state)
{
    Fixture *fixture = g_new0(Fixture, 1);
    g_autofree char *dir = g_build_filename(g_getenv("AP_SRCDIR"), "examples", "111", NULL);
    g_autofree char *templates = g_build_filename(g_getenv("AP_SRCDIR"), "templates", NULL);
    fixture->problems = ap_problems_new();
    fixture->year = ap_year_load(dir, fixture->problems, NULL);
    fixture->store = ap_store_new(fixture->year);
    fixture->template = ap_template_load(fixture->year, templates, fixture->problems, NULL);
    fixture->context = ap_context_new(fixture->store, fixture->template);
    *state = fixture;
    return 0;
}

static int
tear_down(void **state)
{
    Fixture *fixture = *state;
    ap_node_unref(fixture->context);
    ap_template_free(fixture->template);
    ap_store_free(fixture->store);
    ap_year_free(fixture->year);
    ap_problems_free(fixture->problems);
    g_free(fixture);
    return 0;
}

/* What stands between `mark`, searched from `at`, and the end of its block; `*at` is then that end. */
static char *
take_block(const char **at, const char *mark)
{
    const char *start = strstr(*at, mark);
    if (start == NULL)
        return NULL;
    start += strlen(mark);
    const char *end = strstr(start, END);
    assert_non_null(end);
    *at = end;
    return g_strndup(start, (gsize)(end - start));
}

static void
assert_prints(const Fixture *fixture, const char *source, const char *expected)
{
    g_autoptr(ApProblems) problems = ap_problems_new();
    const ApMustacheOptions options = {.escape = ap_markdown_escape, .strict = TRUE};
    g_autoptr(ApRendered) rendered =
        ap_mustache_render("example", source, fixture->context, &options, problems);
    g_autofree char *wrong = ap_dump_problems(problems);
    assert_string_equal(wrong, "");
    g_autoptr(GPtrArray) blocks = ap_markdown_read(rendered, problems);
    g_autoptr(ApProof) proof = ap_proof_new(fixture->store, fixture->template, problems);
    ap_proof_read(proof, blocks);
    g_autofree char *said = ap_dump_problems(problems);
    assert_string_equal(said, "");
    assert_int_equal(blocks->len, 1);
    g_autofree char *text = ap_runs_text(((const ApBlock *)g_ptr_array_index(blocks, 0))->runs);
    assert_string_equal(text, expected);
}

static void
test_examples(void **state)
{
    g_autofree char *path = g_build_filename(g_getenv("AP_SRCDIR"), "docs", "範本.md", NULL);
    g_autofree char *page = NULL;
    guint examples = 0;
    assert_true(g_file_get_contents(path, &page, NULL, NULL));
    for (const char *at = page; strstr(at, SOURCE) != NULL; examples++) {
        g_autofree char *source = take_block(&at, SOURCE);
        g_autofree char *expected = take_block(&at, RESULT);
        assert_prints(*state, source, expected);
    }
    assert_true(examples >= 9);
}

/* Each claim of the page's table can be read, whether or not it holds this year. */
static void
test_claims(void **state)
{
    const Fixture *fixture = *state;
    g_autofree char *path = g_build_filename(g_getenv("AP_SRCDIR"), "docs", "範本.md", NULL);
    g_autofree char *page = NULL;
    guint claims = 0;
    assert_true(g_file_get_contents(path, &page, NULL, NULL));
    const char *table = strstr(page, "| 要說的話 | 主張 |\n| --- | --- |\n");
    assert_non_null(table);
    g_autofree char *rows = g_strndup(table, (gsize)(strstr(table, "\n\n") - table));
    g_auto(GStrv) pieces = g_strsplit(rows, "`", -1);
    for (guint i = 1; pieces[i] != NULL && pieces[i + 1] != NULL; i += 2) {
        g_autoptr(ApProblems) problems = ap_problems_new();
        if (strchr(pieces[i], ' ') == NULL)
            continue;
        ap_claim_verify(pieces[i], "", (ApPlace){"example", 1, 1}, fixture->store, problems);
        for (guint j = 0; j < ap_problems_count(problems); j++)
            assert_non_null(strstr(ap_problems_at(problems, j)->message, "which is not so"));
        claims++;
    }
    assert_true(claims >= 8);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_examples), cmocka_unit_test(test_claims)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
