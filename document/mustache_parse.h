/* The source of a Mustache template as a tree of elements. For mustache.c alone. */
#pragma once

#include "scores/problem.h"

typedef enum {
    AP_ELEMENT_TEXT,      /* `text` as it stands, within one line */
    AP_ELEMENT_INDENT,    /* `text`: the blanks that a partial's tag puts before each of its lines */
    AP_ELEMENT_ESCAPED,   /* {{name}} */
    AP_ELEMENT_UNESCAPED, /* {{{name}}}, {{&name}} */
    AP_ELEMENT_SECTION,   /* {{#name}}: children */
    AP_ELEMENT_INVERTED,  /* {{^name}}: children */
    AP_ELEMENT_PARTIAL,   /* {{>name}}: indent */
} ApPieceKind;

typedef struct {
    ApPieceKind kind;
    char *text;          /* the literal text, or the tag's name */
    char *indent;        /* of a partial: what goes before each of its lines, "" if nothing */
    GPtrArray *children; /* ApPiece, of a section */
    ApPlace place;
} ApPiece;

void ap_piece_free(ApPiece *element);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApPiece, ap_piece_free)

/* Parses `source` of `file` (borrowed by places), each line of which is to begin with `indent`. The root is a
 * section without a name. NULL if the template is not well formed: the problems say where. */
ApPiece *ap_mustache_parse(const char *file, const char *source, const char *indent, ApProblems *problems);
