/* What a third party can check who has only what was published: that the report, its appendix and
 * statistics.csv say the same, were made from the same input, and keep the rules of a lasting PDF. */
#pragma once

#include "scores/problem.h"

#include <gio/gio.h>

typedef struct {
    const char *report; /* paths, borrowed: they are named in problems */
    const char *appendix;
    const char *statistics;
} ApVerifyFiles;

/* Compares the files. What disagrees becomes an error: its line is a page of the report, or a row of the
 * appendix or of statistics.csv. Returns what was checked and found right, a translated line each (char *),
 * for the caller to unref. NULL if a file cannot be read at all, which a problem or `error` tells. */
GPtrArray *ap_verify(const ApVerifyFiles *files, ApProblems *problems, GError **error);
