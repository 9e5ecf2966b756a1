/* What the assembly of a report and that of results sheets share. For the files assemble.c and sheets.c
 * alone.
 */
#pragma once

#include "document/context.h"
#include "document/proof.h"
#include "document/template.h"
#include "document/tree.h"

typedef struct {
    ApContext context;
    const ApTemplate *template;
    ApNode *root;     /* the report's context */
    GHashTable *used; /* char *: the names of the texts that were used */
    ApProof *proof;
    ApProblems *problems;
} ApAssembly;

ApAssembly *ap_assembly_new(const ApStore *store, const ApTemplate *template, ApProblems *problems);
void ap_assembly_free(ApAssembly *assembly);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApAssembly, ap_assembly_free)

/* Checks the tags of all texts before any is rendered, so that all slips are told at once, and those of a
 * text that only another year uses too. */
gboolean ap_assembly_check_tags(const ApTemplate *template, ApProblems *problems);

/* Checks the names in all texts, those in sections that this year skips too. */
void ap_assembly_check_names(const ApTemplate *template, ApProblems *problems);

/* The blocks of the text `name` over `context`; NULL with problems. */
GPtrArray *ap_assembly_read(ApAssembly *assembly, const char *name, const ApNode *context);

/* The same without marks, as one text; NULL with problems. */
char *ap_assembly_read_plain(ApAssembly *assembly, const char *name, const ApNode *context);

/* A document of `blocks`, which it takes, still without title. */
ApDocument *ap_assembly_document(const ApAssembly *assembly, GPtrArray *blocks);
