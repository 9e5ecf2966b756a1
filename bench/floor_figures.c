/* The figures of the report as cairo itself writes them; laying them out is left out. */
#include <config.h>

#include "bench/clock.h"
#include "bench/example.h"
#include "bench/floors.h"

#include <cairo-svg.h>
#include <math.h>

#define SCALE (150.0 / 72) /* pixels a point */

static cairo_status_t
count(void *closure, G_GNUC_UNUSED const unsigned char *data, unsigned int length)
{
    gsize *size = closure;
    *size += length;
    return CAIRO_STATUS_SUCCESS;
}

static void
draw(const ApChart *chart, cairo_surface_t *surface, double scale)
{
    cairo_t *cr = cairo_create(surface);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_scale(cr, scale, scale);
    const ApPen pen = ap_pen_cairo(cr);
    ap_chart_draw(chart, &pen);
    cairo_destroy(cr);
}

static void
write_svg(const ApChart *chart, gsize *size)
{
    cairo_surface_t *surface =
        cairo_svg_surface_create_for_stream(count, size, ap_chart_width(chart), ap_chart_height(chart));
    draw(chart, surface, 1);
    cairo_surface_finish(surface);
    cairo_surface_destroy(surface);
}

static void
write_png(const ApChart *chart, gsize *size)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)ceil(ap_chart_width(chart) * SCALE),
                                   (int)ceil(ap_chart_height(chart) * SCALE));
    draw(chart, surface, SCALE);
    cairo_surface_write_to_png_stream(surface, count, size);
    cairo_surface_destroy(surface);
}

static ApFloorCost
write_all(const ApFloorInput *input, void (*write)(const ApChart *chart, gsize *size))
{
    g_auto(ApExample) example = ap_example_load(input->year, input->templates, FALSE);
    double start = ap_bench_now();
    gsize size = 0;
    for (guint i = 0; i < example.charts->len; i++)
        write(example.charts->pdata[i], &size);
    return (ApFloorCost){ap_bench_now() - start, size, "bytes"};
}

ApFloorCost
ap_floor_svg(const ApFloorInput *input, G_GNUC_UNUSED int level)
{
    return write_all(input, write_svg);
}

ApFloorCost
ap_floor_png(const ApFloorInput *input, G_GNUC_UNUSED int level)
{
    return write_all(input, write_png);
}
