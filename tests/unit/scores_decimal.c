/* Decimals: what is one, how it prints, and the rounding of rationals and roots at the edges. */
#include <config.h>

#include "scores/decimal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
test_parse(void **state)
{
    static const struct {
        const char *text;
        ApDecimal value;
    } good[] = {
        {"0", 0},
        {"8", 80000},
        {"8.35", 83500},
        {"0.5", 5000},
        {"007.10", 71000},
        {"0.0001", 1},
        {"100.0000", 1000000},
        {"999999999.9999", G_GINT64_CONSTANT(9999999999999)},
        {"00000000000001", 10000},
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(good); i++) {
        ApDecimal value = -1;
        assert_int_equal(ap_decimal_parse(good[i].text, strlen(good[i].text), &value), AP_DECIMAL_OK);
        assert_int_equal(value, good[i].value);
    }
}

static void
test_refuse(void **state)
{
    static const struct {
        const char *text;
        ApDecimalError error;
    } bad[] = {
        {"", AP_DECIMAL_NOT_A_NUMBER},
        {".", AP_DECIMAL_NOT_A_NUMBER},
        {".5", AP_DECIMAL_NOT_A_NUMBER},
        {"5.", AP_DECIMAL_NOT_A_NUMBER},
        {"1.2.3", AP_DECIMAL_NOT_A_NUMBER},
        {"1,5", AP_DECIMAL_NOT_A_NUMBER},
        {"1e3", AP_DECIMAL_NOT_A_NUMBER},
        {"inf", AP_DECIMAL_NOT_A_NUMBER},
        {"+1", AP_DECIMAL_NOT_A_NUMBER},
        {" 1", AP_DECIMAL_NOT_A_NUMBER},
        {"\xEF\xBC\x91", AP_DECIMAL_NOT_A_NUMBER},
        {"-", AP_DECIMAL_NOT_A_NUMBER},
        {"--1", AP_DECIMAL_NOT_A_NUMBER},
        {"-x", AP_DECIMAL_NOT_A_NUMBER},
        {"-1", AP_DECIMAL_NEGATIVE},
        {"-0", AP_DECIMAL_NEGATIVE},
        {"-1.23456", AP_DECIMAL_NEGATIVE},
        {"1.00000", AP_DECIMAL_TOO_MANY_PLACES},
        {"1000000000", AP_DECIMAL_TOO_LARGE},
        {"99999999999999999999", AP_DECIMAL_TOO_LARGE},
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
        ApDecimal value = 42;
        assert_int_equal(ap_decimal_parse(bad[i].text, strlen(bad[i].text), &value), bad[i].error);
        assert_int_equal(value, 42);
    }
}

static void
test_length_counts(void **state)
{
    ApDecimal value;
    (void)state;
    assert_int_equal(ap_decimal_parse("8.35", 1, &value), AP_DECIMAL_OK);
    assert_int_equal(value, 80000);
    assert_int_equal(ap_decimal_parse("8\0", 2, &value), AP_DECIMAL_NOT_A_NUMBER);
}

static void
check_text(char *text, const char *expected)
{
    assert_string_equal(text, expected);
    g_free(text);
}

static void
test_format(void **state)
{
    (void)state;
    check_text(ap_decimal_format(0), "0");
    check_text(ap_decimal_format(83500), "8.35");
    check_text(ap_decimal_format(1000000), "100");
    check_text(ap_decimal_format(1), "0.0001");
    check_text(ap_rounded_format(7476, 2), "74.76");
    check_text(ap_rounded_format(6600, 2), "66.00");
    check_text(ap_rounded_format(5, 4), "0.0005");
    check_text(ap_rounded_format(75, 0), "75");
    check_text(ap_rounded_format(-5, 2), "-0.05");
}

static gint64
rounded(const char *rational, guint places, gint64 (*round)(mpq_srcptr, guint))
{
    mpq_t value;
    mpq_init(value);
    assert_int_equal(mpq_set_str(value, rational, 10), 0);
    mpq_canonicalize(value);
    gint64 units = round(value, places);
    mpq_clear(value);
    return units;
}

static void
test_round_rational(void **state)
{
    (void)state;
    assert_int_equal(rounded("149/2", 0, ap_round_rational), 75); /* 74.5 */
    assert_int_equal(rounded("14899999999999999999/200000000000000000", 0, ap_round_rational), 74);
    assert_int_equal(rounded("14951/200", 2, ap_round_rational), 7476); /* 74.755 */
    assert_int_equal(rounded("1/3", 4, ap_round_rational), 3333);
    assert_int_equal(rounded("2/3", 4, ap_round_rational), 6667);
    assert_int_equal(rounded("0/1", 2, ap_round_rational), 0);
    assert_int_equal(rounded("1/200", 2, ap_round_rational), 1); /* 0.005 */
    /* 1.005 is less than that as a binary number, and would print as 1.00. */
    assert_int_equal(rounded("1005/1000", 2, ap_round_rational), 101);
}

static void
test_round_root(void **state)
{
    (void)state;
    assert_int_equal(rounded("0/1", 2, ap_round_root), 0);
    assert_int_equal(rounded("2/1", 4, ap_round_root), 14142);
    assert_int_equal(rounded("25/4", 0, ap_round_root), 3); /* exactly 2.5 */
    assert_int_equal(rounded("624999999999/100000000000", 0, ap_round_root), 2);
    assert_int_equal(rounded("1/4", 0, ap_round_root), 1);     /* 0.5 */
    assert_int_equal(rounded("1/40000", 2, ap_round_root), 1); /* 0.005 */
    assert_int_equal(rounded("2500/1", 4, ap_round_root), 500000);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse),          cmocka_unit_test(test_refuse),
        cmocka_unit_test(test_length_counts),  cmocka_unit_test(test_format),
        cmocka_unit_test(test_round_rational), cmocka_unit_test(test_round_root),
    };
    return cmocka_run_group_tests_name("decimals", tests, NULL, NULL);
}
