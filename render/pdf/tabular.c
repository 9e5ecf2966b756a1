/* Setting a table: elements, columns, lines, heights. */
#include <config.h>

#include "render/pdf/tabular.h"

/* Cells at least so many characters wide are justified. */
#define JUSTIFIED_SIZES 9
/* A text of so many characters stays on one line, unless columns wide enough for that would take more than
 * this share of the table: then long texts would have no room. */
#define WHOLE_SIZES 4.6
#define WHOLE_SHARE 0.75

typedef struct {
    ApShaper *shaper;
    const ApTable *table;
    ApTabular *tabular;
} Setter;

static ApTabularCell *
cell_at(const ApTabular *tabular, guint index)
{
    return &g_array_index(tabular->cells, ApTabularCell, index);
}

const ApTabularCell *
ap_tabular_owner(const ApTabular *tabular, guint row, guint column)
{
    return cell_at(tabular, tabular->owners[row * tabular->columns + column]);
}

/* ---- Cells and their elements ---- */

static ApElement *
cell_element(ApElement *row, const ApTableCell *cell, gboolean in_head)
{
    gboolean header = in_head || cell->header;
    ApElement *element = ap_element_new(row, header ? AP_ELEMENT_HEADER_CELL : AP_ELEMENT_CELL);
    if (header)
        element->scope = in_head ? AP_SCOPE_COLUMN : AP_SCOPE_ROW;
    element->row_span = MAX(cell->row_span, 1);
    element->column_span = MAX(cell->column_span, 1);
    return element;
}

static void
claim(ApTabular *tabular, const ApTabularCell *cell, guint index)
{
    for (guint row = cell->row; row < cell->row + cell->row_span; row++)
        for (guint column = cell->column; column < cell->column + cell->column_span; column++)
            tabular->owners[row * tabular->columns + column] = index;
}

static void
append_cell(Setter *setter, ApElement *row_element, guint row, guint column)
{
    ApTabular *tabular = setter->tabular;
    const ApTableCell *from = ap_table_cell(setter->table, row, column);
    gboolean in_head = row < tabular->header_rows;
    guint row_limit = in_head ? tabular->header_rows : tabular->rows;
    ApTabularCell cell = {.row = row, .column = column, .header = in_head || from->header};
    cell.row_span = CLAMP(from->row_span, 1, row_limit - row);
    cell.column_span = CLAMP(from->column_span, 1, tabular->columns - column);
    cell.meaning.element = cell_element(row_element, from, in_head);
    cell.text = ap_text_new(setter->shaper, in_head ? AP_TEXT_HEADER_CELL : AP_TEXT_CELL, NULL, from->runs);
    claim(tabular, &cell, tabular->cells->len);
    g_array_append_val(tabular->cells, cell);
}

static void
append_rows(Setter *setter, ApElement *table)
{
    ApTabular *tabular = setter->tabular;
    ApElement *part = NULL;
    for (guint row = 0; row < tabular->rows; row++) {
        if (row == 0 && tabular->header_rows > 0)
            part = ap_element_new(table, AP_ELEMENT_TABLE_HEAD);
        if (row == tabular->header_rows)
            part = ap_element_new(table, AP_ELEMENT_TABLE_BODY);
        ApElement *row_element = ap_element_new(part, AP_ELEMENT_ROW);
        for (guint column = 0; column < tabular->columns; column++)
            if (!ap_table_cell(setter->table, row, column)->covered)
                append_cell(setter, row_element, row, column);
    }
}

static guint
largest_span(const ApTabular *tabular, gboolean over_rows)
{
    guint largest = 1;
    for (guint i = 0; i < tabular->cells->len; i++)
        largest = MAX(largest, over_rows ? cell_at(tabular, i)->row_span : cell_at(tabular, i)->column_span);
    return largest;
}

/* ---- Numbers ---- */

/* The width of a number from its decimal point on; −1 if the text is no number. */
static double
fraction_of(const ApText *text)
{
    guint n = ap_text_length(text), point = n;
    for (guint i = 0; i < n; i++) {
        const ApCluster *cluster = ap_text_cluster(text, i);
        gboolean sign = i == 0 && (cluster->character == '-' || cluster->character == 0x2212);
        if (cluster->character == '.' && point == n)
            point = i;
        else if (cluster->class != AP_CHAR_DIGIT && cluster->character != ',' && cluster->character != '%' &&
                 !sign)
            return -1;
    }
    return n > 0 ? text->sums[n].width - text->sums[point].width : -1;
}

/* Numbers aligned right stand with their decimal points below each other: each cell learns how much the
 * longest fraction of its column exceeds its own. */
static void
align_numbers(ApTabular *tabular, const ApTable *table)
{
    g_autofree double *longest = g_new0(double, tabular->columns);
    for (guint i = 0; i < tabular->cells->len; i++) {
        ApTabularCell *cell = cell_at(tabular, i);
        gboolean right = ap_table_cell(table, cell->row, cell->column)->align == AP_ALIGN_RIGHT;
        cell->fraction = right && cell->row >= tabular->header_rows ? fraction_of(cell->text) : -1;
        longest[cell->column] = MAX(longest[cell->column], cell->fraction);
    }
    for (guint i = 0; i < tabular->cells->len; i++) {
        ApTabularCell *cell = cell_at(tabular, i);
        cell->fraction = cell->fraction < 0 ? 0 : longest[cell->column] - cell->fraction;
    }
}

/* ---- Columns ---- */

/* A cell over several columns widens them, each by the same, if they are too narrow together. */
static void
widen(double *widths, const ApTabularCell *cell, double wanted)
{
    double have = 0;
    for (guint i = 0; i < cell->column_span; i++)
        have += widths[cell->column + i];
    for (guint i = 0; i < cell->column_span && wanted > have; i++)
        widths[cell->column + i] += (wanted - have) / cell->column_span;
}

/* The least widths that tear nothing, those at which short texts also stay whole, and those at which all do.
 */
static void
measure_columns(const ApTabular *tabular, double *minimums, double *wholes, double *naturals)
{
    const ApPageStyle *style = tabular->style;
    double most = MAX(style->column_maximum, style->column_minimum);
    /* a hair more than the text, so that rounding never breaks a line that just fits */
    double padding = 2 * style->cell_padding_x + 0.01;
    guint largest = largest_span(tabular, FALSE);
    for (guint span = 1; span <= largest; span++) {
        for (guint i = 0; i < tabular->cells->len; i++) {
            const ApTabularCell *cell = cell_at(tabular, i);
            if (cell->column_span != span)
                continue;
            double natural = ap_text_natural_width(cell->text) + cell->fraction;
            double least = ap_text_minimum_width(cell->text) + cell->fraction;
            double whole = MAX(least, MIN(natural, WHOLE_SIZES * cell->text->style->size));
            widen(minimums, cell, CLAMP(least + padding, style->column_minimum, most));
            widen(wholes, cell, CLAMP(whole + padding, style->column_minimum, most));
            widen(naturals, cell, MAX(natural + padding, style->column_minimum));
        }
    }
    for (guint i = 0; i < tabular->columns; i++)
        naturals[i] = MAX(naturals[i], wholes[i]);
}

/* Raises the least widths towards those of whole short texts, together up to `limit`. */
static void
keep_whole(guint n, const double *wholes, double limit, double *minimums)
{
    double least = 0, most = 0;
    for (guint i = 0; i < n; i++) {
        least += minimums[i];
        most += wholes[i];
    }
    double share = most <= limit ? 1 : least < limit ? (limit - least) / (most - least) : 0;
    for (guint i = 0; i < n; i++)
        minimums[i] += share * (wholes[i] - minimums[i]);
}

static gint
by_row(gconstpointer a, gconstpointer b)
{
    guint row = ((const ApColumnCell *)a)->row, other = ((const ApColumnCell *)b)->row;
    return (row > other) - (row < other);
}

/* What the cells of one column need, row by row; each row under a merged cell has its share of that. */
static GArray *
column_cells(const ApTabular *tabular)
{
    GArray *cells = g_array_new(FALSE, FALSE, sizeof(ApColumnCell));
    for (guint i = 0; i < tabular->cells->len; i++) {
        const ApTabularCell *cell = cell_at(tabular, i);
        ApColumnCell needs = {cell->row, cell->column, ap_text_natural_width(cell->text) / cell->row_span};
        if (cell->column_span > 1)
            continue;
        for (; needs.row < cell->row + cell->row_span; needs.row++)
            g_array_append_val(cells, needs);
    }
    g_array_sort(cells, by_row);
    return cells;
}

static gboolean
any_weight(const double *weights, guint n)
{
    for (guint i = 0; weights && i < n; i++)
        if (weights[i] > 0)
            return TRUE;
    return FALSE;
}

static void
set_columns(ApTabular *tabular, const double *weights)
{
    guint n = tabular->columns;
    g_autofree double *minimums = g_new0(double, n), *naturals = g_new0(double, n),
                      *wholes = g_new0(double, n), *widths = g_new0(double, n);
    g_autofree double *none = g_new0(double, n);
    measure_columns(tabular, minimums, wholes, naturals);
    keep_whole(n, wholes, WHOLE_SHARE * tabular->width, minimums);
    ap_columns_share(n, minimums, naturals, weights ? weights : none, tabular->width, widths);
    if (!any_weight(weights, n)) {
        g_autoptr(GArray) cells = column_cells(tabular);
        ap_columns_settle(n, minimums, cells, 2 * tabular->style->cell_padding_x, widths);
    }
    tabular->edges = g_new0(double, n + 1);
    for (guint i = 0; i < n; i++)
        tabular->edges[i + 1] = tabular->edges[i] + widths[i];
}

/* ---- Lines and rows ---- */

static void
break_cells(ApTabular *tabular, const ApTable *table)
{
    for (guint i = 0; i < tabular->cells->len; i++) {
        ApTabularCell *cell = cell_at(tabular, i);
        const ApTextStyle *style = cell->text->style;
        ApAlign align = ap_table_cell(table, cell->row, cell->column)->align;
        double width = tabular->edges[cell->column + cell->column_span] - tabular->edges[cell->column] -
                       2 * tabular->style->cell_padding_x;
        ApLineMeasure measure = {.width = MAX(width - cell->fraction, 1),
                                 .align = cell->row < tabular->header_rows ? style->align : align};
        measure.justify = measure.align == AP_ALIGN_LEFT && width >= JUSTIFIED_SIZES * style->size;
        measure.balance = !measure.justify;
        cell->lines = ap_lines_break(cell->text, &measure);
        cell->height = cell->lines->len * style->pitch + 2 * tabular->style->cell_padding_y;
    }
}

/* Rows are as high as their cells; the last row under a merged cell makes up what that cell lacks. */
static void
set_heights(ApTabular *tabular)
{
    tabular->heights = g_new0(double, tabular->rows);
    guint largest = largest_span(tabular, TRUE);
    for (guint span = 1; span <= largest; span++) {
        for (guint i = 0; i < tabular->cells->len; i++) {
            const ApTabularCell *cell = cell_at(tabular, i);
            if (cell->row_span != span)
                continue;
            double have = 0;
            for (guint row = cell->row; row < cell->row + span; row++)
                have += tabular->heights[row];
            tabular->heights[cell->row + span - 1] += MAX(cell->height - have, 0);
        }
    }
}

static void
set_captions(ApTabular *tabular, ApShaper *shaper, const ApBlock *block, ApElement *table)
{
    ApLineMeasure measure = {
        .width = tabular->width, .align = tabular->style->texts[AP_TEXT_CAPTION].align, .balance = TRUE};
    if (block->label && *block->label) {
        g_autofree char *label = g_strconcat(block->label, AP_LABEL_SPACE, NULL);
        tabular->caption = ap_text_new(shaper, AP_TEXT_CAPTION, label, block->runs);
        tabular->caption_lines = ap_lines_break(tabular->caption, &measure);
        tabular->caption_meaning.element = ap_element_new(table, AP_ELEMENT_CAPTION);
    }
    if (block->continuation && *block->continuation) {
        g_autofree char *label = g_strconcat(block->continuation, AP_LABEL_SPACE, NULL);
        tabular->continuation = ap_text_new(shaper, AP_TEXT_CAPTION, label, block->runs);
        tabular->continuation_lines = ap_lines_break(tabular->continuation, &measure);
    }
}

ApTabular *
ap_tabular_new(ApShaper *shaper, const ApBlock *block, double width, ApElement *parent)
{
    const ApTable *table = block->table;
    ApTabular *tabular = g_new0(ApTabular, 1);
    tabular->style = ap_shaper_style(shaper);
    tabular->rows = table->rows;
    tabular->columns = table->columns;
    tabular->header_rows = MIN(table->header_rows, table->rows);
    tabular->width = width;
    tabular->cells = g_array_new(FALSE, TRUE, sizeof(ApTabularCell));
    tabular->owners = g_new0(guint, (gsize)table->rows * table->columns);
    ApElement *element = ap_element_new(parent, AP_ELEMENT_TABLE);
    set_captions(tabular, shaper, block, element);
    Setter setter = {shaper, table, tabular};
    append_rows(&setter, element);
    align_numbers(tabular, table);
    set_columns(tabular, table->weights);
    break_cells(tabular, table);
    set_heights(tabular);
    return tabular;
}

void
ap_tabular_free(ApTabular *tabular)
{
    if (!tabular)
        return;
    for (guint i = 0; i < tabular->cells->len; i++) {
        ap_text_free(cell_at(tabular, i)->text);
        g_array_unref(cell_at(tabular, i)->lines);
    }
    g_array_unref(tabular->cells);
    g_clear_pointer(&tabular->caption_lines, g_array_unref);
    g_clear_pointer(&tabular->continuation_lines, g_array_unref);
    ap_text_free(tabular->caption);
    ap_text_free(tabular->continuation);
    g_free(tabular->edges);
    g_free(tabular->heights);
    g_free(tabular->owners);
    g_free(tabular);
}
