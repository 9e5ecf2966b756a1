/* terms.yaml of a template: what its texts may say of their own accord and how they say it. */
#pragma once

#include "scores/yaml.h"

/* A word that is not to be written, and the one in its place. */
typedef struct {
    GRegex *wrong;
    char *literal; /* the word, if it is written without the marks of a pattern: it is sooner looked for; or
                      NULL */
    char *right;
} ApCorrectTerm;

typedef struct {
    GPtrArray *numbers;      /* GRegex: numbers that may be typed, such as articles of law */
    GPtrArray *claims;       /* GRegex: words that need a claim in the texts of a year */
    GPtrArray *placeholders; /* GRegex: what stands for words that are still to be written */
    GPtrArray *names;        /* char *: names of laws, bodies, documents */
    GPtrArray *wrong_terms;  /* ApCorrectTerm */
    GPtrArray *dated;        /* GRegex: what only one year says; {year} and {western_year} stand for it */
    char *carried;           /* the mark of a passage that is carried over from {year}; NULL for none */
} ApGlossary;

/* Reads the file; with NULL there are no terms. NULL with problems. */
ApGlossary *ap_glossary_new(ApYaml *yaml, ApProblems *problems);
void ap_glossary_free(ApGlossary *glossary);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApGlossary, ap_glossary_free)
