/* The statistics by name. */
#include <config.h>

#include "scores/store.h"

#include <string.h>

static const char *const statistic_names[AP_STATISTICS] = {
    [AP_STATISTIC_N] = "n",
    [AP_STATISTIC_MEAN] = "mean",
    [AP_STATISTIC_MEDIAN] = "median",
    [AP_STATISTIC_MIN] = "min",
    [AP_STATISTIC_MAX] = "max",
    [AP_STATISTIC_Q1] = "q1",
    [AP_STATISTIC_Q3] = "q3",
    [AP_STATISTIC_STDEV] = "stdev",
    [AP_STATISTIC_AT_LEAST_GOOD] = "at_least_good",
    [AP_STATISTIC_BELOW_GOOD] = "below_good",
    [AP_STATISTIC_BETWEEN] = "between",
    [AP_STATISTIC_BELOW_PASS] = "below_pass",
};

const char *
ap_statistic_name(ApStatistic statistic)
{
    return statistic_names[statistic];
}

gboolean
ap_statistic_from_name(const char *name, ApStatistic *statistic)
{
    for (guint i = 0; i < AP_STATISTICS; i++)
        if (strcmp(statistic_names[i], name) == 0) {
            *statistic = (ApStatistic)i;
            return TRUE;
        }
    return FALSE;
}

gboolean
ap_statistic_is_count(ApStatistic statistic)
{
    return statistic == AP_STATISTIC_N || statistic >= AP_STATISTIC_AT_LEAST_GOOD;
}
