/* What changed between two stores: statistics, participants' values and places in rankings, all as published.
 */
#pragma once

#include "scores/store.h"

typedef enum {
    AP_CHANGE_STATISTIC, /* a statistic of a measure over a scope */
    AP_CHANGE_VALUE,     /* a participant's value of a measure */
    AP_CHANGE_RANK, /* a participant's, group's or item's place, 1 for the highest value, equal values sharing
                       a place */
} ApChangeKind;

/* One published number that differs. */
typedef struct {
    ApChangeKind kind;
    char *subject; /* the scope, or the participant; of a rank: who or what is ranked */
    char *measure; /* of a rank: by what */
    char *what;    /* "mean", "value", "rank in group:1", … */
    char *before;  /* NULL if it was not there */
    char *after;   /* NULL if it is no longer there */
} ApChange;

/* All changes from `before` to `after`, in the order of `after`'s statistics, values and ranks: ApChange,
 * caller unrefs. Participants, measures and scopes are matched by their ids. */
GPtrArray *ap_difference_new(const ApStore *before, const ApStore *after);
