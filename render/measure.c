/* Names of measures and statistics. */
#include <config.h>

#include "render/measure.h"

#include <glib/gi18n.h>

char *
ap_measure_title(const ApYear *year, const ApMeasure *measure, const char *total)
{
    switch (measure->kind) {
    case AP_MEASURE_STAGE:
        return g_strdup(ap_year_stage(year, measure->stage)->name);
    case AP_MEASURE_FACET:
        return g_strdup_printf("%s / %s", ap_year_stage(year, measure->stage)->name,
                               ap_year_facet(year, measure->facet)->name);
    case AP_MEASURE_ITEM: {
        const ApItem *item = ap_year_item(year, measure->item);
        return g_strdup_printf("%s / %s %s", ap_year_stage(year, measure->stage)->name, item->number,
                               item->name);
    }
    case AP_MEASURE_TOTAL:
        break;
    }
    return g_strdup(total);
}

/* A count by thresholds. */
static char *
class_title(const ApYear *year, ApStatistic statistic)
{
    g_autofree char *good = ap_decimal_format(year->good);
    g_autofree char *pass = ap_decimal_format(year->pass);
    switch (statistic) {
    case AP_STATISTIC_AT_LEAST_GOOD:
        return g_strdup_printf("≥%s", good);
    case AP_STATISTIC_BELOW_GOOD:
        return g_strdup_printf("<%s", good);
    case AP_STATISTIC_BETWEEN:
        return g_strdup_printf("%s–%s", pass, good);
    default:
        return g_strdup_printf("<%s", pass);
    }
}

char *
ap_statistic_title(const ApYear *year, ApStatistic statistic)
{
    const char *const titles[] = {
        [AP_STATISTIC_N] = C_("statistics", "n"),           [AP_STATISTIC_MEAN] = C_("statistics", "mean"),
        [AP_STATISTIC_MEDIAN] = C_("statistics", "median"), [AP_STATISTIC_MIN] = C_("statistics", "min"),
        [AP_STATISTIC_MAX] = C_("statistics", "max"),       [AP_STATISTIC_Q1] = C_("statistics", "q1"),
        [AP_STATISTIC_Q3] = C_("statistics", "q3"),         [AP_STATISTIC_STDEV] = C_("statistics", "stdev"),
    };
    if (statistic < G_N_ELEMENTS(titles))
        return g_strdup(titles[statistic]);
    return year != NULL ? class_title(year, statistic) : g_strdup(ap_statistic_name(statistic));
}
