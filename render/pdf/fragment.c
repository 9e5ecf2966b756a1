/* Placing the parts of a table. */
#include <config.h>

#include "render/pdf/fragment.h"

#include <math.h>

#define EPSILON 0.001
/* A break at the end of a merged cell is better than one inside, if so much of the room stays filled. */
#define GROUP_FILL 0.7

/* The part that is being made: body rows from `first` to before `end`. */
typedef struct {
    ApTabularCursor *cursor;
    const ApTabular *tabular;
    ApPage *page;
    double x;
    guint first, end;
    GArray *tops;    /* double: of the rows and of the end, from `first` */
    gboolean torn;   /* the last row goes on in the next part */
    gboolean repeat; /* not the first part: caption and header are artifacts */
} Part;

ApTabularCursor *
ap_tabular_cursor_new(const ApTabular *tabular)
{
    ApTabularCursor *cursor = g_new0(ApTabularCursor, 1);
    cursor->tabular = tabular;
    cursor->row = MIN(tabular->header_rows, tabular->rows);
    cursor->drawn = g_new0(guint, tabular->cells->len + 1);
    return cursor;
}

void
ap_tabular_cursor_free(ApTabularCursor *cursor)
{
    if (!cursor)
        return;
    g_free(cursor->drawn);
    g_free(cursor);
}

gboolean
ap_tabular_cursor_at_end(const ApTabularCursor *cursor)
{
    return cursor->started && cursor->row >= cursor->tabular->rows;
}

static const ApTabularCell *
cell_at(const ApTabular *tabular, guint index)
{
    return &g_array_index(tabular->cells, ApTabularCell, index);
}

static double
caption_height(const ApTabular *tabular, gboolean repeat)
{
    const GArray *lines = repeat ? tabular->continuation_lines : tabular->caption_lines;
    if (!lines)
        return 0;
    return lines->len * tabular->style->texts[AP_TEXT_CAPTION].pitch + tabular->style->caption_gap;
}

static double
header_height(const ApTabular *tabular)
{
    double height = 0;
    for (guint row = 0; row < tabular->header_rows; row++)
        height += tabular->heights[row];
    return height;
}

double
ap_tabular_start_height(const ApTabular *tabular)
{
    double height = caption_height(tabular, FALSE) + header_height(tabular);
    for (guint row = tabular->header_rows; row < MIN(tabular->header_rows + 2, tabular->rows); row++)
        height += tabular->heights[row];
    return height;
}

double
ap_tabular_height(const ApTabular *tabular)
{
    double height = caption_height(tabular, FALSE);
    for (guint row = 0; row < tabular->rows; row++)
        height += tabular->heights[row];
    return height;
}

/* ---- Choosing the rows ---- */

static guint
lines_left(const ApTabularCursor *cursor, guint index)
{
    return cell_at(cursor->tabular, index)->lines->len - cursor->drawn[index];
}

/* What a cell needs in the part, for what is not yet drawn of it. */
static double
cell_need(const ApTabularCursor *cursor, guint index)
{
    const ApTabularCell *cell = cell_at(cursor->tabular, index);
    guint left = lines_left(cursor, index);
    return left == 0 ? 0 : left * cell->text->style->pitch + 2 * cursor->tabular->style->cell_padding_y;
}

static double
top_of(const Part *part, guint row)
{
    return g_array_index(part->tops, double, row - part->first);
}

/* The height of `row`, whose top is known: that of the whole table, or, of a row that was torn, of its rest.
 */
static double
row_need(const Part *part, guint row)
{
    const ApTabular *tabular = part->tabular;
    double height = 0, least = tabular->style->texts[AP_TEXT_CELL].pitch + 2 * tabular->style->cell_padding_y;
    gboolean rest = FALSE;
    for (guint column = 0; column < tabular->columns; column++) {
        guint index = tabular->owners[row * tabular->columns + column];
        const ApTabularCell *cell = cell_at(tabular, index);
        gboolean begun = part->cursor->drawn[index] > 0 && cell->row_span == 1;
        rest = rest || begun;
        if (cell->row + cell->row_span - 1 != row)
            continue;
        double above = top_of(part, row) - top_of(part, MAX(cell->row, part->first));
        height = MAX(height, cell_need(part->cursor, index) - above);
    }
    return rest ? MAX(height, least) : MAX(tabular->heights[row], height);
}

/* Adds rows as long as they fit into `bottom`. */
static void
take_rows(Part *part, double top, double bottom)
{
    g_array_append_val(part->tops, top);
    for (part->end = part->first; part->end < part->tabular->rows; part->end++) {
        double next = top_of(part, part->end) + row_need(part, part->end);
        if (next > bottom + EPSILON)
            return;
        g_array_append_val(part->tops, next);
    }
}

/* Whether a merged cell goes on over the rule above `row`; then also whether its text fits on both sides. */
static gboolean
is_crossed(const Part *part, guint row, gboolean *fits)
{
    const ApTabular *tabular = part->tabular;
    gboolean crossed = FALSE;
    *fits = TRUE;
    for (guint column = 0; column < tabular->columns; column++) {
        const ApTabularCell *cell = ap_tabular_owner(tabular, row, column);
        if (cell->row >= row)
            continue;
        crossed = TRUE;
        double before = top_of(part, row) - top_of(part, MAX(cell->row, part->first)), after = 0;
        for (guint next = row; next < cell->row + cell->row_span; next++)
            after += tabular->heights[next];
        *fits = *fits && before + EPSILON >= cell->height && after + EPSILON >= cell->height;
    }
    return crossed;
}

/* The row before which the part should end: at the end of a merged cell if that wastes little, else where its
 * text can be repeated; never so that one row is left alone, if it can be helped. */
static guint
best_end(const Part *part)
{
    const ApTabular *tabular = part->tabular;
    guint latest = part->end, repeatable = 0;
    if (latest >= tabular->rows)
        return latest;
    if (latest + 1 == tabular->rows && latest > part->first + 2)
        latest--;
    double top = top_of(part, part->first), filled = top_of(part, latest) - top;
    for (guint end = latest; end > part->first; end--) {
        gboolean fits;
        if (!is_crossed(part, end, &fits) && (top_of(part, end) - top >= GROUP_FILL * filled || !repeatable))
            return end;
        if (fits && !repeatable)
            repeatable = end;
    }
    return repeatable ? repeatable : latest;
}

/* A row that is taller than a page: as much of it as there is room for, between lines. */
static void
tear_row(Part *part, double bottom)
{
    double top = top_of(part, part->first), padding = 2 * part->tabular->style->cell_padding_y;
    double pitch = part->tabular->style->texts[AP_TEXT_CELL].pitch;
    double lines = MAX(floor((bottom - top - padding) / pitch + EPSILON), 1);
    top += lines * pitch + padding;
    g_array_append_val(part->tops, top);
    part->end = part->first + 1;
    part->torn = TRUE;
}

/* ---- Painting ---- */

static void
paint_rule(ApPage *page, double x, double y, double width, double height, ApColor color)
{
    ApPageMark *mark = ap_page_mark_new(AP_MARK_RULE, NULL);
    mark->x = x;
    mark->y = y;
    mark->width = width;
    mark->height = height;
    mark->color = color;
    g_ptr_array_add(page->marks, mark);
}

static double
paint_caption(const Part *part, double y)
{
    const ApTabular *tabular = part->tabular;
    const GArray *lines = part->repeat ? tabular->continuation_lines : tabular->caption_lines;
    const ApText *text = part->repeat ? tabular->continuation : tabular->caption;
    ApMeaning meaning = part->repeat ? (ApMeaning){NULL, NULL} : tabular->caption_meaning;
    for (guint i = 0; lines && i < lines->len; i++)
        ap_line_paint(part->page, text, &g_array_index(lines, ApLine, i), part->x,
                      y + i * text->style->pitch + ap_line_baseline(text->style), &meaning);
    return caption_height(tabular, part->repeat);
}

/* Some lines of a cell, in the middle of the place that it has. */
static void
paint_lines(const Part *part, const ApTabularCell *cell, double top, double bottom, guint from, guint to,
            gboolean artifact)
{
    const ApTextStyle *style = cell->text->style;
    double y = top + MAX((bottom - top - (to - from) * style->pitch) / 2, 0) + ap_line_baseline(style);
    double x = part->x + part->tabular->edges[cell->column] + part->tabular->style->cell_padding_x;
    ApMeaning none = {NULL, NULL};
    for (guint i = from; i < to; i++)
        ap_line_paint(part->page, cell->text, &g_array_index(cell->lines, ApLine, i), x,
                      y + (i - from) * style->pitch, artifact ? &none : &cell->meaning);
}

static double
paint_header(const Part *part, double y)
{
    const ApTabular *tabular = part->tabular;
    double height = header_height(tabular);
    if (height > 0)
        paint_rule(part->page, part->x, y, tabular->width, height, tabular->style->header_fill);
    for (guint i = 0; i < tabular->cells->len; i++) {
        const ApTabularCell *cell = cell_at(tabular, i);
        if (cell->row >= tabular->header_rows)
            break;
        double top = y, bottom = y;
        for (guint row = 0; row < cell->row + cell->row_span; row++) {
            top += row < cell->row ? tabular->heights[row] : 0;
            bottom += tabular->heights[row];
        }
        paint_lines(part, cell, top, bottom, 0, cell->lines->len, part->repeat);
    }
    return height;
}

/* What is new of a cell; or its whole text again, if it was all drawn and the cell goes on. */
static void
paint_cell(const Part *part, guint index)
{
    const ApTabularCell *cell = cell_at(part->tabular, index);
    const ApTextStyle *style = cell->text->style;
    guint *drawn = &part->cursor->drawn[index];
    double top = top_of(part, MAX(cell->row, part->first));
    double bottom = top_of(part, MIN(cell->row + cell->row_span, part->end));
    double inner = bottom - top - 2 * part->tabular->style->cell_padding_y;
    guint room = (guint)MAX(floor(inner / style->pitch + EPSILON), 0);
    if (*drawn == cell->lines->len) {
        if (cell->row < part->first && room >= cell->lines->len && cell->row_span > 1)
            paint_lines(part, cell, top, bottom, 0, cell->lines->len, TRUE);
        return;
    }
    guint to = MIN(*drawn + room, cell->lines->len);
    paint_lines(part, cell, top, bottom, *drawn, to, FALSE);
    *drawn = to;
}

static void
paint_body(const Part *part)
{
    const ApTabular *tabular = part->tabular;
    for (guint row = part->first; row < part->end; row++) {
        for (guint column = 0; column < tabular->columns; column++) {
            guint index = tabular->owners[row * tabular->columns + column];
            const ApTabularCell *cell = cell_at(tabular, index);
            if (cell->column == column && row == MAX(cell->row, part->first))
                paint_cell(part, index);
        }
    }
}

/* The rule above `row` where no merged cell goes through it, in as few strokes as may be. */
static void
paint_inner_rule(const Part *part, guint row, double y)
{
    const ApTabular *tabular = part->tabular;
    double rule = tabular->style->rule;
    guint from = 0;
    for (guint column = 0; column <= tabular->columns; column++) {
        gboolean open = column < tabular->columns && ap_tabular_owner(tabular, row, column)->row == row;
        if (open)
            continue;
        if (column > from)
            paint_rule(part->page, part->x + tabular->edges[from], y - rule / 2,
                       tabular->edges[column] - tabular->edges[from], rule, tabular->style->rule_color);
        from = column + 1;
    }
}

/* The rule left of `column` over some rows, in as few strokes as may be; tops[i] is that of row first + i. */
static void
paint_column_rule(const Part *part, guint column, guint first, guint end, const double *tops)
{
    const ApTabular *tabular = part->tabular;
    double rule = tabular->style->rule;
    guint from = first;
    for (guint row = first; row <= end; row++) {
        gboolean open = row < end && ap_tabular_owner(tabular, row, column)->column == column;
        if (open)
            continue;
        if (row > from)
            paint_rule(part->page, part->x + tabular->edges[column] - rule / 2, tops[from - first], rule,
                       tops[row - first] - tops[from - first], tabular->style->rule_color);
        from = row + 1;
    }
}

static void
paint_frame(const Part *part, double top, double bottom)
{
    const ApPageStyle *style = part->tabular->style;
    double half = style->rule_outer / 2, x = part->x, width = part->tabular->width;
    paint_rule(part->page, x - half, top - half, width + 2 * half, style->rule_outer, style->rule_color);
    paint_rule(part->page, x - half, bottom - half, width + 2 * half, style->rule_outer, style->rule_color);
    paint_rule(part->page, x - half, top, style->rule_outer, bottom - top, style->rule_color);
    paint_rule(part->page, x + width - half, top, style->rule_outer, bottom - top, style->rule_color);
}

static void
paint_rules(const Part *part, double top)
{
    const ApTabular *tabular = part->tabular;
    g_autofree double *tops = g_new0(double, tabular->header_rows + 1);
    tops[0] = top;
    for (guint row = 0; row < tabular->header_rows; row++) {
        tops[row + 1] = tops[row] + tabular->heights[row];
        if (row > 0)
            paint_inner_rule(part, row, tops[row]);
    }
    for (guint row = part->first; row < part->end; row++)
        if (row > part->first)
            paint_inner_rule(part, row, top_of(part, row));
    if (tabular->header_rows > 0 && part->end > part->first)
        paint_rule(part->page, part->x, top_of(part, part->first) - tabular->style->rule / 2, tabular->width,
                   tabular->style->rule, tabular->style->rule_color);
    for (guint column = 1; column < tabular->columns; column++) {
        paint_column_rule(part, column, 0, tabular->header_rows, tops);
        paint_column_rule(part, column, part->first, part->end, (const double *)(void *)part->tops->data);
    }
    paint_frame(part, top, top_of(part, part->end));
}

static double
paint_part(Part *part, double y)
{
    double top = y + paint_caption(part, y);
    paint_header(part, top);
    paint_body(part);
    paint_rules(part, top);
    part->cursor->row = part->torn ? part->first : part->end;
    part->cursor->started = TRUE;
    return top_of(part, part->end) - y;
}

/* A torn row is done when nothing of it is left; then the cursor goes on. */
static void
leave_torn_row(Part *part)
{
    const ApTabular *tabular = part->tabular;
    for (guint column = 0; column < tabular->columns; column++) {
        guint index = tabular->owners[part->first * tabular->columns + column];
        const ApTabularCell *cell = cell_at(tabular, index);
        if (cell->row + cell->row_span - 1 == part->first && lines_left(part->cursor, index) > 0)
            return;
    }
    part->cursor->row = part->first + 1;
}

double
ap_tabular_place(ApTabularCursor *cursor, ApPage *page, double x, double y, double room, gboolean fresh)
{
    g_autoptr(GArray) tops = g_array_new(FALSE, FALSE, sizeof(double));
    Part part = {.cursor = cursor,
                 .tabular = cursor->tabular,
                 .page = page,
                 .x = x,
                 .first = cursor->row,
                 .tops = tops};
    part.repeat = cursor->started;
    double top = y + caption_height(part.tabular, part.repeat) + header_height(part.tabular);
    take_rows(&part, top, y + room);
    if (part.end == part.first && part.first < part.tabular->rows) {
        if (!fresh)
            return 0;
        tear_row(&part, y + room);
    } else {
        part.end = best_end(&part);
    }
    double height = paint_part(&part, y);
    if (part.torn)
        leave_torn_row(&part);
    return height;
}
