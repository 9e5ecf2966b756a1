/* Everything that a PDF says, for a search in it. */
#pragma once

#include <gio/gio.h>

/* Texts (UTF-8) of which each holds what a reader takes in together: a paragraph, a row of a table with the
 * cells that reach into it from above, a figure with its alternative text, a string of the file (metadata,
 * bookmarks, links), a stream of text. Cells are kept apart by AP_PASSAGE_GAP. */
#define AP_PASSAGE_GAP '\x1f'

typedef struct {
    GPtrArray *passages; /* char * */
    GPtrArray *pages;    /* char *: all that a page shows, in the order drawn: what no passage has is here */
} ApPdfPassages;

/* NULL with `error` if the file can't be parsed. */
ApPdfPassages *ap_pdf_passages(GBytes *pdf, GError **error);
void ap_pdf_passages_free(ApPdfPassages *passages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApPdfPassages, ap_pdf_passages_free)
