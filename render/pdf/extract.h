/* What a finished PDF says: its text in reading order, and the facts in its metadata. */
#pragma once

#include <gio/gio.h>

/* The text of one block (a paragraph, a heading, a cell, a figure) on one page. */
typedef struct {
    guint page;           /* from 1 */
    const char *type;     /* the standard type of the block: "P", "TD", "Figure", "Caption"; interned */
    guint block;          /* one for the block, on whatever pages it stands */
    guint row;            /* of a cell: one for the row of the table; else 0 */
    gboolean in_contents; /* it is an entry of a table of contents */
    char *text;           /* UTF-8. Lines are joined, without a blank between ideographs; what stands apart in
                             a figure is kept apart by newlines. */
} ApPdfText;

typedef struct {
    GPtrArray *texts; /* ApPdfText in the order of the structure; artifacts are left out */
    GPtrArray *facts; /* char *: "NAME=VALUE", as ApPdfOptions.properties were given */
} ApPdfExtract;

/* NULL with `error` if the file can't be parsed. */
ApPdfExtract *ap_pdf_extract(GBytes *pdf, GError **error);
void ap_pdf_extract_free(ApPdfExtract *extract);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApPdfExtract, ap_pdf_extract_free)
