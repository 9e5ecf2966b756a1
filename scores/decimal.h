/* Exact decimals: how a score, a maximum, a weight or a threshold is held, and how a rational becomes the
 * decimal that is printed. No binary floating point takes part. */
#pragma once

#include <glib.h>
#include <gmp.h>

/* A decimal of at most four places, as a whole number of ten-thousandths: 74.76 is 747600. */
typedef gint64 ApDecimal;

#define AP_DECIMAL_PLACES 4
#define AP_DECIMAL_ONE ((ApDecimal)10000)

typedef enum {
    AP_DECIMAL_OK,
    AP_DECIMAL_NOT_A_NUMBER,    /* anything but ASCII digits with at most one point between them */
    AP_DECIMAL_NEGATIVE,        /* a decimal, but with a minus sign */
    AP_DECIMAL_TOO_MANY_PLACES, /* more than four places, trailing zeros counted */
    AP_DECIMAL_TOO_LARGE,       /* more than nine digits before the point */
} ApDecimalError;

/* Reads `length` bytes of `text` as a decimal ("8", "8.35", "0.5"; no sign, no exponent, no blanks) into
 * `*value`, which stays untouched on failure. */
ApDecimalError ap_decimal_parse(const char *text, gsize length, ApDecimal *value);

/* The shortest text of `value`: 83500 gives "8.35". Caller frees. */
char *ap_decimal_format(ApDecimal value);

/* 10^exponent, for an exponent of 0 to 18. */
gint64 ap_power_of_ten(guint exponent);

/* `value`, a rational that is not negative, as a whole number of 10^-places, rounded once, half up
 * (四捨五入). `places` is 0 to 4. */
gint64 ap_round_rational(mpq_srcptr value, guint places);

/* The square root of `value` (not negative) as a whole number of 10^-places, rounded once, half up, from the
 * exact integer root. */
gint64 ap_round_root(mpq_srcptr value, guint places);

/* The text of a rounded number of 10^-places units: (7476, 2) gives "74.76", (6600, 2) "66.00". Caller frees.
 */
char *ap_rounded_format(gint64 units, guint places);
