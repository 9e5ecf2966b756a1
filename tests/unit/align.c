/* Lists of numbers side by side: what is missing is told, and what stands in its place. */
#include <config.h>

#include "render/align.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Aligns two lists of numbers with blanks between; `outcome` says of each expected one where it is found, or
 * after a ~ what is there instead, or "-". */
static void
assert_aligned(const char *expected, const char *found, const char *outcome)
{
    g_auto(GStrv) wanted = g_strsplit(expected, " ", -1);
    g_auto(GStrv) there = g_strsplit(found, " ", -1);
    guint n = g_strv_length(wanted), m = *found == '\0' ? 0 : g_strv_length(there);
    g_autofree ApAligned *aligned = ap_align((const char *const *)wanted, n, (const char *const *)there, m);
    g_autoptr(GString) got = g_string_new(NULL);
    for (guint i = 0; i < n; i++) {
        g_string_append(got, i > 0 ? " " : "");
        if (aligned[i].found >= 0)
            g_string_append_printf(got, "%d", aligned[i].found);
        else if (aligned[i].instead >= 0)
            g_string_append_printf(got, "~%d", aligned[i].instead);
        else
            g_string_append_c(got, '-');
    }
    assert_string_equal(got->str, outcome);
}

static void
all_are_there(void **state)
{
    (void)state;
    assert_aligned("1 2 3", "1 2 3", "0 1 2");
    assert_aligned("111 74.76 3", "7 111 27001 2013 74.76 1 3", "1 4 6");
    assert_aligned("3 3", "3 3 3", "0 1");
}

static void
one_was_changed(void **state)
{
    (void)state;
    assert_aligned("75 3 75 3 60 0", "75 3 75 4 60 0", "0 1 2 ~3 4 5");
    assert_aligned("74.76 70.70 64.33", "1 74.76 2 70.71 3 64.33", "1 ~3 5");
    /* A later equal one is not taken for it, or what stands between would be lost. */
    assert_aligned("77.83 88.00 66.00 77.83", "71.83 88.00 66.00 77.83", "~0 1 2 3");
    assert_aligned("5 6 7", "8.5 6 7", "- 1 2");
}

static void
some_are_missing(void **state)
{
    (void)state;
    assert_aligned("1 2 3", "1 3", "0 - 1");
    assert_aligned("1 2", "", "- -");
    assert_aligned("2 1", "1 2", "1 -");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_are_there), cmocka_unit_test(one_was_changed),
                                       cmocka_unit_test(some_are_missing)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
