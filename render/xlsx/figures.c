/* A sheet for each figure of the report: the table that its chart draws, as formulas, and the chart. */
#include <config.h>

#include "render/figures.h"
#include "render/xlsx/figure.h"
#include "render/xlsx/formula.h"
#include "scores/bands.h"

#include <string.h>

#define SCORES_CLASS 3 /* the column of the class in figures of scores, behind that of the value */
#define PICTURE_DPI 144.0
#define PIXELS_A_POINT (96.0 / 72.0) /* as programs show it */

/* The block that shows a figure; NULL if the text does not show it. */
static const ApBlock *
find_block(const GPtrArray *blocks, gint figure)
{
    for (guint i = 0; blocks != NULL && i < blocks->len; i++) {
        const ApBlock *block = g_ptr_array_index(blocks, i);
        if (block->kind == AP_BLOCK_FIGURE && block->figure == figure)
            return block;
        const ApBlock *below = find_block(block->children, figure);
        if (below != NULL)
            return below;
    }
    return NULL;
}

/* How many participants of a figure's scope are in a band. The last one has no upper edge: it holds 100. */
static char *
band_expression(const ApAppendix *appendix, const ApFigure *figure, guint band)
{
    guint measure = 0;
    if (!ap_store_find_measure(appendix->store, figure->measure, &measure))
        return NULL;
    g_autoptr(GArray) edges = ap_bands_edges(appendix->year);
    g_autofree char *from = ap_decimal_format(g_array_index(edges, ApDecimal, band));
    g_autofree char *to = ap_decimal_format(g_array_index(edges, ApDecimal, band + 1));
    g_autofree char *values = ap_formula_column(appendix, appendix->values, measure);
    g_autofree char *groups = figure->group < 0 ? NULL : ap_formula_groups(appendix, appendix->values);
    g_autofree char *group =
        figure->group < 0 ? NULL : ap_appendix_literal(appendix->group_titles[figure->group]);
    return ap_formula_count(groups, group, values, from, band + 2 < edges->len ? to : NULL);
}

/* A participant's value, a statistic or a band is a formula; a text, a threshold or a word stands as it is.
 */
static char *
cell_formula(const ApAppendix *appendix, const ApFigure *figure, guint row, const ApChartCell *cell)
{
    const ApCellSource *source = &cell->source;
    if (figure->kind == AP_FIGURE_BANDS && cell->kind == AP_CELL_COUNT) {
        g_autofree char *count = band_expression(appendix, figure, row);
        return count == NULL ? NULL : g_strconcat("=", count, NULL);
    }
    if (cell->kind == AP_CELL_TEXT || cell->kind == AP_CELL_NONE || source->measure < 0)
        return NULL;
    g_autofree char *expression = NULL;
    if (source->participant >= 0)
        expression = ap_formula_value_of(appendix, (guint)source->participant, (guint)source->measure);
    else if (source->scope >= 0 && source->statistic >= 0)
        expression = ap_formula_statistic(appendix, (guint)source->scope, (guint)source->measure,
                                          (ApStatistic)source->statistic);
    return expression == NULL ? NULL : g_strconcat("=", expression, NULL);
}

static void
add_cell(ApAppendix *appendix, ApTab *sheet, const ApFigure *figure, guint row_index, lxw_col_t column,
         const ApChartData *data)
{
    const ApChartCell *cell = ap_chart_data_cell(data, row_index, column);
    lxw_row_t row = sheet->header + 1 + row_index;
    if (cell->kind == AP_CELL_TEXT || cell->kind == AP_CELL_NONE) {
        ap_tab_text(sheet, row, column, cell->text,
                    cell->kind == AP_CELL_TEXT ? AP_STYLE_TEXT : AP_STYLE_WORD);
        return;
    }
    const guint places[] = {[AP_CELL_POINTS] = cell->decimals, [AP_CELL_EXACT] = AP_DECIMAL_PLACES};
    const ApCellStyle styles[] = {[AP_CELL_POINTS] = AP_STYLE_VALUE,
                                  [AP_CELL_COUNT] = AP_STYLE_COUNT,
                                  [AP_CELL_EXACT] = AP_STYLE_PLAIN};
    guint cell_places = cell->kind == AP_CELL_COUNT ? 0 : places[cell->kind];
    double number = ap_appendix_number(cell->units, cell_places);
    if (cell->kind == AP_CELL_POINTS && cell->decimals != data->decimals) {
        ap_tab_earlier(sheet, row, column, number, cell->decimals);
        return;
    }
    g_autofree char *formula = cell_formula(appendix, figure, row_index, cell);
    if (formula != NULL)
        ap_tab_formula(sheet, row, column, formula, number, NULL, FALSE, styles[cell->kind]);
    else
        ap_tab_number(sheet, row, column, number, styles[cell->kind]);
}

/* The name of a class in the words of the figure, as a literal of a formula. Caller frees. */
static char *
class_literal(const ApChartData *data, ApNoteKind class)
{
    for (guint i = 0; i < data->notes->len; i++) {
        const ApChartNote *note = &g_array_index(data->notes, ApChartNote, i);
        if (note->kind == class)
            return ap_appendix_literal(note->name);
    }
    return g_strdup("\"\"");
}

/* The class of a participant in a figure of scores, by the value to its left. */
static void
add_class(ApAppendix *appendix, ApTab *sheet, guint row_index, lxw_col_t column, const ApChartData *data)
{
    lxw_row_t row = sheet->header + 1 + row_index;
    char value[LXW_MAX_CELL_NAME_LENGTH];
    lxw_rowcol_to_cell(value, row, (lxw_col_t)(column - 1));
    g_autofree char *good = class_literal(data, AP_NOTE_AT_LEAST_GOOD);
    g_autofree char *between = class_literal(data, AP_NOTE_BETWEEN);
    g_autofree char *below = class_literal(data, AP_NOTE_BELOW_PASS);
    g_autofree char *none = ap_appendix_literal(ap_terms_get(appendix->terms, "words.none"));
    g_autofree char *formula =
        g_strdup_printf("=IF(ISNUMBER(%s),IF(%s>=%s,%s,IF(%s>=%s,%s,%s)),%s)", value, value, appendix->good,
                        good, value, appendix->pass, between, below, none);
    ap_tab_formula(sheet, row, column, formula, 0, ap_chart_data_cell(data, row_index, column)->text, FALSE,
                   AP_STYLE_TEXT);
}

/* What the lines at the thresholds of a trend are drawn from: a column for each of its notes, which are they.
 */
static void
add_thresholds(ApAppendix *appendix, ApTab *sheet, const ApChartData *data)
{
    for (guint i = 0; i < data->notes->len; i++) {
        const ApChartNote *note = &g_array_index(data->notes, ApChartNote, i);
        lxw_col_t column = (lxw_col_t)sheet->headers->len;
        g_autofree char *formula =
            g_strconcat("=", note->kind == AP_NOTE_GOOD ? appendix->good : appendix->pass, NULL);
        ap_tab_column(sheet, note->name);
        for (guint r = 0; r < data->n_rows; r++)
            ap_tab_formula(sheet, sheet->header + 1 + r, column, formula,
                           ap_appendix_number(note->cell.units, AP_DECIMAL_PLACES), NULL, FALSE,
                           AP_STYLE_PLAIN);
    }
}

static void
add_table(ApAppendix *appendix, ApTab *sheet, const ApFigure *figure, const ApChartData *data)
{
    for (guint c = 0; c < data->columns->len; c++)
        ap_tab_column(sheet, g_ptr_array_index(data->columns, c));
    for (guint r = 0; r < data->n_rows; r++)
        for (guint c = 0; c < data->columns->len; c++)
            if (figure->kind == AP_FIGURE_SCORES && c == SCORES_CLASS &&
                ap_chart_data_cell(data, r, c - 1)->kind != AP_CELL_NONE)
                add_class(appendix, sheet, r, (lxw_col_t)c, data);
            else
                add_cell(appendix, sheet, figure, r, (lxw_col_t)c, data);
    if (figure->kind == AP_FIGURE_TREND)
        add_thresholds(appendix, sheet, data);
}

/* The numbers of participants behind the means in a column, as " n=6" or " n=5–6"; "" if it has none. Caller
 * frees. */
static char *
sample_of_column(const ApAppendix *appendix, const ApChartData *data, guint column)
{
    guint least = G_MAXUINT, most = 0;
    for (guint r = 0; r < data->n_rows; r++) {
        const ApCellSource *source = &ap_chart_data_cell(data, r, column)->source;
        if (source->scope < 0 || source->statistic != AP_STATISTIC_MEAN)
            continue;
        guint n = ap_appendix_sample(appendix, (guint)source->scope, (guint)source->measure);
        least = MIN(least, n);
        most = MAX(most, n);
    }
    if (most == 0)
        return g_strdup("");
    return least == most ? g_strdup_printf(" n=%u", most) : g_strdup_printf(" n=%u–%u", least, most);
}

/* The groups of a figure that has no column of its own for how many there are: "group 1 n=6". */
static void
add_samples(const ApAppendix *appendix, const ApFigure *figure, const ApChartData *data, GString *remark)
{
    for (guint c = 0; figure->kind == AP_FIGURE_FACETS && c < data->columns->len; c++) {
        g_autofree char *sample = sample_of_column(appendix, data, c);
        if (*sample != '\0')
            g_string_append_printf(remark, "%s%s%s",
                                   remark->len > 0 ? ap_terms_get(appendix->terms, "words.separator") : "",
                                   (const char *)g_ptr_array_index(data->columns, c), sample);
    }
}

/* In what the chart of the sheet is not that of the report; NULL if in nothing that is told. */
static const char *
difference_of(const ApAppendix *appendix, const ApFigure *figure)
{
    if (!ap_figure_is_native(figure->kind))
        return ap_terms_get(appendix->terms, "words.picture");
    return figure->kind == AP_FIGURE_ITEMS ? ap_terms_get(appendix->terms, "words.means_only") : NULL;
}

/* What the chart says beside its bars, how many a mean is of, and what the chart lacks: "good 75; pass 60;
 * mean 77.83 n=17". */
static char *
remark_of(const ApAppendix *appendix, const ApFigure *figure, const ApChartData *data)
{
    GString *remark = g_string_new(NULL);
    for (guint i = 0; i < data->notes->len; i++) {
        const ApChartNote *note = &g_array_index(data->notes, ApChartNote, i);
        const ApCellSource *source = &note->cell.source;
        g_string_append_printf(remark, "%s%s %s",
                               i > 0 ? ap_terms_get(appendix->terms, "words.separator") : "", note->name,
                               note->cell.text);
        if (note->kind == AP_NOTE_MEAN && source->scope >= 0)
            g_string_append_printf(
                remark, " n=%u", ap_appendix_sample(appendix, (guint)source->scope, (guint)source->measure));
    }
    add_samples(appendix, figure, data, remark);
    const char *difference = difference_of(appendix, figure);
    if (difference != NULL)
        g_string_append_printf(remark, "%s%s",
                               remark->len > 0 ? ap_terms_get(appendix->terms, "words.separator") : "",
                               difference);
    return g_string_free(remark, FALSE);
}

static gboolean
add_picture(ApAppendix *appendix, guint index, ApTab *sheet, const char *caption, const char *alt,
            GError **error)
{
    g_autoptr(GBytes) png =
        ap_figure_render(appendix->charts[index], AP_FORMAT_PNG, caption, alt, PICTURE_DPI, error);
    if (png == NULL)
        return FALSE;
    gsize length = 0;
    const guchar *data = g_bytes_get_data(png, &length);
    g_autofree char *description = g_strdup(alt);
    lxw_image_options options = {.x_scale = 1, .y_scale = 1, .description = description};
    lxw_row_t row;
    lxw_col_t column;
    const ApChart *chart = appendix->charts[index];
    ap_tab_place(sheet, (guint)(ap_chart_width(chart) * PIXELS_A_POINT),
                 (guint)(ap_chart_height(chart) * PIXELS_A_POINT), &row, &column);
    ap_book_note(appendix->book,
                 worksheet_insert_image_buffer_opt(sheet->worksheet, row, column, data, length, &options));
    return TRUE;
}

static gboolean
add_figure(ApAppendix *appendix, guint index, GError **error)
{
    const ApFigure *figure = ap_year_figure(appendix->year, index);
    const ApChartData *data = ap_chart_data(appendix->charts[index]);
    const ApBlock *block = find_block(appendix->document->blocks, (gint)index);
    const char *label = block != NULL ? block->label : figure->id;
    const char *alt = block != NULL && block->alt != NULL ? block->alt : figure->caption;
    g_autofree char *title = g_strdup_printf("%s %s", label, figure->caption);
    g_autofree char *remark = remark_of(appendix, figure, data);
    ApTab *sheet = ap_tab_new(appendix->book, label, title, remark, AP_TAB_HEADER);
    sheet->key_columns = figure->kind == AP_FIGURE_ITEMS ? 2 : 1; /* the number and name of an item */
    add_table(appendix, sheet, figure, data);
    gboolean drawn = ap_figure_draw(appendix, index, sheet, alt) ||
                     add_picture(appendix, index, sheet, figure->caption, alt, error);
    ap_tab_finish(sheet);
    return drawn;
}

/* A figure and where the text shows it. */
typedef struct {
    guint index;
    guint number; /* of its block; those that the text does not show come last */
} Placed;

static gint
compare_placed(gconstpointer a, gconstpointer b)
{
    const Placed *first = a, *second = b;
    if (first->number != second->number)
        return first->number < second->number ? -1 : 1;
    return first->index < second->index ? -1 : 1;
}

gboolean
ap_appendix_add_figures(ApAppendix *appendix, GError **error)
{
    g_autoptr(GArray) order = g_array_new(FALSE, FALSE, sizeof(Placed));
    for (guint i = 0; i < appendix->n_charts; i++) {
        const ApBlock *block = find_block(appendix->document->blocks, (gint)i);
        const Placed placed = {i, block != NULL ? block->number : G_MAXUINT};
        g_array_append_val(order, placed);
    }
    g_array_sort(order, compare_placed);
    for (guint i = 0; i < order->len; i++)
        if (!add_figure(appendix, g_array_index(order, Placed, i).index, error))
            return FALSE;
    return TRUE;
}
