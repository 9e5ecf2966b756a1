/* Labels that make room for each other, along one dimension. */
#include <config.h>

#include "charts/scale.h"

#include <glib.h>

/* Labels that touch move as one block, whose place is the mean of the places its labels want. */
typedef struct {
    double start; /* of its first label */
    double size;
    unsigned n;
} Block;

static double
keep_inside(Block block, double low, double high)
{
    return MAX(MIN(block.start, high - block.size), low);
}

static Block
join(Block before, Block block)
{
    double start = (before.start * before.n + (block.start - before.size) * block.n) / (before.n + block.n);
    return (Block){start, before.size + block.size, before.n + block.n};
}

/* Least squares under an order, by pooling adjacent violators (Ayer et al., 1955). */
void
ap_scale_spread(double *centres, const double *sizes, unsigned n, double low, double high)
{
    g_autofree Block *blocks = g_new(Block, n + 1);
    unsigned n_blocks = 0;
    for (unsigned i = 0; i < n; i++) {
        Block block = {centres[i] - sizes[i] / 2, sizes[i], 1};
        block.start = keep_inside(block, low, high);
        for (; n_blocks > 0 && blocks[n_blocks - 1].start + blocks[n_blocks - 1].size > block.start;
             n_blocks--) {
            block = join(blocks[n_blocks - 1], block);
            block.start = keep_inside(block, low, high);
        }
        blocks[n_blocks++] = block;
    }
    for (unsigned b = 0, i = 0; b < n_blocks; b++) {
        double edge = blocks[b].start;
        for (unsigned end = i + blocks[b].n; i < end; i++) {
            centres[i] = edge + sizes[i] / 2;
            edge += sizes[i];
        }
    }
}
