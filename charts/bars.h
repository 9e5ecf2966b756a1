/* Rows of bars along the score axis, standing or lying: what the kinds have in common. The bars of a row come
 * from neighbouring columns of the chart's table. */
#pragma once

#include "charts/axis.h"

typedef struct {
    const ApChartStyle *style;
    const ApChartData *data;
    guint column;    /* of the first bar of a row */
    guint n_bars;    /* in a row */
    ApPaint *paints; /* of the bars, row after row; owned */
    char **labels;   /* of the rows; owned */
    double align;    /* of lying labels in their column: 0 left, 1 right */
    double right;    /* points to keep free at the right of lying bars; 0: what their values need */
    double wanted;   /* height in points of a lying row where there is room; 0: that of its bars */

    /* Set when the bars stand or lie. */
    ApFrame frame;
    GPtrArray *texts; /* ApChartText: the labels, wrapped; taken by the canvas when they are drawn */
    double start;     /* where the first row begins, across the scale */
    double slot;      /* from row to row */
    double pitch;     /* from bar to bar */
    double thickness; /* of a bar */
    double bottom;    /* where the chart ends, points */
    guint stride;     /* every stride-th row has its label and values */
} ApBars;

/* Bars of `data` with room for paints and labels, which the caller fills in. */
void ap_bars_init(ApBars *bars, const ApChartStyle *style, const ApChartData *data, guint column,
                  guint n_bars);
void ap_bars_clear(ApBars *bars);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ApBars, ap_bars_clear)

/* Places the bars below `top`: standing if every value and label has its room so, else lying. */
void ap_bars_place(ApBars *bars, double top);
void ap_bars_lay(ApBars *bars, double top);

/* The middle of a bar across the scale, and of its whole row. */
double ap_bars_centre(const ApBars *bars, guint row, guint bar);
double ap_bars_middle(const ApBars *bars, guint row);

/* The bars and the labels of their rows, or the labels alone; then, over whatever crosses them, the values.
 */
void ap_bars_draw(ApBars *bars, ApCanvas *canvas);
void ap_bars_draw_labels(ApBars *bars, ApCanvas *canvas);
void ap_bars_draw_values(const ApBars *bars, ApCanvas *canvas);
