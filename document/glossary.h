/* terms.yaml of a template: what its texts may say of their own accord and how they say it. */
#pragma once

#include "document/patterns.h"
#include "scores/yaml.h"

typedef struct {
    ApPatterns *numbers;      /* that may be typed, such as articles of law */
    ApPatterns *claims;       /* words that need a claim in the texts of a year */
    ApPatterns *placeholders; /* what stands for words that are still to be written */
    GPtrArray *names;         /* char *: names of laws, bodies, documents */
    ApPatterns *wrong_terms;  /* words that are not to be written */
    GPtrArray *right_terms;   /* char *: those in their place, by index */
    GPtrArray *dated;         /* GRegex: what only one year says; {year} and {western_year} stand for it */
    char *carried;            /* the mark of a passage that is carried over from {year}; NULL for none */
} ApGlossary;

/* Reads the file; with NULL there are no terms. NULL with problems. */
ApGlossary *ap_glossary_new(ApYaml *yaml, ApProblems *problems);
void ap_glossary_free(ApGlossary *glossary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApGlossary, ap_glossary_free)
