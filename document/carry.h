/* Texts that one year takes over from another: the passages that speak of the former year are marked, and
 * each mark is a warning until somebody has updated the passage and removed it. */
#pragma once

#include "document/template.h"

/* What tells that a passage speaks of the year `from`: what the glossary says only one year says, numbers
 * typed by hand (but those that the glossary allows), and the names of agencies. */
typedef struct ApCarry ApCarry;

/* All borrowed; they must outlive the result. */
ApCarry *ap_carry_new(const ApYear *from, const ApGlossary *glossary);
void ap_carry_free(ApCarry *carry);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApCarry, ap_carry_free)

/* `text` (Mustache and Markdown) with a line of its own, a comment that does not print, before each such
 * paragraph or item of a list; as it is if the glossary has no mark. Caller frees. */
char *ap_carry_mark(const ApCarry *carry, const char *text);

/* Warns of each mark in the year's own texts. */
void ap_carry_check(const ApTemplate *template, ApProblems *problems);
