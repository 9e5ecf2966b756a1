/* Tables of figures: built by the kinds from published values and their printed forms. */
#include <config.h>

#include "charts/data.h"

#include "charts/kind.h"
#include "scores/csv_write.h"

#include <math.h>

#define NO_SOURCE ((ApCellSource){-1, -1, -1, -1})

static void
add_cell(ApChartData *data, ApCellKind kind, char *text, gint64 units, ApCellSource source)
{
    ApChartCell cell = {kind, text, units, data->decimals, source};
    g_array_append_val(data->cells, cell);
    data->n_rows = data->cells->len / data->columns->len;
}

static void
add_note(ApChartData *data, ApNoteKind kind, char *name, ApChartCell cell)
{
    ApChartNote note = {kind, name, cell};
    g_array_append_val(data->notes, note);
}

void
ap_chart_data_add_column(ApChartData *data, const char *name)
{
    g_ptr_array_add(data->columns, g_strdup(name));
}

void
ap_chart_data_add_text(ApChartData *data, const char *text)
{
    add_cell(data, AP_CELL_TEXT, g_strdup(text), 0, NO_SOURCE);
}

void
ap_chart_data_add_count(ApChartData *data, gint64 count)
{
    add_cell(data, AP_CELL_COUNT, g_strdup_printf("%" G_GINT64_FORMAT, count), count, NO_SOURCE);
}

void
ap_chart_data_add_value(ApChartData *data, const ApSubject *subject, guint participant, guint measure)
{
    gint64 units = 0;
    ApCellSource source = {(gint)participant, -1, (gint)measure, -1};
    if (ap_store_value(subject->store, participant, measure, &units))
        add_cell(data, AP_CELL_POINTS, ap_rounded_format(units, data->decimals), units, source);
    else
        add_cell(data, AP_CELL_NONE, g_strdup(subject->style->words[AP_WORD_none]), 0, source);
}

static ApChartCell
statistic_cell(const ApSubject *subject, guint scope, guint measure, ApStatistic statistic)
{
    const ApSummary *summary = ap_store_summary(subject->store, scope, measure);
    ApCellSource source = {-1, (gint)scope, (gint)measure, (gint)statistic};
    gboolean count = ap_statistic_is_count(statistic);
    if (summary == NULL && !count)
        return (ApChartCell){AP_CELL_NONE, g_strdup(subject->style->words[AP_WORD_none]), 0, 0, source};
    gint64 value = summary != NULL ? summary->values[statistic] : 0;
    return (ApChartCell){count ? AP_CELL_COUNT : AP_CELL_POINTS,
                         ap_store_format(subject->store, statistic, value), value, subject->year->decimals,
                         source};
}

void
ap_chart_data_add_statistic(ApChartData *data, const ApSubject *subject, guint scope, guint measure,
                            ApStatistic statistic)
{
    ApChartCell cell = statistic_cell(subject, scope, measure, statistic);
    add_cell(data, cell.kind, cell.text, cell.units, cell.source);
}

/* The value is in no other table of this year, so it has no source. */
void
ap_chart_data_add_earlier(ApChartData *data, const ApSubject *subject, const ApStore *store,
                          ApStatistic statistic)
{
    ApSubject earlier = *subject;
    guint measure = 0;
    earlier.store = store;
    earlier.year = ap_store_year(store);
    gboolean found = ap_store_find_measure(store, subject->figure->measure, &measure) &&
                     ap_store_find_scope(store, subject->figure->scope, &earlier.scope);
    g_assert(found);
    ApChartCell cell = statistic_cell(&earlier, earlier.scope, measure, statistic);
    cell.source = NO_SOURCE;
    g_array_append_val(data->cells, cell);
    data->n_rows = data->cells->len / data->columns->len;
}

static ApChartCell
threshold_cell(ApDecimal threshold)
{
    return (ApChartCell){AP_CELL_EXACT, ap_decimal_format(threshold), threshold, 0, NO_SOURCE};
}

void
ap_chart_data_note_thresholds(ApChartData *data, const ApSubject *subject)
{
    char *const *words = subject->style->words;
    add_note(data, AP_NOTE_GOOD, g_strdup(words[AP_WORD_good]), threshold_cell(subject->year->good));
    add_note(data, AP_NOTE_PASS, g_strdup(words[AP_WORD_pass]), threshold_cell(subject->year->pass));
}

void
ap_chart_data_note_mean(ApChartData *data, const ApSubject *subject, guint measure)
{
    ApChartCell cell = statistic_cell(subject, subject->scope, measure, AP_STATISTIC_MEAN);
    add_note(data, AP_NOTE_MEAN, g_strdup(subject->style->words[AP_WORD_mean]), cell);
}

void
ap_chart_data_note_classes(ApChartData *data, const ApSubject *subject, guint measure, guint n_none)
{
    static const ApStatistic statistics[AP_CLASSES] = {AP_STATISTIC_AT_LEAST_GOOD, AP_STATISTIC_BETWEEN,
                                                       AP_STATISTIC_BELOW_PASS};
    for (guint i = 0; i < AP_CLASSES; i++)
        add_note(data, (ApNoteKind)(AP_NOTE_AT_LEAST_GOOD + i), ap_subject_class_name(subject, (ApClass)i),
                 statistic_cell(subject, subject->scope, measure, statistics[i]));
    if (n_none > 0)
        add_note(data, AP_NOTE_NONE, g_strdup(subject->style->words[AP_WORD_none]),
                 (ApChartCell){AP_CELL_COUNT, g_strdup_printf("%u", n_none), n_none, 0, NO_SOURCE});
}

double
ap_chart_data_number(const ApChartCell *cell)
{
    switch (cell->kind) {
    case AP_CELL_POINTS:
        return (double)cell->units / pow(10, cell->decimals);
    case AP_CELL_EXACT:
        return (double)cell->units / (double)AP_DECIMAL_ONE;
    default:
        return (double)cell->units;
    }
}

guint
ap_subject_measure(const ApSubject *subject)
{
    guint measure = 0;
    gboolean found = ap_store_find_measure(subject->store, subject->figure->measure, &measure);
    g_assert(found);
    return measure;
}

ApDecimal
ap_subject_decimal(const ApSubject *subject, gint64 units)
{
    for (guint places = subject->year->decimals; places < AP_DECIMAL_PLACES; places++)
        units *= 10;
    return units;
}

/* The thresholds are compared with the value as published, so that print never contradicts itself. */
ApClass
ap_subject_class(const ApSubject *subject, gint64 units)
{
    ApDecimal value = ap_subject_decimal(subject, units);
    if (value >= subject->year->good)
        return AP_CLASS_GOOD;
    return value >= subject->year->pass ? AP_CLASS_BETWEEN : AP_CLASS_BELOW;
}

char *
ap_subject_class_name(const ApSubject *subject, ApClass class)
{
    static const ApWord words[AP_CLASSES] = {AP_WORD_class_good, AP_WORD_class_between, AP_WORD_class_below};
    g_autofree char *good = ap_decimal_format(subject->year->good);
    g_autofree char *pass = ap_decimal_format(subject->year->pass);
    return ap_style_say(subject->style, words[class], "good", good, "pass", pass, NULL);
}

/* Whether a group belongs to the scope and, for a stage that is not -1, has it. */
static gboolean
includes_group(const ApSubject *subject, guint group, gint stage)
{
    gint scope_group = ap_store_scope(subject->store, subject->scope)->group;
    if (scope_group >= 0 && (guint)scope_group != group)
        return FALSE;
    const GArray *stages = ap_year_group(subject->year, group)->stages;
    for (guint i = 0; stage >= 0 && i < stages->len; i++)
        if (g_array_index(stages, ApGroupStage, i).stage == (guint)stage)
            return TRUE;
    return stage < 0;
}

gboolean
ap_subject_includes(const ApSubject *subject, guint participant, gint stage)
{
    return includes_group(subject, ap_year_participant(subject->year, participant)->group, stage);
}

GArray *
ap_subject_groups(const ApSubject *subject)
{
    GArray *scopes = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint scope = 0; scope < ap_store_n_scopes(subject->store); scope++) {
        gint group = ap_store_scope(subject->store, scope)->group;
        if (group >= 0 && includes_group(subject, (guint)group, subject->figure->stage))
            g_array_append_val(scopes, scope);
    }
    return scopes;
}

const ApChartCell *
ap_chart_data_cell(const ApChartData *data, guint row, guint column)
{
    return &g_array_index(data->cells, ApChartCell, row * data->columns->len + column);
}

GBytes *
ap_chart_data_csv(const ApChartData *data)
{
    GString *csv = g_string_new(NULL);
    guint n = data->columns->len;
    g_autofree const char **fields = g_new(const char *, n);
    ap_csv_append_row(csv, (const char *const *)data->columns->pdata, n);
    for (guint row = 0; row < data->n_rows; row++) {
        for (guint i = 0; i < n; i++)
            fields[i] = ap_chart_data_cell(data, row, i)->text;
        ap_csv_append_row(csv, fields, n);
    }
    return g_string_free_to_bytes(csv);
}
