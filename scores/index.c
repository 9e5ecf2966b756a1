/* A hash table with open addressing, at most half full: a score sheet asks it twice a row. */
#include <config.h>

#include "scores/index.h"

#include <string.h>

typedef struct {
    ApSlice key; /* text is NULL in a free slot */
    guint hash;
    guint value;
} Slot;

struct ApIndex {
    Slot *slots;
    guint size; /* a power of two */
    guint used;
};

/* FNV-1a, with the upper bits folded down because slots are chosen by the lower ones. */
static guint
hash_key(ApSlice key)
{
    guint64 hash = G_GUINT64_CONSTANT(14695981039346656037);
    for (gsize i = 0; i < key.length; i++)
        hash = (hash ^ (guchar)key.text[i]) * G_GUINT64_CONSTANT(1099511628211);
    return (guint)(hash ^ (hash >> 32));
}

ApIndex *
ap_index_new(void)
{
    ApIndex *index = g_new0(ApIndex, 1);
    index->size = 16;
    index->slots = g_new0(Slot, index->size);
    return index;
}

void
ap_index_free(ApIndex *index)
{
    if (index == NULL)
        return;
    g_free(index->slots);
    g_free(index);
}

static void
place(ApIndex *index, Slot slot)
{
    guint at = slot.hash & (index->size - 1);
    while (index->slots[at].key.text != NULL)
        at = (at + 1) & (index->size - 1);
    index->slots[at] = slot;
}

static void
grow(ApIndex *index)
{
    g_autofree Slot *old = index->slots;
    guint old_size = index->size;
    index->size *= 2;
    index->slots = g_new0(Slot, index->size);
    for (guint i = 0; i < old_size; i++)
        if (old[i].key.text != NULL)
            place(index, old[i]);
}

void
ap_index_add(ApIndex *index, ApSlice key, guint value)
{
    if (2 * ++index->used > index->size)
        grow(index);
    place(index, (Slot){key, hash_key(key), value});
}

gboolean
ap_index_find(const ApIndex *index, ApSlice key, guint *value)
{
    guint hash = hash_key(key);
    for (guint at = hash & (index->size - 1); index->slots[at].key.text != NULL;
         at = (at + 1) & (index->size - 1)) {
        const Slot *slot = &index->slots[at];
        if (slot->hash == hash && slot->key.length == key.length &&
            memcmp(slot->key.text, key.text, key.length) == 0) {
            *value = slot->value;
            return TRUE;
        }
    }
    return FALSE;
}
