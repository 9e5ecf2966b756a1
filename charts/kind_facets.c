/* Kind `facets`: the mean of each facet of a stage, a bar a group. */
#include <config.h>

#include "charts/bars.h"
#include "charts/legend.h"

static gint
scope_group(const ApSubject *subject, const GArray *scopes, guint index)
{
    return ap_store_scope(subject->store, g_array_index(scopes, guint, index))->group;
}

static void
tabulate(const ApSubject *subject, ApChartData *data)
{
    g_autoptr(GArray) scopes = ap_subject_groups(subject);
    ap_chart_data_add_column(data, subject->style->words[AP_WORD_column_facet]);
    for (guint i = 0; i < scopes->len; i++)
        ap_chart_data_add_column(data,
                                 ap_year_group(subject->year, (guint)scope_group(subject, scopes, i))->name);
    for (guint measure = 0; measure < ap_store_n_measures(subject->store); measure++) {
        const ApMeasure *facet = ap_store_measure(subject->store, measure);
        if (facet->kind != AP_MEASURE_FACET || facet->stage != (guint)subject->figure->stage)
            continue;
        ap_chart_data_add_text(data, ap_year_facet(subject->year, facet->facet)->name);
        for (guint i = 0; i < scopes->len; i++)
            ap_chart_data_add_statistic(data, subject, g_array_index(scopes, guint, i), measure,
                                        AP_STATISTIC_MEAN);
    }
    ap_chart_data_note_thresholds(data, subject);
}

static double
draw_legend(const ApSubject *subject, const ApChartData *data, const GArray *scopes, ApCanvas *canvas)
{
    g_autofree ApKey *keys = g_new0(ApKey, scopes->len);
    for (guint i = 0; i < scopes->len; i++) {
        keys[i].shape = AP_SHAPE_RECT;
        keys[i].paint = ap_style_group(subject->style, scope_group(subject, scopes, i));
        keys[i].text = g_ptr_array_index(data->columns, i + 1);
    }
    return ap_legend_draw(canvas, subject->style, keys, scopes->len, 0, 0);
}

static double
lay_out(const ApSubject *subject, const ApChartData *data, ApCanvas *canvas)
{
    g_autoptr(GArray) scopes = ap_subject_groups(subject);
    g_auto(ApBars) bars;
    ap_bars_init(&bars, subject->style, data, 1, scopes->len);
    for (guint row = 0; row < data->n_rows; row++) {
        bars.labels[row] = g_strdup(ap_chart_data_cell(data, row, 0)->text);
        for (guint i = 0; i < scopes->len; i++)
            bars.paints[row * scopes->len + i] =
                ap_style_group(subject->style, scope_group(subject, scopes, i));
    }
    ap_bars_place(&bars, draw_legend(subject, data, scopes, canvas));
    ap_axis_draw(canvas, subject->style, &bars.frame);
    ap_bars_draw(&bars, canvas);
    ap_axis_draw_references(canvas, subject->style, data, &bars.frame);
    ap_bars_draw_values(&bars, canvas);
    return bars.bottom;
}

const ApKind ap_kind_facets = {tabulate, lay_out};
