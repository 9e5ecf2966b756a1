/* What changed between two stores: statistics, participants' values, their classes, and places in rankings,
 * all as published. Of what was published without its store, the statistics alone. */
#pragma once

#include "scores/store.h"

typedef enum {
    AP_CHANGE_STATISTIC, /* a statistic of a measure over a scope */
    AP_CHANGE_VALUE,     /* a participant's value of a measure */
    AP_CHANGE_CLASS,     /* a participant passed `good` or `pass`, either way */
    AP_CHANGE_RANK, /* a participant's, group's or item's place, 1 for the highest value, equal values sharing
                       a place */
} ApChangeKind;

/* What a place is among, in ApChange.what, where it is no scope. */
#define AP_CHANGE_AMONG_GROUPS "groups"
#define AP_CHANGE_AMONG_ITEMS "items"

/* One published number that differs. */
typedef struct {
    ApChangeKind kind;
    char *subject; /* the scope; of a value, a class or a rank within a scope: the participant */
    char *measure; /* of a rank: by what */
    char *what;    /* of a statistic: its name; of a rank: the scope within which, or among whose means; else
                      NULL */
    char *before;  /* NULL if it was not there; of a class: the statistic that counts it */
    char *after;   /* NULL if it is no longer there */
} ApChange;

/* All changes from `before` to `after`, in the order of their statistics, values, classes and ranks, what is
 * gone at its former place: ApChange, caller unrefs. Participants, measures and scopes are matched by their
 * ids. */
GPtrArray *ap_difference_new(const ApStore *before, const ApStore *after);

/* The changes between two listings (listing.h): of statistics only. */
GPtrArray *ap_difference_of_listings(const GPtrArray *before, const GPtrArray *after);

/* Appends the classes crossed from those that ap_standing_classes told once to those of `after`. */
void ap_difference_add_classes(GPtrArray *changes, GHashTable *before, const ApStore *after);
