/* Corrections as acts: one more row for corrections.csv, and the year as it stood after the first of them. */
#pragma once

#include "scores/year.h"

/* What a row of corrections.csv says; `from` is the value in force. All texts as a user gives them. */
typedef struct {
    const char *date; /* ISO */
    const char *participant;
    const char *code;
    const char *to;
    const char *reason;
    const char *approved_by;
} ApCorrectionRequest;

/* The bytes of corrections.csv with one more row, and `year` with that correction in force. NULL with
 * problems if the row is wrong, as it would be in the file, or `error` if the file cannot be read; then
 * `year` is of no further use. */
GBytes *ap_correct(ApYear *year, const ApCorrectionRequest *request, ApProblems *problems, GError **error);

/* Puts the scores of `year` as they were when only the first `n` of its corrections were in force. */
void ap_year_rewind(ApYear *year, guint n);
