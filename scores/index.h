/* From an id to its index: participants, codes, stages, groups. Looked up by a slice of text, so that a row
 * needs no copy. */
#pragma once

#include "scores/csv.h"

typedef struct ApIndex ApIndex;

ApIndex *ap_index_new(void);
void ap_index_free(ApIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApIndex, ap_index_free)

/* Adds `key`, whose text must outlive the index and not be there yet. */
void ap_index_add(ApIndex *index, ApSlice key, guint value);
gboolean ap_index_find(const ApIndex *index, ApSlice key, guint *value);
