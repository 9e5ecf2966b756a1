/* How the cells of the workbook look, and what its sheets share. */
#include <config.h>

#include "render/xlsx/tab.h"

#define COLOR_HEADER 0x12436D
#define COLOR_LINE 0xBFC5CC
#define COLOR_WORD 0x5F6770
#define COLOR_MARKED 0xFDE9C9
#define EXACT_PLACES 6 /* that an unrounded value shows beyond the published ones */

static lxw_format *
new_format(const ApBook *book)
{
    lxw_format *format = workbook_add_format(book->workbook);
    format_set_font_name(format, ap_terms_get(book->terms, "font"));
    format_set_font_size(format, 11);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    return format;
}

/* A cell of a table. */
static lxw_format *
new_cell_format(const ApBook *book, const char *number_format, uint8_t alignment)
{
    lxw_format *format = new_format(book);
    format_set_border(format, LXW_BORDER_THIN);
    format_set_border_color(format, COLOR_LINE);
    if (number_format != NULL)
        format_set_num_format(format, number_format);
    if (alignment != LXW_ALIGN_NONE)
        format_set_align(format, alignment);
    return format;
}

/* A text keeps a little away from the number to its left. */
static lxw_format *
new_text_format(const ApBook *book)
{
    lxw_format *format = new_cell_format(book, NULL, LXW_ALIGN_LEFT);
    format_set_indent(format, 1);
    return format;
}

/* What a correction changed. */
static void
mark(lxw_format *format)
{
    format_set_bg_color(format, COLOR_MARKED);
    format_set_bold(format);
}

static void
make_text_formats(ApBook *book)
{
    lxw_format **formats = book->formats;
    formats[AP_STYLE_TEXT] = new_text_format(book);
    formats[AP_STYLE_WRAP] = new_text_format(book);
    format_set_text_wrap(formats[AP_STYLE_WRAP]);
    formats[AP_STYLE_WORD] = new_cell_format(book, NULL, LXW_ALIGN_CENTER);
    format_set_font_color(formats[AP_STYLE_WORD], COLOR_WORD);
    formats[AP_STYLE_MARKED_WORD] = new_cell_format(book, NULL, LXW_ALIGN_CENTER);
    mark(formats[AP_STYLE_MARKED_WORD]);
    formats[AP_STYLE_LINK] = new_text_format(book);
    format_set_font_color(formats[AP_STYLE_LINK], COLOR_HEADER);
    format_set_underline(formats[AP_STYLE_LINK], LXW_UNDERLINE_SINGLE);
    formats[AP_STYLE_BACK] = new_format(book);
    format_set_font_color(formats[AP_STYLE_BACK], COLOR_HEADER);
    format_set_underline(formats[AP_STYLE_BACK], LXW_UNDERLINE_SINGLE);
    formats[AP_STYLE_HEADER] = new_cell_format(book, NULL, LXW_ALIGN_CENTER);
    format_set_bold(formats[AP_STYLE_HEADER]);
    format_set_text_wrap(formats[AP_STYLE_HEADER]);
    format_set_font_color(formats[AP_STYLE_HEADER], LXW_COLOR_WHITE);
    format_set_bg_color(formats[AP_STYLE_HEADER], COLOR_HEADER);
    formats[AP_STYLE_TITLE] = new_format(book);
    format_set_bold(formats[AP_STYLE_TITLE]);
    format_set_font_size(formats[AP_STYLE_TITLE], 16);
    format_set_font_color(formats[AP_STYLE_TITLE], COLOR_HEADER);
    formats[AP_STYLE_REMARK] = new_format(book);
    format_set_font_color(formats[AP_STYLE_REMARK], COLOR_WORD);
}

/* "0", "0.00": `places` after the point. Caller frees. */
static char *
number_format(guint places)
{
    g_autofree char *zeros = g_strnfill(places, '0');
    return g_strdup_printf("0%s%s", places > 0 ? "." : "", zeros);
}

static void
make_number_formats(ApBook *book, ApPlaces places)
{
    g_autofree char *points = number_format(places.points);
    g_autofree char *value = number_format(places.value);
    book->exact_places = places.value + EXACT_PLACES;
    g_autofree char *exact = number_format(book->exact_places);
    book->formats[AP_STYLE_PLAIN] = new_cell_format(book, NULL, LXW_ALIGN_RIGHT);
    book->formats[AP_STYLE_POINTS] = new_cell_format(book, points, LXW_ALIGN_RIGHT);
    book->formats[AP_STYLE_MARKED] = new_cell_format(book, points, LXW_ALIGN_RIGHT);
    mark(book->formats[AP_STYLE_MARKED]);
    book->formats[AP_STYLE_VALUE] = new_cell_format(book, value, LXW_ALIGN_RIGHT);
    book->formats[AP_STYLE_EXACT] = new_cell_format(book, exact, LXW_ALIGN_RIGHT);
    book->formats[AP_STYLE_COUNT] = new_cell_format(book, "0", LXW_ALIGN_RIGHT);
    for (guint i = 0; i <= AP_DECIMAL_PLACES; i++) {
        g_autofree char *earlier = number_format(i);
        book->earlier[i] = new_cell_format(book, earlier, LXW_ALIGN_RIGHT);
    }
}

ApBook *
ap_book_new(lxw_workbook *workbook, ApTerms *terms, ApPlaces places)
{
    ApBook *book = g_new0(ApBook, 1);
    book->workbook = workbook;
    book->terms = terms;
    book->sheets = g_ptr_array_new_with_free_func((GDestroyNotify)ap_tab_free);
    book->tables = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    book->failure = LXW_NO_ERROR;
    make_text_formats(book);
    make_number_formats(book, places);
    return book;
}

void
ap_book_free(ApBook *book)
{
    if (book == NULL)
        return;
    g_ptr_array_unref(book->sheets);
    g_hash_table_unref(book->tables);
    g_free(book);
}

void
ap_book_note(ApBook *book, lxw_error failure)
{
    if (book->failure == LXW_NO_ERROR)
        book->failure = failure;
}
