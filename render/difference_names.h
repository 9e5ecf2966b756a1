/* Inside render/difference*.c only: ids in the words of the year folders that are compared. What neither
 * knows, and what only builds are asked about, is named by its id. All texts are the caller's. */
#pragma once

#include "render/difference.h"

char *ap_difference_scope(const ApReportDifference *difference, const char *scope);
char *ap_difference_measure(const ApReportDifference *difference, const char *measure);
char *ap_difference_participant(const ApReportDifference *difference, const char *participant);
char *ap_difference_statistic(const ApReportDifference *difference, const char *statistic);

/* A class in the thresholds of its own side; in those of `after` where a build does not tell its own. */
char *ap_difference_class(const ApReportDifference *difference, const ApSnapshot *side,
                          const char *statistic);

/* The participant, or, of a rank among means, the scope. */
char *ap_difference_subject(const ApReportDifference *difference, const ApChange *change);
