/* A chart: the table of its figure and the marks that show it, both made once. */
#include <config.h>

#include "charts/chart.h"

#include "charts/glyphs.h"
#include "charts/kind.h"

struct ApChart {
    const ApYear *year;
    const ApFigure *figure;
    const ApChartStyle *style;
    ApChartData data;
    ApCanvas *canvas;
    double height;
};

static const ApKind *
find_kind(ApFigureKind kind)
{
    switch (kind) {
    case AP_FIGURE_SCORES:
        return &ap_kind_scores;
    case AP_FIGURE_BANDS:
        return &ap_kind_bands;
    case AP_FIGURE_ITEMS:
        return &ap_kind_items;
    case AP_FIGURE_FACETS:
        return &ap_kind_facets;
    case AP_FIGURE_GROUPS:
        return &ap_kind_groups;
    case AP_FIGURE_TREND:
        return &ap_kind_trend;
    case AP_FIGURE_PROFILE:
        return &ap_kind_profile;
    }
    g_assert_not_reached();
}

static void
clear_cell(gpointer cell)
{
    g_free(((ApChartCell *)cell)->text);
}

static void
clear_note(gpointer note)
{
    g_free(((ApChartNote *)note)->name);
    g_free(((ApChartNote *)note)->cell.text);
}

static void
init_data(ApChartData *data, guint decimals)
{
    data->columns = g_ptr_array_new_with_free_func(g_free);
    data->cells = g_array_new(FALSE, FALSE, sizeof(ApChartCell));
    g_array_set_clear_func(data->cells, clear_cell);
    data->notes = g_array_new(FALSE, FALSE, sizeof(ApChartNote));
    g_array_set_clear_func(data->notes, clear_note);
    data->decimals = decimals;
}

ApChart *
ap_chart_new(const ApStore *store, guint figure, const ApChartStyle *style)
{
    return ap_chart_new_of(store, ap_year_figure(ap_store_year(store), figure), style);
}

ApChart *
ap_chart_new_of(const ApStore *store, const ApFigure *figure, const ApChartStyle *style)
{
    const ApYear *year = ap_store_year(store);
    ApSubject subject = {store, year, figure, style, 0};
    gboolean found = ap_store_find_scope(store, subject.figure->scope, &subject.scope);
    g_assert(found);
    const ApKind *kind = find_kind(subject.figure->kind);
    ApChart *chart = g_new0(ApChart, 1);
    chart->year = year;
    chart->figure = subject.figure;
    chart->style = style;
    init_data(&chart->data, year->decimals);
    kind->tabulate(&subject, &chart->data);
    chart->canvas = ap_canvas_new(style);
    chart->height = kind->lay_out(&subject, &chart->data, chart->canvas);
    ap_canvas_shift(chart->canvas, style->margin);
    return chart;
}

void
ap_chart_free(ApChart *chart)
{
    if (chart == NULL)
        return;
    g_ptr_array_unref(chart->data.columns);
    g_array_unref(chart->data.cells);
    g_array_unref(chart->data.notes);
    ap_canvas_free(chart->canvas);
    g_free(chart);
}

double
ap_chart_width(const ApChart *chart)
{
    return chart->style->width + 2 * chart->style->margin;
}

double
ap_chart_height(const ApChart *chart)
{
    return chart->height + 2 * chart->style->margin;
}

void
ap_chart_draw(const ApChart *chart, const ApPen *pen)
{
    ap_canvas_draw(chart->canvas, pen);
}

const ApChartData *
ap_chart_data(const ApChart *chart)
{
    return &chart->data;
}

const ApCanvas *
ap_chart_canvas(const ApChart *chart)
{
    return chart->canvas;
}

void
ap_chart_check_glyphs(const ApChart *chart, ApProblems *problems)
{
    ap_glyphs_check(chart->canvas, chart->year, chart->figure, problems);
}
