/* The clock of all measurements in one process. */
#pragma once

#include <time.h>

/* Milliseconds of CPU time of this process. */
static inline double
ap_bench_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}
