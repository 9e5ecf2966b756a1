/* The one store of values: every measure of every participant, and every statistic of every scope, exact and
 * as published. Text, charts, tables, the PDF and the workbook take their numbers from here and from nowhere
 * else. */
#pragma once

#include "scores/year.h"

typedef enum { AP_MEASURE_TOTAL, AP_MEASURE_STAGE, AP_MEASURE_FACET, AP_MEASURE_ITEM } ApMeasureKind;

typedef struct {
    ApMeasureKind kind;
    char *id;    /* "total", "stage:S", "facet:S/F", "item:S/I" */
    guint stage; /* index in the year; unused for the total */
    guint facet; /* index in the year, for a facet */
    guint item;  /* index in the year, for an item */
} ApMeasure;

typedef struct {
    char *id;   /* "all" or "group:ID" */
    gint group; /* index in the year, or -1 for all */
} ApScope;

/* In the order in which they are printed. */
typedef enum {
    AP_STATISTIC_N,
    AP_STATISTIC_MEAN,
    AP_STATISTIC_MEDIAN,
    AP_STATISTIC_MIN,
    AP_STATISTIC_MAX,
    AP_STATISTIC_Q1, /* Excel's QUARTILE.INC */
    AP_STATISTIC_Q3,
    AP_STATISTIC_STDEV, /* of the population */
    AP_STATISTIC_AT_LEAST_GOOD,
    AP_STATISTIC_BELOW_GOOD,
    AP_STATISTIC_BETWEEN, /* pass <= x < good */
    AP_STATISTIC_BELOW_PASS,
    AP_STATISTICS
} ApStatistic;

/* The statistics of one measure over one scope. Counts count participants; all others are whole numbers of
 * 10^-decimals points. */
typedef struct {
    gint64 values[AP_STATISTICS];
} ApSummary;

typedef struct ApStore ApStore;

/* Computes everything. `year` is borrowed and must outlive the store. Never fails. */
ApStore *ap_store_new(const ApYear *year);
void ap_store_free(ApStore *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApStore, ap_store_free)

const ApYear *ap_store_year(const ApStore *store);

/* The store of an earlier year, by its index in ApYear.earlier; lent. */
const ApStore *ap_store_earlier(const ApStore *store, guint index);

/* Measures: the total, then each stage with its facets and its items. Scopes: all, then the groups. */
guint ap_store_n_measures(const ApStore *store);
const ApMeasure *ap_store_measure(const ApStore *store, guint measure);
guint ap_store_n_scopes(const ApStore *store);
const ApScope *ap_store_scope(const ApStore *store, guint scope);
gboolean ap_store_find_measure(const ApStore *store, const char *id, guint *measure);
gboolean ap_store_find_scope(const ApStore *store, const char *id, guint *scope);

/* A participant's value of a measure as published, in 10^-decimals points. FALSE if there is none (stage not
 * in the group, all NA). */
gboolean ap_store_value(const ApStore *store, guint participant, guint measure, gint64 *units);

/* The exact value, into an initialised `value`; FALSE, and `value` untouched, if there is none. */
gboolean ap_store_exact_value(const ApStore *store, guint participant, guint measure, mpq_t value);

/* The statistics of a combination, lent; NULL if n is 0. */
const ApSummary *ap_store_summary(const ApStore *store, guint scope, guint measure);

/* "n", "mean", …; and back. */
const char *ap_statistic_name(ApStatistic statistic);
gboolean ap_statistic_from_name(const char *name, ApStatistic *statistic);
gboolean ap_statistic_is_count(ApStatistic statistic);

/* The printed form of one statistic: "6", "74.76". Caller frees. */
char *ap_store_format(const ApStore *store, ApStatistic statistic, gint64 value);

/* Geometry only, never print: a value in points. */
double ap_store_points(const ApStore *store, gint64 units);
