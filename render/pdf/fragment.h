/* A table over pages: as many rows as a page has room for, under a caption and header of their own. */
#pragma once

#include "render/pdf/tabular.h"

/* How far a table has been placed. */
typedef struct {
    const ApTabular *tabular; /* borrowed */
    guint row;                /* the next row; tabular->rows at the end */
    guint *drawn;             /* lines drawn so far, by cell */
    gboolean started;
} ApTabularCursor;

ApTabularCursor *ap_tabular_cursor_new(const ApTabular *tabular);
void ap_tabular_cursor_free(ApTabularCursor *cursor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApTabularCursor, ap_tabular_cursor_free)

gboolean ap_tabular_cursor_at_end(const ApTabularCursor *cursor);

/* The room without which the table should not start: caption, header and the first rows. */
double ap_tabular_start_height(const ApTabular *tabular);

/* The height of the whole table in one part. */
double ap_tabular_height(const ApTabular *tabular);

/* Paints the next part at x, y into at most `room` and moves on. Returns its height; 0 if nothing but a torn
 * row would fit and the page is not `fresh`. On a fresh page always something is painted. */
double ap_tabular_place(ApTabularCursor *cursor, ApPage *page, double x, double y, double room,
                        gboolean fresh);
