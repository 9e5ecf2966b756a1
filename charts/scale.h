/* A linear scale from values to points on the page. */
#pragma once

typedef struct {
    double low, high;  /* values; different */
    double start, end; /* points; end < start where the scale runs upwards */
} ApScale;

static inline double
ap_scale_at(ApScale scale, double value)
{
    return scale.start + (value - scale.low) / (scale.high - scale.low) * (scale.end - scale.start);
}

/* Moves `centres` (sorted, ascending) of labels of `sizes` apart so that none overlaps, as little as the
 * order allows, and keeps them between `low` and `high` where they fit. */
void ap_scale_spread(double *centres, const double *sizes, unsigned n, double low, double high);
