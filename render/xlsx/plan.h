/* The numbers of the report that the plan of the year gives rather than its scores: maxima, weights, counts.
 */
#pragma once

#include "render/xlsx/appendix.h"

typedef struct {
    char *what;       /* in words */
    char *expression; /* the formula without "=", or NULL if no cell computes the number */
    double value;     /* its result */
} ApPlanNumber;

/* Resolves the mark "plan SUBJECT KIND" (docs/context.md). Free with ap_plan_number_clear. */
ApPlanNumber ap_plan_number(const ApAppendix *appendix, const char *mark);
void ap_plan_number_clear(ApPlanNumber *number);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ApPlanNumber, ap_plan_number_clear)
