/* Collects the text of a content stream's tagged sequences while it is scanned. */
#pragma once

#include "render/pdf/scan.h"

/* Zero it before use; texts that nobody asked for are not kept. */
typedef struct {
    GString *text;  /* of the sequence with an MCID that is open, borrowed; NULL outside and unless wanted */
    guint depth;    /* how many sequences are open from that one on */
    guint replaced; /* the depth of the one whose ActualText stands for what it shows; 0 for none */
} ApTextSink;

/* A sequence begins; `text` is where to put the text of one with an MCID, NULL for others. */
void ap_text_sink_begin(ApTextSink *sink, const ApScanMark *mark, GString *text);
void ap_text_sink_end(ApTextSink *sink);

/* Codes are shown, of two bytes each if `is_wide`; `texts` says what they stand for (ap_cmap_texts). A code
 * without a text becomes U+FFFD. */
void ap_text_sink_show(ApTextSink *sink, GHashTable *texts, gboolean is_wide, const guint8 *codes,
                       gsize length);

/* Marks a gap by a newline. */
void ap_text_sink_gap(ApTextSink *sink);
