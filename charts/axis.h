/* The score axis: a frame from 0 to 100, its gridlines and ticks, and the lines at the thresholds and the
 * mean with labels that make room for each other. */
#pragma once

#include "charts/kind.h"
#include "charts/scale.h"

/* Where the bars stand: their lengths run along `scale`, upwards if `upright`, else to the right. */
typedef struct {
    ApBox plot;
    ApScale scale;
    gboolean upright;
} ApFrame;

#define AP_SCORE_LOW 0.0
#define AP_SCORE_HIGH 100.0

/* The frame of the score axis over `plot`. */
ApFrame ap_frame_new(ApBox plot, gboolean upright);

/* The box of a bar from 0 to `value`, centred at `centre` across the scale. */
ApBox ap_frame_bar(const ApFrame *frame, double centre, double thickness, double value);

/* Space in points that the ticks' labels need beside the plot, at its left (upright) or below. */
double ap_axis_tick_room(const ApChartStyle *style, gboolean upright);

/* Space in points that the labels of the notes' lines need, at the right of the plot (upright) or above. */
double ap_axis_reference_room(const ApChartStyle *style, const ApChartData *data, gboolean upright);

/* Gridlines, the base line and the ticks' labels. */
void ap_axis_draw(ApCanvas *canvas, const ApChartStyle *style, const ApFrame *frame);

/* The lines of the notes good, pass and mean, over what was drawn before. */
void ap_axis_draw_references(ApCanvas *canvas, const ApChartStyle *style, const ApChartData *data,
                             const ApFrame *frame);
