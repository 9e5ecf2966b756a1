/* A book of sheets in one hand: each has a title in A1, a remark, a link back to the contents and one table
 * whose widths follow from its contents. Here is all that knows how a cell looks. */
#pragma once

#include "render/xlsx/terms.h"

#include <xlsxwriter.h>

typedef enum {
    AP_STYLE_TEXT,
    AP_STYLE_WRAP,   /* long text, at most as wide as a line of a page */
    AP_STYLE_WORD,   /* a word instead of a value: centred, grey */
    AP_STYLE_PLAIN,  /* a number with as many places as it has */
    AP_STYLE_POINTS, /* a score or maximum as it was given */
    AP_STYLE_MARKED, /* a score that a correction changed */
    AP_STYLE_VALUE,  /* at the published precision */
    AP_STYLE_EXACT,  /* unrounded */
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
    ApTerms *terms;     /* borrowed */
    GPtrArray *sheets;  /* ApTab, in their order */
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

typedef struct {
    ApBook *book;
    lxw_worksheet *worksheet;
    char *name;  /* on the tab */
    char *title; /* in A1 */
    char *remark;
    lxw_row_t header;   /* the row of the table's header, from 0 */
    lxw_row_t end;      /* the row after the last written */
    GArray *widths;     /* guint, of each column's contents */
    GPtrArray *headers; /* char * */
    GHashTable *folded; /* set of char *: the headers without regard to capitals */
    lxw_row_t tall_row; /* the last row that was made higher, and the lines it has */
    guint lines;
    guint key_columns; /* frozen at the left */
} ApTab;

/* Characters of a sheet's name; what is longer is cut. */
#define AP_TAB_NAME_MAX 31

/* Rows above a table, and its first row. */
#define AP_TAB_REMARK 1
#define AP_TAB_BACK 2
#define AP_TAB_HEADER 3

/* Adds a sheet, lent by the book. `name` is made a legal and unused sheet name; `header` is the row of the
 * header. */
ApTab *ap_tab_new(ApBook *book, const char *name, const char *title, const char *remark, lxw_row_t header);

/* A sheet whose name, title and remark are the terms `sheets.KEY.name`, `.title` and `.remark`. */
ApTab *ap_tab_of(ApBook *book, const char *key, lxw_row_t header);

/* Adds the header of the next column; one that another column has already gets a number. */
void ap_tab_column(ApTab *sheet, const char *header);

/* Writes a cell. An empty text becomes the word for nothing, so that no cell of a table is blank. */
void ap_tab_text(ApTab *sheet, lxw_row_t row, lxw_col_t column, const char *text, ApCellStyle style);
void ap_tab_number(ApTab *sheet, lxw_row_t row, lxw_col_t column, double number, ApCellStyle style);
/* `internal:` links only. */
void ap_tab_link(ApTab *sheet, lxw_row_t row, lxw_col_t column, const ApTab *target, lxw_row_t to_row,
                 lxw_col_t to_column, const char *text);

/* Writes a formula with its result, a number or, if `text` is not NULL, a text. `array` evaluates it over
 * whole ranges. */
void ap_tab_formula(ApTab *sheet, lxw_row_t row, lxw_col_t column, const char *formula, double number,
                    const char *text, gboolean array, ApCellStyle style);

/* Writes the headers, makes the rows below them a table object, and sets widths, frozen panes and the printed
 * page. Call it last. */
void ap_tab_finish(ApTab *sheet);

/* The reference of a cell or range of `sheet` in a formula: 'name'!$A$5:$A$9. Rows and columns count from 0.
 * Caller frees. */
char *ap_tab_cell(const ApTab *sheet, lxw_row_t row, lxw_col_t column);
char *ap_tab_range(const ApTab *sheet, lxw_row_t first_row, lxw_col_t first_column, lxw_row_t last_row,
                   lxw_col_t last_column);

/* The same, of a cell whose reference moves with a copy of the formula: 'name'!A5. Caller frees. */
char *ap_tab_relative(const ApTab *sheet, lxw_row_t row, lxw_col_t column);
