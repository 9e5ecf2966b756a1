/* PNG files of drawings: libdeflate takes half the time of zlib, for smaller files, where most of an image is
 * paper. */
#pragma once

#include <glib.h>

/* Pixels as cairo has them: 32-bit words 0x00RRGGBB of the machine's order, opaque; borrowed. */
typedef struct {
    const guint8 *pixels;
    guint stride; /* bytes from row to row */
    guint width;  /* pixels */
    guint height;
} ApImage;

/* The image as a PNG of at most 256 sRGB colours that is printed at `dpi` and carries `title` and
 * `description` in zh-TW. Of more colours the most frequent stay as they are and the others become the
 * nearest of these: a shade here and there along a smoothed edge, for half the time and half the size. */
GBytes *ap_png_encode(const ApImage *image, const char *title, const char *description, double dpi);
