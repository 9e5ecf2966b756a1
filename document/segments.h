/* Splits a rendered text at its lines ":::". For the Markdown reader alone. */
#pragma once

#include "document/mustache.h"

typedef enum {
    AP_SEGMENT_TEXT,  /* Markdown */
    AP_SEGMENT_OPEN,  /* ::: NAME */
    AP_SEGMENT_CLOSE, /* ::: */
    AP_SEGMENT_ALONE, /* ::: NAME TITLE ::: */
} ApSegmentKind;

/* Bytes from `start` to `end`: of the Markdown, or of the title. */
typedef struct {
    ApSegmentKind kind;
    char *name; /* of a block, else NULL */
    gsize start;
    gsize end;
    ApPlace place;
} ApSegment;

/* An array of ApSegment that owns their names. */
GArray *ap_segments_find(const ApRendered *rendered);
