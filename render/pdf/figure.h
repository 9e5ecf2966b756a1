/* Figures in a PDF: pages of another PDF, which cairo drew, become form XObjects. */
#pragma once

#include "render/pdf/object.h"

typedef struct ApFigures ApFigures;

/* Reads `pdf`, a page a figure; NULL for none. NULL with `error` if it can't be read. Both are borrowed. */
ApFigures *ap_figures_new(ApFile *file, GBytes *pdf, GError **error);
void ap_figures_free(ApFigures *figures);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApFigures, ap_figures_free)

/* The size of figure `index` in points as it was drawn; FALSE if there is none. */
gboolean ap_figures_size(ApFigures *figures, guint index, double *width, double *height);

/* The figure as a form XObject, copied at its first use with all that it needs; fonts are shared between
 * figures. NULL with `error`. */
HPDF_Dict ap_figures_lookup(ApFigures *figures, guint index, GError **error);
