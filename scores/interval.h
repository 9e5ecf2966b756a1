/* Intervals of exact rationals, each end open or closed: what a rounded figure says of the value behind it.
 */
#pragma once

#include <glib.h>
#include <gmp.h>

typedef struct {
    mpq_t low, high;
    gboolean low_open, high_open;
} ApInterval;

/* An interval from 0 to 0, closed. Clear it when done. */
void ap_interval_init(ApInterval *interval);
void ap_interval_clear(ApInterval *interval);
void ap_interval_copy(ApInterval *to, const ApInterval *from);

/* All that rounds half up to `units` of 10^-places: from half a unit below, to half a unit above, open. */
void ap_interval_set_rounded(ApInterval *interval, gint64 units, guint places);

/* All that is `units` of 10^-places when cut off: up to one unit above, open. */
void ap_interval_set_cut(ApInterval *interval, gint64 units, guint places);

/* From `low` to `high`, both closed. */
void ap_interval_set_range(ApInterval *interval, gint64 low, gint64 high);

/* Adds `factor` times `term` to `sum`. */
void ap_interval_add_scaled(ApInterval *sum, const ApInterval *term, mpq_srcptr factor);

/* Multiplies by `factor`, which is not 0. */
void ap_interval_scale(ApInterval *interval, mpq_srcptr factor);

/* Narrows `interval` to what it shares with `other`. FALSE, and `interval` untouched, if that is nothing. */
gboolean ap_interval_narrow(ApInterval *interval, const ApInterval *other);

/* Widens `interval` until it holds `other` too. */
void ap_interval_widen(ApInterval *interval, const ApInterval *other);

gboolean ap_interval_meets(const ApInterval *one, const ApInterval *other);
gboolean ap_interval_contains_zero(const ApInterval *interval);

/* "69.41–69.43", or "6" if it is the one value: both ends to `places`, outwards. Caller frees. */
char *ap_interval_format(const ApInterval *interval, guint places);

/* TRUE if `units` of 10^-places lie between the ends that ap_interval_format prints. */
gboolean ap_interval_shows(const ApInterval *interval, gint64 units, guint places);
