/* Statistics from exact values. Values with a common denominator are summed as integers, so that a large year
 * costs little; the few that exceed 64 bits are rationals of GMP. Nothing is rounded before the end. */
#include <config.h>

#include "scores/summary.h"

#include <stdint.h>

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

/* A ratio, or, with denominator 0, the index of a rational in `wide`. */
struct ApValues {
    guint measure;   /* the one that all values are of */
    GArray *ratios;  /* ApRatio */
    GPtrArray *wide; /* mpq_t */
};

/* The sums of all values of one denominator. */
typedef struct {
    gint64 denominator;
    UInt128 sum;
    UInt128 squares; /* of what does not fit, the rest is in more_squares */
    mpz_t more_squares;
} Share;

static gint64
greatest_common_divisor(gint64 a, gint64 b)
{
    while (b != 0) {
        gint64 rest = a % b;
        a = b;
        b = rest;
    }
    return a;
}

gboolean
ap_ratio_add(ApRatio *sum, ApRatio term)
{
    gint64 common = greatest_common_divisor(sum->denominator, term.denominator);
    gint64 left = term.denominator / common, right = sum->denominator / common;
    Int128 denominator = (Int128)sum->denominator * left;
    /* Each product stays below 2^126. */
    Int128 numerator = (Int128)sum->numerator * left + (Int128)term.numerator * right;
    if (denominator > G_MAXINT64 || numerator > G_MAXINT64)
        return FALSE;
    *sum = (ApRatio){(gint64)numerator, (gint64)denominator};
    return TRUE;
}

/* The ratio as a whole number of 10^-places, rounded once, half up. */
static gint64
ratio_round(ApRatio value, guint places)
{
    gint64 scale = 2 * ap_power_of_ten(places);
    if (value.numerator <= (G_MAXINT64 - value.denominator) / scale && value.denominator <= G_MAXINT64 / 2)
        return (value.numerator * scale + value.denominator) / (2 * value.denominator);
    Int128 numerator = (Int128)value.numerator * scale + value.denominator;
    return (gint64)(numerator / ((Int128)2 * value.denominator));
}

static void
wide_free(gpointer data)
{
    mpq_ptr value = data;
    mpq_clear(value);
    g_free(value);
}

ApValues *
ap_values_new(void)
{
    ApValues *values = g_new0(ApValues, 1);
    values->ratios = g_array_new(FALSE, FALSE, sizeof(ApRatio));
    values->wide = g_ptr_array_new_with_free_func(wide_free);
    return values;
}

void
ap_values_free(ApValues *values)
{
    if (values == NULL)
        return;
    g_array_unref(values->ratios);
    g_ptr_array_unref(values->wide);
    g_free(values);
}

void
ap_values_begin(ApValues *values, guint measure)
{
    values->measure = measure;
    g_array_set_size(values->ratios, 0);
    g_ptr_array_set_size(values->wide, 0);
}

gboolean
ap_values_add_ratio(ApValues *values, guint measure, ApRatio value)
{
    if (measure != values->measure)
        return FALSE;
    g_array_append_val(values->ratios, value);
    return TRUE;
}

gboolean
ap_values_add_rational(ApValues *values, guint measure, mpq_srcptr value)
{
    if (measure != values->measure)
        return FALSE;
    ApRatio ratio = {values->wide->len, 0};
    mpq_ptr copy = (mpq_ptr)g_new(mpq_t, 1);
    mpq_init(copy);
    mpq_set(copy, value);
    g_ptr_array_add(values->wide, copy);
    g_array_append_val(values->ratios, ratio);
    return TRUE;
}

guint
ap_values_count(const ApValues *values)
{
    return values->ratios->len;
}

static void
get_rational(const ApValues *values, ApRatio value, mpq_t result)
{
    if (value.denominator == 0) {
        mpq_set(result, g_ptr_array_index(values->wide, value.numerator));
    } else {
        mpq_set_si(result, value.numerator, (gulong)value.denominator);
        mpq_canonicalize(result);
    }
}

static int
compare(const ApValues *values, ApRatio first, ApRatio second)
{
    if (first.denominator == second.denominator && first.denominator != 0)
        return first.numerator < second.numerator ? -1 : first.numerator > second.numerator;
    if (first.denominator == 0 || second.denominator == 0) {
        mpq_t left, right;
        mpq_inits(left, right, NULL);
        get_rational(values, first, left);
        get_rational(values, second, right);
        int order = mpq_cmp(left, right);
        mpq_clears(left, right, NULL);
        return order;
    }
    Int128 left = (Int128)first.numerator * second.denominator;
    Int128 right = (Int128)second.numerator * first.denominator;
    return left < right ? -1 : left > right;
}

static gint64
round_value(const ApValues *values, ApRatio value, guint places)
{
    if (value.denominator == 0)
        return ap_round_rational(g_ptr_array_index(values->wide, value.numerator), places);
    return ratio_round(value, places);
}

static void
set_wide_integer(mpz_t result, UInt128 value)
{
    mpz_set_ui(result, (gulong)(value >> 64));
    mpz_mul_2exp(result, result, 64);
    mpz_add_ui(result, result, (gulong)(value & UINT64_MAX));
}

static void
share_clear(gpointer data)
{
    mpz_clear(((Share *)data)->more_squares);
}

/* The share of a denominator, new or known; lent until the next one is added. */
static Share *
find_share(GArray *shares, GHashTable *places, gint64 denominator)
{
    gpointer found;
    if (g_hash_table_lookup_extended(places, &denominator, NULL, &found))
        return &g_array_index(shares, Share, GPOINTER_TO_UINT(found));
    Share share = {.denominator = denominator};
    mpz_init(share.more_squares);
    g_hash_table_insert(places, g_memdup2(&denominator, sizeof denominator), GUINT_TO_POINTER(shares->len));
    g_array_append_val(shares, share);
    return &g_array_index(shares, Share, shares->len - 1);
}

static void
add_to_share(Share *share, gint64 numerator)
{
    guint64 amount = (guint64)numerator;
    UInt128 square = (UInt128)amount * amount;
    share->sum += amount;
    if (!__builtin_add_overflow(share->squares, square, &share->squares))
        return;
    /* The sum wrapped around once: that is 2^128. */
    mpz_t carry;
    mpz_init_set_ui(carry, 1);
    mpz_mul_2exp(carry, carry, 128);
    mpz_add(share->more_squares, share->more_squares, carry);
    mpz_clear(carry);
}

/* Adds a share's sum / denominator to `sum`, and its squares / denominator^2 to `squares`. */
static void
add_share(const Share *share, mpq_t sum, mpq_t squares)
{
    mpq_t term;
    mpq_init(term);
    set_wide_integer(mpq_numref(term), share->sum);
    mpz_set_si(mpq_denref(term), share->denominator);
    mpq_canonicalize(term);
    mpq_add(sum, sum, term);

    set_wide_integer(mpq_numref(term), share->squares);
    mpz_add(mpq_numref(term), mpq_numref(term), share->more_squares);
    mpz_set_si(mpq_denref(term), share->denominator);
    mpz_mul(mpq_denref(term), mpq_denref(term), mpq_denref(term));
    mpq_canonicalize(term);
    mpq_add(squares, squares, term);
    mpq_clear(term);
}

static void
add_wide(const ApValues *values, mpq_t sum, mpq_t squares)
{
    mpq_t square;
    mpq_init(square);
    for (guint i = 0; i < values->wide->len; i++) {
        mpq_srcptr value = g_ptr_array_index(values->wide, i);
        mpq_add(sum, sum, value);
        mpq_mul(square, value, value);
        mpq_add(squares, squares, square);
    }
    mpq_clear(square);
}

/* The sum of all values and of their squares. */
static void
sum_up(const ApValues *values, mpq_t sum, mpq_t squares)
{
    g_autoptr(GArray) shares = g_array_new(FALSE, FALSE, sizeof(Share));
    g_array_set_clear_func(shares, share_clear);
    g_autoptr(GHashTable) places = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    Share *last = NULL;
    for (guint i = 0; i < values->ratios->len; i++) {
        ApRatio value = g_array_index(values->ratios, ApRatio, i);
        if (value.denominator == 0)
            continue;
        if (last == NULL || last->denominator != value.denominator)
            last = find_share(shares, places, value.denominator);
        add_to_share(last, value.numerator);
    }
    for (guint i = 0; i < shares->len; i++)
        add_share(&g_array_index(shares, Share, i), sum, squares);
    add_wide(values, sum, squares);
}

/* Mean, and standard deviation of the population: sqrt(n Σx² − (Σx)²) / n. */
static void
summarise_moments(const ApValues *values, guint decimals, ApSummary *summary)
{
    mpq_t sum, squares, count;
    mpq_inits(sum, squares, count, NULL);
    mpq_set_ui(count, values->ratios->len, 1);
    sum_up(values, sum, squares);
    mpq_div(sum, sum, count);
    mpq_div(squares, squares, count);
    summary->values[AP_STATISTIC_MEAN] = ap_round_rational(sum, decimals);
    mpq_mul(sum, sum, sum);
    mpq_sub(squares, squares, sum);
    summary->values[AP_STATISTIC_STDEV] = ap_round_root(squares, decimals);
    mpq_clears(sum, squares, count, NULL);
}

static void
swap(ApRatio *a, ApRatio *b)
{
    ApRatio former = *a;
    *a = *b;
    *b = former;
}

static ApRatio
middle_of_three(const ApValues *values, ApRatio a, ApRatio b, ApRatio c)
{
    if (compare(values, a, b) > 0)
        swap(&a, &b);
    if (compare(values, b, c) <= 0)
        return b;
    return compare(values, a, c) > 0 ? a : c;
}

/* Puts the value of `rank`, counted from 0, where sorting would; smaller ones end up below it, larger ones
 * above. Those below `from` are known to be no larger than the rest. Hoare's selection, in three parts
 * because many participants may share a value. */
static ApRatio
select_rank(ApValues *values, guint from, guint rank)
{
    ApRatio *ratios = (ApRatio *)(gpointer)values->ratios->data;
    gint64 low = from, high = (gint64)values->ratios->len - 1;
    while (low < high) {
        ApRatio pivot = middle_of_three(values, ratios[low], ratios[low + (high - low) / 2], ratios[high]);
        gint64 below = low, above = high;
        for (gint64 i = low; i <= above;) {
            int order = compare(values, ratios[i], pivot);
            if (order < 0)
                swap(&ratios[i++], &ratios[below++]);
            else if (order > 0)
                swap(&ratios[i], &ratios[above--]);
            else
                i++;
        }
        if (rank >= below && rank <= above)
            break;
        if (rank < below)
            high = below - 1;
        else
            low = above + 1;
    }
    return ratios[rank];
}

/* QUARTILE.INC: at position k(n-1)/4 of the sorted values, counted from 0, between its neighbours. To be
 * asked for with growing `k`: the values below the former position are not looked at again. */
static gint64
quartile(ApValues *values, guint k, guint decimals)
{
    gsize position = (gsize)k * (values->ratios->len - 1);
    guint index = (guint)(position / 4), rest = (guint)(position % 4);
    guint former = k > 0 ? (guint)((gsize)(k - 1) * (values->ratios->len - 1) / 4) : 0;
    ApRatio lower = select_rank(values, former, index);
    if (rest == 0)
        return round_value(values, lower, decimals);

    mpq_t low, high, share;
    mpq_inits(low, high, share, NULL);
    get_rational(values, lower, low);
    get_rational(values, select_rank(values, index + 1, index + 1), high);
    mpq_set_ui(share, rest, 4);
    mpq_canonicalize(share);
    mpq_sub(high, high, low);
    mpq_mul(high, high, share);
    mpq_add(low, low, high);
    gint64 units = ap_round_rational(low, decimals);
    mpq_clears(low, high, share, NULL);
    return units;
}

/* Counts compare what is printed: the rounded value, at the thresholds' finer unit. */
static void
count_classes(const ApValues *values, guint decimals, ApDecimal good, ApDecimal pass, ApSummary *summary)
{
    gint64 scale = ap_power_of_ten(AP_DECIMAL_PLACES - decimals);
    for (guint i = 0; i < values->ratios->len; i++) {
        gint64 value = round_value(values, g_array_index(values->ratios, ApRatio, i), decimals) * scale;
        summary->values[AP_STATISTIC_AT_LEAST_GOOD] += value >= good;
        summary->values[AP_STATISTIC_BELOW_GOOD] += value < good;
        summary->values[AP_STATISTIC_BETWEEN] += value >= pass && value < good;
        summary->values[AP_STATISTIC_BELOW_PASS] += value < pass;
    }
}

ApSummary
ap_values_summarise(ApValues *values, guint decimals, ApDecimal good, ApDecimal pass)
{
    ApSummary summary = {0};
    summary.values[AP_STATISTIC_N] = values->ratios->len;
    summarise_moments(values, decimals, &summary);
    summary.values[AP_STATISTIC_MIN] = quartile(values, 0, decimals);
    summary.values[AP_STATISTIC_Q1] = quartile(values, 1, decimals);
    summary.values[AP_STATISTIC_MEDIAN] = quartile(values, 2, decimals);
    summary.values[AP_STATISTIC_Q3] = quartile(values, 3, decimals);
    summary.values[AP_STATISTIC_MAX] = quartile(values, 4, decimals);
    count_classes(values, decimals, good, pass, &summary);
    return summary;
}
