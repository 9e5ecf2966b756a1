/* Where a participant, a group or an item stands: its class and its place in the ranking. Ids name what is
 * meant, as they are what two years have in common. */
#pragma once

#include "scores/store.h"

/* The index of the participant `id`, or -1. */
gint ap_standing_find(const ApStore *store, const char *id);

/* TRUE for measures that participants and groups are ranked by and classed in: the total and the stages. */
gboolean ap_standing_is_ranked(const ApMeasure *measure);

/* The class of a published value in 10^-decimals points: the statistic that counts it. */
ApStatistic ap_standing_class_of(const ApYear *year, gint64 units);

/* A participant's class by the published value: the statistic that counts it. FALSE if it has no value.
 * `participant` is an index, or -1, which has none. */
gboolean ap_standing_class(const ApStore *store, gint participant, const char *measure, ApStatistic *class);

/* All classes that there are: "PARTICIPANT\tMEASURE", by their ids, to the name of the statistic that counts
 * the class. Caller unrefs. */
GHashTable *ap_standing_classes(const ApStore *store);

/* The participants of a scope in the order of their published values. */
typedef struct ApRanking ApRanking;

/* By `measure` within `scope`; NULL, in which nobody has a place, if the store lacks either. */
ApRanking *ap_ranking_new(const ApStore *store, const char *measure, const char *scope);
void ap_ranking_free(ApRanking *ranking);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApRanking, ap_ranking_free)

/* A participant's place, 1 for the highest value, equal values sharing a place; 0 if it has no value or is
 * not of the scope. `participant` is an index, or -1, which has none. */
guint ap_ranking_place(const ApRanking *ranking, gint participant);

/* The place of the mean of `measure` over the group `scope` among those of all groups, and among those of all
 * items of its stage over the same scope. 0 if there is no such mean. */
guint ap_standing_among_groups(const ApStore *store, const char *scope, const char *measure);
guint ap_standing_among_items(const ApStore *store, const char *scope, const char *measure);
