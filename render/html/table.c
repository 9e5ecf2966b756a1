/* Tables of the text: a caption, headers with their scope, merged cells. */
#include <config.h>

#include "render/html/markup.h"
#include "render/html/page.h"

static const char *
align_class(ApAlign align)
{
    return align == AP_ALIGN_CENTER ? "center" : align == AP_ALIGN_RIGHT ? "right" : NULL;
}

/* "3" for a cell of three, NULL for one of one. Caller frees. */
static char *
span(guint n)
{
    return n > 1 ? g_strdup_printf("%u", n) : NULL;
}

/* A header without words would head nothing: it is a plain cell. */
static gboolean
is_header(const ApTableCell *cell, gboolean in_head)
{
    g_autofree char *text = ap_runs_text(cell->runs);
    return (cell->header || in_head) && *g_strstrip(text) != '\0';
}

static void
add_cell(ApHtmlPage *page, const ApTableCell *cell, gboolean in_head)
{
    gboolean header = is_header(cell, in_head);
    const char *element = header ? "th" : "td";
    g_autofree char *rows = span(cell->row_span), *columns = span(cell->column_span);
    ap_markup_open(page->out, element, "scope",
                   !header   ? NULL
                   : in_head ? "col"
                             : "row",
                   "rowspan", rows, "colspan", columns, "class", align_class(cell->align), NULL);
    ap_html_runs(page, cell->runs);
    ap_markup_close(page->out, element);
}

static void
add_rows(ApHtmlPage *page, const ApTable *table, guint from, guint to, const char *group)
{
    if (from >= to)
        return;
    ap_markup_open(page->out, group, NULL);
    for (guint row = from; row < to; row++) {
        g_string_append_c(page->out, '\n');
        ap_markup_open(page->out, "tr", NULL);
        for (guint column = 0; column < table->columns; column++) {
            const ApTableCell *cell = ap_table_cell(table, row, column);
            if (!cell->covered)
                add_cell(page, cell, row < table->header_rows);
        }
        ap_markup_close(page->out, "tr");
    }
    ap_markup_close(page->out, group);
}

void
ap_html_table(ApHtmlPage *page, const ApBlock *block)
{
    const char *id = g_hash_table_lookup(page->ids, block);
    g_autofree char *caption = ap_html_part_id(page, block, "caption");
    ap_markup_open(page->out, "div", "id", id, "class", "wide", "role", "group", "tabindex", "0",
                   "aria-labelledby", caption, NULL);
    ap_markup_open(page->out, "table", NULL);
    ap_markup_open(page->out, "caption", "id", caption, NULL);
    ap_html_label(page, block);
    ap_html_runs(page, block->runs);
    ap_markup_close(page->out, "caption");
    add_rows(page, block->table, 0, block->table->header_rows, "thead");
    add_rows(page, block->table, block->table->header_rows, block->table->rows, "tbody");
    ap_markup_close(page->out, "table");
    ap_markup_close(page->out, "div");
    g_string_append_c(page->out, '\n');
}
