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

/* The whole number of the `length` digits at `text`, modulo 2^64; `*end` is how many bytes are digits. */
static guint64
parse_digits(const char *text, gsize length, gsize *end)
{
    guint64 number = 0;
    gsize i = 0;
    for (; i < length && is_digit(text[i]); i++)
        number = number * 10 + (guint64)(text[i] - '0');
    *end = i;
    return number;
}

ApDecimalError
ap_decimal_parse(const char *text, gsize length, ApDecimal *value)
{
    static const ApDecimal scales[AP_DECIMAL_PLACES + 1] = {10000, 1000, 100, 10, 1};
    if (length > 0 && text[0] == '-')
        return parse_negative(text + 1, length - 1);

    gsize whole, places = 0, digits = 0;
    guint64 number = parse_digits(text, length, &whole), fraction = 0;
    if (whole < length && text[whole] == '.') {
        places = length - whole - 1;
        fraction = parse_digits(text + whole + 1, places, &digits);
    }
    if (whole == 0 || digits != places || (whole < length && places == 0))
        return AP_DECIMAL_NOT_A_NUMBER;
    if (places > AP_DECIMAL_PLACES)
        return AP_DECIMAL_TOO_MANY_PLACES;
    gsize zeros = 0;
    while (whole - zeros > DIGITS_BEFORE_POINT && text[zeros] == '0')
        zeros++;
    if (whole - zeros > DIGITS_BEFORE_POINT)
        return AP_DECIMAL_TOO_LARGE;
    *value = (ApDecimal)number * AP_DECIMAL_ONE + (ApDecimal)fraction * scales[places];
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
