/* The source of a Mustache template as a tree of elements. For mustache.c alone. */
#pragma once

#include "scores/problem.h"

typedef enum {
    AP_TOKEN_TEXT,      /* `text` as it stands, within one line */
    AP_TOKEN_INDENT,    /* `text`: the blanks that a partial's tag puts before each of its lines */
    AP_TOKEN_ESCAPED,   /* {{name}} */
    AP_TOKEN_UNESCAPED, /* {{{name}}}, {{&name}} */
    AP_TOKEN_SECTION,   /* {{#name}}: children */
    AP_TOKEN_INVERTED,  /* {{^name}}: children */
    AP_TOKEN_PARTIAL,   /* {{>name}}: indent */
} ApTokenKind;

typedef struct {
    ApTokenKind kind;
    char *text;          /* the literal text, or the tag's name */
    char *indent;        /* of a partial: what goes before each of its lines, "" if nothing */
    GPtrArray *children; /* ApToken, of a section */
    ApPlace place;
} ApToken;

void ap_token_free(ApToken *element);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApToken, ap_token_free)

/* Parses `source` of `file` (borrowed by places), each line of which is to begin with `indent`. The root is a
 * section without a name. NULL if the template is not well formed: the problems say where. */
ApToken *ap_mustache_parse(const char *file, const char *source, const char *indent, ApProblems *problems);
