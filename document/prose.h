/* The text of a block in a row, as a reader meets it, and which of it was typed where. */
#pragma once

#include "document/tree.h"

typedef struct {
    char *text;        /* a reference is one character, U+FFFC; a line break is "\n" */
    GArray *stretches; /* one a run, in order: for prose.c */
    gboolean plain;    /* words of a data file: no backslash marks what is meant */
} ApProse;

/* `runs` (ApRun) are lent by the caller and must outlive it. */
ApProse *ap_prose_new(const GPtrArray *runs);

/* Words that `run` holds and that are printed as they stand in a data file, such as a caption of report.yaml;
 * all of it is at the run's place. */
ApProse *ap_prose_new_plain(const ApRun *run);
void ap_prose_free(ApProse *prose);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApProse, ap_prose_free)

/* The run that holds byte `at`, lent. */
const ApRun *ap_prose_run(const ApProse *prose, gsize at);

/* Whether byte `at` was typed in a text, not printed from the data. */
gboolean ap_prose_typed(const ApProse *prose, gsize at);

/* Whether its author marked what begins at byte `at` as meant; the mark then counts as used. */
gboolean ap_prose_take_meant(ApProse *prose, gsize at);

/* Reports the marks that nobody took: they mark nothing. */
void ap_prose_report_unused(const ApProse *prose, ApProblems *problems);

/* Where byte `at` stands in the text file, to the character. */
ApPlace ap_prose_place(const ApProse *prose, gsize at);
