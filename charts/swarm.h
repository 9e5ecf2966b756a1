/* A swarm: a dot for each value beside the others of its row, and the box that sums up many of them. */
#pragma once

#include "charts/axis.h"

/* Collects the values of one row along lying bars. */
typedef struct {
    GArray *dots; /* places and cells */
} ApSwarm;

void ap_swarm_init(ApSwarm *swarm);
void ap_swarm_clear(ApSwarm *swarm);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ApSwarm, ap_swarm_clear)

/* A value at `x` points from the left, which shows `cell`. */
void ap_swarm_add(ApSwarm *swarm, double x, ApCell cell);

/* The radius of dots, in points: smaller the more there are in a row. */
double ap_swarm_radius(guint n);

/* Draws the dots around `middle`, at most `reach` points above and below it. Those that would hide each other
 * move aside while there is room. */
void ap_swarm_draw(ApSwarm *swarm, ApCanvas *canvas, double middle, double reach, double radius,
                   ApPaint paint);

/* Draws a box from the first to the third quartile with the median across, places in points from the left;
 * `cells` are theirs. */
void ap_swarm_draw_box(ApCanvas *canvas, const double quartiles[3], const ApCell cells[3], double middle,
                       double height, ApStroke stroke);
