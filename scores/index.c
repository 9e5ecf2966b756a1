/* A hash table with open addressing, at most a quarter full: a score sheet asks it twice a row. The first
 * bytes of a key stand in the slot itself, so that a look-up of a short key touches one line of memory. */
#include <config.h>

#include "scores/index.h"

#include "scores/large.h"

#include <string.h>

#define INLINE_BYTES 16
#define FACTOR G_GUINT64_CONSTANT(0x9E3779B97F4A7C15)

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

/* Up to 8 bytes, the first of them lowest, with zeros above. Copies of fixed size make it: those of one that
 * varies cost more than all else. */
static guint64
load_bytes(const char *text, gsize length)
{
    guint64 bytes = 0;
    guint32 low, high;
    if (length == 8) {
        memcpy(&bytes, text, 8);
        return GUINT64_FROM_LE(bytes);
    }
    if (length >= 4) {
        memcpy(&low, text, 4);
        memcpy(&high, text + length - 4, 4);
        return GUINT32_FROM_LE(low) | (guint64)GUINT32_FROM_LE(high) << 8 * (length - 4);
    }
    for (gsize i = length; i-- > 0;)
        bytes = bytes << 8 | (guchar)text[i];
    return bytes;
}

static void
set_head(guint64 *head, const char *text, gsize length)
{
    head[0] = load_bytes(text, MIN(length, 8));
    head[1] = length > 8 ? load_bytes(text + 8, MIN(length - 8, 8)) : 0;
}

static Slot
make_slot(ApSlice key, guint value)
{
    Slot slot = {{0, 0}, key.text, (guint)key.length, value};
    set_head(slot.head, key.text, key.length);
    return slot;
}

/* Multiplicative mixing; slots are chosen by the upper bits, which depend on all lower ones. */
static guint64
hash_head(const guint64 *head, guint length)
{
    guint64 hash = (head[0] ^ length) * FACTOR;
    hash = ((hash ^ (hash >> 32)) + head[1]) * FACTOR;
    return hash ^ (hash >> 32);
}

static guint64
hash_slot(const Slot *slot)
{
    guint64 hash = hash_head(slot->head, slot->length);
    for (guint i = INLINE_BYTES; i < slot->length; i++) {
        hash = (hash ^ (guchar)slot->text[i]) * FACTOR;
        hash ^= hash >> 32;
    }
    return hash;
}

static gboolean
slot_equal(const Slot *a, const Slot *b)
{
    return a->head[0] == b->head[0] && a->head[1] == b->head[1] && a->length == b->length &&
           (a->length <= INLINE_BYTES ||
            memcmp(a->text + INLINE_BYTES, b->text + INLINE_BYTES, a->length - INLINE_BYTES) == 0);
}

static Slot *
new_slots(guint size)
{
    Slot *slots = ap_large_try_new0(size, sizeof(Slot));
    if (slots == NULL)
        g_error("not enough memory for %u slots", size);
    return slots;
}

ApIndex *
ap_index_new(void)
{
    ApIndex *index = g_new0(ApIndex, 1);
    index->size = 16;
    index->slots = new_slots(index->size);
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

/* The slot that holds the key of `wanted`, whose hash is known, or the free one where it belongs. */
G_ALWAYS_INLINE static inline Slot *
find_hashed_slot(const ApIndex *index, const Slot *wanted, guint64 hash)
{
    guint first = (guint)hash & (index->size - 1), step = 0;
    /* Steps by exclusive or stay within a line of memory for as long as it has slots. */
    while (index->slots[first ^ step].text != NULL && !slot_equal(&index->slots[first ^ step], wanted))
        step++;
    return &index->slots[first ^ step];
}

static Slot *
find_slot(const ApIndex *index, const Slot *wanted)
{
    return find_hashed_slot(index, wanted, hash_slot(wanted));
}

static void
grow(ApIndex *index)
{
    g_autofree Slot *old = index->slots;
    guint old_size = index->size;
    index->size *= 2;
    index->slots = new_slots(index->size);
    for (guint i = 0; i < old_size; i++)
        if (old[i].text != NULL)
            *find_slot(index, &old[i]) = old[i];
}

void
ap_index_add(ApIndex *index, ApSlice key, guint value)
{
    if (4 * ++index->used > index->size)
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

gboolean
ap_index_make_key(ApSlice text, ApIndexKey *key)
{
    if (text.length == 0 || text.length > INLINE_BYTES)
        return FALSE;
    key->length = (guint)text.length;
    set_head(key->head, text.text, text.length);
    key->hash = hash_head(key->head, key->length);
    return TRUE;
}

void
ap_index_fetch(const ApIndex *index, const ApIndexKey *key)
{
    __builtin_prefetch(&index->slots[(guint)key->hash & (index->size - 1)]);
}

gboolean
ap_index_find_key(const ApIndex *index, const ApIndexKey *key, guint *value)
{
    const Slot wanted = {{key->head[0], key->head[1]}, NULL, key->length, 0};
    const Slot *slot = find_hashed_slot(index, &wanted, key->hash);
    if (slot->text == NULL)
        return FALSE;
    *value = slot->value;
    return TRUE;
}

char *
ap_index_key_text(const ApIndexKey *key)
{
    guint64 bytes[] = {GUINT64_TO_LE(key->head[0]), GUINT64_TO_LE(key->head[1])};
    return g_strndup((const char *)bytes, key->length);
}
