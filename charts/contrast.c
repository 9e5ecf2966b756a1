/* Contrast ratio as of WCAG 2.2, "relative luminance" and "contrast ratio". */
#include <config.h>

#include "charts/contrast.h"

#include <math.h>

static double
linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : pow((channel + 0.055) / 1.055, 2.4);
}

static double
luminance(ApColour colour)
{
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green) + 0.0722 * linear(colour.blue);
}

double
ap_contrast(ApColour one, ApColour other)
{
    double a = luminance(one) + 0.05, b = luminance(other) + 0.05;
    return a > b ? a / b : b / a;
}
