/* A table ready for the page: its cells set in columns, its rows measured, its elements made. Lengths are
 * points. */
#pragma once

#include "render/pdf/line.h"

typedef struct {
    guint row, column, row_span, column_span;
    gboolean header; /* in a header row, or the head of its row */
    ApText *text;
    GArray *lines; /* ApLine */
    ApMeaning meaning;
    double height;   /* of its lines and padding */
    double fraction; /* of a number aligned right: room kept at its right for longer fractions */
} ApTabularCell;

typedef struct {
    const ApPageStyle *style; /* borrowed */
    guint rows, columns, header_rows;
    double *edges;   /* columns + 1: places of the rules between columns */
    double *heights; /* of the rows, untorn */
    GArray *cells;   /* ApTabularCell, row by row */
    guint *owners;   /* rows × columns: the cell that covers the place */
    ApText *caption;
    GArray *caption_lines;
    ApMeaning caption_meaning;
    ApText *continuation; /* over a later part, or NULL */
    GArray *continuation_lines;
    double width;
} ApTabular;

/* Sets the table of `block` for a text of this width; its elements go under `parent`. */
ApTabular *ap_tabular_new(ApShaper *shaper, const ApBlock *block, double width, ApElement *parent);
void ap_tabular_free(ApTabular *tabular);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApTabular, ap_tabular_free)

const ApTabularCell *ap_tabular_owner(const ApTabular *tabular, guint row, guint column);

/* A cell for the choice of column widths: what its text needs on one line. */
typedef struct {
    guint row, column;
    double natural;
} ApColumnCell;

/* The widths of `n` columns that fill `width`: each column has what it needs at least, and of the rest what
 * it would need to stay on one line, or its weight where one is given (0 = none). Less than `minimums` only
 * if they do not fit together. */
void ap_columns_share(guint n, const double *minimums, const double *naturals, const double *weights,
                      double width, double *widths);

/* Moves width between columns as long as that saves lines. `cells` (ApColumnCell) are those of one column,
 * row by row; `padding` is what a cell's width loses to both sides. */
void ap_columns_settle(guint n, const double *minimums, const GArray *cells, double padding, double *widths);
