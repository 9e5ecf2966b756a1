/* Numbers and path data of SVG, short and the same everywhere: no printf, which asks the locale. */
#pragma once

#include <glib.h>

/* Decimals of lengths in points: 0.001 pt is half of 1/256 of a pixel at 150 dpi, the least that cairo tells
 * apart: where two drawings have the same numbers, their pictures look the same. */
#define AP_SVG_DECIMALS 3

/* Appends `value` rounded to `decimals` places, without zeros that say nothing: ".5", "-3", "0". */
void ap_svg_number(GString *out, double value, guint decimals);

/* The value of an attribute `d` that is being appended to `out`, which is borrowed. Every step is relative to
 * the rounded place where the one before ended, so that roundings do not add up. */
typedef struct {
    GString *out;
    guint decimals;
    double per_one;          /* units of the last decimal */
    gint64 x, y;             /* the current point, in these units */
    gint64 start_x, start_y; /* of the subpath */
    char command;            /* which a further group of numbers would repeat */
} ApSvgPath;

ApSvgPath ap_svg_path_begin(GString *out, guint decimals);

/* Coordinates are absolute. */
void ap_svg_path_move(ApSvgPath *path, double x, double y);
void ap_svg_path_line(ApSvgPath *path, double x, double y);
/* Curves by their control points. */
void ap_svg_path_quadratic(ApSvgPath *path, double x1, double y1, double x, double y);
void ap_svg_path_cubic(ApSvgPath *path, double x1, double y1, double x2, double y2, double x, double y);
void ap_svg_path_close(ApSvgPath *path);

/* A rectangle, clockwise from its top left. */
void ap_svg_path_box(ApSvgPath *path, double x, double y, double width, double height);
