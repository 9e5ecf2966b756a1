/* The few colours that a drawing is made of. Paper, ink and the colours of groups are few; most of the many
 * that an image has are shades between two of them along a smoothed edge. */
#pragma once

#include "render/png.h"

#define AP_PALETTE_SIZE 256

typedef struct ApPalette ApPalette;

/* The colours of `image`; if it has more than AP_PALETTE_SIZE, its most frequent ones. */
ApPalette *ap_palette_new(const ApImage *image);
void ap_palette_free(ApPalette *palette);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApPalette, ap_palette_free)

/* The colours 0x00RRGGBB, the most frequent first, in `*n`; lent. */
const guint32 *ap_palette_colours(const ApPalette *palette, guint *n);

/* Writes the image as indices: for each pixel that of its colour, or of the nearest one that the palette has.
 * Its rows begin every `stride` bytes. */
void ap_palette_write(const ApPalette *palette, guint8 *indices, gsize stride);
