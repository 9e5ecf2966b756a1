/* What the figures of a year folder cost in CPU time: the target is 80 ms for eight, as SVG and as PNG. */
#include <config.h>

#include "document/template.h"
#include "render/figures.h"

#include <time.h>

#define DPI 150.0

/* Milliseconds of CPU time of this process. */
static double
now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

/* Renders all charts and prints what that took since `start`. */
static void
measure(const GPtrArray *charts, ApFigureFormat format, const char *name, double start)
{
    gsize size = 0;
    for (guint i = 0; i < charts->len; i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(GBytes) bytes =
            ap_figure_render(charts->pdata[i], format, "title", "description", DPI, &error);
        g_assert_no_error(error);
        size += g_bytes_get_size(bytes);
    }
    g_print("%s\t%.1f ms\t%zu bytes\n", name, now() - start, size);
}

int
main(int argc, char **argv)
{
    if (argc != 3) {
        g_printerr("usage: figures YEAR_FOLDER TEMPLATES_FOLDER\n");
        return 2;
    }
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(ApYear) year = ap_year_load(argv[1], problems, &error);
    g_assert_nonnull(year);
    g_autoptr(ApStore) store = ap_store_new(year);
    g_autoptr(ApTemplate) template = ap_template_load(year, argv[2], problems, &error);
    g_assert_nonnull(template);
    double start = now();
    g_autoptr(ApChartStyle) style = ap_chart_style_new(ap_template_style(template), problems);
    g_assert_nonnull(style);
    g_print("fonts\t%.1f ms\n", now() - start);
    start = now();
    g_autoptr(GPtrArray) charts = g_ptr_array_new_with_free_func((GDestroyNotify)ap_chart_free);
    for (guint i = 0; i < year->figures->len; i++)
        g_ptr_array_add(charts, ap_chart_new(store, i, style));
    g_print("layout\t%.1f ms\t%u figures\n", now() - start, charts->len);
    measure(charts, AP_FORMAT_SVG, "svg", now());
    measure(charts, AP_FORMAT_PNG, "png", now());
    return 0;
}
