/* Laid-out pages: what stands where, and what it means. layout makes them, write turns them into PDF objects;
 * neither knows the other. Lengths are PostScript points; the origin of a page is its top left, y grows
 * downwards. */
#pragma once

#include "scores/problem.h"

/* A font face, by file and index; see face.h. */
typedef struct ApFace ApFace;

/* ---- Meaning: the structure tree, a mirror of the document tree. ---- */

typedef enum {
    AP_ELEMENT_DOCUMENT,
    AP_ELEMENT_SECTION, /* Sect */
    AP_ELEMENT_TITLE,   /* P with the role of a title on the cover */
    AP_ELEMENT_HEADING, /* H1…H6 by `level` */
    AP_ELEMENT_PARAGRAPH,
    AP_ELEMENT_NOTE,
    AP_ELEMENT_CONTENTS,      /* TOC */
    AP_ELEMENT_CONTENTS_ITEM, /* TOCI */
    AP_ELEMENT_REFERENCE,
    AP_ELEMENT_LINK,
    AP_ELEMENT_LABEL, /* Lbl */
    AP_ELEMENT_LIST,
    AP_ELEMENT_LIST_ITEM,
    AP_ELEMENT_LIST_BODY,
    AP_ELEMENT_TABLE,
    AP_ELEMENT_TABLE_HEAD,
    AP_ELEMENT_TABLE_BODY,
    AP_ELEMENT_ROW,
    AP_ELEMENT_HEADER_CELL, /* TH, with `scope` */
    AP_ELEMENT_CELL,        /* TD */
    AP_ELEMENT_CAPTION,
    AP_ELEMENT_FIGURE,
    AP_ELEMENT_SPAN,
} ApElementKind;

typedef enum { AP_SCOPE_NONE, AP_SCOPE_COLUMN, AP_SCOPE_ROW } ApHeaderScope;

typedef struct ApElement {
    ApElementKind kind;
    guint level;
    ApHeaderScope scope;
    guint row_span;
    guint column_span;
    char *alt;           /* of a figure or link, else NULL */
    char *actual_text;   /* of a span, else NULL */
    GPtrArray *children; /* ApElement */
    struct ApElement *parent;
} ApElement;

/* Appends a new element to `parent` (NULL for the root) and lends it; the root owns the whole tree. */
ApElement *ap_element_new(ApElement *parent, ApElementKind kind);
void ap_element_free(ApElement *root);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApElement, ap_element_free)

/* ---- Marks on the page. ---- */

typedef struct {
    double red, green, blue; /* 0 to 1, sRGB */
} ApColor;

/* One glyph and the text that it stands for. A cluster of several glyphs carries its text on the first; the
 * others have length 0. */
typedef struct {
    guint32 glyph;
    double x;         /* from the run's x */
    double y;         /* upwards from the baseline */
    guint text_start; /* bytes in ApGlyphRun.text */
    guint text_length;
} ApGlyph;

typedef struct {
    ApFace *face; /* lent by the font set */
    double size;  /* points */
    ApColor color;
    gboolean bold;  /* no bold face: stroke the outlines evenly */
    char *text;     /* UTF-8, the run's own text in reading order */
    GArray *glyphs; /* ApGlyph */
    double x, y;    /* start of the baseline */
} ApGlyphRun;

/* How lines are drawn. */
typedef struct {
    double width;
    double dash[4];
    guint n_dashes; /* 0: continuous */
    gboolean round; /* ends, also those of dashes: a line without length is a dot */
} ApPageStroke;

typedef struct {
    double x0, y0, x1, y1;
} ApPageLine;

typedef enum { AP_MARK_GLYPHS, AP_MARK_RULE, AP_MARK_LINES, AP_MARK_FIGURE, AP_MARK_WATERMARK } ApMarkKind;

/* Something drawn. `element` is the element it belongs to, NULL for an artifact (rules, running heads,
 * repeated headers). Marks are in painting order, which is also reading order. */
typedef struct {
    ApMarkKind kind;
    ApElement *element;
    ApGlyphRun *run;            /* of glyphs and a watermark */
    double x, y, width, height; /* of a rule (filled) or a figure (its box) */
    ApColor color;              /* of a rule or lines */
    ApPageStroke stroke;        /* of lines */
    GArray *lines;              /* of lines: ApPageLine; one that begins where another ends goes on from it */
    guint figure;               /* of a figure: its index among the charts */
    GPtrArray *drawn;           /* of a figure: ApPageMark, all within its box; NULL until it is drawn */
    double angle;               /* of a watermark, degrees */
} ApPageMark;

/* A place that links lead to. */
typedef struct {
    guint page; /* index */
    double y;
} ApDestination;

typedef struct {
    ApElement *element; /* the LINK element */
    double x, y, width, height;
    guint destination; /* index in ApPages.destinations */
    char *description; /* Contents */
} ApPageLink;

/* A value of the store that is printed on a page; its texts are the document's. */
typedef struct {
    double y;          /* of its baseline */
    const char *text;  /* as printed */
    const char *value; /* what it is (document/node.h) */
} ApPrinted;

typedef struct {
    GPtrArray *marks; /* ApPageMark */
    GPtrArray *links; /* ApPageLink */
    GArray *printed;  /* ApPrinted, in reading order */
    char *label;      /* "i", "1"; "" for the cover */
} ApPage;

/* A bookmark; its children follow at a deeper level. */
typedef struct {
    char *title;
    guint level; /* from 1 */
    guint destination;
} ApBookmark;

typedef struct {
    double width, height; /* of every page */
    GPtrArray *pages;     /* ApPage */
    GArray *destinations; /* ApDestination */
    GPtrArray *bookmarks; /* ApBookmark */
    ApElement *root;
} ApPages;

ApPages *ap_pages_new(double width, double height);
void ap_pages_free(ApPages *pages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApPages, ap_pages_free)
ApPage *ap_page_new(void);
void ap_page_free(ApPage *page);
ApPageMark *ap_page_mark_new(ApMarkKind kind, ApElement *element);
void ap_page_mark_free(ApPageMark *mark);
ApGlyphRun *ap_glyph_run_new(void);
void ap_glyph_run_free(ApGlyphRun *run);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApPage, ap_page_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApPageMark, ap_page_mark_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApGlyphRun, ap_glyph_run_free)
