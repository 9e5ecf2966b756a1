/* Boxes one below the other become pages. Lengths are points. */
#pragma once

#include "render/pdf/fragment.h"

typedef enum {
    AP_BOX_TEXT,   /* a paragraph, heading, caption, list item, entry of the contents */
    AP_BOX_TABLE,  /* a table with its caption */
    AP_BOX_FIGURE, /* a figure with its caption: may float to the next page */
    AP_BOX_COVER,  /* a page of its own; the first text above, the others at its foot */
    AP_BOX_PAGE,   /* what follows starts a page */
    AP_BOX_BODY,   /* and that page is number 1 */
} ApBoxKind;

/* A piece of a text that leads somewhere. */
typedef struct {
    guint piece; /* of ApText.pieces */
    guint destination;
    ApElement *element;
} ApBoxLink;

typedef struct {
    ApText *text;
    GArray *lines; /* ApLine */
    double x;      /* of the measure, from the text's left edge */
    ApMeaning meaning;
    GArray *links; /* ApBoxLink, or NULL */
} ApSetText;

typedef struct {
    ApBoxKind kind;
    double before, after;
    gboolean keep;       /* on the page where the next box starts */
    gboolean flush;      /* figures that float do not float over it */
    gint destination;    /* that it is, or −1 */
    GPtrArray *texts;    /* ApSetText: one; of a figure, the caption; of a cover, all */
    ApSetText *label;    /* of a list item: beside the first line */
    const char *chapter; /* of a heading that starts one: its text; borrowed */
    gint entry;          /* of the contents: the destination whose page is printed, or −1 */
    ApElement *entry_link;
    ApTextRole entry_role;
    ApTabular *tabular;
    guint figure;
    double width, height; /* of a figure */
    ApElement *figure_element;
} ApFlowBox;

ApFlowBox *ap_flow_box_new(ApBoxKind kind);
void ap_flow_box_free(ApFlowBox *box);

/* Breaks `text`, which it takes, for `measure` at x. */
ApSetText *ap_set_text_new(ApText *text, const ApLineMeasure *measure, double x, ApElement *element);
void ap_set_text_free(ApSetText *set);

/* An entry of the contents that was placed: its leader and number are painted when all pages are known. */
typedef struct {
    guint page;
    guint mark;  /* index of the mark before which they stand */
    double x, y; /* end of the entry's text and its baseline */
    guint destination;
    ApElement *link;
    ApTextRole role;
} ApEntry;

typedef struct {
    GPtrArray *chapters; /* const char *: of each page, may be NULL; borrowed from the boxes */
    GArray *entries;     /* ApEntry, in order */
} ApFlowNotes;

/* Places `boxes` (ApFlowBox) on new pages of `pages`, whose destinations it fills in. If `has_front`, page
 * numbers are roman until an AP_BOX_BODY. */
void ap_flow(const ApPageStyle *style, const GPtrArray *boxes, gboolean has_front, ApPages *pages,
             ApFlowNotes *notes);
void ap_flow_notes_clear(ApFlowNotes *notes);

/* Page numbers in small roman figures. Caller frees. */
char *ap_roman(guint number);
