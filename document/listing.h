/* Everything that a text may use, as a page to read. */
#pragma once

#include "document/template.h"
#include "scores/store.h"

/* A line a name: its path ("groups[1].total.mean"), two blanks, its value: a text, yes or no of a condition,
 * how many a list holds, or "= PATH" of what is shown there. What only alternative texts have stands behind
 * the name of their text. Only lines that hold `word`, unless it is NULL. Caller frees. */
char *ap_context_list(const ApStore *store, const ApTemplate *template, const char *word);

/* The same of what only the results sheet of a participant (index) has. */
char *ap_context_list_participant(const ApStore *store, const ApTemplate *template, guint participant,
                                  const char *word);
