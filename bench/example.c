/* Loads a year folder and lays out its charts. */
#include <config.h>

#include "bench/example.h"

#include "bench/clock.h"

ApExample
ap_example_load(const char *year_folder, const char *templates_folder, gboolean is_told)
{
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(GError) error = NULL;
    ApExample example = {.year = ap_year_load(year_folder, problems, &error)};
    g_assert_nonnull(example.year);
    example.store = ap_store_new(example.year);
    g_autoptr(ApTemplate) template = ap_template_load(example.year, templates_folder, problems, &error);
    g_assert_nonnull(template);
    double start = ap_bench_now();
    example.style = ap_chart_style_new(ap_template_style(template), problems);
    g_assert_nonnull(example.style);
    if (is_told)
        g_print("fonts\t%.1f ms\n", ap_bench_now() - start);
    start = ap_bench_now();
    example.charts = g_ptr_array_new_with_free_func((GDestroyNotify)ap_chart_free);
    for (guint i = 0; i < example.year->figures->len; i++)
        g_ptr_array_add(example.charts, ap_chart_new(example.store, i, example.style));
    if (is_told)
        g_print("layout\t%.1f ms\t%u figures\n", ap_bench_now() - start, example.charts->len);
    return example;
}

void
ap_example_clear(ApExample *example)
{
    g_ptr_array_unref(example->charts);
    ap_chart_style_free(example->style);
    ap_store_free(example->store);
    ap_year_free(example->year);
}
