/* Figures: the drawing as an image of the page, its caption, and what it shows as a table. */
#include <config.h>

#include "charts/data.h"
#include "render/figures.h"
#include "render/html/markup.h"
#include "render/html/page.h"
#include "render/html/svg.h"

/* "group:1 stage:technical mean" for a statistic of the store, NULL for anything else. Caller frees. */
static char *
cell_value(const ApHtmlPage *page, const ApChartCell *cell)
{
    const ApCellSource *source = &cell->source;
    if (source->scope < 0 || source->measure < 0 || source->statistic < 0)
        return NULL;
    return g_strdup_printf("%s %s %s", ap_store_scope(page->store, (guint)source->scope)->id,
                           ap_store_measure(page->store, (guint)source->measure)->id,
                           ap_statistic_name((ApStatistic)source->statistic));
}

static void
add_cell(ApHtmlPage *page, const ApChartCell *cell, gboolean header)
{
    const char *element = header ? "th" : "td";
    gboolean number = cell->kind != AP_CELL_TEXT && cell->kind != AP_CELL_NONE;
    g_autofree char *value = cell_value(page, cell);
    ap_markup_open(page->out, element, "scope", header ? "row" : NULL, "class", number ? "right" : NULL,
                   "data-value", value, NULL);
    ap_markup_text(page->out, cell->text);
    ap_markup_close(page->out, element);
}

/* The texts that a row begins with say what it is about. */
static void
add_row(ApHtmlPage *page, const ApChartData *data, guint row)
{
    gboolean header = TRUE;
    g_string_append_c(page->out, '\n');
    ap_markup_open(page->out, "tr", NULL);
    for (guint column = 0; column < data->columns->len; column++) {
        const ApChartCell *cell = ap_chart_data_cell(data, row, column);
        header = header && (column == 0 || cell->kind == AP_CELL_TEXT);
        add_cell(page, cell, header);
    }
    ap_markup_close(page->out, "tr");
}

static void
add_table(ApHtmlPage *page, const ApBlock *block, const ApChartData *data, const char *id)
{
    ap_markup_open(page->out, "table", NULL);
    ap_markup_open(page->out, "caption", "id", id, NULL);
    ap_html_label(page, block);
    ap_html_runs(page, block->runs);
    ap_markup_close(page->out, "caption");
    ap_markup_open(page->out, "thead", NULL);
    ap_markup_open(page->out, "tr", NULL);
    for (guint i = 0; i < data->columns->len; i++) {
        ap_markup_open(page->out, "th", "scope", "col", NULL);
        ap_markup_text(page->out, g_ptr_array_index(data->columns, i));
        ap_markup_close(page->out, "th");
    }
    ap_markup_close(page->out, "tr");
    ap_markup_close(page->out, "thead");
    ap_markup_open(page->out, "tbody", NULL);
    for (guint row = 0; row < data->n_rows; row++)
        add_row(page, data, row);
    ap_markup_close(page->out, "tbody");
    ap_markup_close(page->out, "table");
}

/* The lines and the legend. */
static void
add_notes(ApHtmlPage *page, const ApChartData *data)
{
    if (data->notes->len == 0)
        return;
    ap_markup_open(page->out, "dl", NULL);
    for (guint i = 0; i < data->notes->len; i++) {
        const ApChartNote *note = &g_array_index(data->notes, ApChartNote, i);
        g_autofree char *value = cell_value(page, &note->cell);
        ap_markup_open(page->out, "div", NULL);
        ap_markup_open(page->out, "dt", NULL);
        ap_markup_text(page->out, note->name);
        ap_markup_close(page->out, "dt");
        ap_markup_open(page->out, "dd", "data-value", value, NULL);
        ap_markup_text(page->out, note->cell.text);
        ap_markup_close(page->out, "dd");
        ap_markup_close(page->out, "div");
    }
    ap_markup_close(page->out, "dl");
}

static void
add_data(ApHtmlPage *page, const ApBlock *block, const ApChart *chart)
{
    const ApChartData *data = ap_chart_data(chart);
    g_autofree char *title = ap_html_style_data(page->style, block->label);
    g_autofree char *id = ap_html_part_id(page, block, "data");
    ap_markup_open(page->out, "details", NULL);
    ap_markup_open(page->out, "summary", NULL);
    ap_markup_text(page->out, title);
    ap_markup_close(page->out, "summary");
    ap_markup_open(page->out, "div", "class", "wide", "role", "group", "tabindex", "0", "aria-labelledby", id,
                   NULL);
    add_table(page, block, data, id);
    ap_markup_close(page->out, "div");
    add_notes(page, data);
    ap_markup_close(page->out, "details");
}

/* Its name is the caption, its description the alternative text. */
static void
add_drawing(ApHtmlPage *page, const ApBlock *block, const ApChart *chart, const char *caption)
{
    g_autofree char *title = ap_runs_text(block->runs);
    g_autofree char *prefix = ap_html_part_id(page, block, "");
    if (page->error != NULL)
        return;
    g_autoptr(GBytes) svg =
        ap_figure_render(chart, AP_FORMAT_SVG, title, block->alt != NULL ? block->alt : "", 0, &page->error);
    ap_markup_open(page->out, "div", "class", "wide", "role", "group", "tabindex", "0", "aria-labelledby",
                   caption, NULL);
    if (svg != NULL)
        ap_svg_append(page->out, svg, prefix, &page->error);
    ap_markup_close(page->out, "div");
}

void
ap_html_figure(ApHtmlPage *page, const ApBlock *block)
{
    g_return_if_fail(block->figure >= 0 && (guint)block->figure < page->n_charts);
    const ApChart *chart = page->charts[block->figure];
    g_autofree char *caption = ap_html_part_id(page, block, "caption");
    ap_markup_open(page->out, "figure", "id", g_hash_table_lookup(page->ids, block), NULL);
    add_drawing(page, block, chart, caption);
    ap_markup_open(page->out, "figcaption", "id", caption, NULL);
    ap_html_label(page, block);
    ap_html_runs(page, block->runs);
    ap_markup_close(page->out, "figcaption");
    add_data(page, block, chart);
    ap_markup_close(page->out, "figure");
    g_string_append_c(page->out, '\n');
}
