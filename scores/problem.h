/* What is wrong with the input: a list that every reader adds to, so that a user sees all problems of all
 * files at once. Failures of the system are GErrors instead. */
#pragma once

#include <glib.h>

/* Where something stands in the input. `file` is the path as reached from where the command runs; it is
 * borrowed from the year or the template (see each use) and may be NULL for what no file says. `line` and
 * `column` count from 1; 0 means unknown. The column is a field in CSV, a character in YAML and Markdown. */
typedef struct {
    const char *file;
    guint line;
    guint column;
} ApPlace;

typedef enum { AP_WARNING, AP_ERROR } ApSeverity;

typedef struct {
    ApSeverity severity;
    char *file;
    guint line;
    guint column;
    guint sheet;   /* orders the sheets of a workbook; 0 for what is in no sheet */
    char *message; /* what is wrong; what to do. Translated, UTF-8, one line. */
} ApProblem;

typedef struct ApProblems ApProblems;

ApProblems *ap_problems_new(void);
void ap_problems_free(ApProblems *problems);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApProblems, ap_problems_free)

/* Adds a problem at `place` (copied; a place of line 0 becomes 1:1). `format` is a translated printf format.
 */
void ap_problems_error(ApProblems *problems, ApPlace place, const char *format, ...) G_GNUC_PRINTF(3, 4);
void ap_problems_warning(ApProblems *problems, ApPlace place, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* Puts the name of a sheet before the messages of the problems from index `from` on that stand in `file`, a
 * workbook of several sheets, and keeps them together in the order of problems. */
void ap_problems_name_sheet(ApProblems *problems, guint from, const char *file, const char *sheet);

guint ap_problems_count(const ApProblems *problems);
guint ap_problems_count_errors(const ApProblems *problems);
const ApProblem *ap_problems_at(const ApProblems *problems, guint index);

/* Gives `file` its place in the order of files, before any problem names it. */
void ap_problems_expect_file(ApProblems *problems, const char *file);

/* Orders the problems: files in the order in which they were first expected or named, then by sheet,
 * line, column and arrival. What is said twice of one place is kept once. */
void ap_problems_sort(ApProblems *problems);
