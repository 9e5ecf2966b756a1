/* Writes document trees and problems as text. */
#include <config.h>

#include "tests/unit/dump.h"

static const char *const kinds[] = {
    [AP_BLOCK_HEADING] = "heading",   [AP_BLOCK_PARAGRAPH] = "paragraph", [AP_BLOCK_LIST] = "list",
    [AP_BLOCK_ITEM] = "item",         [AP_BLOCK_TABLE] = "table",         [AP_BLOCK_FIGURE] = "figure",
    [AP_BLOCK_CONTENTS] = "contents", [AP_BLOCK_FIGURES] = "figures",     [AP_BLOCK_TABLES] = "tables",
    [AP_BLOCK_COVER] = "cover",       [AP_BLOCK_NOTE] = "note",           [AP_BLOCK_BODY] = "body",
    [AP_BLOCK_PAGE] = "page",
};

static void
dump_runs(GString *out, const GPtrArray *runs)
{
    for (guint i = 0; i < runs->len; i++) {
        const ApRun *run = g_ptr_array_index(runs, i);
        const char *mark = run->strong ? "**" : run->emphasis ? "*" : "";
        g_string_append(out, mark);
        if (run->kind == AP_RUN_BREAK)
            g_string_append(out, "⏎");
        else if (run->kind == AP_RUN_REFERENCE)
            g_string_append_printf(out, "<%s:%s>", run->text, run->target);
        else if (run->value != NULL)
            g_string_append_printf(out, "[%s=%s]", run->text, run->value);
        else
            g_string_append(out, run->text);
        g_string_append(out, mark);
    }
}

static void
dump_table(GString *out, const ApTable *table, guint depth)
{
    static const char alignments[] = {'l', 'c', 'r'};
    for (guint row = 0; row < table->rows; row++) {
        g_string_append_printf(out, "%*s%c", (int)(2 * depth), "", row < table->header_rows ? '#' : '|');
        for (guint column = 0; column < table->columns; column++) {
            const ApTableCell *cell = ap_table_cell(table, row, column);
            if (cell->covered) {
                g_string_append(out, " . |");
                continue;
            }
            g_string_append_printf(out, " %c%s", alignments[cell->align], cell->header ? "! " : " ");
            if (cell->row_span > 1 || cell->column_span > 1)
                g_string_append_printf(out, "%u×%u ", cell->row_span, cell->column_span);
            dump_runs(out, cell->runs);
            g_string_append(out, " |");
        }
        g_string_append_c(out, '\n');
    }
}

static void
dump_block(GString *out, const ApBlock *block, guint depth)
{
    g_string_append_printf(out, "%*s%s", (int)(2 * depth), "", kinds[block->kind]);
    if (block->level > 0)
        g_string_append_printf(out, " %u", block->level);
    if (block->number > 0)
        g_string_append_printf(out, " n%u", block->number);
    if (block->label[0] != '\0')
        g_string_append_printf(out, " (%s)", block->label);
    if (block->id != NULL)
        g_string_append_printf(out, " #%s", block->id);
    g_string_append(out, block->runs->len > 0 ? ": " : "");
    dump_runs(out, block->runs);
    g_string_append_c(out, '\n');
    if (block->alt != NULL)
        g_string_append_printf(out, "%*salt: %s\n", (int)(2 * depth + 2), "", block->alt);
    if (block->table != NULL)
        dump_table(out, block->table, depth + 1);
    for (guint i = 0; i < block->children->len; i++)
        dump_block(out, g_ptr_array_index(block->children, i), depth + 1);
}

char *
ap_dump_blocks(const GPtrArray *blocks)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < blocks->len; i++)
        dump_block(out, g_ptr_array_index(blocks, i), 0);
    return g_string_free(out, FALSE);
}

char *
ap_dump_problems(const ApProblems *problems)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < ap_problems_count(problems); i++) {
        const ApProblem *problem = ap_problems_at(problems, i);
        g_string_append_printf(out, "%u:%u: %s: %s\n", problem->line, problem->column,
                               problem->severity == AP_ERROR ? "error" : "warning", problem->message);
    }
    return g_string_free(out, FALSE);
}
