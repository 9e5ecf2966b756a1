/* Legends: samples with their texts, from left to right in as many lines as they need. */
#pragma once

#include "charts/kind.h"

typedef struct {
    ApShape shape; /* of the sample; AP_SHAPE_TEXT for none */
    ApPaint paint;
    ApStroke stroke; /* of a line */
    char *text;      /* owned by the caller */
} ApKey;

/* Draws the legend with its top left at (x, y) and returns its height in points, with the space below it. */
double ap_legend_draw(ApCanvas *canvas, const ApChartStyle *style, const ApKey *keys, guint n_keys, double x,
                      double y);

/* The legend of classes, from the notes that count them, in the colour of `group` (-1: of all). */
double ap_legend_draw_classes(ApCanvas *canvas, const ApChartStyle *style, const ApChartData *data,
                              gint group, double x, double y);
