/* A book of sheets in one hand, and how their cells look: all that knows it is here. */
#pragma once

#include "render/xlsx/terms.h"
#include "scores/decimal.h"

#include <xlsxwriter.h>

typedef enum {
    AP_STYLE_TEXT,
    AP_STYLE_WRAP,        /* long text, at most as wide as a line of a page */
    AP_STYLE_WORD,        /* a word instead of a value: centred, grey */
    AP_STYLE_PLAIN,       /* a number with as many places as it has */
    AP_STYLE_POINTS,      /* a score or maximum as it was given */
    AP_STYLE_MARKED,      /* a score that a correction changed */
    AP_STYLE_MARKED_WORD, /* the same of a word */
    AP_STYLE_VALUE,       /* at the published precision */
    AP_STYLE_EXACT,       /* unrounded */
    AP_STYLE_COUNT,
    AP_STYLE_LINK,
    AP_STYLE_BACK, /* the link above the table */
    AP_STYLE_HEADER,
    AP_STYLE_TITLE,
    AP_STYLE_REMARK,
    AP_STYLES
} ApCellStyle;

typedef struct {
    lxw_workbook *workbook;
    lxw_format *formats[AP_STYLES];
    lxw_format *earlier[AP_DECIMAL_PLACES + 1]; /* by places: what another year published */
    ApTerms *terms;                             /* borrowed */
    GPtrArray *sheets;                          /* ApTab, in their order */
    GHashTable *tables; /* set of char *: the names of tables without regard to capitals */
    guint exact_places; /* that an unrounded value shows */
    lxw_error failure;  /* the first that the library reported */
} ApBook;

/* How numbers are printed: places after the point. */
typedef struct {
    guint points;
    guint value;
} ApPlaces;

/* `workbook` and `terms` are borrowed. */
ApBook *ap_book_new(lxw_workbook *workbook, ApTerms *terms, ApPlaces places);
void ap_book_free(ApBook *book);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApBook, ap_book_free)

/* Remembers the first failure that the library reports. */
void ap_book_note(ApBook *book, lxw_error failure);
