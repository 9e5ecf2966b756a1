/* What a figure shows, as a table: the chart draws it, `figure --format csv` prints it, the workbook's figure
 * sheets hold it, so the three cannot disagree. */
#pragma once

#include "charts/chart.h"

typedef enum {
    AP_CELL_TEXT,
    AP_CELL_POINTS, /* `units` of 10^-decimals points, as published */
    AP_CELL_COUNT,  /* `units` participants; also the number of a year */
    AP_CELL_EXACT,  /* `units` is an ApDecimal: a threshold */
    AP_CELL_NONE,   /* no value: `text` is the word for it, never a zero */
} ApCellKind;

/* Which value of the store a cell prints; each is an index, or -1. A value of one participant has
 * `participant` and `measure`; a statistic has `scope`, `measure` and `statistic`; a text or a threshold has
 * neither. */
typedef struct {
    gint participant;
    gint scope;
    gint measure;
    gint statistic;
} ApCellSource;

typedef struct {
    ApCellKind kind;
    char *text;     /* as printed; never NULL */
    gint64 units;   /* 0 for a text or none */
    guint decimals; /* of AP_CELL_POINTS; those of an earlier year are its own */
    ApCellSource source;
} ApChartCell;

typedef enum {
    AP_NOTE_GOOD,          /* the threshold */
    AP_NOTE_PASS,          /* the threshold */
    AP_NOTE_MEAN,          /* of the scope */
    AP_NOTE_AT_LEAST_GOOD, /* these three: how many participants are in the class */
    AP_NOTE_BETWEEN,
    AP_NOTE_BELOW_PASS,
    AP_NOTE_NONE, /* how many have no value */
} ApNoteKind;

/* What the chart says beside its bars: lines with their labels, and the entries of its legend. */
typedef struct {
    ApNoteKind kind;
    char *name; /* in the words of style.yaml */
    ApChartCell cell;
} ApChartNote;

typedef struct {
    GPtrArray *columns; /* char *: the headers, in the words of style.yaml; unique */
    guint n_rows;
    GArray *cells;  /* ApChartCell, row after row; read it with ap_chart_data_cell */
    GArray *notes;  /* ApChartNote */
    guint decimals; /* of this year's AP_CELL_POINTS */
} ApChartData;

/* The columns, by kind:
 *   scores  participant, group, value, class; best first, those without a value last
 *   bands   band, count; from the lowest
 *   items   number, name, n, mean, q1, median, q3, min, max, then a column a participant of the scope
 *   facets  facet, then the mean of each group that has the stage
 *   groups  group, n, mean, q1, median, q3, min, max, then the values of its participants, best first
 *   trend   year, n, mean, at least good; from the earliest
 *   profile number, name, value of the participant, mean, min, max of its group
 * The table is lent by the chart. */
const ApChartData *ap_chart_data(const ApChart *chart);

const ApChartCell *ap_chart_data_cell(const ApChartData *data, guint row, guint column);

/* The table as CSV (RFC 4180, UTF-8, LF): the header, then the rows. */
GBytes *ap_chart_data_csv(const ApChartData *data);
