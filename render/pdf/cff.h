/* The little of a CFF table that HarfBuzz doesn't tell. */
#pragma once

#include <glib.h>

/* The CID of each of `n_glyphs` glyphs of a CFF table (Adobe technical note 5176), for the caller to free:
 * its charset if the font is keyed by CIDs, else the glyph's own number, which then serves as CID (ISO
 * 32000-1, 9.7.4.2). NULL if the table is broken. */
guint16 *ap_cff_cids(const guint8 *cff, gsize length, guint n_glyphs);
