/* What a build takes over from the one before it instead of making it again. */
#pragma once

#include "cmd/work.h"

#include <time.h>

typedef struct ApReuse ApReuse;

/* Asks what the folder `out` still holds for a build of work->year and work->template, which were read since
 * `since` (of CLOCK_REALTIME_COARSE) and must outlive the result; `options` are those of the command line
 * that reach an output, in any words. NULL with work->error. */
ApReuse *ap_reuse_new(ApWork *work, const char *out, const char *options, const struct timespec *since);
void ap_reuse_free(ApReuse *reuse);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApReuse, ap_reuse_free)

/* What there is to take over: NULL unless the outputs of the very same inputs are there, untouched; then what
 * the build that made them said of its input ("" if nothing), lent, and in `*count` how many they are. */
const char *ap_reuse_current(const ApReuse *reuse, guint *count);

/* An output and what it is made from, beside the program and its surroundings. */
typedef struct {
    const char *folder; /* where its edition goes, relative to `out` */
    const char *name;   /* within that */
    gboolean of_inputs; /* from the whole of the inputs; making it may give warnings */
    const char *facts;  /* from all that this text says */
} ApMaking;

/* Puts the former output into `outputs` under its name, if it was made from the same; else FALSE: it has to
 * be made. What is made of the inputs is never taken from a build that gave warnings, as they would be
 * missing. */
gboolean ap_reuse_take(ApReuse *reuse, const ApMaking *making, GHashTable *outputs);

/* Says that what was made may come out otherwise of the same the next time: there will be no note. */
void ap_reuse_doubt(ApReuse *reuse);

/* The classes that the participants had in the last build (scores/standing.h), lent; NULL if nobody knows. */
GHashTable *ap_reuse_classes(const ApReuse *reuse);

/* The note for the next build on `outputs`, all that were made or taken, and on the `warnings` given. NULL
 * if there must be none: an input changed meanwhile, so that nobody knows what they were made from. */
GBytes *ap_reuse_note(const ApReuse *reuse, GHashTable *outputs, const char *warnings);
