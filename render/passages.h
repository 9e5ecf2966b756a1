/* What a file of a build says, in any of its formats, for a search in it. */
#pragma once

#include <gio/gio.h>

/* Keeps apart what stands side by side in a passage: cells, attributes, strings of an object. */
#define AP_PASSAGES_GAP '\x1f'

typedef struct {
    GPtrArray *together; /* char *: what a reader takes in together: a paragraph, a row, a figure, a line */
    GPtrArray *apart;    /* char *: what is in the file besides, or again, in an order that means nothing */
} ApPassages;

/* All that the file `name` with these `bytes` says, decompressed and decoded to UTF-8. A PNG's picture cannot
 * be read; the PDF has its text. NULL with `error` if it is not what its name says. */
ApPassages *ap_passages_new(const char *name, GBytes *bytes, GError **error);
void ap_passages_free(ApPassages *passages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApPassages, ap_passages_free)
