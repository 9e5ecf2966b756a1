/* A text broken into lines and set on the page. Lengths are points. */
#pragma once

#include "render/pdf/text.h"

typedef struct {
    double width;        /* of the measure */
    double first_indent; /* of the first line, from the left edge */
    double rest_indent;  /* of the others */
    ApAlign align;
    gboolean justify; /* share the rest of all lines but the last; else ragged */
    gboolean balance; /* ragged lines about equally long, without more of them */
} ApLineMeasure;

typedef struct {
    guint start, end; /* clusters; spaces at the end are in it but take no room */
    double x;         /* from the left edge of the measure */
    double width;     /* as set */
    double stretch;   /* points for each unit of ApCluster.stretch */
    double shrink;    /* 0 to 1: share of what the clusters may lose */
} ApLine;

/* Breaks `text`. At least one line, even of no text. Of all ways to break a justified paragraph the one whose
 * lines are the most even (after Knuth and Plass, Breaking Paragraphs into Lines, 1981). */
GArray *ap_lines_break(const ApText *text, const ApLineMeasure *measure);

/* The place of cluster `index` of `line`: its left edge from that of the measure. */
double ap_line_place(const ApText *text, const ApLine *line, guint index);

/* What the marks of a text mean: an element for each of its pieces, or one for all. NULL for an artifact. */
typedef struct {
    ApElement *element;
    ApElement **pieces; /* by ApText.pieces, or NULL */
} ApMeaning;

/* Paints `line` with the left edge of its measure at x and its baseline at y. */
void ap_line_paint(ApPage *page, const ApText *text, const ApLine *line, double x, double y,
                   const ApMeaning *meaning);

/* The baseline of a line of this style from the line's top, so that ideographs stand in its middle. */
double ap_line_baseline(const ApTextStyle *style);
