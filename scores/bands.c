/* Where score bands begin and end. */
#include <config.h>

#include "scores/bands.h"

/* Steps in points of score, widest first: the first that has both thresholds among its multiples is taken. */
static const ApDecimal steps[] = {10 * AP_DECIMAL_ONE, 5 * AP_DECIMAL_ONE, 4 * AP_DECIMAL_ONE};

static ApDecimal
choose_step(const ApYear *year)
{
    for (guint i = 0; i < G_N_ELEMENTS(steps); i++)
        if (year->good % steps[i] == 0 && year->pass % steps[i] == 0)
            return steps[i];
    return steps[0];
}

/* Whether a multiple of the step is so near to a threshold that the sliver between them would be drawn tall
 * and narrow: then the threshold alone is an edge. */
static gboolean
is_crowded(const ApYear *year, ApDecimal edge)
{
    const ApDecimal near = 2 * AP_DECIMAL_ONE;
    ApDecimal to_good = ABS(edge - year->good), to_pass = ABS(edge - year->pass);
    return edge > 0 && to_good > 0 && to_pass > 0 && MIN(to_good, to_pass) < near;
}

GArray *
ap_bands_edges(const ApYear *year)
{
    const ApDecimal top = 100 * AP_DECIMAL_ONE, step = choose_step(year);
    GArray *edges = g_array_new(FALSE, FALSE, sizeof(ApDecimal));
    for (ApDecimal edge = 0; edge < top; edge += step) {
        if (!is_crowded(year, edge))
            g_array_append_val(edges, edge);
        if (year->pass > edge && year->pass < edge + step)
            g_array_append_val(edges, year->pass);
        if (year->good > edge && year->good < edge + step && year->good != year->pass)
            g_array_append_val(edges, year->good);
    }
    g_array_append_val(edges, top);
    return edges;
}

guint
ap_bands_find(const GArray *edges, ApDecimal value)
{
    guint band = edges->len - 2;
    while (band > 0 && value < g_array_index(edges, ApDecimal, band))
        band--;
    return band;
}
