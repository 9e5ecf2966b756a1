/* Finds many words in a text in one pass, by the automaton of Aho and Corasick (1975). */
#pragma once

#include <glib.h>

typedef struct ApNeedles ApNeedles;

ApNeedles *ap_needles_new(void);
void ap_needles_free(ApNeedles *needles);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApNeedles, ap_needles_free)

/* Adds a word of at least one byte; all words before the first search. Words are numbered as they are added,
 * from 0. */
void ap_needles_add(ApNeedles *needles, const char *word);

/* Called for each occurrence: bytes `start` to `end` (excluded) of the text are word `index`. */
typedef void (*ApNeedleFunc)(gpointer user, guint index, gsize start, gsize end);

/* Calls `found` for every occurrence of every word in `text`, those within others too, by their ends. */
void ap_needles_search(ApNeedles *needles, const char *text, ApNeedleFunc found, gpointer user);
