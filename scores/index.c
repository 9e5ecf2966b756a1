/* A hash table with open addressing, at most half full: a score sheet asks it twice a row. The first bytes of
 * a key stand in the slot itself, so that a look-up of a short key touches one line of memory. */
#include <config.h>

#include "scores/index.h"

#include <string.h>

#define INLINE_BYTES 16

typedef struct {
    guint64 head[2];  /* the first 16 bytes, with zeros behind */
    const char *text; /* NULL in a free slot */
    guint length;
    guint value;
} Slot;

struct ApIndex {
    Slot *slots;
    guint size; /* a power of two */
    guint used;
};

static Slot
make_slot(ApSlice key, guint value)
{
    Slot slot = {{0, 0}, key.text, (guint)key.length, value};
    memcpy(slot.head, key.text, MIN(key.length, INLINE_BYTES));
    return slot;
}

/* Multiplicative mixing; slots are chosen by the upper bits, which depend on all lower ones. */
static guint64
hash_slot(const Slot *slot)
{
    static const guint64 factor = G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
    guint64 hash = (slot->head[0] ^ slot->length) * factor;
    hash = ((hash ^ (hash >> 32)) + slot->head[1]) * factor;
    for (guint i = INLINE_BYTES; i < slot->length; i++)
        hash = (hash ^ (hash >> 32) ^ (guchar)slot->text[i]) * factor;
    return hash ^ (hash >> 32);
}

static gboolean
slot_equal(const Slot *a, const Slot *b)
{
    return a->head[0] == b->head[0] && a->head[1] == b->head[1] && a->length == b->length &&
           (a->length <= INLINE_BYTES ||
            memcmp(a->text + INLINE_BYTES, b->text + INLINE_BYTES, a->length - INLINE_BYTES) == 0);
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

/* The slot that holds the key of `wanted`, or the free one where it belongs. */
static Slot *
find_slot(const ApIndex *index, const Slot *wanted)
{
    guint mask = index->size - 1;
    guint at = (guint)hash_slot(wanted) & mask;
    while (index->slots[at].text != NULL && !slot_equal(&index->slots[at], wanted))
        at = (at + 1) & mask;
    return &index->slots[at];
}

static void
grow(ApIndex *index)
{
    g_autofree Slot *old = index->slots;
    guint old_size = index->size;
    index->size *= 2;
    index->slots = g_new0(Slot, index->size);
    for (guint i = 0; i < old_size; i++)
        if (old[i].text != NULL)
            *find_slot(index, &old[i]) = old[i];
}

void
ap_index_add(ApIndex *index, ApSlice key, guint value)
{
    if (2 * ++index->used > index->size)
        grow(index);
    Slot slot = make_slot(key, value);
    *find_slot(index, &slot) = slot;
}

gboolean
ap_index_find(const ApIndex *index, ApSlice key, guint *value)
{
    Slot wanted = make_slot(key, 0);
    const Slot *slot = find_slot(index, &wanted);
    if (slot->text == NULL)
        return FALSE;
    *value = slot->value;
    return TRUE;
}
