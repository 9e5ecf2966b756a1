/* The parts of a report that no program goes without, each made with as little code as its library takes. */
#pragma once

#include <glib.h>

/* What the report is. */
typedef struct {
    const char *year, *templates; /* folders */
    const char *font;             /* the file of the report's font */
    guint characters, pages;      /* of the PDF */
    guint cells;                  /* of the workbook */
} ApFloorInput;

typedef struct {
    double ms; /* of CPU */
    gsize amount;
    const char *unit; /* of the amount */
} ApFloorCost;

/* Each makes its part once. `level` is of a compressor; the others ignore it. */
ApFloorCost ap_floor_subset(const ApFloorInput *input, int level);
ApFloorCost ap_floor_zlib(const ApFloorInput *input, int level);
ApFloorCost ap_floor_libdeflate(const ApFloorInput *input, int level);
ApFloorCost ap_floor_content(const ApFloorInput *input, int level);
ApFloorCost ap_floor_svg(const ApFloorInput *input, int level);
ApFloorCost ap_floor_png(const ApFloorInput *input, int level);
ApFloorCost ap_floor_workbook(const ApFloorInput *input, int level);
