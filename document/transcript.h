/* What a report says as a list of short texts, sentence by sentence and row by row, so that two reports
 * can be compared: from a document tree, or put together from a finished report that was read back. */
#pragma once

#include "document/tree.h"

typedef enum {
    AP_PASSAGE_HEADING,
    AP_PASSAGE_SENTENCE,
    AP_PASSAGE_CAPTION, /* of a table or a figure, with its number */
    AP_PASSAGE_ROW,     /* of a table: its cells, merged ones in the first row that they cover */
} ApPassageKind;

typedef struct {
    ApPassageKind kind;
    char *section; /* the heading under which it stands, "" before the first; of a row, the table's caption */
    char *text;    /* as the reader sees it */
    char *key;     /* the text without blanks: typesetting sets its own */
} ApPassage;

typedef struct {
    GPtrArray *list; /* ApPassage in reading order */
    char *heading;   /* the last */
    char *caption;   /* the last */
} ApTranscript;

ApTranscript *ap_transcript_new(void);
void ap_transcript_free(ApTranscript *transcript);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApTranscript, ap_transcript_free)

/* The passages of a document. Left out: lists of contents, numbers of list items, alternative texts. */
ApTranscript *ap_transcript_of_document(const ApDocument *document);

/* Each appends; a text of blanks adds nothing. A paragraph is split behind 。！？； and what closes a
 * quotation or a parenthesis there. */
void ap_transcript_add(ApTranscript *transcript, ApPassageKind kind, const char *text);
void ap_transcript_add_paragraph(ApTranscript *transcript, const char *text);

/* Appends a row of `cells` (char *, unless blank). */
void ap_transcript_add_row(ApTranscript *transcript, const GPtrArray *cells);

static inline const ApPassage *
ap_transcript_at(const ApTranscript *transcript, guint index)
{
    return (const ApPassage *)g_ptr_array_index(transcript->list, index);
}
