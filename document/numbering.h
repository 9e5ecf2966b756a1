/* Numbers the headings, figures, tables and items of a document and fills in what refers to them. */
#pragma once

#include "document/tree.h"
#include "document/words.h"
#include "scores/year.h"

/* Gives every block its label, number and id, every figure its index in `figures` (ApFigure) and its caption,
 * every reference its text. Problems: a heading level skipped, a figure or table shown twice, a reference to
 * what is not there; a warning for a figure that the text does not show, unless it is a `selection`. */
void ap_document_number(ApDocument *document, const GPtrArray *figures, const ApWords *words,
                        gboolean selection, ApProblems *problems);
