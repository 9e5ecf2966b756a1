/* Statistics from exact values. Values with a common denominator are summed as integers, so that a large year
 * costs little; the few that exceed 64 bits are rationals of GMP. Nothing is rounded before the end. */
#include <config.h>

#include "scores/summary.h"

#include <stdint.h>

__extension__ typedef __int128 Int128;
__extension__ typedef unsigned __int128 UInt128;

struct ApValues {
    guint measure;   /* the one that all values are of */
    ApRatio *ratios; /* or, with denominator 0, the index of a rational in `wide` */
    guint n, room;
    GPtrArray *wide; /* mpq_t */
};

/* Some of them, next to each other. */
typedef struct {
    const ApValues *values;
    const ApRatio *ratios;
    guint n;
} Range;

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
    values->wide = g_ptr_array_new_with_free_func(wide_free);
    return values;
}

void
ap_values_free(ApValues *values)
{
    if (values == NULL)
        return;
    g_free(values->ratios);
    g_ptr_array_unref(values->wide);
    g_free(values);
}

void
ap_values_begin(ApValues *values, guint measure)
{
    values->measure = measure;
    values->n = 0;
    g_ptr_array_set_size(values->wide, 0);
}

static void
append(ApValues *values, ApRatio value)
{
    if (values->n == values->room) {
        values->room = 2 * values->room + 16;
        values->ratios = g_renew(ApRatio, values->ratios, values->room);
    }
    values->ratios[values->n++] = value;
}

gboolean
ap_values_add_ratio(ApValues *values, guint measure, ApRatio value)
{
    if (measure != values->measure)
        return FALSE;
    append(values, value);
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
    append(values, ratio);
    return TRUE;
}

guint
ap_values_count(const ApValues *values)
{
    return values->n;
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
add_wide(const Range *range, mpq_t sum, mpq_t squares)
{
    mpq_t square;
    mpq_init(square);
    for (guint i = 0; i < range->n; i++) {
        if (range->ratios[i].denominator != 0)
            continue;
        mpq_srcptr value = g_ptr_array_index(range->values->wide, range->ratios[i].numerator);
        mpq_add(sum, sum, value);
        mpq_mul(square, value, value);
        mpq_add(squares, squares, square);
    }
    mpq_clear(square);
}

/* The sum of all values and of their squares. */
static void
sum_up(const Range *range, mpq_t sum, mpq_t squares)
{
    g_autoptr(GArray) shares = g_array_new(FALSE, FALSE, sizeof(Share));
    g_array_set_clear_func(shares, share_clear);
    g_autoptr(GHashTable) places = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    Share *last = NULL;
    for (guint i = 0; i < range->n; i++) {
        ApRatio value = range->ratios[i];
        if (value.denominator == 0)
            continue;
        if (last == NULL || last->denominator != value.denominator)
            last = find_share(shares, places, value.denominator);
        add_to_share(last, value.numerator);
    }
    for (guint i = 0; i < shares->len; i++)
        add_share(&g_array_index(shares, Share, i), sum, squares);
    add_wide(range, sum, squares);
}

/* Mean, and standard deviation of the population: sqrt(n Σx² − (Σx)²) / n. */
static void
summarise_moments(const Range *range, guint decimals, ApSummary *summary)
{
    mpq_t sum, squares, count;
    mpq_inits(sum, squares, count, NULL);
    mpq_set_ui(count, range->n, 1);
    sum_up(range, sum, squares);
    mpq_div(sum, sum, count);
    mpq_div(squares, squares, count);
    summary->values[AP_STATISTIC_MEAN] = ap_round_rational(sum, decimals);
    mpq_mul(sum, sum, sum);
    mpq_sub(squares, squares, sum);
    summary->values[AP_STATISTIC_STDEV] = ap_round_root(squares, decimals);
    mpq_clears(sum, squares, count, NULL);
}

/* The values in rough order. Rounding keeps the order, so those rounded to a smaller number come first;
 * within a bucket they stand in any. */
typedef struct {
    const ApValues *values;
    ApRatio *ratios;
    guint n;
    guint n_buckets;
    guint *starts; /* of each bucket in `ratios`, and of the end */
} Spread;

static guint
bucket_of(gint64 rounded, gint64 lowest, guint shift)
{
    return (guint)((guint64)(rounded - lowest) >> shift);
}

/* `rounded` has what each value is rounded to. The buckets hold a few values each, if these lie evenly. */
static void
spread_init(Spread *spread, const Range *range, const gint64 *rounded)
{
    guint n = range->n, shift = 0;
    gint64 lowest = rounded[0], highest = rounded[0];
    for (guint i = 1; i < n; i++) {
        lowest = MIN(lowest, rounded[i]);
        highest = MAX(highest, rounded[i]);
    }
    while ((guint64)(highest - lowest) >> shift > n)
        shift++;
    spread->values = range->values;
    spread->n = n;
    spread->n_buckets = bucket_of(highest, lowest, shift) + 1;
    spread->starts = g_new0(guint, spread->n_buckets + 1);
    spread->ratios = g_new(ApRatio, n);
    for (guint i = 0; i < n; i++)
        spread->starts[bucket_of(rounded[i], lowest, shift)]++;
    for (guint i = 1; i <= spread->n_buckets; i++)
        spread->starts[i] += spread->starts[i - 1];
    /* Until now each entry is where its bucket ends; filling the buckets from behind leaves where they start.
     */
    for (guint i = n; i-- > 0;)
        spread->ratios[--spread->starts[bucket_of(rounded[i], lowest, shift)]] = range->ratios[i];
}

static void
spread_clear(Spread *spread)
{
    g_free(spread->ratios);
    g_free(spread->starts);
}

/* The bucket that holds the value of `rank`: the last that does not start above it. */
static guint
find_bucket(const Spread *spread, guint rank)
{
    guint low = 0, high = spread->n_buckets;
    while (high - low > 1) {
        guint middle = low + (high - low) / 2;
        if (spread->starts[middle] <= rank)
            low = middle;
        else
            high = middle;
    }
    return low;
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

/* The value of `rank`, counted from 0, among all in order. Hoare's selection within its bucket, in three
 * parts because many participants may share a value. */
static ApRatio
select_rank(Spread *spread, guint rank)
{
    const ApValues *values = spread->values;
    ApRatio *ratios = spread->ratios;
    guint bucket = find_bucket(spread, rank);
    gint64 low = spread->starts[bucket], high = (gint64)spread->starts[bucket + 1] - 1;
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

/* QUARTILE.INC: at position k(n-1)/4 of the sorted values, counted from 0, between its neighbours. */
static gint64
quartile(Spread *spread, guint k, guint decimals)
{
    const ApValues *values = spread->values;
    gsize position = (gsize)k * (spread->n - 1);
    guint index = (guint)(position / 4), rest = (guint)(position % 4);
    ApRatio lower = select_rank(spread, index);
    if (rest == 0)
        return round_value(values, lower, decimals);

    mpq_t low, high, share;
    mpq_inits(low, high, share, NULL);
    get_rational(values, lower, low);
    get_rational(values, select_rank(spread, index + 1), high);
    mpq_set_ui(share, rest, 4);
    mpq_canonicalize(share);
    mpq_sub(high, high, low);
    mpq_mul(high, high, share);
    mpq_add(low, low, high);
    gint64 units = ap_round_rational(low, decimals);
    mpq_clears(low, high, share, NULL);
    return units;
}

static void
summarise_order(const Range *range, const gint64 *rounded, guint decimals, ApSummary *summary)
{
    static const ApStatistic quartiles[] = {AP_STATISTIC_MIN, AP_STATISTIC_Q1, AP_STATISTIC_MEDIAN,
                                            AP_STATISTIC_Q3, AP_STATISTIC_MAX};
    Spread spread;
    spread_init(&spread, range, rounded);
    for (guint k = 0; k < G_N_ELEMENTS(quartiles); k++)
        summary->values[quartiles[k]] = quartile(&spread, k, decimals);
    spread_clear(&spread);
}

/* Counts compare what is printed: the rounded value, at the thresholds' finer unit. */
static void
count_classes(const gint64 *rounded, guint n, gint64 scale, ApDecimal good, ApDecimal pass,
              ApSummary *summary)
{
    for (guint i = 0; i < n; i++) {
        gint64 value = rounded[i] * scale;
        summary->values[AP_STATISTIC_AT_LEAST_GOOD] += value >= good;
        summary->values[AP_STATISTIC_BELOW_GOOD] += value < good;
        summary->values[AP_STATISTIC_BETWEEN] += value >= pass && value < good;
        summary->values[AP_STATISTIC_BELOW_PASS] += value < pass;
    }
}

ApSummary
ap_values_summarise(const ApValues *values, guint first, guint decimals, ApDecimal good, ApDecimal pass)
{
    ApSummary summary = {0};
    const Range range = {values, values->ratios + first, values->n - first};
    g_autofree gint64 *rounded = g_new(gint64, range.n);
    for (guint i = 0; i < range.n; i++)
        rounded[i] = round_value(values, range.ratios[i], decimals);
    summary.values[AP_STATISTIC_N] = range.n;
    summarise_moments(&range, decimals, &summary);
    summarise_order(&range, rounded, decimals, &summary);
    count_classes(rounded, range.n, ap_power_of_ten(AP_DECIMAL_PLACES - decimals), good, pass, &summary);
    return summary;
}
