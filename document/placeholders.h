/* Finds what was put in the place of words that somebody was still to write. */
#pragma once

#include "document/glossary.h"
#include "document/prose.h"

/* An error for each stretch of typed text that a pattern of glossary->placeholders matches, unless it is
 * marked as meant: it must not reach print. */
void ap_placeholders_check(ApProse *prose, const ApGlossary *glossary, ApProblems *problems);
