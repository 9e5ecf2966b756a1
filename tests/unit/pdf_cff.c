/* The CIDs of a CFF table, on tables made by hand. */
#include <config.h>

#include "render/pdf/cff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Header, an INDEX with the name "N", an INDEX with the Top DICT `dict`, and at byte 25 the charset. */
#define TABLE(...)                                                  \
    {                                                               \
        1, 0, 4, 1, 0, 1, 1, 1, 2, 'N', 0, 1, 1, 1, 10, __VA_ARGS__ \
    }

static void
test_keyed_font(void **state)
{
    (void)state;
    /* 1 2 0 ROS, 25 charset; format 2: CIDs from 300 on, 2 more; from 9 on, none more */
    const guint8 cff[] = TABLE(140, 141, 139, 12, 30, 28, 0, 25, 15, 0, 2, 1, 44, 0, 2, 0, 9, 0, 0);
    g_autofree guint16 *cids = ap_cff_cids(cff, sizeof cff, 5);
    assert_non_null(cids);
    const guint16 expected[] = {0, 300, 301, 302, 9};
    assert_memory_equal(cids, expected, sizeof expected);
}

static void
test_named_font(void **state)
{
    (void)state;
    /* 25 charset, without ROS: its glyphs are entered by their own numbers */
    const guint8 cff[] = TABLE(140, 17, 140, 17, 140, 17, 164, 15, 139, 0, 0, 1, 44);
    g_autofree guint16 *cids = ap_cff_cids(cff, sizeof cff, 2);
    assert_non_null(cids);
    assert_int_equal(cids[1], 1);
}

static void
test_broken_tables(void **state)
{
    (void)state;
    const guint8 cff[] = TABLE(140, 141, 139, 12, 30, 28, 0, 25, 15, 0, 2, 1, 44, 0, 2, 0, 9, 0, 0);
    for (gsize length = 0; length < sizeof cff; length++) {
        g_autofree guint8 *cut = g_memdup2(cff, length);
        g_autofree guint16 *cids = ap_cff_cids(cut, length, 5);
        assert_null(cids);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_keyed_font), cmocka_unit_test(test_named_font),
                                       cmocka_unit_test(test_broken_tables)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
