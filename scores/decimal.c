/* Exact decimals: parsing, and the one rounding to what is printed. */
#include <config.h>

#include "scores/decimal.h"

#define DIGITS_BEFORE_POINT 9

static gboolean
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Tells a negative decimal from no decimal at all, so that each gets a message of its own. */
static ApDecimalError
parse_negative(const char *text, gsize length)
{
    ApDecimal unused;
    ApDecimalError rest = ap_decimal_parse(text, length, &unused);
    return rest == AP_DECIMAL_NEGATIVE || rest == AP_DECIMAL_NOT_A_NUMBER ? AP_DECIMAL_NOT_A_NUMBER
                                                                          : AP_DECIMAL_NEGATIVE;
}

ApDecimalError
ap_decimal_parse(const char *text, gsize length, ApDecimal *value)
{
    if (length > 0 && text[0] == '-')
        return parse_negative(text + 1, length - 1);

    gsize whole = 0;
    while (whole < length && is_digit(text[whole]))
        whole++;
    if (whole == 0 || (whole < length && text[whole] != '.') || whole + 1 == length)
        return AP_DECIMAL_NOT_A_NUMBER;
    for (gsize i = whole + 1; i < length; i++)
        if (!is_digit(text[i]))
            return AP_DECIMAL_NOT_A_NUMBER;

    gsize places = whole < length ? length - whole - 1 : 0;
    if (places > AP_DECIMAL_PLACES)
        return AP_DECIMAL_TOO_MANY_PLACES;
    gsize start = 0;
    while (start < whole && text[start] == '0')
        start++;
    if (whole - start > DIGITS_BEFORE_POINT)
        return AP_DECIMAL_TOO_LARGE;

    ApDecimal result = 0;
    for (gsize i = start; i < length; i++)
        if (i != whole)
            result = result * 10 + (text[i] - '0');
    for (; places < AP_DECIMAL_PLACES; places++)
        result *= 10;
    *value = result;
    return AP_DECIMAL_OK;
}

char *
ap_decimal_format(ApDecimal value)
{
    guint places = AP_DECIMAL_PLACES;
    while (places > 0 && value % 10 == 0) {
        value /= 10;
        places--;
    }
    return ap_rounded_format(value, places);
}

gint64
ap_power_of_ten(guint exponent)
{
    gint64 power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

gint64
ap_round_rational(mpq_srcptr value, guint places)
{
    /* floor(v + 1/2) with v = n 10^places / d is floor((2 n 10^places + d) / 2 d). */
    mpz_t numerator, denominator;
    mpz_init(numerator);
    mpz_init(denominator);
    mpz_mul_si(numerator, mpq_numref(value), 2 * ap_power_of_ten(places));
    mpz_add(numerator, numerator, mpq_denref(value));
    mpz_mul_2exp(denominator, mpq_denref(value), 1);
    mpz_fdiv_q(numerator, numerator, denominator);
    gint64 units = mpz_get_si(numerator);
    mpz_clear(denominator);
    mpz_clear(numerator);
    return units;
}

gint64
ap_round_root(mpq_srcptr value, guint places)
{
    /* With x = sqrt(v) 10^places: floor(x + 1/2) = floor((floor(2x) + 1) / 2), and floor(2x) is the integer
     * root of floor(4 v 10^(2 places)). */
    gint64 power = ap_power_of_ten(places);
    mpz_t square;
    mpz_init(square);
    mpz_mul_si(square, mpq_numref(value), 4 * power * power);
    mpz_fdiv_q(square, square, mpq_denref(value));
    mpz_sqrt(square, square);
    gint64 units = (mpz_get_si(square) + 1) / 2;
    mpz_clear(square);
    return units;
}

char *
ap_rounded_format(gint64 units, guint places)
{
    gint64 power = ap_power_of_ten(places);
    if (places == 0)
        return g_strdup_printf("%" G_GINT64_FORMAT, units);
    return g_strdup_printf("%s%" G_GINT64_FORMAT ".%0*" G_GINT64_FORMAT, units < 0 ? "-" : "",
                           ABS(units) / power, (int)places, ABS(units) % power);
}
