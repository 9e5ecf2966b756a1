/* The words are a tree of bytes. Each state knows the longest beginning of another word that ends there
 * ("link"), where the search goes on when a byte does not fit, and the nearest state along the links that
 * ends a word ("output"). */
#include <config.h>

#include "render/needles.h"

#include <string.h>

#define NONE G_MAXUINT

typedef struct {
    guint child;   /* the first, 0 for none */
    guint sibling; /* the next child of the same state, 0 for none */
    guint link;
    guint output;
    guint word; /* the last added of those that end here, or NONE */
    guchar byte;
} State;

typedef struct {
    gsize length;
    guint same; /* the word before that is equal, or NONE */
} Word;

struct ApNeedles {
    GArray *states; /* State; 0 is the root */
    GArray *words;  /* Word */
    gboolean linked;
};

static State *
state_at(const ApNeedles *needles, guint index)
{
    return &g_array_index(needles->states, State, index);
}

/* The child that `byte` leads to, or 0. */
static guint
find_child(const ApNeedles *needles, guint state, guchar byte)
{
    guint child = state_at(needles, state)->child;
    while (child != 0 && state_at(needles, child)->byte != byte)
        child = state_at(needles, child)->sibling;
    return child;
}

static guint
add_child(ApNeedles *needles, guint state, guchar byte)
{
    State child = {.sibling = state_at(needles, state)->child, .word = NONE, .byte = byte};
    g_array_append_val(needles->states, child);
    state_at(needles, state)->child = needles->states->len - 1;
    return needles->states->len - 1;
}

ApNeedles *
ap_needles_new(void)
{
    ApNeedles *needles = g_new0(ApNeedles, 1);
    State root = {.word = NONE};
    needles->states = g_array_new(FALSE, FALSE, sizeof(State));
    needles->words = g_array_new(FALSE, FALSE, sizeof(Word));
    g_array_append_val(needles->states, root);
    return needles;
}

void
ap_needles_free(ApNeedles *needles)
{
    if (needles == NULL)
        return;
    g_array_unref(needles->states);
    g_array_unref(needles->words);
    g_free(needles);
}

void
ap_needles_add(ApNeedles *needles, const char *text)
{
    g_assert(*text != '\0' && !needles->linked);
    guint state = 0;
    for (const char *at = text; *at != '\0'; at++) {
        guint child = find_child(needles, state, (guchar)*at);
        state = child != 0 ? child : add_child(needles, state, (guchar)*at);
    }
    Word word = {strlen(text), state_at(needles, state)->word};
    g_array_append_val(needles->words, word);
    state_at(needles, state)->word = needles->words->len - 1;
}

/* From `state`, or from where its links lead, the state that `byte` leads to. */
static guint
step(const ApNeedles *needles, guint state, guchar byte)
{
    guint next = find_child(needles, state, byte);
    while (next == 0 && state != 0) {
        state = state_at(needles, state)->link;
        next = find_child(needles, state, byte);
    }
    return next;
}

/* A link leads to a state of lesser depth: states are linked in the order of their depths. */
static void
link_states(ApNeedles *needles)
{
    g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof(guint));
    guint root = 0;
    g_array_append_val(queue, root);
    for (guint i = 0; i < queue->len; i++) {
        guint parent = g_array_index(queue, guint, i);
        for (guint at = state_at(needles, parent)->child; at != 0; at = state_at(needles, at)->sibling) {
            State *state = state_at(needles, at);
            state->link = parent == 0 ? 0 : step(needles, state_at(needles, parent)->link, state->byte);
            const State *linked = state_at(needles, state->link);
            state->output = linked->word != NONE ? state->link : linked->output;
            g_array_append_val(queue, at);
        }
    }
    needles->linked = TRUE;
}

void
ap_needles_search(ApNeedles *needles, const char *text, ApNeedleFunc found, gpointer user)
{
    if (!needles->linked)
        link_states(needles);
    guint state = 0;
    for (gsize i = 0; text[i] != '\0'; i++) {
        state = step(needles, state, (guchar)text[i]);
        for (guint at = state; at != 0; at = state_at(needles, at)->output)
            for (guint word = state_at(needles, at)->word; word != NONE;
                 word = g_array_index(needles->words, Word, word).same)
                found(user, word, i + 1 - g_array_index(needles->words, Word, word).length, i + 1);
    }
}
