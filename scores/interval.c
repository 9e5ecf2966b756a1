/* Intervals of exact rationals. */
#include <config.h>

#include "scores/decimal.h"
#include "scores/interval.h"

void
ap_interval_init(ApInterval *interval)
{
    mpq_inits(interval->low, interval->high, NULL);
    interval->low_open = interval->high_open = FALSE;
}

void
ap_interval_clear(ApInterval *interval)
{
    mpq_clears(interval->low, interval->high, NULL);
}

void
ap_interval_copy(ApInterval *to, const ApInterval *from)
{
    mpq_set(to->low, from->low);
    mpq_set(to->high, from->high);
    to->low_open = from->low_open;
    to->high_open = from->high_open;
}

/* units / 10^places + shift / (2 · 10^places) */
static void
set_half_units(mpq_t value, gint64 units, guint places, int shift)
{
    mpq_set_si(value, 2 * units + shift, (gulong)(2 * ap_power_of_ten(places)));
    mpq_canonicalize(value);
}

void
ap_interval_set_rounded(ApInterval *interval, gint64 units, guint places)
{
    set_half_units(interval->low, units, places, -1);
    set_half_units(interval->high, units, places, 1);
    interval->low_open = FALSE;
    interval->high_open = TRUE;
}

void
ap_interval_set_cut(ApInterval *interval, gint64 units, guint places)
{
    set_half_units(interval->low, units, places, 0);
    set_half_units(interval->high, units, places, 2);
    interval->low_open = FALSE;
    interval->high_open = TRUE;
}

void
ap_interval_set_range(ApInterval *interval, gint64 low, gint64 high)
{
    mpq_set_si(interval->low, low, 1);
    mpq_set_si(interval->high, high, 1);
    interval->low_open = interval->high_open = FALSE;
}

void
ap_interval_scale(ApInterval *interval, mpq_srcptr factor)
{
    mpq_mul(interval->low, interval->low, factor);
    mpq_mul(interval->high, interval->high, factor);
    if (mpq_sgn(factor) >= 0)
        return;
    mpq_swap(interval->low, interval->high);
    gboolean open = interval->low_open;
    interval->low_open = interval->high_open;
    interval->high_open = open;
}

void
ap_interval_add_scaled(ApInterval *sum, const ApInterval *term, mpq_srcptr factor)
{
    ApInterval scaled;
    ap_interval_init(&scaled);
    ap_interval_copy(&scaled, term);
    ap_interval_scale(&scaled, factor);
    mpq_add(sum->low, sum->low, scaled.low);
    mpq_add(sum->high, sum->high, scaled.high);
    sum->low_open = sum->low_open || scaled.low_open;
    sum->high_open = sum->high_open || scaled.high_open;
    ap_interval_clear(&scaled);
}

gboolean
ap_interval_meets(const ApInterval *one, const ApInterval *other)
{
    int below = mpq_cmp(one->low, other->high);
    int above = mpq_cmp(other->low, one->high);
    return (below < 0 || (below == 0 && !one->low_open && !other->high_open)) &&
           (above < 0 || (above == 0 && !other->low_open && !one->high_open));
}

gboolean
ap_interval_narrow(ApInterval *interval, const ApInterval *other)
{
    if (!ap_interval_meets(interval, other))
        return FALSE;
    int low = mpq_cmp(other->low, interval->low);
    if (low >= 0) {
        interval->low_open = low > 0 ? other->low_open : interval->low_open || other->low_open;
        mpq_set(interval->low, other->low);
    }
    int high = mpq_cmp(other->high, interval->high);
    if (high <= 0) {
        interval->high_open = high < 0 ? other->high_open : interval->high_open || other->high_open;
        mpq_set(interval->high, other->high);
    }
    return TRUE;
}

void
ap_interval_widen(ApInterval *interval, const ApInterval *other)
{
    int low = mpq_cmp(other->low, interval->low);
    if (low <= 0) {
        interval->low_open = low < 0 ? other->low_open : interval->low_open && other->low_open;
        mpq_set(interval->low, other->low);
    }
    int high = mpq_cmp(other->high, interval->high);
    if (high >= 0) {
        interval->high_open = high > 0 ? other->high_open : interval->high_open && other->high_open;
        mpq_set(interval->high, other->high);
    }
}

gboolean
ap_interval_contains_zero(const ApInterval *interval)
{
    int low = mpq_sgn(interval->low), high = mpq_sgn(interval->high);
    return (low < 0 || (low == 0 && !interval->low_open)) &&
           (high > 0 || (high == 0 && !interval->high_open));
}

/* `value` as a whole number of 10^-places, rounded down or up. */
static gint64
round_outwards(mpq_srcptr value, guint places, gboolean up)
{
    mpz_t scaled;
    mpz_init(scaled);
    mpz_mul_ui(scaled, mpq_numref(value), (gulong)ap_power_of_ten(places));
    if (up)
        mpz_cdiv_q(scaled, scaled, mpq_denref(value));
    else
        mpz_fdiv_q(scaled, scaled, mpq_denref(value));
    gint64 units = mpz_get_si(scaled);
    mpz_clear(scaled);
    return units;
}

char *
ap_interval_format(const ApInterval *interval, guint places)
{
    g_autofree char *low = ap_rounded_format(round_outwards(interval->low, places, FALSE), places);
    g_autofree char *high = ap_rounded_format(round_outwards(interval->high, places, TRUE), places);
    return g_str_equal(low, high) ? g_steal_pointer(&low) : g_strdup_printf("%s–%s", low, high);
}

gboolean
ap_interval_shows(const ApInterval *interval, gint64 units, guint places)
{
    return round_outwards(interval->low, places, FALSE) <= units &&
           units <= round_outwards(interval->high, places, TRUE);
}
