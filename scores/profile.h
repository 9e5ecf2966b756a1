/* How a participant did beside its group, measure by measure: what a results sheet tells. */
#pragma once

#include "scores/store.h"

/* Values are published ones, in 10^-decimals points, so that the difference is that of the printed numbers.
 */
typedef struct {
    gint64 value;
    gint64 mean;       /* of the participant's group */
    gint64 difference; /* value - mean */
    guint place;       /* in the group, 1 for the highest value; equal values share a place */
    guint n;           /* participants of the group with a value */
    ApStatistic class; /* the count that the value falls into */
} ApProfile;

typedef struct ApProfiles ApProfiles;

/* Computes the values of all participants, once for all sheets. `store` is borrowed and must outlive them. */
ApProfiles *ap_profiles_new(const ApStore *store);
void ap_profiles_free(ApProfiles *profiles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApProfiles, ap_profiles_free)

/* FALSE if the participant has no value of the measure. */
gboolean ap_profiles_find(const ApProfiles *profiles, guint participant, guint measure, ApProfile *profile);

/* The measures of items (guint) in which the participant stands out from the mean of its group: those above
 * it from the farthest, or those below it. At most `limit`; equal distances in the order of the files. Caller
 * unrefs. */
GArray *ap_profiles_above(const ApProfiles *profiles, guint participant, guint limit);
GArray *ap_profiles_below(const ApProfiles *profiles, guint participant, guint limit);
