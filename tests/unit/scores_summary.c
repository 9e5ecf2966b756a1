/* Statistics from exact values: quartiles, deviation, thresholds, and values too wide for 64 bits. */
#include <config.h>

#include "scores/summary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define GOOD (75 * AP_DECIMAL_ONE)
#define MEASURE 3 /* any one */
#define PASS (60 * AP_DECIMAL_ONE)

static ApSummary
summarise(const ApRatio *ratios, guint n, guint decimals)
{
    g_autoptr(ApValues) values = ap_values_new();
    ap_values_begin(values, MEASURE);
    for (guint i = 0; i < n; i++)
        assert_true(ap_values_add_ratio(values, MEASURE, ratios[i]));
    return ap_values_summarise(values, 0, decimals, GOOD, PASS);
}

static void
test_one_value(void **state)
{
    const ApRatio one[] = {{299, 4}}; /* 74.75 */
    ApSummary summary = summarise(one, 1, 1);
    (void)state;
    assert_int_equal(summary.values[AP_STATISTIC_N], 1);
    assert_int_equal(summary.values[AP_STATISTIC_MEAN], 748);
    assert_int_equal(summary.values[AP_STATISTIC_Q1], 748);
    assert_int_equal(summary.values[AP_STATISTIC_MEDIAN], 748);
    assert_int_equal(summary.values[AP_STATISTIC_Q3], 748);
    assert_int_equal(summary.values[AP_STATISTIC_STDEV], 0);
    assert_int_equal(summary.values[AP_STATISTIC_BETWEEN], 1);
}

/* Excel: QUARTILE.INC({1,2,4,7,8,9,10,12}, 1) is 3.5 and (…, 3) 9.25; STDEV.P is 3.67210… */
static void
test_quartiles(void **state)
{
    const ApRatio eight[] = {{12, 1}, {1, 1}, {9, 1}, {4, 1}, {20, 2}, {7, 1}, {2, 1}, {8, 1}};
    ApSummary summary = summarise(eight, G_N_ELEMENTS(eight), 2);
    (void)state;
    assert_int_equal(summary.values[AP_STATISTIC_N], 8);
    assert_int_equal(summary.values[AP_STATISTIC_MIN], 100);
    assert_int_equal(summary.values[AP_STATISTIC_Q1], 350);
    assert_int_equal(summary.values[AP_STATISTIC_MEDIAN], 750);
    assert_int_equal(summary.values[AP_STATISTIC_Q3], 925);
    assert_int_equal(summary.values[AP_STATISTIC_MAX], 1200);
    assert_int_equal(summary.values[AP_STATISTIC_MEAN], 663); /* 6.625 */
    assert_int_equal(summary.values[AP_STATISTIC_STDEV], 367);
}

/* Many values that few numbers are printed for: i / 7000 for i from 0 to 7000, in no order, over changing
 * denominators. */
static void
test_many_values(void **state)
{
    enum { N = 7001 };
    g_autofree ApRatio *many = g_new(ApRatio, N);
    (void)state;
    for (guint i = 0; i < N; i++) {
        gint64 value = (gint64)i * 4999 % N, factor = 1 + i % 3;
        many[i] = (ApRatio){value * factor, 7000 * factor};
    }
    ApSummary summary = summarise(many, N, 4);
    assert_int_equal(summary.values[AP_STATISTIC_MIN], 0);
    assert_int_equal(summary.values[AP_STATISTIC_Q1], 2500);
    assert_int_equal(summary.values[AP_STATISTIC_MEDIAN], 5000);
    assert_int_equal(summary.values[AP_STATISTIC_Q3], 7500);
    assert_int_equal(summary.values[AP_STATISTIC_MAX], 10000);
    assert_int_equal(summary.values[AP_STATISTIC_MEAN], 5000);
    /* Without the largest, the quartiles lie between two values: 1749.75 / 7000 = 0.249964…, 5249.25 / 7000.
     */
    ApRatio last = many[N - 1];
    for (guint i = 0; i < N; i++)
        if (many[i].numerator == many[i].denominator)
            many[i] = last;
    summary = summarise(many, N - 1, 4);
    assert_int_equal(summary.values[AP_STATISTIC_Q1], 2500);
    assert_int_equal(summary.values[AP_STATISTIC_MEDIAN], 4999); /* 3499.5 / 7000 = 0.499928… */
    assert_int_equal(summary.values[AP_STATISTIC_Q3], 7499);     /* 0.749892… */
    assert_int_equal(summary.values[AP_STATISTIC_MAX], 9999);
}

/* The median of two values that round the same way may round otherwise: one rounding only. */
static void
test_rounds_once(void **state)
{
    const ApRatio two[] = {{1449, 1000}, {1451, 1000}}; /* 1.449 and 1.451: 1.45 */
    ApSummary summary = summarise(two, 2, 1);
    (void)state;
    assert_int_equal(summary.values[AP_STATISTIC_MEDIAN], 15);
    assert_int_equal(summary.values[AP_STATISTIC_MEAN], 15);
    assert_int_equal(summary.values[AP_STATISTIC_MIN], 14);
}

/* 74.995 is below 75 but printed 75.00: it counts as printed. */
static void
test_thresholds(void **state)
{
    const ApRatio values[] = {{74995, 1000}, {74994, 1000}, {75, 1}, {59995, 1000},
                              {59994, 1000}, {100, 1},      {0, 7}};
    ApSummary summary = summarise(values, G_N_ELEMENTS(values), 2);
    (void)state;
    assert_int_equal(summary.values[AP_STATISTIC_AT_LEAST_GOOD], 3);
    assert_int_equal(summary.values[AP_STATISTIC_BELOW_GOOD], 4);
    assert_int_equal(summary.values[AP_STATISTIC_BETWEEN], 2);
    assert_int_equal(summary.values[AP_STATISTIC_BELOW_PASS], 2);
}

/* Numerators near 2^63, whose squares fill 126 bits: more than five of them overflow 128. */
static void
test_large_numerators(void **state)
{
    ApRatio values[40];
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(values); i++)
        values[i] = (ApRatio){i % 2 == 0 ? G_MAXINT64 - 7 : 0, G_MAXINT64 / 100};
    ApSummary summary = summarise(values, G_N_ELEMENTS(values), 4);
    assert_int_equal(summary.values[AP_STATISTIC_MEAN], 500000);
    assert_int_equal(summary.values[AP_STATISTIC_STDEV], 500000);
    assert_int_equal(summary.values[AP_STATISTIC_MAX], 1000000);
    assert_int_equal(summary.values[AP_STATISTIC_MEDIAN], 500000);
}

static void
test_wide_values(void **state)
{
    g_autoptr(ApValues) values = ap_values_new();
    ap_values_begin(values, MEASURE);
    mpq_t wide;
    (void)state;
    mpq_init(wide);
    mpq_set_str(wide, "75000000000000000000000000000000000001/1000000000000000000000000000000000000", 10);
    assert_true(ap_values_add_rational(values, MEASURE, wide));
    assert_true(ap_values_add_ratio(values, MEASURE, (ApRatio){25, 1}));
    mpq_clear(wide);
    ApSummary summary = ap_values_summarise(values, 0, 4, GOOD, PASS);
    assert_int_equal(summary.values[AP_STATISTIC_MIN], 250000);
    assert_int_equal(summary.values[AP_STATISTIC_MAX], 750000);
    assert_int_equal(summary.values[AP_STATISTIC_MEAN], 500000);
    assert_int_equal(summary.values[AP_STATISTIC_Q1], 375000);
    assert_int_equal(summary.values[AP_STATISTIC_STDEV], 250000);
    assert_int_equal(summary.values[AP_STATISTIC_AT_LEAST_GOOD], 1);
}

/* A mean over values of different measures says nothing: the list refuses them. */
static void
test_one_measure(void **state)
{
    (void)state;
    g_autoptr(ApValues) values = ap_values_new();
    ap_values_begin(values, MEASURE);
    assert_true(ap_values_add_ratio(values, MEASURE, (ApRatio){70, 1}));
    assert_false(ap_values_add_ratio(values, MEASURE + 1, (ApRatio){80, 1}));
    mpq_t other;
    mpq_init(other);
    assert_false(ap_values_add_rational(values, MEASURE + 1, other));
    mpq_clear(other);
    assert_int_equal(ap_values_count(values), 1);
    assert_int_equal(ap_values_summarise(values, 0, 0, GOOD, PASS).values[AP_STATISTIC_MEAN], 70);
    ap_values_begin(values, MEASURE + 1);
    assert_true(ap_values_add_ratio(values, MEASURE + 1, (ApRatio){80, 1}));
    assert_int_equal(ap_values_count(values), 1);
}

static void
test_ratio_add(void **state)
{
    ApRatio sum = {1, 6};
    (void)state;
    assert_true(ap_ratio_add(&sum, (ApRatio){1, 4}));
    assert_int_equal(sum.numerator * 12, sum.denominator * 5);
    sum = (ApRatio){1, G_MAXINT64};
    assert_false(ap_ratio_add(&sum, (ApRatio){1, 2}));
    assert_int_equal(sum.numerator, 1);
    assert_int_equal(sum.denominator, G_MAXINT64);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_value),   cmocka_unit_test(test_many_values),
        cmocka_unit_test(test_quartiles),   cmocka_unit_test(test_rounds_once),
        cmocka_unit_test(test_thresholds),  cmocka_unit_test(test_large_numerators),
        cmocka_unit_test(test_wide_values), cmocka_unit_test(test_ratio_add),
        cmocka_unit_test(test_one_measure),
    };
    return cmocka_run_group_tests_name("summaries", tests, NULL, NULL);
}
