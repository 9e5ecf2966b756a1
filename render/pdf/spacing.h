/* The room of characters: the blank of marks, quarter-ems between Han and Latin, spaces. */
#pragma once

#include "render/pdf/text.h"

/* What `cluster`, shaped as `glyph` of `font`, is to a line of a text of `size` points, and the room that
 * this gives it. */
void ap_cluster_set_class(ApCluster *cluster, PangoFont *font, guint32 glyph, double size);

/* What the clusters do to their neighbours' room, and the sums of it all. */
void ap_text_set_spacing(ApText *text);
