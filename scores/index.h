/* From an id to its index: participants, codes, stages, groups. Looked up by a slice of text, so that a row
 * needs no copy. */
#pragma once

#include "scores/csv.h"

typedef struct ApIndex ApIndex;

ApIndex *ap_index_new(void);
void ap_index_free(ApIndex *index);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApIndex, ap_index_free)

/* A key on its way to be found: of up to 16 bytes, held in itself. */
typedef struct {
    guint64 head[2]; /* its bytes, the first lowest, with zeros above */
    guint64 hash;
    guint length;
} ApIndexKey;

/* Adds `key`, whose text must outlive the index and not be there yet. */
void ap_index_add(ApIndex *index, ApSlice key, guint value);
gboolean ap_index_find(const ApIndex *index, ApSlice key, guint *value);

/* The same in steps, for who has many keys to find: the first makes a key, the second has the memory fetched
 * where it will be looked for, the third looks. FALSE if the key is empty or too long to be held. */
gboolean ap_index_make_key(ApSlice text, ApIndexKey *key);
void ap_index_fetch(const ApIndex *index, const ApIndexKey *key);
gboolean ap_index_find_key(const ApIndex *index, const ApIndexKey *key, guint *value);

/* The text of a key; the caller frees it. */
char *ap_index_key_text(const ApIndexKey *key);
