/* How a sheet of the workbook looks. */
#include <config.h>

#include "render/xlsx/tab.h"

#include "render/columns.h"

#include <string.h>

#define ROW_HEIGHT 18.0 /* points */
#define WIDTH_MIN 9
#define WIDTH_HEADER 16 /* a header alone makes a column no wider: it wraps */
#define WIDTH_MAX 76
#define WIDTH_WRAP 70       /* columns of text in a cell as wide as that */
#define LINE_HEIGHT 16.5    /* points */
#define WIDTH_LANDSCAPE 110 /* what is wider is printed across, */
#define WIDTH_PAGE 210      /* and what is wider than that on several pages, */
#define WIDTH_BESIDE 260    /* but a chart stays on the page of the table beside it */
/* The width of a page between its margins where nothing is made smaller, and its height as a share of it. */
#define WIDTH_UPRIGHT 96
#define WIDTH_ACROSS 144
#define HEIGHT_UPRIGHT 1.45
#define HEIGHT_ACROSS 0.65

#define NAME_NUMBER 4 /* of them, for a number behind a space */

#define PIXELS 7      /* of a column's unit of width */
#define ROW_PIXELS 24 /* of ROW_HEIGHT */
#define LONG_TABLE 30 /* rows after which a chart below would not be found */

#define PAPER_A4 9
#define TABLE_STYLE_PLAIN 0 /* the cells carry their own look */
#define TABLE_COLUMNS_MAX 1000
#define LINKS_MAX 65530 /* of a sheet, in Excel */

/* ---- Names. ---- */

/* Whether a sheet has the name, or Excel keeps it for itself. */
static gboolean
name_is_used(const ApBook *book, const char *name)
{
    g_autofree char *folded = g_utf8_casefold(name, -1);
    if (strcmp(folded, "history") == 0)
        return TRUE;
    for (guint i = 0; i < book->sheets->len; i++) {
        const ApTab *sheet = g_ptr_array_index(book->sheets, i);
        g_autofree char *other = g_utf8_casefold(sheet->name, -1);
        if (strcmp(folded, other) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Excel allows 31 characters, none of []:*?/\\, no apostrophe at either end, and no name twice: a number
 * tells two alike apart, and room is made for it. */
static char *
legal_name(const ApBook *book, const char *wished)
{
    g_autofree char *plain = g_strdup(wished);
    g_strdelimit(plain, "[]:*?/\\'", ' ');
    g_strstrip(plain);
    glong length = g_utf8_strlen(plain, -1);
    char *name = length == 0 ? g_strdup("-") : g_utf8_substring(plain, 0, MIN(length, AP_TAB_NAME_MAX));
    g_autofree char *stem = g_utf8_substring(plain, 0, MIN(length, AP_TAB_NAME_MAX - NAME_NUMBER));
    for (guint n = 2; name_is_used(book, name); n++) {
        g_free(name);
        name = g_strdup_printf("%s %u", stem, n);
    }
    return name;
}

void
ap_tab_append_name(GString *name, const char *text)
{
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        gboolean plain = c <= 0xFFFF && (g_unichar_isalpha(c) || (c < 0x80 && g_ascii_isdigit((gchar)c)));
        g_string_append_unichar(name, plain ? c : '_');
    }
}

/* No two tables may have one name, capitals or not: the names of sheets may differ in characters that those
 * of tables may not hold. */
static char *
table_name(const ApTab *sheet)
{
    g_autoptr(GString) stem = g_string_new(ap_terms_get(sheet->book->terms, "words.table"));
    ap_tab_append_name(stem, sheet->name);
    char *name = g_strdup(stem->str), *folded = g_utf8_casefold(name, -1);
    for (guint n = 2; g_hash_table_contains(sheet->book->tables, folded); n++) {
        g_free(name);
        g_free(folded);
        name = g_strdup_printf("%s_%u", stem->str, n);
        folded = g_utf8_casefold(name, -1);
    }
    g_hash_table_add(sheet->book->tables, folded);
    return name;
}

/* ---- Sheets. ---- */

void
ap_tab_free(ApTab *sheet)
{
    g_free(sheet->name);
    g_free(sheet->title);
    g_free(sheet->remark);
    g_array_unref(sheet->widths);
    g_ptr_array_unref(sheet->headers);
    g_hash_table_unref(sheet->folded);
    g_free(sheet);
}

static void
write_plain(ApTab *sheet, lxw_row_t row, const char *text, ApCellStyle style)
{
    ap_book_note(sheet->book,
                 worksheet_write_string(sheet->worksheet, row, 0, text, sheet->book->formats[style]));
}

ApTab *
ap_tab_new(ApBook *book, const char *name, const char *title, const char *remark, lxw_row_t header)
{
    ApTab *sheet = g_new0(ApTab, 1);
    sheet->book = book;
    sheet->name = legal_name(book, name);
    sheet->title = g_strdup(title);
    sheet->remark = g_strdup(remark);
    sheet->header = header;
    sheet->end = header + 1;
    sheet->widths = g_array_new(FALSE, TRUE, sizeof(guint));
    sheet->headers = g_ptr_array_new_with_free_func(g_free);
    sheet->folded = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    sheet->key_columns = 1;
    sheet->worksheet = workbook_add_worksheet(book->workbook, sheet->name);
    g_ptr_array_add(book->sheets, sheet);
    worksheet_set_default_row(sheet->worksheet, ROW_HEIGHT, FALSE);
    worksheet_set_row(sheet->worksheet, 0, 26, NULL);
    write_plain(sheet, 0, title, AP_STYLE_TITLE);
    write_plain(sheet, AP_TAB_REMARK, remark, AP_STYLE_REMARK);
    const ApTab *contents = g_ptr_array_index(book->sheets, 0);
    if (contents != sheet)
        ap_tab_link(sheet, AP_TAB_BACK, 0, contents, 0, 0, ap_terms_get(book->terms, "words.back"));
    return sheet;
}

ApTab *
ap_tab_of(ApBook *book, const char *key, lxw_row_t header)
{
    const char *fields[] = {"name", "title", "remark"};
    const char *texts[G_N_ELEMENTS(fields)];
    for (guint i = 0; i < G_N_ELEMENTS(fields); i++) {
        g_autofree char *path = g_strdup_printf("sheets.%s.%s", key, fields[i]);
        texts[i] = ap_terms_get(book->terms, path);
    }
    return ap_tab_new(book, texts[0], texts[1], texts[2], header);
}

/* The text on one line: blanks for breaks and other control characters, which the table and its header cell
 * would spell differently. Caller frees. */
static char *
one_line(const char *text)
{
    char *line = g_strdup(text);
    for (char *at = line; *at != '\0'; at++)
        if (g_ascii_iscntrl(*at))
            *at = ' ';
    return line;
}

/* Excel wants the headers of a table to differ, capitals or not. */
void
ap_tab_column(ApTab *sheet, const char *wished)
{
    g_autofree char *header = one_line(wished);
    char *unique = g_strdup(header);
    char *folded = g_utf8_casefold(unique, -1);
    for (guint n = 2; g_hash_table_contains(sheet->folded, folded); n++) {
        g_free(unique);
        g_free(folded);
        unique = g_strdup_printf("%s (%u)", header, n);
        folded = g_utf8_casefold(unique, -1);
    }
    g_hash_table_add(sheet->folded, folded);
    g_ptr_array_add(sheet->headers, unique);
    g_array_set_size(sheet->widths, sheet->headers->len);
}

/* ---- Cells. ---- */

/* Remembers that a cell is written and how wide its contents are. */
static void
note_cell(ApTab *sheet, lxw_row_t row, lxw_col_t column, guint width)
{
    sheet->end = MAX(sheet->end, row + 1);
    if (column < sheet->widths->len) {
        guint *widest = &g_array_index(sheet->widths, guint, column);
        *widest = MAX(*widest, width);
    }
}

/* Makes a row as high as a text of `width` columns needs that wraps. Programs do not agree on whether they do
 * so themselves. */
static void
grow_row(ApTab *sheet, lxw_row_t row, guint width)
{
    if (row != sheet->tall_row) {
        sheet->tall_row = row;
        sheet->lines = 1;
    }
    sheet->lines = MAX(sheet->lines, (width + WIDTH_WRAP - 1) / WIDTH_WRAP);
    ap_book_note(sheet->book, worksheet_set_row(sheet->worksheet, row, LINE_HEIGHT * sheet->lines + 4, NULL));
}

void
ap_tab_text(ApTab *sheet, lxw_row_t row, lxw_col_t column, const char *text, ApCellStyle style)
{
    gboolean nothing = *text == '\0';
    const char *shown = nothing ? ap_terms_get(sheet->book->terms, "words.none") : text;
    lxw_format *format = sheet->book->formats[nothing ? AP_STYLE_WORD : style];
    note_cell(sheet, row, column, ap_columns(shown));
    if (style == AP_STYLE_WRAP && ap_columns(shown) > WIDTH_WRAP)
        grow_row(sheet, row, ap_columns(shown));
    ap_book_note(sheet->book, worksheet_write_string(sheet->worksheet, row, column, shown, format));
}

/* Columns that a number takes in a style. */
static guint
number_width(const ApTab *sheet, ApCellStyle style)
{
    return style == AP_STYLE_EXACT ? 4 + sheet->book->exact_places : 7;
}

void
ap_tab_number(ApTab *sheet, lxw_row_t row, lxw_col_t column, double number, ApCellStyle style)
{
    note_cell(sheet, row, column, number_width(sheet, style));
    ap_book_note(sheet->book,
                 worksheet_write_number(sheet->worksheet, row, column, number, sheet->book->formats[style]));
}

void
ap_tab_earlier(ApTab *sheet, lxw_row_t row, lxw_col_t column, double number, guint places)
{
    note_cell(sheet, row, column, number_width(sheet, AP_STYLE_VALUE));
    ap_book_note(sheet->book,
                 worksheet_write_number(sheet->worksheet, row, column, number, sheet->book->earlier[places]));
}

void
ap_tab_link(ApTab *sheet, lxw_row_t row, lxw_col_t column, const ApTab *target, lxw_row_t to_row,
            lxw_col_t to_column, const char *text)
{
    if (sheet->links == LINKS_MAX) {
        ap_tab_text(sheet, row, column, text, AP_STYLE_TEXT);
        return;
    }
    sheet->links++;
    char cell[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell(cell, to_row, to_column);
    g_autofree char *url = g_strdup_printf("internal:'%s'!%s", target->name, cell);
    if (row > sheet->header)
        note_cell(sheet, row, column, ap_columns(text));
    ApCellStyle style = row > sheet->header ? AP_STYLE_LINK : AP_STYLE_BACK;
    ap_book_note(sheet->book, worksheet_write_url_opt(sheet->worksheet, row, column, url,
                                                      sheet->book->formats[style], text, NULL));
}

void
ap_tab_formula(ApTab *sheet, lxw_row_t row, lxw_col_t column, const char *formula, double number,
               const char *text, gboolean array, ApCellStyle style)
{
    lxw_worksheet *worksheet = sheet->worksheet;
    lxw_format *format = sheet->book->formats[style];
    note_cell(sheet, row, column, text == NULL ? number_width(sheet, style) : ap_columns(text));
    lxw_error failure;
    if (text != NULL)
        failure = worksheet_write_formula_str(worksheet, row, column, formula, format, text);
    else if (array)
        failure =
            worksheet_write_array_formula_num(worksheet, row, column, row, column, formula, format, number);
    else
        failure = worksheet_write_formula_num(worksheet, row, column, formula, format, number);
    ap_book_note(sheet->book, failure);
}

/* ---- The finished sheet. ---- */

static guint
column_width(const ApTab *sheet, guint column)
{
    guint header = ap_columns(g_ptr_array_index(sheet->headers, column)) + 3; /* and the filter's button */
    guint width = g_array_index(sheet->widths, guint, column);
    width = MAX(width, MIN(header, WIDTH_HEADER));
    width = width + width / 12 + 3; /* ideographs are a little wider than two digits */
    return CLAMP(width, WIDTH_MIN, WIDTH_MAX);
}

/* The width of the first `n` columns. */
static guint
width_of(const ApTab *sheet, guint n)
{
    guint total = 0;
    for (guint c = 0; c < n; c++)
        total += column_width(sheet, c);
    return total;
}

/* What is printed side by side: the table, and what stands to its right behind an empty column. */
static guint
printed_width(const ApTab *sheet)
{
    guint table = width_of(sheet, sheet->headers->len);
    return sheet->beside ? table + WIDTH_MIN + sheet->drawing : MAX(table, sheet->drawing);
}

static gboolean
is_across(const ApTab *sheet)
{
    return printed_width(sheet) > WIDTH_LANDSCAPE;
}

/* How many pages lie side by side: as few as can be read. What is drawn is on one of them: beside the table
 * all is on one page, and behind the key columns, which all pages repeat, the first has room for it. */
static guint
count_pages(const ApTab *sheet)
{
    guint width = printed_width(sheet), key = width_of(sheet, sheet->key_columns);
    guint pages = sheet->beside ? 1 : (width + WIDTH_PAGE - 1) / WIDTH_PAGE;
    while (pages > 1 && (width + (pages - 1) * key) / pages < key + sheet->drawing)
        pages--;
    return pages;
}

/* Begins a page before the drawing at `row`, with the blank row above it, if it would be cut otherwise. */
static void
keep_together(ApTab *sheet, lxw_row_t row, guint pixels)
{
    gboolean across = is_across(sheet);
    guint width = MAX(printed_width(sheet) / count_pages(sheet), across ? WIDTH_ACROSS : WIDTH_UPRIGHT);
    guint page = (guint)(width * PIXELS * (across ? HEIGHT_ACROSS : HEIGHT_UPRIGHT));
    guint used = row * ROW_PIXELS % page;
    lxw_row_t breaks[] = {row - 1, 0};
    if (used + pixels > page)
        ap_book_note(sheet->book, worksheet_set_h_pagebreaks(sheet->worksheet, breaks));
}

void
ap_tab_place(ApTab *sheet, guint width, guint height, lxw_row_t *row, lxw_col_t *column)
{
    guint table = width_of(sheet, sheet->headers->len);
    sheet->drawing = width / PIXELS + 1;
    sheet->beside =
        sheet->end - sheet->header > LONG_TABLE && table + WIDTH_MIN + sheet->drawing <= WIDTH_BESIDE;
    *row = sheet->beside ? sheet->header + 1 : sheet->end + 1;
    *column = (lxw_col_t)(sheet->beside            ? sheet->headers->len + 1
                          : count_pages(sheet) > 1 ? sheet->key_columns
                                                   : 0);
    if (!sheet->beside)
        keep_together(sheet, *row, height);
}

/* Sets the widths and the height of the header. */
static void
set_widths(ApTab *sheet)
{
    guint lines = 1;
    for (guint c = 0; c < sheet->headers->len; c++) {
        guint width = column_width(sheet, c);
        guint header = ap_columns(g_ptr_array_index(sheet->headers, c));
        ap_book_note(sheet->book,
                     worksheet_set_column(sheet->worksheet, (lxw_col_t)c, (lxw_col_t)c, width, NULL));
        lines = MAX(lines, header / (width - 4) + 1);
    }
    ap_book_note(sheet->book,
                 worksheet_set_row(sheet->worksheet, sheet->header, LINE_HEIGHT * lines + 6, NULL));
}

/* The headers and a filter without a table object. The library keeps memory for the square of a table's
 * columns: of a thousand participants in a figure of items that is 64 MB, of five thousand 1.6 GB. */
static void
add_filter(ApTab *sheet)
{
    lxw_col_t last = (lxw_col_t)(sheet->headers->len - 1);
    for (lxw_col_t c = 0; c <= last; c++)
        ap_book_note(sheet->book, worksheet_write_string(sheet->worksheet, sheet->header, c,
                                                         g_ptr_array_index(sheet->headers, c),
                                                         sheet->book->formats[AP_STYLE_HEADER]));
    ap_book_note(sheet->book, worksheet_autofilter(sheet->worksheet, sheet->header, 0, sheet->end - 1, last));
}

static void
add_table(ApTab *sheet)
{
    guint n = sheet->headers->len;
    g_autofree lxw_table_column *columns = g_new0(lxw_table_column, n);
    g_autofree lxw_table_column **list = g_new0(lxw_table_column *, n + 1);
    for (guint c = 0; c < n; c++) {
        columns[c].header = g_ptr_array_index(sheet->headers, c);
        columns[c].header_format = sheet->book->formats[AP_STYLE_HEADER];
        list[c] = &columns[c];
    }
    g_autofree char *name = table_name(sheet);
    lxw_table_options options = {.name = name,
                                 .style_type = LXW_TABLE_STYLE_TYPE_LIGHT,
                                 .style_type_number = TABLE_STYLE_PLAIN,
                                 .columns = list};
    ap_book_note(sheet->book, worksheet_add_table(sheet->worksheet, sheet->header, 0, sheet->end - 1,
                                                  (lxw_col_t)(n - 1), &options));
}

/* A4, the width on one page as long as that can be read, header and key columns on every page, the sheet's
 * name and the page number at the foot. */
static void
set_up_page(ApTab *sheet)
{
    lxw_worksheet *worksheet = sheet->worksheet;
    guint pages = count_pages(sheet);
    worksheet_set_paper(worksheet, PAPER_A4);
    if (is_across(sheet))
        worksheet_set_landscape(worksheet);
    worksheet_fit_to_pages(worksheet, (uint16_t)pages, 0);
    if (pages > 1)
        ap_book_note(sheet->book,
                     worksheet_repeat_columns(worksheet, 0, (lxw_col_t)(sheet->key_columns - 1)));
    worksheet_set_margins(worksheet, 0.6, 0.6, 0.7, 0.7);
    ap_book_note(sheet->book, worksheet_repeat_rows(worksheet, sheet->header, sheet->header));
    ap_book_note(sheet->book, worksheet_set_footer(worksheet, "&L&A&R&P / &N"));
}

/* Item numbers and codes are names: that some look like numbers is no mistake, nor is it that the formulas of
 * a group differ from those over all. */
static void
quiet_hints(ApTab *sheet)
{
    char cells[LXW_MAX_CELL_RANGE_LENGTH];
    lxw_rowcol_to_range(cells, sheet->header, 0, sheet->end, (lxw_col_t)sheet->headers->len);
    ap_book_note(sheet->book,
                 worksheet_ignore_errors(sheet->worksheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, cells));
    ap_book_note(sheet->book, worksheet_ignore_errors(sheet->worksheet, LXW_IGNORE_FORMULA_DIFFERS, cells));
}

void
ap_tab_finish(ApTab *sheet)
{
    set_widths(sheet);
    if (sheet->headers->len > TABLE_COLUMNS_MAX)
        add_filter(sheet);
    else if (sheet->end > sheet->header + 1)
        add_table(sheet);
    worksheet_freeze_panes(sheet->worksheet, sheet->header + 1, (lxw_col_t)sheet->key_columns);
    set_up_page(sheet);
    quiet_hints(sheet);
    worksheet_gridlines(sheet->worksheet, LXW_HIDE_ALL_GRIDLINES);
}

/* ---- References. ---- */

char *
ap_tab_cell(const ApTab *sheet, lxw_row_t row, lxw_col_t column)
{
    char cell[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell_abs(cell, row, column, TRUE, TRUE);
    return g_strdup_printf("'%s'!%s", sheet->name, cell);
}

char *
ap_tab_range(const ApTab *sheet, lxw_row_t first_row, lxw_col_t first_column, lxw_row_t last_row,
             lxw_col_t last_column)
{
    char cells[LXW_MAX_CELL_RANGE_LENGTH];
    lxw_rowcol_to_range_abs(cells, first_row, first_column, last_row, last_column);
    return g_strdup_printf("'%s'!%s", sheet->name, cells);
}

char *
ap_tab_relative(const ApTab *sheet, lxw_row_t row, lxw_col_t column)
{
    char cell[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell(cell, row, column);
    return g_strdup_printf("'%s'!%s", sheet->name, cell);
}
