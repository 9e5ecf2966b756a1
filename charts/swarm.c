/* Swarms of dots, and quartile boxes. */
#include <config.h>

#include "charts/swarm.h"

typedef struct {
    double x;
    ApCell cell;
} Dot;

void
ap_swarm_init(ApSwarm *swarm)
{
    swarm->dots = g_array_new(FALSE, FALSE, sizeof(Dot));
}

void
ap_swarm_clear(ApSwarm *swarm)
{
    g_array_unref(swarm->dots);
}

void
ap_swarm_add(ApSwarm *swarm, double x, ApCell cell)
{
    Dot dot = {x, cell};
    g_array_append_val(swarm->dots, dot);
}

double
ap_swarm_radius(guint n)
{
    return n <= 20 ? 2.3 : n <= 60 ? 1.9 : 1.5;
}

static gint
compare_dots(gconstpointer a, gconstpointer b)
{
    const Dot *one = a, *other = b;
    return one->x < other->x ? -1 : one->x > other->x ? 1 : one->cell.column - other->cell.column;
}

/* The middle lane if it is free at `x`, else the nearest free one, else the one that is free soonest. */
static guint
choose_lane(const double ends[], guint n_lanes, double x)
{
    guint best = 0;
    for (guint lane = 0; lane < n_lanes; lane++) {
        if (ends[lane] <= x)
            return lane;
        if (ends[lane] < ends[best])
            best = lane;
    }
    return best;
}

/* Lanes are numbered from the middle outwards: 0, above, below, … */
void
ap_swarm_draw(ApSwarm *swarm, ApCanvas *canvas, double middle, double reach, double radius, ApPaint paint)
{
    double pitch = 2 * radius;
    guint n_lanes = 1 + 2 * (guint)MAX(0, (reach - radius) / pitch);
    g_autofree double *ends = g_new0(double, n_lanes);
    g_array_sort(swarm->dots, compare_dots);
    for (guint i = 0; i < swarm->dots->len; i++) {
        const Dot *dot = &g_array_index(swarm->dots, Dot, i);
        guint lane = choose_lane(ends, n_lanes, dot->x);
        guint steps = (lane + 1) / 2;
        double offset = pitch * steps * (lane % 2 == 0 ? 1 : -1);
        ends[lane] = dot->x + pitch;
        ap_canvas_dot(canvas, AP_ROLE_DOT, dot->cell, dot->x, middle + offset, radius, paint);
    }
}

void
ap_swarm_draw_box(ApCanvas *canvas, const double quartiles[3], const ApCell cells[3], double middle,
                  double height, ApStroke stroke)
{
    double top = middle - height / 2, half = stroke.width / 2;
    double left = quartiles[0] - half, width = quartiles[2] - quartiles[0] + 2 * half;
    for (guint i = 0; i < 3; i++)
        ap_canvas_line(canvas, AP_ROLE_SPREAD, cells[i], (ApBox){quartiles[i], top, 0, height}, stroke);
    ap_canvas_line(canvas, AP_ROLE_EDGE, cells[0], (ApBox){left, top + half, width, 0}, stroke);
    ap_canvas_line(canvas, AP_ROLE_EDGE, cells[2], (ApBox){left, top + height - half, width, 0}, stroke);
}
