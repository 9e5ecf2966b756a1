/* How well two colours can be told apart. */
#pragma once

/* What WCAG 2.2 asks for: of text, and of what is drawn. */
#define AP_CONTRAST_TEXT 4.5
#define AP_CONTRAST_DRAWN 3.0

/* Red, green and blue, 0 to 1, sRGB. */
typedef struct {
    double red, green, blue;
} ApColour;

/* The contrast ratio of WCAG 2.2, from 1 (none) to 21 (black on white). */
double ap_contrast(ApColour one, ApColour other);
