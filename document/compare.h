/* What two reports say differently, passage by passage. */
#pragma once

#include "document/transcript.h"

/* A passage that changed: `before` NULL if it is new, `after` NULL if it is gone; lent by the transcripts
 * that were compared. Not both are NULL. */
typedef struct {
    const ApPassage *before;
    const ApPassage *after;
} ApPassageChange;

/* The changes in reading order, what is gone before what is new: ApPassageChange, caller unrefs. Passages
 * that differ in their blanks alone are the same. One that moved is gone there and new here. */
GArray *ap_compare_transcripts(const ApTranscript *before, const ApTranscript *after);
