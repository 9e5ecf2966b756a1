/* What each kind of chart provides: a table built from the store, and marks that show it. A new kind is one
 * file that defines an ApKind, and one row in chart.c. */
#pragma once

#include "charts/canvas.h"
#include "charts/data.h"

/* What a figure is about. All is borrowed. */
typedef struct {
    const ApStore *store;
    const ApYear *year;
    const ApFigure *figure;
    const ApChartStyle *style;
    guint scope; /* index in the store */
} ApSubject;

typedef struct {
    /* Fills in the columns, rows and notes of `data`, which is empty. */
    void (*tabulate)(const ApSubject *subject, ApChartData *data);

    /* Adds the marks, from the top left of the chart. Returns the height in points. */
    double (*lay_out)(const ApSubject *subject, const ApChartData *data, ApCanvas *canvas);
} ApKind;

extern const ApKind ap_kind_scores;
extern const ApKind ap_kind_bands;
extern const ApKind ap_kind_items;
extern const ApKind ap_kind_facets;
extern const ApKind ap_kind_groups;
extern const ApKind ap_kind_trend;
extern const ApKind ap_kind_profile;

/* Building a table: columns first, then the cells of each row in their order. Texts are copied. */
void ap_chart_data_add_column(ApChartData *data, const char *name);
void ap_chart_data_add_text(ApChartData *data, const char *text);
void ap_chart_data_add_count(ApChartData *data, gint64 count);

/* A participant's value of a measure, or a statistic of the scope; the word for none if there is none. */
void ap_chart_data_add_value(ApChartData *data, const ApSubject *subject, guint participant, guint measure);
void ap_chart_data_add_statistic(ApChartData *data, const ApSubject *subject, guint scope, guint measure,
                                 ApStatistic statistic);

/* The same statistic of the figure's measure and scope in the store of an earlier year. */
void ap_chart_data_add_earlier(ApChartData *data, const ApSubject *subject, const ApStore *store,
                               ApStatistic statistic);

/* The thresholds; and, of the subject's scope, the mean, the number of participants in each class and of
 * those without a value. */
void ap_chart_data_note_thresholds(ApChartData *data, const ApSubject *subject);
void ap_chart_data_note_mean(ApChartData *data, const ApSubject *subject, guint measure);
void ap_chart_data_note_classes(ApChartData *data, const ApSubject *subject, guint measure, guint n_none);

/* Geometry only, never print: the number in a cell. */
double ap_chart_data_number(const ApChartCell *cell);

/* The measure of a figure of one measure. */
guint ap_subject_measure(const ApSubject *subject);

/* A published value, 10^-decimals points, as a decimal. */
ApDecimal ap_subject_decimal(const ApSubject *subject, gint64 units);

/* The class of a published value: 10^-decimals points. */
ApClass ap_subject_class(const ApSubject *subject, gint64 units);

/* The class in the words of the style. Caller frees. */
char *ap_subject_class_name(const ApSubject *subject, ApClass class);

/* Whether a participant belongs to the scope and, for a stage that is not -1, has it. */
gboolean ap_subject_includes(const ApSubject *subject, guint participant, gint stage);

/* The scopes (guint) of the groups in the figure's scope that have its stage. Caller frees. */
GArray *ap_subject_groups(const ApSubject *subject);
