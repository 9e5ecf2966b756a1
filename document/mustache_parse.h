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
} ApElementKind;

typedef struct {
    ApElementKind kind;
    char *text;          /* the literal text, or the tag's name */
    char *indent;        /* of a partial: what goes before each of its lines, "" if nothing */
    GPtrArray *children; /* ApElement, of a section */
    ApPlace place;
} ApElement;

void ap_element_free(ApElement *element);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApElement, ap_element_free)

/* Parses `source` of `file` (borrowed by places), each line of which is to begin with `indent`. The root is a
 * section without a name. NULL if the template is not well formed: the problems say where. */
ApElement *ap_mustache_parse(const char *file, const char *source, const char *indent, ApProblems *problems);
