/* YAML documents: places of nodes, and what is refused. */
#include <config.h>

#include "scores/yaml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
test_nodes(void **state)
{
    static const char text[] = "\xEF\xBB\xBF名: [甲, 乙]\nmap: { a: 1, \"b\": '' }\n";
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(ApYaml) yaml = ap_yaml_parse("file", text, strlen(text), problems);
    (void)state;
    assert_non_null(yaml);
    const yaml_node_t *list = ap_yaml_get(yaml, ap_yaml_root(yaml), "名");
    assert_int_equal(ap_yaml_length(list), 2);
    assert_string_equal(ap_yaml_text(ap_yaml_element(yaml, list, 1)), "乙");
    ApPlace place = ap_yaml_place(yaml, ap_yaml_element(yaml, list, 1));
    assert_string_equal(place.file, "file");
    assert_int_equal(place.line, 1);
    assert_int_equal(place.column, 8); /* characters, not bytes */

    const yaml_node_t *map = ap_yaml_get(yaml, ap_yaml_root(yaml), "map");
    assert_int_equal(ap_yaml_length(map), 2);
    assert_string_equal(ap_yaml_text(ap_yaml_key(yaml, map, 1)), "b");
    assert_string_equal(ap_yaml_text(ap_yaml_value(yaml, map, 1)), "");
    assert_null(ap_yaml_get(yaml, map, "c"));
    assert_null(ap_yaml_get(yaml, list, "a"));
    assert_null(ap_yaml_text(map));
    assert_int_equal(ap_yaml_length(NULL), 0);
}

static void
check_refused(const char *text, gsize length, guint line, guint column)
{
    g_autoptr(ApProblems) problems = ap_problems_new();
    assert_null(ap_yaml_parse("file", text, length, problems));
    assert_int_equal(ap_problems_count_errors(problems), 1);
    assert_int_equal(ap_problems_at(problems, 0)->line, line);
    assert_int_equal(ap_problems_at(problems, 0)->column, column);
}

static void
test_refused(void **state)
{
#define CHECK(text, line, column) check_refused(text, sizeof text - 1, line, column)
    (void)state;
    CHECK("", 1, 1);
    CHECK("# nothing\n", 1, 1);
    CHECK("a: 1\nb: 2\na: 3\n", 3, 1);
    CHECK("[a]: 1\n", 1, 1);
    CHECK("a: &x 1\nb: *x\n", 2, 4);
    CHECK("a: 1\n---\nb: 1\n", 2, 1);
    CHECK("a: [1, 2\n", 2, 1);
    CHECK("甲: \xA4\xA4\n", 1, 4);
    CHECK("a: \0\n", 1, 4);
    CHECK("a: \x01\n", 1, 4);
    CHECK("a: \"\\0\"\n", 1, 4);
#undef CHECK
    g_autofree char *deep = g_strnfill(1000000, '[');
    check_refused(deep, 1000000, 1, 33);
    g_autofree char *large = g_strnfill(1048577, 'x');
    check_refused(large, 1048577, 1, 1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nodes),
        cmocka_unit_test(test_refused),
    };
    return cmocka_run_group_tests_name("YAML", tests, NULL, NULL);
}
