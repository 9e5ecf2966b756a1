/* Every number of the report is in the appendix, and every number that the appendix says is printed is.
 *
 * The appendix lists the printed numbers in the order of the document. They are aligned with the numbers of
 * the report's text, between which others may stand (articles of laws, years, standards): what is listed and
 * not found was changed. A number with the published decimals that was not found so must be in some cell; one
 * drawn in a figure, in a cell of the figure's own sheet, as often as it is drawn. */
#include <config.h>

#include "render/verify_numbers.h"

#include "render/align.h"

#include <glib/gi18n.h>
#include <string.h>

/* A number in a text. */
typedef struct {
    char *text;
    gboolean is_decimal;   /* with the published decimals, and no part of a code or a version */
    const ApPdfText *home; /* of one in the report */
    const ApReadRow *row;  /* of one that the appendix lists */
} Number;

static void
number_free(gpointer data)
{
    Number *number = data;
    g_free(number->text);
    g_free(number);
}

/* Adds the numbers in `text`: digits, with a point between them or not. Each is a copy of `like` but for
 * itself. */
static void
add_numbers(GPtrArray *numbers, const char *text, guint places, const Number *like)
{
    const char *at = text;
    while ((at = strpbrk(at, "0123456789")) != NULL) {
        char before = at > text ? at[-1] : ' ';
        const char *end = at + strspn(at, "0123456789"), *point = end;
        if (end[0] == '.' && g_ascii_isdigit(end[1]))
            end += 1 + strspn(end + 1, "0123456789");
        gboolean goes_on = g_ascii_isalpha(*end) || (*end == '.' && g_ascii_isdigit(end[1]));
        Number *number = g_new0(Number, 1);
        *number = *like;
        number->text = g_strndup(at, (gsize)(end - at));
        number->is_decimal = places > 0 && (gsize)(end - point) == places + 1 && !goes_on &&
                             !g_ascii_isalpha(before) && before != '.';
        g_ptr_array_add(numbers, number);
        at = end;
    }
}

/* ---- The list of printed numbers against the cells. ---- */

static gboolean
is_number(const char *text)
{
    return *text != '\0' && strspn(text, "0123456789.") == strlen(text);
}

/* The cell of the statistics that a row names: its text, lent; NULL if the row names none. */
static const char *
find_source(const ApVerifyNumbers *verify, const ApReadRow *row)
{
    const ApReadSheet *statistics = verify->book->statistics;
    guint line = 0, column = 0;
    if (!ap_read_reference(statistics, ap_read_cell(row, AP_READ_CELL), &line, &column))
        return NULL;
    const ApReadRow *source = ap_read_row(statistics, line);
    return source != NULL ? ap_read_cell(source, column) : "";
}

static void
check_listed(const ApVerifyNumbers *verify, const ApReadRow *row)
{
    const char *sheet = verify->book->printed->name;
    const char *printed = ap_read_cell(row, AP_READ_PRINTED), *what = ap_read_cell(row, AP_READ_WHAT);
    const char *computed = ap_read_cell(row, AP_READ_COMPUTED), *source = find_source(verify, row);
    if (is_number(computed) && !ap_read_is_same(printed, computed))
        ap_problems_error(verify->problems, (ApPlace){verify->appendix, row->line, AP_READ_COMPUTED + 1},
                          _("sheet “%s”: %s is printed as %s, but computed as %s"), sheet, what, printed,
                          computed);
    if (source != NULL && !ap_read_is_same(source, printed))
        ap_problems_error(verify->problems, (ApPlace){verify->appendix, row->line, AP_READ_PRINTED + 1},
                          _("sheet “%s”: %s is printed as %s, but the cell %s has %s"), sheet, what, printed,
                          ap_read_cell(row, AP_READ_CELL), source);
}

/* The numbers that the appendix lists as printed, in order; NULL after a problem. */
static GPtrArray *
list_printed(const ApVerifyNumbers *verify)
{
    const ApReadSheet *sheet = verify->book->printed;
    if (sheet == NULL) {
        ap_problems_error(verify->problems, (ApPlace){verify->appendix, 1, 1},
                          _("no sheet lists the printed numbers; is this the appendix of a report?"));
        return NULL;
    }
    guint before = ap_problems_count_errors(verify->problems), n_rows = 0;
    GPtrArray *listed = g_ptr_array_new_with_free_func(number_free);
    for (guint i = 0; i < sheet->rows->len; i++) {
        const ApReadRow *row = g_ptr_array_index(sheet->rows, i);
        if (row->line <= sheet->header)
            continue;
        check_listed(verify, row);
        add_numbers(listed, ap_read_cell(row, AP_READ_PRINTED), verify->places, &(Number){.row = row});
        n_rows++;
    }
    if (ap_problems_count_errors(verify->problems) == before)
        g_ptr_array_add(
            verify->passed,
            g_strdup_printf(_("%u printed numbers are listed with the cells that compute them"), n_rows));
    return listed;
}

/* ---- The text of the report against that list. ---- */

static gboolean
is_figure(const ApPdfText *text)
{
    return strcmp(text->type, "Figure") == 0;
}

/* The numbers of the running text, or of the tables of contents. */
static GPtrArray *
read_text(const ApVerifyNumbers *verify, gboolean of_contents)
{
    GPtrArray *numbers = g_ptr_array_new_with_free_func(number_free);
    for (guint i = 0; i < verify->texts->len; i++) {
        const ApPdfText *text = g_ptr_array_index(verify->texts, i);
        if (!is_figure(text) && text->in_contents == of_contents)
            add_numbers(numbers, text->text, verify->places, &(Number){.home = text});
    }
    return numbers;
}

static const char **
number_texts(const GPtrArray *numbers)
{
    const char **texts = g_new0(const char *, numbers->len + 1);
    for (guint i = 0; i < numbers->len; i++)
        texts[i] = ((const Number *)g_ptr_array_index(numbers, i))->text;
    return texts;
}

static void
report_missing(const ApVerifyNumbers *verify, const Number *listed, const Number *instead, guint page)
{
    const char *what = ap_read_cell(listed->row, AP_READ_WHAT),
               *where = ap_read_cell(listed->row, AP_READ_WHERE);
    const char *sheet = verify->book->printed->name;
    if (instead != NULL)
        ap_problems_error(verify->problems, (ApPlace){verify->report, instead->home->page, 1},
                          _("%s is printed where %s is expected: “%s” in “%s” (row %u of sheet “%s”)"),
                          instead->text, listed->text, what, where, listed->row->line, sheet);
    else
        ap_problems_error(verify->problems, (ApPlace){verify->report, page, 1},
                          _("%s is not printed where it is expected: “%s” in “%s” (row %u of sheet “%s”)"),
                          listed->text, what, where, listed->row->line, sheet);
}

/* Looks each listed number up in the text. Returns which numbers of the text are settled, found or reported,
 * as flags that the caller frees. */
static gboolean *
check_text(const ApVerifyNumbers *verify, const GPtrArray *listed, const GPtrArray *text)
{
    g_autofree const char **expected = number_texts(listed);
    g_autofree const char **found = number_texts(text);
    g_autofree ApAligned *aligned = ap_align(expected, listed->len, found, text->len);
    gboolean *settled = g_new0(gboolean, text->len + 1);
    guint page = 1, n_missing = 0;
    for (guint i = 0; i < listed->len; i++) {
        gint at = aligned[i].found >= 0 ? aligned[i].found : aligned[i].instead;
        const Number *number = at >= 0 ? g_ptr_array_index(text, at) : NULL;
        if (number != NULL) {
            page = number->home->page;
            settled[at] = TRUE;
        }
        if (aligned[i].found >= 0)
            continue;
        report_missing(verify, g_ptr_array_index(listed, i), number, page);
        n_missing++;
    }
    if (n_missing == 0)
        g_ptr_array_add(verify->passed,
                        g_strdup_printf(_("%u of them stand in the report, in that order"), listed->len));
    return settled;
}

/* ---- Numbers that are not on the list. ---- */

/* How often each number stands in the cells of a sheet, written as ap_read_number does: adds to `counts`. */
static void
count_cells(const ApReadSheet *sheet, GHashTable *counts)
{
    g_autoptr(GPtrArray) numbers = g_ptr_array_new_with_free_func(number_free);
    for (guint i = 0; i < sheet->rows->len; i++) {
        const ApReadRow *row = g_ptr_array_index(sheet->rows, i);
        for (guint j = 0; j < row->cells->len; j++)
            add_numbers(numbers, g_ptr_array_index(row->cells, j), 0, &(Number){0});
    }
    for (guint i = 0; i < numbers->len; i++) {
        const Number *number = g_ptr_array_index(numbers, i);
        char *key = ap_read_number(number->text);
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, key));
        g_hash_table_insert(counts, key, GUINT_TO_POINTER(count + 1));
    }
}

/* `settled` may be NULL: none is. */
static void
check_unlisted(const ApVerifyNumbers *verify, const GPtrArray *text, const gboolean *settled)
{
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < verify->book->sheets->len; i++)
        count_cells(g_ptr_array_index(verify->book->sheets, i), counts);
    for (guint i = 0; i < text->len; i++) {
        const Number *number = g_ptr_array_index(text, i);
        g_autofree char *key = ap_read_number(number->text);
        if (number->is_decimal && !(settled != NULL && settled[i]) && !g_hash_table_contains(counts, key))
            ap_problems_error(verify->problems, (ApPlace){verify->report, number->home->page, 1},
                              _("%s is printed, but no cell of the appendix has it"), number->text);
    }
}

/* ---- Figures. ---- */

/* Whether two texts are the same but for blanks, ideographic ones too. */
static gboolean
is_same_text(const char *a, const char *b)
{
    for (;; a = g_utf8_next_char(a), b = g_utf8_next_char(b)) {
        while (*a != '\0' && g_unichar_isspace(g_utf8_get_char(a)))
            a = g_utf8_next_char(a);
        while (*b != '\0' && g_unichar_isspace(g_utf8_get_char(b)))
            b = g_utf8_next_char(b);
        if (*a == '\0' || *b == '\0')
            return *a == *b;
        if (g_utf8_get_char(a) != g_utf8_get_char(b))
            return FALSE;
    }
}

/* The sheet whose title is the caption after the figure `index` of the texts; NULL if there is none. */
static const ApReadSheet *
find_figure_sheet(const ApVerifyNumbers *verify, guint index, const char **caption)
{
    *caption = "";
    for (guint i = index + 1; i < verify->texts->len && **caption == '\0'; i++) {
        const ApPdfText *text = g_ptr_array_index(verify->texts, i);
        if (strcmp(text->type, "Caption") == 0)
            *caption = text->text;
    }
    for (guint i = 0; **caption != '\0' && i < verify->book->sheets->len; i++) {
        const ApReadSheet *sheet = g_ptr_array_index(verify->book->sheets, i);
        if (sheet->rows->len > 0 &&
            is_same_text(ap_read_cell(g_ptr_array_index(sheet->rows, 0), 0), *caption))
            return sheet;
    }
    return NULL;
}

/* Takes the numbers drawn in a figure out of those of its sheet. Returns how many there are. */
static guint
check_figure(const ApVerifyNumbers *verify, guint index)
{
    const ApPdfText *figure = g_ptr_array_index(verify->texts, index);
    const char *caption = NULL;
    const ApReadSheet *sheet = find_figure_sheet(verify, index, &caption);
    if (sheet == NULL) {
        ap_problems_error(verify->problems, (ApPlace){verify->report, figure->page, 1},
                          _("the appendix has no sheet for the figure “%s”"), caption);
        return 0;
    }
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    count_cells(sheet, counts);
    g_autoptr(GPtrArray) numbers = g_ptr_array_new_with_free_func(number_free);
    add_numbers(numbers, figure->text, verify->places, &(Number){.home = figure});
    guint n_drawn = 0;
    for (guint i = 0; i < numbers->len; i++) {
        const Number *number = g_ptr_array_index(numbers, i);
        if (!number->is_decimal)
            continue;
        g_autofree char *key = ap_read_number(number->text);
        guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, key));
        n_drawn++;
        if (count == 0)
            ap_problems_error(verify->problems, (ApPlace){verify->report, figure->page, 1},
                              _("%s is drawn in “%s” more often than sheet “%s” has it"), number->text,
                              caption, sheet->name);
        else
            g_hash_table_insert(counts, g_steal_pointer(&key), GUINT_TO_POINTER(count - 1));
    }
    return n_drawn;
}

static void
check_figures(const ApVerifyNumbers *verify)
{
    guint before = ap_problems_count_errors(verify->problems), n_drawn = 0, n_figures = 0;
    for (guint i = 0; i < verify->texts->len; i++)
        if (is_figure(g_ptr_array_index(verify->texts, i))) {
            n_drawn += check_figure(verify, i);
            n_figures++;
        }
    if (n_figures > 0 && ap_problems_count_errors(verify->problems) == before)
        g_ptr_array_add(
            verify->passed,
            g_strdup_printf(_("the %u numbers drawn in %u figures are in their sheets"), n_drawn, n_figures));
}

void
ap_verify_numbers(const ApVerifyNumbers *verify)
{
    if (verify->book->statistics == NULL)
        return;
    g_autoptr(GPtrArray) listed = list_printed(verify);
    if (listed == NULL)
        return;
    g_autoptr(GPtrArray) text = read_text(verify, FALSE);
    g_autoptr(GPtrArray) contents = read_text(verify, TRUE);
    g_autofree gboolean *settled = check_text(verify, listed, text);
    check_unlisted(verify, text, settled);
    check_unlisted(verify, contents, NULL);
    check_figures(verify);
}
