/* Finds the numbers that somebody typed where the data has them. */
#pragma once

#include "document/glossary.h"
#include "document/prose.h"

/* Warns of each number that was typed in `prose`, unless it is marked as meant, belongs to one of `names`
 * (char *) or to what glossary->numbers allows: articles of law, dates, standards. The report's own year,
 * when it stands alone, is never allowed. */
void ap_digits_check(ApProse *prose, const ApGlossary *glossary, const GPtrArray *names, guint roc_year,
                     ApProblems *problems);
