/* Contents, the list of figures and the list of tables: links in ordered lists. */
#include <config.h>

#include "render/html/markup.h"
#include "render/html/page.h"

/* The list that is being written. */
typedef struct {
    ApHtmlPage *page;
    ApBlockKind listed; /* headings, figures or tables */
    guint level;        /* lists that are open */
} List;

static void
open_entry(const List *list, const ApBlock *block)
{
    g_autofree char *link = g_strconcat("#", g_hash_table_lookup(list->page->ids, block), NULL);
    g_autofree char *text = ap_runs_text(block->runs);
    ap_markup_open(list->page->out, "li", NULL);
    ap_markup_open(list->page->out, "a", "href", link, NULL);
    ap_html_label(list->page, block);
    ap_markup_text(list->page->out, text);
    ap_markup_close(list->page->out, "a");
}

/* Closes lists until `level` are open, with the entry that the innermost of them was at. */
static void
close_to(List *list, guint level)
{
    for (; list->level > level; list->level--) {
        ap_markup_close(list->page->out, "li");
        ap_markup_close(list->page->out, "ol");
    }
}

/* An entry lies one level below the one before it at most. */
static void
add_entry(List *list, const ApBlock *block)
{
    guint wished = block->kind == AP_BLOCK_HEADING ? MAX(block->level, 1) : 1;
    guint level = MIN(wished, list->level + 1);
    if (level > list->level) {
        ap_markup_open(list->page->out, "ol", "role", "list", NULL);
        list->level = level;
    } else {
        close_to(list, level);
        ap_markup_close(list->page->out, "li");
    }
    open_entry(list, block);
}

static void
add_entries(List *list, const GPtrArray *blocks)
{
    for (guint i = 0; blocks != NULL && i < blocks->len; i++) {
        const ApBlock *block = g_ptr_array_index(blocks, i);
        if (block->kind == list->listed &&
            (block->kind != AP_BLOCK_HEADING || block->level <= list->page->style->contents_levels))
            add_entry(list, block);
        add_entries(list, block->children);
    }
}

void
ap_html_contents(ApHtmlPage *page, const ApBlock *block)
{
    List list = {.page = page};
    list.listed = block->kind == AP_BLOCK_CONTENTS  ? AP_BLOCK_HEADING
                  : block->kind == AP_BLOCK_FIGURES ? AP_BLOCK_FIGURE
                                                    : AP_BLOCK_TABLE;
    const char *id = g_hash_table_lookup(page->ids, block);
    ap_markup_open(page->out, "h2", "id", id, NULL);
    ap_html_runs(page, block->runs);
    ap_markup_close(page->out, "h2");
    g_string_append_c(page->out, '\n');
    add_entries(&list, page->document->blocks);
    close_to(&list, 0);
    g_string_append_c(page->out, '\n');
}
