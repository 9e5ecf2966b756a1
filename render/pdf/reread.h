/* A PDF read back: its structure tree, its pages' marked content and its fonts as plain values, which the
 * rules in check.h look at. */
#pragma once

#include <gio/gio.h>

/* Content that belongs to an element: a sequence on a page. */
typedef struct {
    guint page; /* index */
    guint mcid;
    guint n_before; /* how many children of the element come before it */
} ApReadContent;

typedef struct {
    int object;       /* its number in the file, 0 for none */
    const char *type; /* the standard type after the role map: "P", "TD" */
    guint parent;     /* index in ApReadFile.elements; G_MAXUINT for the root's children */
    gboolean has_alt;
    const char *alt; /* of a figure; NULL for none */
    gboolean has_scope;
    guint row_span, column_span; /* at least 1 */
    const char *id;              /* of a note, or NULL */
    GArray *contents;            /* ApReadContent, in order */
    GArray *annotations;         /* int: their object numbers */
} ApReadElement;

typedef struct {
    GArray *mcids; /* guint, in the order drawn */
    GPtrArray
        *texts; /* GString by MCID, NULL for one not drawn; a newline marks a gap; empty unless asked for */
    GString *shown;    /* all that it shows, artifacts too, in the order drawn; empty unless asked for */
    GArray *owners;    /* int: object numbers of the elements by MCID, as the ParentTree has them */
    gboolean has_tabs; /* the tabulator follows the structure */
} ApReadPage;

typedef struct {
    int object;
    guint page;
    gboolean is_link, has_contents, is_printed;
    int owner; /* object number of its element, as the ParentTree has it; 0 for none */
} ApReadAnnotation;

typedef struct {
    char *name;
    gboolean is_embedded;
    guint undrawable; /* how many codes are drawn that ToUnicode doesn't know */
} ApReadFont;

typedef struct {
    GPtrArray *elements;    /* ApReadElement, a parent before its children, in reading order */
    GPtrArray *pages;       /* ApReadPage */
    GPtrArray *annotations; /* ApReadAnnotation */
    GPtrArray *fonts;       /* ApReadFont */
    char *metadata;         /* the XMP packet; NULL for none */
    GPtrArray *failures;    /* char *: what was wrong in the content streams and in the catalog */
    GStringChunk *strings;
} ApReadFile;

/* Reads the texts too if `with_texts`. NULL with `error` if the file can't be parsed. */
ApReadFile *ap_file_reread(GBytes *pdf, gboolean with_texts, GError **error);
void ap_read_file_free(ApReadFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApReadFile, ap_read_file_free)
