/* What the figures of a year folder cost in CPU time: the target is 80 ms for eight, as SVG and as PNG. */
#include <config.h>

#include "bench/clock.h"
#include "bench/example.h"
#include "render/figures.h"

#define DPI 150.0

/* Renders all charts and prints what that took. */
static void
measure(const GPtrArray *charts, ApFigureFormat format, const char *name)
{
    double start = ap_bench_now();
    gsize size = 0;
    for (guint i = 0; i < charts->len; i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) bytes =
            ap_figure_render(charts->pdata[i], format, "title", "description", DPI, &error);
        g_assert_no_error(error);
        size += g_bytes_get_size(bytes);
    }
    g_print("%s\t%.1f ms\t%zu bytes\n", name, ap_bench_now() - start, size);
}

int
main(int argc, char **argv)
{
    if (argc != 3) {
        g_printerr("usage: figures YEAR_FOLDER TEMPLATES_FOLDER\n");
        return 2;
    }
    g_auto(ApExample) example = ap_example_load(argv[1], argv[2], TRUE);
    measure(example.charts, AP_FORMAT_SVG, "svg");
    measure(example.charts, AP_FORMAT_PNG, "png");
    return 0;
}
