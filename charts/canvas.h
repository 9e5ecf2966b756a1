/* What a chart is made of: a list of rectangles, lines, dots and texts, each knowing its part in the chart
 * and the cell of the table that it shows. Kinds add marks; drawing replays them; tests read them. */
#pragma once

#include "charts/text.h"

typedef enum { AP_SHAPE_RECT, AP_SHAPE_LINE, AP_SHAPE_DOT, AP_SHAPE_TEXT } ApShape;

typedef enum {
    AP_ROLE_GRID,
    AP_ROLE_AXIS,
    AP_ROLE_REFERENCE, /* a line at a threshold or the mean */
    AP_ROLE_LEADER,    /* from such a line to its label */
    AP_ROLE_BAR,
    AP_ROLE_SPREAD, /* a mean, a quartile or the median over what else is there */
    AP_ROLE_EDGE,   /* a side of the box between quartiles */
    AP_ROLE_PATH,   /* from one year's mean to the next */
    AP_ROLE_DOT,    /* a participant, or a year's mean */
    AP_ROLE_LABEL,  /* says what a bar, tick or line is */
    AP_ROLE_VALUE,  /* a number at a bar; stands on paper, so that no line runs through it */
    AP_ROLE_KEY,    /* a sample in the legend */
    AP_ROLE_LEGEND, /* the text beside it */
} ApRole;

/* The cell of the chart's table that a mark shows. */
typedef struct {
    gint row;
    gint column;
} ApCell;

#define AP_NO_CELL ((ApCell){-1, -1})

typedef struct {
    ApShape shape;
    ApRole role;
    ApCell cell;
    ApBox box; /* a line runs from (x, y) to (x + width, y + height) */
    ApPaint paint;
    ApStroke stroke;
    ApChartText *text; /* owned by the canvas */
    double align;      /* of a text's lines: 0 left, 0.5 middle, 1 right */
} ApMark;

typedef struct {
    ApColour paper;
    ApColour ink;
    GArray *marks; /* ApMark, in the order in which they are drawn */
} ApCanvas;

ApCanvas *ap_canvas_new(const ApChartStyle *style);
void ap_canvas_free(ApCanvas *canvas);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApCanvas, ap_canvas_free)

void ap_canvas_rect(ApCanvas *canvas, ApRole role, ApCell cell, ApBox box, ApPaint paint);
void ap_canvas_line(ApCanvas *canvas, ApRole role, ApCell cell, ApBox line, ApStroke stroke);
void ap_canvas_dot(ApCanvas *canvas, ApRole role, ApCell cell, double x, double y, double radius,
                   ApPaint paint);

/* Takes `text` and places the point at (`across`, `down`) of its box at (x, y): 0 is its left or top, 1 its
 * right or bottom. */
void ap_canvas_text(ApCanvas *canvas, ApRole role, ApCell cell, ApChartText *text, double x, double y,
                    double across, double down);

/* Moves every mark right and down by `distance` points. */
void ap_canvas_shift(ApCanvas *canvas, double distance);

void ap_canvas_draw(const ApCanvas *canvas, const ApPen *pen);

/* The marks of a chart, lent: what tests read. */
const ApCanvas *ap_chart_canvas(const ApChart *chart);
