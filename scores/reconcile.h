/* Holds the computed statistics against what is already in print. */
#pragma once

#include "scores/store.h"

/* Adds an error at each row of published.csv whose figure is not the computed one; and a warning at each
 * participant whose exact value stands on the other side of a threshold than the published one, which is the
 * one that counts. */
void ap_reconcile(const ApStore *store, ApProblems *problems);
