/* The Mustache engine: the cases of its specification (mustache-spec/, with its licence), and what we add:
 * places, marks and strictness. */
#include <config.h>

#include "document/mustache.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

static const ApPlace nowhere = {NULL, 0, 0};

static ApNode *
node_from_json(const json_t *json)
{
    const char *name;
    json_t *child;
    size_t index;
    ApNode *node = NULL;
    g_autofree char *text = NULL;
    switch (json_typeof(json)) {
    case JSON_OBJECT:
        node = ap_node_map();
        json_object_foreach((json_t *)json, name, child) ap_node_set(node, name, node_from_json(child));
        return node;
    case JSON_ARRAY:
        node = ap_node_list();
        json_array_foreach(json, index, child) ap_node_append(node, node_from_json(child));
        return node;
    case JSON_STRING:
        return ap_node_string(json_string_value(json), NULL, nowhere);
    case JSON_INTEGER:
        text = g_strdup_printf("%lld", (long long)json_integer_value(json));
        return ap_node_string(text, NULL, nowhere);
    case JSON_REAL:
        text = g_strdup_printf("%g", json_real_value(json));
        return ap_node_string(text, NULL, nowhere);
    case JSON_TRUE:
        return ap_node_boolean(TRUE);
    case JSON_FALSE:
    case JSON_NULL:
        break;
    }
    return ap_node_boolean(FALSE);
}

static void
escape_html(GString *out, const char *text)
{
    for (; *text != '\0'; text++) {
        const char *entity = *text == '&'   ? "&amp;"
                             : *text == '<' ? "&lt;"
                             : *text == '>' ? "&gt;"
                             : *text == '"' ? "&quot;"
                                            : NULL;
        if (entity != NULL)
            g_string_append(out, entity);
        else
            g_string_append_c(out, *text);
    }
}

static gboolean
partial_from_json(gpointer data, const char *name, const char **file, const char **source)
{
    *file = "partial.md";
    *source = json_string_value(json_object_get(data, name));
    return *source != NULL;
}

/* Spans must tile the text. */
static void
assert_no_gaps(const ApRendered *rendered)
{
    gsize end = 0;
    for (guint i = 0; i < rendered->spans->len; i++) {
        const ApSpan *span = &g_array_index(rendered->spans, ApSpan, i);
        assert_int_equal(span->start, end);
        assert_true(span->length > 0);
        assert_ptr_equal(ap_rendered_span(rendered, span->start), span);
        assert_ptr_equal(ap_rendered_span(rendered, span->start + span->length - 1), span);
        end += span->length;
    }
    assert_int_equal(end, rendered->length);
    assert_null(ap_rendered_span(rendered, end));
}

static void
check_case(const char *file, const json_t *test)
{
    const char *template = json_string_value(json_object_get(test, "template"));
    const char *expected = json_string_value(json_object_get(test, "expected"));
    g_autoptr(ApNode) context = node_from_json(json_object_get(test, "data"));
    g_autoptr(ApProblems) problems = ap_problems_new();
    ApMustacheOptions options = {.escape = escape_html,
                                 .partial = partial_from_json,
                                 .partial_data = json_object_get(test, "partials")};
    g_autoptr(ApRendered) rendered = ap_mustache_render("t.md", template, context, &options, problems);
    if (rendered == NULL || strcmp(rendered->text, expected) != 0)
        fail_msg("%s, %s: “%s”, not “%s”", file, json_string_value(json_object_get(test, "name")),
                 rendered != NULL ? rendered->text : "(nothing)", expected);
    assert_int_equal(ap_problems_count(problems), 0);
    assert_no_gaps(rendered);
}

static void
check_file(const char *name, guint cases)
{
    g_autofree char *path =
        g_build_filename(g_getenv("AP_SRCDIR"), "tests", "unit", "mustache-spec", name, NULL);
    json_t *root = json_load_file(path, 0, NULL);
    json_t *tests = json_object_get(root, "tests");
    json_t *test;
    size_t index;
    assert_int_equal(json_array_size(tests), cases);
    json_array_foreach(tests, index, test) check_case(name, test);
    json_decref(root);
}

static void
test_specification(void **state)
{
    (void)state;
    check_file("comments.json", 12);
    check_file("delimiters.json", 14);
    check_file("interpolation.json", 42);
    check_file("inverted.json", 22);
    check_file("partials.json", 12);
    check_file("sections.json", 34);
}

/* A context as the report has it: a value with its mark and origin, a condition, a list. */
static ApNode *
sample_context(void)
{
    ApNode *context = ap_node_map();
    ApNode *stats = ap_node_map();
    ApNode *groups = ap_node_list();
    ApNode *is = ap_node_open_map();
    ap_node_set(stats, "mean", ap_node_string("74.76", "all total mean", (ApPlace){"scores.csv", 1, 1}));
    ap_node_set(stats, "median", ap_node_string("75.00", "all total median", nowhere));
    ap_node_set(context, "stats", stats);
    ap_node_set(context, "title", ap_node_string("稽核", NULL, (ApPlace){"report.yaml", 3, 10}));
    ap_node_set(context, "none", ap_node_boolean(FALSE));
    for (guint i = 0; i < 2; i++) {
        ApNode *group = ap_node_map();
        ap_node_set(group, "name", ap_node_string(i == 0 ? "甲" : "乙", NULL, nowhere));
        ap_node_append(groups, group);
    }
    ap_node_set(context, "groups", groups);
    ap_node_set(is, "onsite", ap_node_boolean(TRUE));
    ap_node_set(context, "is", is);
    return context;
}

static gboolean
sample_partial(gpointer data, const char *name, const char **file, const char **source)
{
    (void)data;
    *file = g_str_equal(name, "loop") ? "loop.md" : "lines.md";
    *source = g_str_equal(name, "loop") ? "x{{>loop}}{{>loop}}" : "一{{title}}\n{{stats.mean}} 二\n";
    return g_str_equal(name, "loop") || g_str_equal(name, "lines");
}

static ApRendered *
render_strictly(const char *template, ApProblems *problems)
{
    g_autoptr(ApNode) context = sample_context();
    ApMustacheOptions options = {.partial = sample_partial, .strict = TRUE};
    return ap_mustache_render("t.md", template, context, &options, problems);
}

static void
test_spans_keep_place_origin_and_mark(void **state)
{
    (void)state;
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(ApRendered) rendered = render_strictly("標題\n  平均 {{stats.mean}} 分。\n", problems);
    assert_non_null(rendered);
    assert_string_equal(rendered->text, "標題\n  平均 74.76 分。\n");
    assert_no_gaps(rendered);
    gsize at = (gsize)(strstr(rendered->text, "74.76") - rendered->text);
    const ApSpan *span = ap_rendered_span(rendered, at + 2);
    assert_true(span->interpolated);
    assert_string_equal(span->value, "all total mean");
    assert_string_equal(span->origin.file, "scores.csv");
    assert_int_equal(span->place.line, 2);
    assert_int_equal(span->place.column, 6);
    assert_int_equal(ap_rendered_place(rendered, at + 2).column, 6);
    ApPlace after = ap_rendered_place(rendered, at + strlen("74.76 "));
    assert_int_equal(after.line, 2);
    assert_int_equal(after.column, 6 + (guint)strlen("{{stats.mean}} "));
    assert_null(ap_rendered_span(rendered, 0)->value);
}

static void
test_indented_partial_keeps_its_own_columns(void **state)
{
    (void)state;
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(ApRendered) rendered = render_strictly("甲\n  {{>lines}}\n", problems);
    assert_non_null(rendered);
    assert_string_equal(rendered->text, "甲\n  一稽核\n  74.76 二\n");
    assert_no_gaps(rendered);
    gsize at = (gsize)(strstr(rendered->text, "二") - rendered->text);
    ApPlace place = ap_rendered_place(rendered, at);
    assert_string_equal(place.file, "lines.md");
    assert_int_equal(place.line, 2);
    assert_int_equal(place.column, 1 + (guint)strlen("{{stats.mean}} "));
}

static void
assert_problem(const char *template, guint line, guint column, const char *message)
{
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(ApRendered) rendered = render_strictly(template, problems);
    assert_null(rendered);
    assert_int_equal(ap_problems_count(problems), 1);
    const ApProblem *problem = ap_problems_at(problems, 0);
    assert_string_equal(problem->message, message);
    assert_int_equal(problem->line, line);
    assert_int_equal(problem->column, column);
    assert_string_equal(problem->file, strstr(template, "loop") != NULL ? "loop.md" : "t.md");
}

static void
test_strictness(void **state)
{
    (void)state;
    assert_problem("甲{{titel}}", 1, 2, "“titel” is unknown here; nearest names: “title”");
    assert_problem("\n{{mean}}", 2, 1, "“mean” is unknown here; nearest names: “stats.mean”");
    assert_problem("{{stats.maen}}", 1, 1,
                   "“stats.maen” is unknown here; nearest names within “stats”: “mean”");
    assert_problem("{{#zzzzzz}}{{/zzzzzz}}", 1, 1, "“zzzzzz” is unknown here; no known name is near it");
    assert_problem("{{#groups}}{{nme}}{{/groups}}", 1, 12, "“nme” is unknown here; nearest names: “name”");
    assert_problem("{{^stat}}{{/stat}}", 1, 1, "“stat” is unknown here; nearest names: “stats”");
    assert_problem(
        "{{groups}}", 1, 1,
        "“groups” holds several names, not a text; print one of them within {{#groups}}…{{/groups}}");
    assert_problem("{{is.onsite}}", 1, 1,
                   "“is.onsite” is a condition, not a text; use it as {{#is.onsite}}…{{/is.onsite}}");
    assert_problem("{{>absent}}", 1, 1,
                   "there is no text “absent”; put absent.md into the template or the year's text folder");
    assert_problem("{{>loop}}", 1, 2, "“loop” includes itself without end; end it by a section");
}

static void
test_malformed_templates(void **state)
{
    (void)state;
    assert_problem("甲\n{{#groups}}x", 2, 1,
                   "section “groups” is not closed; write {{/groups}} where it ends");
    assert_problem("{{#groups}}{{#none}}{{/groups}}", 1, 12,
                   "section “none” is not closed; write {{/none}} where it ends");
    assert_problem("x {{/groups}}", 1, 3, "{{/groups}} closes no section; no section is open");
    assert_problem("{{#none}}{{/nine}}{{/none}}", 1, 10,
                   "{{/nine}} closes no section; the section open here is “none”");
    assert_problem("{{title {{title}}", 1, 1, "“{{” is not closed; write “}}” after the name");
    assert_problem("{{{title}}", 1, 1, "“{{” is not closed; write “}}}” after the name");
    assert_problem("{{title", 1, 1, "“{{” is not closed; write “}}” after the name");
    assert_problem("{{}}", 1, 1, "a tag without a name; write a name or remove it");
    assert_problem("{{the title}}", 1, 1, "“the title” is not a name; names hold no blanks");
    assert_problem("{{=x=}}", 1, 1, "“x” does not set delimiters; write two of them, such as {{=<% %>=}}");
}

/* What is there but false is no mistake in a section; printed, it leaves a hole, and says so. */
static void
test_false_is_known(void **state)
{
    (void)state;
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(ApRendered) rendered = render_strictly(
        "{{#none}}x{{/none}}{{^none.mean}}y{{/none.mean}}{{#is.other}}z{{/is.other}}", problems);
    assert_non_null(rendered);
    assert_string_equal(rendered->text, "y");
    assert_int_equal(ap_problems_count(problems), 0);
    g_autoptr(ApRendered) hole = render_strictly("({{none}})", problems);
    assert_non_null(hole);
    assert_string_equal(hole->text, "()");
    assert_int_equal(ap_problems_count(problems), 1);
    assert_int_equal(ap_problems_at(problems, 0)->severity, AP_WARNING);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_specification),
        cmocka_unit_test(test_spans_keep_place_origin_and_mark),
        cmocka_unit_test(test_indented_partial_keeps_its_own_columns),
        cmocka_unit_test(test_strictness),
        cmocka_unit_test(test_malformed_templates),
        cmocka_unit_test(test_false_is_known),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
