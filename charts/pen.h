/* What charts are drawn with: four operations, which cairo carries out (ap_pen_cairo) or whoever writes
 * another format. Lengths are points, y grows downwards. */
#pragma once

#include "charts/contrast.h"

#include <cairo.h>
#include <pango/pango.h>

typedef struct {
    double x, y, width, height; /* points from the chart's top left */
} ApBox;

#define AP_DASHES 4

typedef struct {
    ApColour colour;
    double width; /* points */
    double dash[AP_DASHES];
    guint n_dashes; /* 0: a continuous line */
    gboolean round; /* ends, also those of dashes: a line without length is a dot */
} ApStroke;

typedef struct {
    void (*fill)(gpointer data, ApBox box, ApColour colour);
    /* Strokes `n` lines, each from (x, y) to (x + width, y + height). */
    void (*lines)(gpointer data, const ApBox *lines, guint n, const ApStroke *stroke);
    /* Strokes the four sides of a box. */
    void (*outline)(gpointer data, ApBox box, const ApStroke *stroke);
    /* Shows a line of text whose baseline begins at (x, y). */
    void (*text)(gpointer data, PangoLayoutLine *line, double x, double y, ApColour colour);
} ApPenOperations;

typedef struct {
    const ApPenOperations *operations;
    gpointer data;
} ApPen;

/* A pen that draws on `cr`, which is borrowed. */
ApPen ap_pen_cairo(cairo_t *cr);
