/* The words of the workbook: the section `workbook` of style.yaml, each text a Mustache template over the
 * context that the report's texts use. */
#pragma once

#include "document/node.h"
#include "scores/yaml.h"

typedef struct ApTerms ApTerms;

/* `style`, `context` and `problems` are borrowed. Never NULL. */
ApTerms *ap_terms_new(ApYaml *style, const ApNode *context, ApProblems *problems);
void ap_terms_free(ApTerms *terms);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApTerms, ap_terms_free)

/* The text at `key`, a path of keys joined by dots ("columns.mean"), lent. A text that is missing or wrong is
 * a problem, told once, and "". */
const char *ap_terms_get(ApTerms *terms, const char *key);

/* Where style.yaml has `key`. */
ApPlace ap_terms_place(ApTerms *terms, const char *key);

/* The map at `key` as names and texts in turn, without those whose text prints nothing here; lent. */
const GPtrArray *ap_terms_pairs(ApTerms *terms, const char *key);

/* Prints every text of the section once, so that all problems in them are told. */
void ap_terms_check(ApTerms *terms);
