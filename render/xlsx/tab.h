/* A sheet of the book: a title in A1, a remark, a link back to the contents and one table whose widths follow
 * from its contents. */
#pragma once

#include "render/xlsx/book.h"

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
    guint links;
    guint key_columns; /* frozen at the left */
    guint drawing;     /* columns that a chart or picture takes; 0 if there is none */
    gboolean beside;   /* it stands to the right of the table, not below it */
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

void ap_tab_free(ApTab *sheet);

/* A sheet whose name, title and remark are the terms `sheets.KEY.name`, `.title` and `.remark`. */
ApTab *ap_tab_of(ApBook *book, const char *key, lxw_row_t header);

/* Adds the header of the next column; one that another column has already gets a number. */
void ap_tab_column(ApTab *sheet, const char *header);

/* Writes a cell. An empty text becomes the word for nothing, so that no cell of a table is blank. */
void ap_tab_text(ApTab *sheet, lxw_row_t row, lxw_col_t column, const char *text, ApCellStyle style);
void ap_tab_number(ApTab *sheet, lxw_row_t row, lxw_col_t column, double number, ApCellStyle style);
/* A value as another year published it, with that year's places, at most AP_DECIMAL_PLACES. */
void ap_tab_earlier(ApTab *sheet, lxw_row_t row, lxw_col_t column, double number, guint places);
/* A link to a cell of the book; where the sheet has as many as Excel allows, the text alone. */
void ap_tab_link(ApTab *sheet, lxw_row_t row, lxw_col_t column, const ApTab *target, lxw_row_t to_row,
                 lxw_col_t to_column, const char *text);

/* Writes a formula with its result, a number or, if `text` is not NULL, a text. `array` evaluates it over
 * whole ranges. */
void ap_tab_formula(ApTab *sheet, lxw_row_t row, lxw_col_t column, const char *formula, double number,
                    const char *text, gboolean array, ApCellStyle style);

/* Writes the headers, makes the rows below them a table object, and sets widths, frozen panes and the printed
 * page. Call it last. */
void ap_tab_finish(ApTab *sheet);

/* Appends `text` as part of a name that formulas may use: letters of the basic plane, digits 0 to 9 and low
 * lines. */
void ap_tab_append_name(GString *name, const char *text);

/* Finds the place of a chart or picture, its size in pixels: below the table, or to the right of one that is
 * long and narrow; never over cells that every page repeats, since it would be repeated, too. Call it when
 * the table is written. */
void ap_tab_place(ApTab *sheet, guint width, guint height, lxw_row_t *row, lxw_col_t *column);

/* The reference of a cell or range of `sheet` in a formula: 'name'!$A$5:$A$9. Rows and columns count from 0.
 * Caller frees. */
char *ap_tab_cell(const ApTab *sheet, lxw_row_t row, lxw_col_t column);
char *ap_tab_range(const ApTab *sheet, lxw_row_t first_row, lxw_col_t first_column, lxw_row_t last_row,
                   lxw_col_t last_column);

/* The same, of a cell whose reference moves with a copy of the formula: 'name'!A5. Caller frees. */
char *ap_tab_relative(const ApTab *sheet, lxw_row_t row, lxw_col_t column);
