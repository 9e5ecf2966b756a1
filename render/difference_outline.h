/* Inside render/difference*.c only: a difference in words, grouped as people read it. Text and page write it
 * down, each in its way. */
#pragma once

#include "render/difference.h"

typedef struct {
    char *label;  /* what changed; NULL of a passage */
    char *before; /* NULL if it was not there */
    char *after;  /* NULL if it is no longer there */
} ApDifferenceLine;

typedef struct {
    char *title;
    GArray *lines; /* ApDifferenceLine */
} ApDifferenceGroup;

/* A part holds either changes of few words each or passages, whose lines have no label. */
typedef struct {
    const char *title; /* translated */
    gboolean of_passages;
    guint n_lines;
    GPtrArray *groups; /* ApDifferenceGroup: what belongs together is so in the order of the difference */
} ApDifferencePart;

/* The parts that hold something: ApDifferencePart, caller unrefs. */
GPtrArray *ap_difference_outline_new(const ApReportDifference *difference);

/* What a reader has to know of the comparison as such; NULL if there is nothing. Translated. */
const char *ap_difference_remark(const ApReportDifference *difference);

static inline const ApDifferencePart *
ap_difference_part(const GPtrArray *outline, guint index)
{
    return (const ApDifferencePart *)g_ptr_array_index(outline, index);
}

static inline const ApDifferenceGroup *
ap_difference_group(const ApDifferencePart *part, guint index)
{
    return (const ApDifferenceGroup *)g_ptr_array_index(part->groups, index);
}

static inline const ApDifferenceLine *
ap_difference_line(const ApDifferenceGroup *group, guint index)
{
    return &g_array_index(group->lines, ApDifferenceLine, index);
}
