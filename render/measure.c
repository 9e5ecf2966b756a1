/* Names of measures. */
#include <config.h>

#include "render/measure.h"

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
