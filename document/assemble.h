/* From a year, its store and a template to the finished document tree: context, Mustache, Markdown, numbers,
 * references. */
#pragma once

#include "document/node.h"
#include "document/template.h"
#include "document/tree.h"
#include "scores/store.h"

/* Everything that a text may use (docs/context.md), in the words of `template`. Never fails. */
ApNode *ap_context_new(const ApStore *store, const ApTemplate *template);

/* The document, or NULL with problems. `store` and `template` must outlive it (places). */
ApDocument *ap_document_assemble(const ApStore *store, const ApTemplate *template, ApProblems *problems);
