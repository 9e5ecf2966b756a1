/* The text within a block, between the Markdown parser and the tree: pieces that remember where they stand,
 * and the runs that come of them. For the Markdown reader alone. */
#pragma once

#include "document/mustache.h"
#include "document/tree.h"

typedef enum {
    AP_PIECE_TEXT,
    AP_PIECE_BREAK,   /* a forced line break */
    AP_PIECE_NEWLINE, /* a line's end in the source: a space or nothing */
} ApPieceKind;

typedef struct {
    ApPieceKind kind;
    char *text;       /* of a text, else NULL */
    gboolean literal; /* the template's own words, which may hold references; no value, escaped character or
                         entity */
    gboolean meant;   /* begins with what its author marked as meant */
    char *claim;      /* of [words]{claim}, else NULL */
    gboolean strong;
    gboolean emphasis;
    const ApSpan *span; /* lent; NULL for breaks */
    ApPlace place;
} ApPiece;

/* An array of ApPiece that owns their texts and claims. */
GArray *ap_pieces_new(void);

/* Appends `piece` (taking its text), joined to the last one if nothing tells them apart. */
void ap_pieces_append(GArray *pieces, ApPiece piece);

/* Whether the pieces are just this text, written in the template. */
gboolean ap_pieces_are(const GArray *pieces, const char *text);

/* Whether they begin with this text, written in the template. */
gboolean ap_pieces_begin(const GArray *pieces, const char *text);

/* Removes the first `length` bytes, which the first piece holds. */
void ap_pieces_skip(GArray *pieces, gsize length);

/* Cuts attributes "{…}" off the end: what stands between the braces (caller frees) and where they open. NULL
 * if there are none. */
char *ap_pieces_take_attributes(GArray *pieces, ApPlace *place);

/* The pieces with the marks "\7" and "[words]{claim}" taken off and said of the pieces instead; an array of
 * its own. */
GArray *ap_pieces_mark(const GArray *pieces);

/* The place `length` bytes into a piece. */
ApPlace ap_pieces_place_within(const ApPiece *piece, gsize length);

/* Appends the runs that the pieces make to `runs`. Marks that are left over as text are problems. */
void ap_pieces_to_runs(const GArray *pieces, GPtrArray *runs, ApProblems *problems);
