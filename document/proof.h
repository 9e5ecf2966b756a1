/* Reads the proofs: the report's prose against the data and the terms, for what its readers could not check.
 */
#pragma once

#include "document/template.h"
#include "document/tree.h"
#include "scores/store.h"

typedef struct ApProof ApProof;

/* All are borrowed. */
ApProof *ap_proof_new(const ApStore *store, const ApTemplate *template, ApProblems *problems);
void ap_proof_free(ApProof *proof);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApProof, ap_proof_free)

/* Reads `blocks` (ApBlock) and what they hold. What a loop of the template repeats is told once. */
void ap_proof_read(ApProof *proof, const GPtrArray *blocks);

/* Reads the words that the year's files and style.yaml give: title, captions, names, reasons. */
void ap_proof_read_data(ApProof *proof);
