/* How the columns of a table share its width. */
#include <config.h>

#include "render/pdf/tabular.h"

#include <math.h>

/* Width moves between columns in steps of this share, at most so often. */
#define STEP 0.015
#define STEPS 60
/* Cells that are looked at for each thinkable move: enough for a page or two, so that long tables stay quick.
 */
#define SAMPLE 20000
/* Ragged lines do not fill their width: text needs so much more. */
#define SLACK 1.06
/* A line that no row gets shorter by counts a little, too. */
#define LINE_COST 0.01

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

/* What of too wide minimums is had for `width`: the widest come down to a common level, the others stay. */
static void
cut_widest(guint n, const double *minimums, double width, double *widths)
{
    double level = 0, next = width / n;
    while (next > level) {
        level = next;
        double kept = 0;
        guint n_cut = 0;
        for (guint i = 0; i < n; i++) {
            n_cut += minimums[i] >= level;
            kept += minimums[i] >= level ? 0 : minimums[i];
        }
        next = n_cut > 0 ? (width - kept) / n_cut : level;
    }
    for (guint i = 0; i < n; i++)
        widths[i] = MIN(minimums[i], level);
}

void
ap_columns_share(guint n, const double *minimums, const double *naturals, const double *weights, double width,
                 double *widths)
{
    double least = sum(minimums, n);
    if (least >= width) {
        cut_widest(n, minimums, width, widths);
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

/* The lines that the rows would have. */
static double
lines_of(const GArray *cells, guint n_cells, const double *widths, double padding)
{
    double total = 0, row_lines = 0;
    guint row = 0;
    for (guint i = 0; i < n_cells; i++) {
        const ApColumnCell *cell = &g_array_index(cells, ApColumnCell, i);
        double room = MAX(widths[cell->column] - padding, 1);
        double lines = cell->natural <= room ? 1 : ceil(cell->natural * SLACK / room);
        if (cell->row != row) {
            total += row_lines;
            row_lines = 0;
            row = cell->row;
        }
        row_lines = MAX(row_lines, lines);
        total += LINE_COST * lines;
    }
    return total + row_lines;
}

/* Makes the move that saves most; FALSE if none saves anything. */
static gboolean
move_once(guint n, const double *minimums, const GArray *cells, guint n_cells, double padding, double step,
          double *widths)
{
    double best = lines_of(cells, n_cells, widths, padding) - LINE_COST / 2;
    guint best_from = n, best_to = n;
    for (guint from = 0; from < n; from++) {
        if (widths[from] - step < minimums[from])
            continue;
        widths[from] -= step;
        for (guint to = 0; to < n; to++) {
            if (to == from)
                continue;
            widths[to] += step;
            double lines = lines_of(cells, n_cells, widths, padding);
            widths[to] -= step;
            if (lines < best) {
                best = lines;
                best_from = from;
                best_to = to;
            }
        }
        widths[from] += step;
    }
    if (best_from == n)
        return FALSE;
    widths[best_from] -= step;
    widths[best_to] += step;
    return TRUE;
}

void
ap_columns_settle(guint n, const double *minimums, const GArray *cells, double padding, double *widths)
{
    guint moves = MAX(n * (n - 1), 1), n_cells = MIN(cells->len, MAX(SAMPLE / moves, 1));
    double total = sum(widths, n);
    /* large steps first: a single small one often saves no line yet */
    for (double step = total * STEP * 4; step > total * STEP * 0.9; step /= 2)
        for (guint i = 0; i < STEPS && move_once(n, minimums, cells, n_cells, padding, step, widths); i++)
            ;
}
