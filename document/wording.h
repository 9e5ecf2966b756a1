/* Finds words that are nearly, but not quite, the terms of the template and the year. */
#pragma once

#include "document/glossary.h"
#include "document/prose.h"

typedef struct ApWording ApWording;

/* `glossary` and the texts of `names` (char *) are lent and must outlive it. */
ApWording *ap_wording_new(const ApGlossary *glossary, const GPtrArray *names);
void ap_wording_free(ApWording *wording);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApWording, ap_wording_free)

/* Warns of each typed word of `prose` that the glossary's wrong_terms correct, that differs by one character
 * from one of the names (of five ideographs or more), that stands twice in a row, or that is simplified;
 * unless it is marked as meant. */
void ap_wording_check(const ApWording *wording, ApProse *prose, ApProblems *problems);
