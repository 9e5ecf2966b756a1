/* How the columns of a table share its width. */
#include <config.h>

#include "render/pdf/tabular.h"

static double
sum(const double *values, guint n)
{
    double total = 0;
    for (guint i = 0; i < n; i++)
        total += values[i];
    return total;
}

/* The share of each column if nothing stood against it. */
static void
wish(guint n, const double *minimums, const double *naturals, const double *weights, double width,
     double *widths)
{
    double weight = sum(weights, n), least = sum(minimums, n), most = sum(naturals, n);
    for (guint i = 0; i < n; i++) {
        if (weight > 0)
            widths[i] = width * weights[i] / weight;
        else if (most <= width)
            widths[i] = naturals[i] + (most > 0 ? (width - most) * naturals[i] / most : width / n);
        else
            widths[i] = minimums[i] + (width - least) * (naturals[i] - minimums[i]) / (most - least);
    }
}

void
ap_columns_share(guint n, const double *minimums, const double *naturals, const double *weights, double width,
                 double *widths)
{
    double least = sum(minimums, n);
    if (least >= width) {
        for (guint i = 0; i < n; i++)
            widths[i] = width * minimums[i] / least;
        return;
    }
    wish(n, minimums, naturals, weights, width, widths);
    /* raise those below their minimum at the cost of the others, until none is: each round settles one at
     * least */
    for (guint round = 0; round < n; round++) {
        double lack = 0, spare = 0;
        for (guint i = 0; i < n; i++) {
            lack += MAX(minimums[i] - widths[i], 0);
            spare += MAX(widths[i] - minimums[i], 0);
        }
        if (lack <= 0 || spare <= 0)
            break;
        for (guint i = 0; i < n; i++)
            widths[i] =
                widths[i] < minimums[i] ? minimums[i] : widths[i] - lack * (widths[i] - minimums[i]) / spare;
    }
}
