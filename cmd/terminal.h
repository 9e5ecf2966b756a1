/* What the user sees: results on standard output, complaints and progress on standard error. */
#pragma once

#include "cmd/command.h"
#include "scores/problem.h"

/* Writes `length` bytes to standard output and checks that they arrived: AP_EXIT_DONE, or a complaint and
 * AP_EXIT_SYSTEM. */
ApExit ap_terminal_print(const char *text, gsize length);

/* Whether standard output goes to a terminal. */
gboolean ap_terminal_is_watched(void);

/* Writes a line to standard error. */
void ap_terminal_complain(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* All problems, sorted, a line each: FILE:LINE:COLUMN: error|warning: message. Caller frees. */
char *ap_terminal_word_problems(ApProblems *problems);

/* Writes such lines to standard error. */
void ap_terminal_show(const char *lines);

/* Writes those of all problems to standard error. */
void ap_terminal_show_problems(ApProblems *problems);

/* Shows what is being done, on one line that the next call replaces; NULL clears it. Silent unless standard
 * error is a terminal. */
void ap_terminal_progress(const char *what);
