/* Makes and frees the parts of a document tree. */
#include <config.h>

#include "document/tree.h"

static void
free_run(gpointer data)
{
    ap_run_free(data);
}

static void
free_block(gpointer data)
{
    ap_block_free(data);
}

ApRun *
ap_run_new(ApRunKind kind, const char *text)
{
    ApRun *run = g_new0(ApRun, 1);
    run->kind = kind;
    run->text = g_strdup(text);
    return run;
}

void
ap_run_free(ApRun *run)
{
    if (run == NULL)
        return;
    g_free(run->text);
    g_free(run->target);
    g_free(run->value);
    g_free(run->claim);
    g_free(run);
}

ApBlock *
ap_block_new(ApBlockKind kind, ApPlace place)
{
    ApBlock *block = g_new0(ApBlock, 1);
    block->kind = kind;
    block->place = place;
    block->label = g_strdup("");
    block->figure = -1;
    block->runs = g_ptr_array_new_with_free_func(free_run);
    block->children = g_ptr_array_new_with_free_func(free_block);
    return block;
}

void
ap_block_free(ApBlock *block)
{
    if (block == NULL)
        return;
    g_free(block->label);
    g_free(block->continuation);
    g_free(block->id);
    g_free(block->alt);
    g_ptr_array_unref(block->runs);
    g_ptr_array_unref(block->children);
    ap_table_free(block->table);
    g_free(block);
}

ApTable *
ap_table_new(guint rows, guint columns)
{
    ApTable *table = g_new0(ApTable, 1);
    table->rows = rows;
    table->columns = columns;
    table->cells = g_new0(ApTableCell, (gsize)rows * columns);
    table->weights = g_new0(double, columns);
    for (gsize i = 0; i < (gsize)rows * columns; i++) {
        table->cells[i].runs = g_ptr_array_new_with_free_func(free_run);
        table->cells[i].row_span = 1;
        table->cells[i].column_span = 1;
    }
    return table;
}

void
ap_table_free(ApTable *table)
{
    if (table == NULL)
        return;
    for (gsize i = 0; i < (gsize)table->rows * table->columns; i++)
        g_ptr_array_unref(table->cells[i].runs);
    g_free(table->cells);
    g_free(table->weights);
    g_free(table);
}

ApTableCell *
ap_table_cell(const ApTable *table, guint row, guint column)
{
    g_return_val_if_fail(row < table->rows && column < table->columns, NULL);
    return &table->cells[(gsize)row * table->columns + column];
}

ApDocument *
ap_document_new_empty(void)
{
    ApDocument *document = g_new0(ApDocument, 1);
    document->blocks = g_ptr_array_new_with_free_func(free_block);
    return document;
}

void
ap_document_free(ApDocument *document)
{
    if (document == NULL)
        return;
    g_free(document->title);
    g_free(document->author);
    g_free(document->language);
    g_free(document->subject);
    g_ptr_array_unref(document->blocks);
    ap_node_unref(document->context);
    g_free(document);
}

/* The figure's block in `blocks` or below. */
static const ApBlock *
find_figure(const GPtrArray *blocks, guint index)
{
    for (guint i = 0; blocks != NULL && i < blocks->len; i++) {
        const ApBlock *block = (const ApBlock *)g_ptr_array_index(blocks, i);
        if (block->kind == AP_BLOCK_FIGURE && block->figure == (gint)index)
            return block;
        const ApBlock *inner = find_figure(block->children, index);
        if (inner != NULL)
            return inner;
    }
    return NULL;
}

const ApBlock *
ap_document_figure(const ApDocument *document, guint index)
{
    return find_figure(document->blocks, index);
}

char *
ap_runs_text(const GPtrArray *runs)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < runs->len; i++) {
        const ApRun *run = g_ptr_array_index(runs, i);
        g_string_append(text, run->kind == AP_RUN_BREAK ? " " : run->text);
    }
    return g_string_free(text, FALSE);
}
