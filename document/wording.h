/* Finds words that are nearly, but not quite, the terms of the template and the year. */
#pragma once

#include "document/glossary.h"
#include "document/prose.h"

/* Warns of each typed word of `prose` that glossary->wrong_terms corrects, that differs by one character from
 * one of `names` (char *, of five ideographs or more), or that stands twice in a row; unless it is marked as
 * meant. */
void ap_wording_check(ApProse *prose, const ApGlossary *glossary, const GPtrArray *names,
                      ApProblems *problems);
