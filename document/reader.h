/* The state of reading one text as Markdown, and the functions that md4c calls. For the files markdown.c and
 * reader*.c alone. */
#pragma once

#include "document/inline.h"
#include "document/raw_table.h"

#include <md4c.h>

/* A paragraph ": caption {#tbl-x}" that waits for its table. */
typedef struct {
    GArray *pieces; /* NULL if none waits */
    char *attributes;
    ApPlace attributes_place;
    ApPlace place;
} ApCaption;

/* All that is lent is borrowed from the blocks being built. */
typedef struct {
    const ApRendered *rendered;
    const char *masked; /* the rendered text as md4c reads it, byte for byte as long (markdown.c) */
    ApProblems *problems;
    gsize last;            /* the offset behind the last text that was seen */
    GPtrArray *containers; /* GPtrArray of ApBlock, lent: where blocks go, innermost last */
    GPtrArray *lists;      /* ApBlock, lent: the lists that are open */
    GArray *pieces;        /* ApPiece: of the block or cell being read; NULL outside of one */
    ApPlace leaf_place;
    gboolean implicit; /* the paragraph of a tight list's item, which md4c does not announce */
    gsize first;       /* the offset of its first text */
    guint level;       /* of the heading being read, 0 outside of one */
    guint strong;
    guint emphasis;
    char *image; /* the target of an image in this paragraph */
    ApPlace image_place;
    ApRawTable *raw;
    gboolean header;
    ApAlign align;
    guint columns;
    const ApSpan *counted_span; /* the literal span in which characters were last counted, */
    gsize counted;              /* up to this offset, */
    ApPlace counted_place;      /* which is here */
    gssize row_start;           /* offset of the row's first text, or -1 */
    ApCaption caption;
    guint refused; /* depth of constructs that the language lacks; their text is dropped */
} ApReader;

/* Reads the bytes from `start` to `end` of the rendered text: their blocks go into the innermost container.
 */
void ap_reader_read(ApReader *reader, gsize start, gsize end);

/* Adds a block (taken) to the innermost container. */
void ap_reader_add_block(ApReader *reader, ApBlock *block);

/* The place of what comes after the last text that was seen. */
ApPlace ap_reader_next_place(const ApReader *reader);

/* Reports a caption that waits in vain for its table. */
void ap_reader_drop_caption(ApReader *reader);

/* Begins the text of a block or cell. */
void ap_reader_begin_pieces(ApReader *reader);

/* Refuses a construct that Markdown has and this language has not; the caller counts `refused` down at its
 * end. */
void ap_reader_refuse(ApReader *reader, const char *what);

/* What md4c calls: `data` is the ApReader. */
int ap_reader_enter_block(MD_BLOCKTYPE type, void *detail, void *data);
int ap_reader_leave_block(MD_BLOCKTYPE type, void *detail, void *data);
int ap_reader_enter_span(MD_SPANTYPE type, void *detail, void *data);
int ap_reader_leave_span(MD_SPANTYPE type, void *detail, void *data);
int ap_reader_take_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data);
