/* The charts of a year folder, laid out and not drawn yet: what measurements of drawing begin with. */
#pragma once

#include "charts/chart.h"
#include "document/template.h"

typedef struct {
    ApYear *year;
    ApStore *store;
    ApChartStyle *style;
    GPtrArray *charts; /* ApChart */
} ApExample;

/* Ends the program if there is no such year folder: there is nothing to measure then. Prints what fonts and
 * layout took if `is_told`. */
ApExample ap_example_load(const char *year_folder, const char *templates_folder, gboolean is_told);
void ap_example_clear(ApExample *example);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ApExample, ap_example_clear)
