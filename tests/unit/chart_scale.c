/* Scales, ticks and labels that make room for each other. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "charts/scale.h"

#include <math.h>

#define assert_near(a, b) assert_true(fabs((a) - (b)) < 1e-9)

static void
a_scale_is_linear_and_may_run_upwards(void **state)
{
    (void)state;
    ApScale scale = {0, 100, 200, 50};
    assert_near(ap_scale_at(scale, 0), 200);
    assert_near(ap_scale_at(scale, 100), 50);
    assert_near(ap_scale_at(scale, 74.76), 200 - 0.7476 * 150);
}

static void
labels_with_room_stay(void **state)
{
    (void)state;
    double centres[] = {10, 50, 90};
    const double sizes[] = {10, 10, 10};
    ap_scale_spread(centres, sizes, 3, 0, 100);
    assert_near(centres[0], 10);
    assert_near(centres[1], 50);
    assert_near(centres[2], 90);
}

static void
labels_that_touch_move_apart_evenly(void **state)
{
    (void)state;
    double centres[] = {49, 51};
    const double sizes[] = {10, 10};
    ap_scale_spread(centres, sizes, 2, 0, 100);
    assert_near(centres[0], 45);
    assert_near(centres[1], 55);
}

static void
labels_stay_inside(void **state)
{
    (void)state;
    double centres[] = {1, 2, 99.5};
    const double sizes[] = {10, 20, 8};
    ap_scale_spread(centres, sizes, 3, 0, 100);
    assert_near(centres[0], 5);
    assert_near(centres[1], 20);
    assert_near(centres[2], 96);
}

static void
a_label_moved_inside_pushes_the_one_before(void **state)
{
    (void)state;
    double centres[] = {92, 110};
    const double sizes[] = {10, 10};
    ap_scale_spread(centres, sizes, 2, 0, 100);
    assert_near(centres[0], 85);
    assert_near(centres[1], 95);
}

/* A block that was moved inside must not come to lie over the one before it. */
static void
many_labels_keep_order_and_distance(void **state)
{
    (void)state;
    for (int seed = 0; seed < 500; seed++) {
        double centres[6], sizes[6], total = 0;
        for (int i = 0; i < 6; i++) {
            centres[i] = (i > 0 ? centres[i - 1] : 0) + (seed * 7 + i * i * 13) % 23;
            sizes[i] = 4 + (seed + i * 5) % 12;
            total += sizes[i];
        }
        ap_scale_spread(centres, sizes, 6, 0, 100);
        for (int i = 1; i < 6; i++)
            assert_true(centres[i] - centres[i - 1] >= (sizes[i] + sizes[i - 1]) / 2 - 1e-9);
        assert_true(centres[0] - sizes[0] / 2 >= -1e-9);
        assert_true(centres[5] + sizes[5] / 2 <= 100 + 1e-9);
        assert_true(total < 100);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_scale_is_linear_and_may_run_upwards),
        cmocka_unit_test(labels_with_room_stay),
        cmocka_unit_test(labels_that_touch_move_apart_evenly),
        cmocka_unit_test(labels_stay_inside),
        cmocka_unit_test(a_label_moved_inside_pushes_the_one_before),
        cmocka_unit_test(many_labels_keep_order_and_distance),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
