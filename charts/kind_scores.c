/* Kind `scores`: a bar a participant, best first, filled by its class. */
#include <config.h>

#include "charts/bars.h"
#include "charts/legend.h"

enum { PARTICIPANT, GROUP, VALUE, CLASS };

typedef struct {
    guint participant;
    gboolean valued;
    gint64 units;
} Row;

/* Best first; equal ones stay in the order of the file, those without a value come last. */
static gint
compare_rows(gconstpointer a, gconstpointer b)
{
    const Row *one = a, *other = b;
    if (one->valued != other->valued)
        return one->valued ? -1 : 1;
    if (one->valued && one->units != other->units)
        return one->units > other->units ? -1 : 1;
    return one->participant < other->participant ? -1 : 1;
}

static GArray *
collect_rows(const ApSubject *subject, guint measure)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(Row));
    for (guint i = 0; i < subject->year->participants->len; i++) {
        if (!ap_subject_includes(subject, i, subject->figure->stage))
            continue;
        Row row = {i, FALSE, 0};
        row.valued = ap_store_value(subject->store, i, measure, &row.units);
        g_array_append_val(rows, row);
    }
    g_array_sort(rows, compare_rows);
    return rows;
}

static void
add_row(const ApSubject *subject, ApChartData *data, const Row *row, guint measure)
{
    const ApParticipant *participant = ap_year_participant(subject->year, row->participant);
    ap_chart_data_add_text(data, ap_year_title_of(subject->year, row->participant));
    ap_chart_data_add_text(data, ap_year_group(subject->year, participant->group)->name);
    ap_chart_data_add_value(data, subject, row->participant, measure);
    g_autofree char *class = row->valued
                                 ? ap_subject_class_name(subject, ap_subject_class(subject, row->units))
                                 : g_strdup(subject->style->words[AP_WORD_none]);
    ap_chart_data_add_text(data, class);
}

static void
tabulate(const ApSubject *subject, ApChartData *data)
{
    static const ApWord columns[] = {AP_WORD_column_participant, AP_WORD_column_group, AP_WORD_column_value,
                                     AP_WORD_column_class};
    guint measure = ap_subject_measure(subject);
    guint n_none = 0;
    for (guint i = 0; i < G_N_ELEMENTS(columns); i++)
        ap_chart_data_add_column(data, subject->style->words[columns[i]]);
    g_autoptr(GArray) rows = collect_rows(subject, measure);
    for (guint i = 0; i < rows->len; i++) {
        const Row *row = &g_array_index(rows, Row, i);
        add_row(subject, data, row, measure);
        n_none += row->valued ? 0 : 1;
    }
    ap_chart_data_note_thresholds(data, subject);
    ap_chart_data_note_mean(data, subject, measure);
    ap_chart_data_note_classes(data, subject, measure, n_none);
}

static double
lay_out(const ApSubject *subject, const ApChartData *data, ApCanvas *canvas)
{
    gint group = ap_store_scope(subject->store, subject->scope)->group;
    g_auto(ApBars) bars;
    ap_bars_init(&bars, subject->style, data, VALUE, 1);
    for (guint row = 0; row < data->n_rows; row++) {
        const ApChartCell *value = ap_chart_data_cell(data, row, VALUE);
        bars.labels[row] = g_strdup(ap_chart_data_cell(data, row, PARTICIPANT)->text);
        bars.paints[row] = ap_style_class(subject->style, group, ap_subject_class(subject, value->units));
    }
    ap_bars_place(&bars, ap_legend_draw_classes(canvas, subject->style, data, group, 0, 0));
    ap_axis_draw(canvas, subject->style, &bars.frame);
    ap_bars_draw(&bars, canvas);
    ap_axis_draw_references(canvas, subject->style, data, &bars.frame);
    ap_bars_draw_values(&bars, canvas);
    return bars.bottom;
}

const ApKind ap_kind_scores = {tabulate, lay_out};
