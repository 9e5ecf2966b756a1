/* Year folders made up for charts: as many participants, groups, facets and items as a test asks for. */
#pragma once

#include "charts/chart.h"

typedef struct {
    guint participants;
    guint groups;
    guint facets;
    guint items;       /* of the one stage */
    guint name_length; /* characters of items, facets and participants; 0: short ones */
    gboolean rare;     /* names in characters beyond the basic plane */
    guint na_percent;  /* share of scores that are NA */
    guint least;       /* scores lie between these two percents of an item's maximum */
    guint most;
    guint decimals;
    const char *good;
    const char *pass;
    guint seed;
    const char *first_label; /* of the first participant; NULL: one like the others */
} ChartPlan;

/* The year, with figures of every kind for all and for the first group. Aborts if it cannot be written or
 * read. */
ApYear *chart_year_new(const ChartPlan *plan);

/* The style of the template `annual`. */
ApChartStyle *chart_style_new(void);
