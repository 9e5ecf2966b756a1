/* Patterns are drawn as lines cut to the box, not as patterns of the format: those become bitmaps in some. */
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
add_line(GArray *lines, double x0, double y0, double x1, double y1)
{
    g_array_append_vals(lines, &(ApBox){x0, y0, x1 - x0, y1 - y0}, 1);
}

/* Diagonals x + y = k (rising) of the box, or their mirror images. */
static void
add_diagonals(GArray *lines, ApBox box, gboolean rising)
{
    for (double k = PITCH / 2; k < box.width + box.height; k += PITCH * G_SQRT2) {
        double x0 = MAX(0, k - box.height), y0 = MIN(k, box.height);
        double x1 = MIN(k, box.width), y1 = MAX(0, k - box.width);
        if (!rising) {
            x0 = box.width - x0;
            x1 = box.width - x1;
        }
        add_line(lines, box.x + x0, box.y + y0, box.x + x1, box.y + y1);
    }
}

static void
add_levels(GArray *lines, ApBox box)
{
    for (double y = PITCH / 2; y < box.height; y += PITCH)
        add_line(lines, box.x, box.y + y, box.x + box.width, box.y + y);
}

static void
add_uprights(GArray *lines, ApBox box)
{
    for (double x = PITCH / 2; x < box.width; x += PITCH)
        add_line(lines, box.x + x, box.y, box.x + x, box.y + box.height);
}

/* Rows of whole dots, each row half a pitch off the one before: dashes without length and with round ends,
 * which every format writes as one short path. */
static void
add_dots(GArray *lines, ApBox box, ApStroke *stroke)
{
    double diameter = MIN(DOT, MIN(box.width, box.height) / 2), radius = diameter / 2;
    guint rows = (guint)MAX(1, floor(box.height / PITCH * 1.4));
    for (guint row = 0; row < rows; row++) {
        double y = box.y + (row + 0.5) * box.height / rows, x = PITCH * (row % 2 == 0 ? 0.5 : 1);
        if (x < box.width - radius)
            add_line(lines, box.x + x, y, box.x + box.width - radius, y);
    }
    *stroke = (ApStroke){stroke->colour, diameter, {0, PITCH}, 2, TRUE};
}

static void
add_pattern(GArray *lines, ApBox box, ApPattern pattern, ApStroke *stroke)
{
    switch (pattern) {
    case AP_PATTERN_HATCH:
    case AP_PATTERN_STRIPES:
        add_diagonals(lines, box, pattern == AP_PATTERN_HATCH);
        break;
    case AP_PATTERN_GRID:
        add_uprights(lines, box);
        add_levels(lines, box);
        break;
    case AP_PATTERN_LEVELS:
        add_levels(lines, box);
        break;
    case AP_PATTERN_UPRIGHTS:
        add_uprights(lines, box);
        break;
    case AP_PATTERN_DOTS:
    case AP_PATTERN_SPOTS:
        add_dots(lines, box, stroke);
        break;
    case AP_PATTERN_EMPTY:
    case AP_PATTERN_SOLID:
    case AP_PATTERNS:
        break;
    }
}

void
ap_pattern_fill(const ApPen *pen, ApBox box, ApPaint paint, ApColour paper)
{
    gboolean on_paper = paint.pattern < AP_PATTERN_SOLID;
    pen->operations->fill(pen->data, box, on_paper ? paper : paint.colour);
    if (paint.pattern == AP_PATTERN_SOLID || box.width <= 2 * OUTLINE || box.height <= 2 * OUTLINE)
        return;
    ApStroke stroke = {.colour = on_paper ? paint.colour : paper, .width = on_paper ? LINE : PAPER_LINE};
    g_autoptr(GArray) lines = g_array_new(FALSE, FALSE, sizeof(ApBox));
    add_pattern(lines, (ApBox){box.x + INSET, box.y + INSET, box.width - 2 * INSET, box.height - 2 * INSET},
                paint.pattern, &stroke);
    if (lines->len > 0)
        pen->operations->lines(pen->data, (const ApBox *)(void *)lines->data, lines->len, &stroke);
    const ApStroke side = {.colour = paint.colour, .width = OUTLINE};
    pen->operations->outline(
        pen->data,
        (ApBox){box.x + OUTLINE / 2, box.y + OUTLINE / 2, box.width - OUTLINE, box.height - OUTLINE}, &side);
}
