/* One claim, read and held against the store. The language is that of claims.h. */
#pragma once

#include "scores/store.h"

/* Adds an error at `place` if `claim` does not hold, naming the values, or cannot be read. `words` are those
 * that the text prints. */
void ap_claim_verify(const char *claim, const char *words, ApPlace place, const ApStore *store,
                     ApProblems *problems);
