/* Fuzz target: decimals, and the statistics of them against a slow computation with rationals. Each line of
 * the input is a decimal, or two with a slash between them, a value of the measure. */
#include <config.h>

#include "fuzz.h"

#include "scores/summary.h"

#include <string.h>

#define VALUES 64U
#define MEASURE 0U
#define GOOD (75 * AP_DECIMAL_ONE)
#define PASS (60 * AP_DECIMAL_ONE)

typedef struct {
    mpq_t values[VALUES];
    guint n;
} Exact;

static void
check_decimal(const char *text, ApDecimal value)
{
    ApDecimal again = -1;
    g_autofree char *shortest = ap_decimal_format(value);
    g_assert_cmpint(ap_decimal_parse(shortest, strlen(shortest), &again), ==, AP_DECIMAL_OK);
    g_assert_cmpint(again, ==, value);
    /* Digits and point read as one number of as many ten-thousandths. */
    g_autofree char *digits = g_strdup(text);
    char *point = strchr(digits, '.');
    guint places = point != NULL ? (guint)strlen(point + 1) : 0;
    if (point != NULL)
        memmove(point, point + 1, places + 1);
    mpz_t slow, factor;
    mpz_init_set_str(slow, digits, 10);
    mpz_init(factor);
    mpz_ui_pow_ui(factor, 10, AP_DECIMAL_PLACES - places);
    mpz_mul(slow, slow, factor);
    g_assert_cmpint(mpz_cmp_si(slow, value), ==, 0);
    mpz_clears(slow, factor, NULL);
}

static gboolean
read_decimal(const char *text, gsize length, ApDecimal *value)
{
    g_autofree char *copy = g_strndup(text, length);
    if (ap_decimal_parse(text, length, value) != AP_DECIMAL_OK)
        return FALSE;
    check_decimal(copy, *value);
    return TRUE;
}

/* Adds the value of a line, if it is one, to both lists. */
static void
take_line(const char *line, ApValues *values, Exact *exact)
{
    const char *slash = strchr(line, '/');
    gsize length = slash != NULL ? (gsize)(slash - line) : strlen(line);
    ApDecimal above, below = AP_DECIMAL_ONE;
    if (!read_decimal(line, length, &above) ||
        (slash != NULL && (!read_decimal(slash + 1, strlen(slash + 1), &below) || below == 0)))
        return;
    mpq_ptr value = exact->values[exact->n++];
    mpq_init(value);
    mpq_set_si(value, above, (gulong)below);
    mpq_canonicalize(value);
    /* Every fourth as a rational, whose statistics go another way. */
    gboolean added = exact->n % 4 == 0 ? ap_values_add_rational(values, MEASURE, value)
                                       : ap_values_add_ratio(values, MEASURE, (ApRatio){above, below});
    g_assert_true(added);
}

static int
compare(gconstpointer a, gconstpointer b)
{
    return mpq_cmp(a, b);
}

static void
check_quartile(const Exact *exact, guint k, guint places, gint64 expected)
{
    guint position = k * (exact->n - 1), index = position / 4;
    mpq_t value, step;
    mpq_inits(value, step, NULL);
    if (position % 4 > 0) {
        mpq_sub(value, exact->values[index + 1], exact->values[index]);
        mpq_set_ui(step, position % 4, 4);
        mpq_canonicalize(step);
        mpq_mul(value, value, step);
    }
    mpq_add(value, value, exact->values[index]);
    g_assert_cmpint(ap_round_rational(value, places), ==, expected);
    mpq_clears(value, step, NULL);
}

static void
check_moments(const Exact *exact, guint places, const ApSummary *summary)
{
    mpq_t mean, variance, term, n;
    mpq_inits(mean, variance, term, n, NULL);
    mpq_set_ui(n, exact->n, 1);
    for (guint i = 0; i < exact->n; i++)
        mpq_add(mean, mean, exact->values[i]);
    mpq_div(mean, mean, n);
    for (guint i = 0; i < exact->n; i++) {
        mpq_sub(term, exact->values[i], mean);
        mpq_mul(term, term, term);
        mpq_add(variance, variance, term);
    }
    mpq_div(variance, variance, n);
    g_assert_cmpint(ap_round_rational(mean, places), ==, summary->values[AP_STATISTIC_MEAN]);
    g_assert_cmpint(ap_round_root(variance, places), ==, summary->values[AP_STATISTIC_STDEV]);
    mpq_clears(mean, variance, term, n, NULL);
}

static void
check_statistics(Exact *exact, const ApValues *values, guint places)
{
    ApSummary summary = ap_values_summarise(values, 0, places, GOOD, PASS);
    qsort(exact->values, exact->n, sizeof exact->values[0], compare);
    g_assert_cmpint(summary.values[AP_STATISTIC_N], ==, exact->n);
    check_quartile(exact, 0, places, summary.values[AP_STATISTIC_MIN]);
    check_quartile(exact, 1, places, summary.values[AP_STATISTIC_Q1]);
    check_quartile(exact, 2, places, summary.values[AP_STATISTIC_MEDIAN]);
    check_quartile(exact, 3, places, summary.values[AP_STATISTIC_Q3]);
    check_quartile(exact, 4, places, summary.values[AP_STATISTIC_MAX]);
    check_moments(exact, places, &summary);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    g_autoptr(ApValues) values = ap_values_new();
    ap_values_begin(values, MEASURE);
    Exact exact = {.n = 0};
    while (size > 0 && exact.n < VALUES) {
        g_autofree char *line = fuzz_take_line(&text, &size);
        take_line(line, values, &exact);
    }
    for (guint places = 0; exact.n > 0 && places <= AP_DECIMAL_PLACES; places++)
        check_statistics(&exact, values, places);
    for (guint i = 0; i < exact.n; i++)
        mpq_clear(exact.values[i]);
    return 0;
}
