/* Expressions that are looked for together find what each finds alone. */
#include <config.h>

#include "document/patterns.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static ApPatterns *
patterns_of(const char *const *expressions)
{
    GPtrArray *compiled = g_ptr_array_new_with_free_func((GDestroyNotify)g_regex_unref);
    for (; *expressions != NULL; expressions++) {
        GRegex *expression = g_regex_new(*expressions, 0, G_REGEX_MATCH_NOTEMPTY, NULL);
        assert_non_null(expression);
        g_ptr_array_add(compiled, expression);
    }
    return ap_patterns_new(compiled);
}

static void
note(gpointer user, guint index, gsize start, gsize end)
{
    g_string_append_printf(user, "%u:%zu-%zu ", index, start, end);
}

static void
assert_finds(const char *const *expressions, const char *text, const char *expected)
{
    g_autoptr(ApPatterns) patterns = patterns_of(expressions);
    g_autoptr(GString) found = g_string_new(NULL);
    ap_patterns_find(patterns, text, note, found);
    assert_string_equal(found->str, expected);
}

#define FINDS(text, expected, ...) assert_finds((const char *const[]){__VA_ARGS__, NULL}, text, expected)

static void
the_matches_of_one_come_before_those_of_the_next(void **state)
{
    (void)state;
    FINDS("abcab", "0:1-2 0:4-5 1:0-1 1:3-4 ", "b", "a");
    FINDS("xyz", "", "b", "a");
    FINDS("ab", "0:0-2 1:0-1 ", "ab", "a");
    FINDS("aa", "0:0-1 0:1-2 ", "a");
    assert_finds((const char *const[]){NULL}, "a", "");
}

static void
groups_are_counted_in_each(void **state)
{
    (void)state;
    FINDS("abb", "1:1-3 ", "(a)(c)\\1", "([a-z])\\1");
    FINDS("abbc", "0:1-3 ", "(?<twice>.)\\k<twice>", "(?<once>z)");
}

static void
options_of_one_are_its_own(void **state)
{
    (void)state;
    FINDS("AB", "0:0-1 ", "(?i)a", "b");
    FINDS("ab", "1:1-2 ", "(?x) c # a b", "b");
    FINDS("b)", "1:0-1 ", "\\Qa)", "b");
}

static void
what_calls_itself_is_left_alone(void **state)
{
    (void)state;
    FINDS("x((z))", "1:1-6 ", "y", "\\((?:z|(?R))\\)");
    FINDS("zaab", "1:1-4 ", "(c)", "(a)(?1)b");
    FINDS("ab", "1:0-1 ", "c", "(*UTF)a");
}

static void
nothing_is_no_match(void **state)
{
    (void)state;
    FINDS("bcd", "", "a*", "e?");
    FINDS("bed", "1:1-2 ", "a*", "e?");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_matches_of_one_come_before_those_of_the_next),
        cmocka_unit_test(groups_are_counted_in_each),
        cmocka_unit_test(options_of_one_are_its_own),
        cmocka_unit_test(what_calls_itself_is_left_alone),
        cmocka_unit_test(nothing_is_no_match),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
