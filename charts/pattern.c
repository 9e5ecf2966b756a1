/* Patterns are drawn as lines cut to the box, not as cairo patterns: those become bitmaps in some formats. */
#include <config.h>

#include "charts/pattern.h"

#include <math.h>

#define PITCH 4.0      /* points between lines or dots */
#define LINE 1.3       /* width of a line of the colour on paper */
#define PAPER_LINE 0.9 /* width of a line of paper on the colour */
#define DOT 1.9        /* diameter of a dot */
#define INSET 0.5      /* of lines from the edge, so that the outline covers their slanted ends */
#define OUTLINE 0.75   /* width of the outline, inside the box */

static void
add_line(cairo_t *cr, double x0, double y0, double x1, double y1)
{
    cairo_move_to(cr, x0, y0);
    cairo_line_to(cr, x1, y1);
}

/* Diagonals x + y = k (rising) of the box, or their mirror images. */
static void
add_diagonals(cairo_t *cr, ApBox box, gboolean rising)
{
    for (double k = PITCH / 2; k < box.width + box.height; k += PITCH * G_SQRT2) {
        double x0 = MAX(0, k - box.height), y0 = MIN(k, box.height);
        double x1 = MIN(k, box.width), y1 = MAX(0, k - box.width);
        if (!rising) {
            x0 = box.width - x0;
            x1 = box.width - x1;
        }
        add_line(cr, box.x + x0, box.y + y0, box.x + x1, box.y + y1);
    }
}

static void
add_levels(cairo_t *cr, ApBox box)
{
    for (double y = PITCH / 2; y < box.height; y += PITCH)
        add_line(cr, box.x, box.y + y, box.x + box.width, box.y + y);
}

static void
add_uprights(cairo_t *cr, ApBox box)
{
    for (double x = PITCH / 2; x < box.width; x += PITCH)
        add_line(cr, box.x + x, box.y, box.x + x, box.y + box.height);
}

/* Rows of whole dots, each row half a pitch off the one before: dashes without length and with round ends,
 * which every format writes as one short path. */
static void
add_dots(cairo_t *cr, ApBox box)
{
    double diameter = MIN(DOT, MIN(box.width, box.height) / 2), radius = diameter / 2;
    const double dash[] = {0, PITCH};
    guint rows = (guint)MAX(1, floor(box.height / PITCH * 1.4));
    for (guint row = 0; row < rows; row++) {
        double y = box.y + (row + 0.5) * box.height / rows, x = PITCH * (row % 2 == 0 ? 0.5 : 1);
        if (x < box.width - radius)
            add_line(cr, box.x + x, y, box.x + box.width - radius, y);
    }
    cairo_set_dash(cr, dash, G_N_ELEMENTS(dash), 0);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    cairo_set_line_width(cr, diameter);
}

static void
add_pattern(cairo_t *cr, ApBox box, ApPattern pattern)
{
    switch (pattern) {
    case AP_PATTERN_HATCH:
    case AP_PATTERN_STRIPES:
        add_diagonals(cr, box, pattern == AP_PATTERN_HATCH);
        break;
    case AP_PATTERN_GRID:
        add_uprights(cr, box);
        add_levels(cr, box);
        break;
    case AP_PATTERN_LEVELS:
        add_levels(cr, box);
        break;
    case AP_PATTERN_UPRIGHTS:
        add_uprights(cr, box);
        break;
    case AP_PATTERN_DOTS:
    case AP_PATTERN_SPOTS:
        add_dots(cr, box);
        break;
    case AP_PATTERN_EMPTY:
    case AP_PATTERN_SOLID:
    case AP_PATTERNS:
        break;
    }
}

static void
set_colour(cairo_t *cr, ApColour colour)
{
    cairo_set_source_rgb(cr, colour.red, colour.green, colour.blue);
}

void
ap_pattern_fill(cairo_t *cr, ApBox box, ApPaint paint, ApColour paper)
{
    gboolean on_paper = paint.pattern < AP_PATTERN_SOLID;
    set_colour(cr, on_paper ? paper : paint.colour);
    cairo_rectangle(cr, box.x, box.y, box.width, box.height);
    cairo_fill(cr);
    if (paint.pattern == AP_PATTERN_SOLID || box.width <= 2 * OUTLINE || box.height <= 2 * OUTLINE)
        return;
    cairo_save(cr);
    set_colour(cr, on_paper ? paint.colour : paper);
    cairo_set_dash(cr, NULL, 0, 0);
    cairo_set_line_width(cr, on_paper ? LINE : PAPER_LINE);
    add_pattern(cr, (ApBox){box.x + INSET, box.y + INSET, box.width - 2 * INSET, box.height - 2 * INSET},
                paint.pattern);
    cairo_stroke(cr);
    cairo_restore(cr);
    set_colour(cr, paint.colour);
    cairo_set_dash(cr, NULL, 0, 0);
    cairo_set_line_width(cr, OUTLINE);
    cairo_rectangle(cr, box.x + OUTLINE / 2, box.y + OUTLINE / 2, box.width - OUTLINE, box.height - OUTLINE);
    cairo_stroke(cr);
}
