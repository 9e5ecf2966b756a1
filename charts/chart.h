/* A chart of one figure: what is drawn, with a pen that the caller gives. A new kind is one file and one
 * row in chart.c. */
#pragma once

#include "charts/pen.h"
#include "scores/store.h"
#include "scores/yaml.h"

typedef struct ApChartStyle ApChartStyle;

/* Reads the section `charts` of style.yaml: palette, fonts, sizes, patterns, words. NULL with problems. */
ApChartStyle *ap_chart_style_new(ApYaml *style, ApProblems *problems);
void ap_chart_style_free(ApChartStyle *style);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApChartStyle, ap_chart_style_free)

typedef struct ApChart ApChart;

/* Lays out figure `figure` of the store's year. Store and style are borrowed and must outlive the chart.
 * Never NULL. */
ApChart *ap_chart_new(const ApStore *store, guint figure, const ApChartStyle *style);

/* The same of a figure that report.yaml does not list; it must outlive the chart, too. */
ApChart *ap_chart_new_of(const ApStore *store, const ApFigure *figure, const ApChartStyle *style);
void ap_chart_free(ApChart *chart);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApChart, ap_chart_free)

/* The size at which it is printed, in PostScript points. The width is the style's (16 cm); the height follows
 * from the data. */
double ap_chart_width(const ApChart *chart);
double ap_chart_height(const ApChart *chart);

/* Draws it with its top left at the pen's origin, in points. */
void ap_chart_draw(const ApChart *chart, const ApPen *pen);

/* Adds a problem for each label with a character that no font has: where the input has the label. */
void ap_chart_check_glyphs(const ApChart *chart, ApProblems *problems);
