/* The text: its blocks in nested sections. */
#include <config.h>

#include "render/html/markup.h"
#include "render/html/page.h"

/* h2 to h6 are below the title, which is h1. */
#define LEVELS 5

static void add_blocks(ApHtmlPage *page, const GPtrArray *blocks);

static void
add_paragraph(ApHtmlPage *page, const ApBlock *block)
{
    ap_markup_open(page->out, "p", NULL);
    ap_html_runs(page, block->runs);
    ap_markup_close(page->out, "p");
    g_string_append_c(page->out, '\n');
}

static void
add_heading(ApHtmlPage *page, const ApBlock *block, guint level)
{
    const char element[] = {'h', (char)('1' + MIN(level, LEVELS)), '\0'};
    ap_markup_open(page->out, element, "id", g_hash_table_lookup(page->ids, block), NULL);
    ap_html_label(page, block);
    ap_html_runs(page, block->runs);
    ap_markup_close(page->out, element);
    g_string_append_c(page->out, '\n');
}

/* The labels are the document's, as print has them, so the list shows none of its own; role says that it is a
 * list nevertheless, which some readers forget then. A bullet is not worth reading aloud. */
static void
add_list(ApHtmlPage *page, const ApBlock *block)
{
    const char *element = block->number > 0 ? "ol" : "ul";
    ap_markup_open(page->out, element, "role", "list", "class", "labelled", NULL);
    for (guint i = 0; i < block->children->len; i++) {
        const ApBlock *item = g_ptr_array_index(block->children, i);
        ap_markup_open(page->out, "li", NULL);
        ap_markup_open(page->out, "span", "class", "label", "aria-hidden", block->number > 0 ? NULL : "true",
                       NULL);
        ap_markup_text(page->out, item->label);
        ap_markup_close(page->out, "span");
        ap_markup_open(page->out, "div", NULL);
        add_blocks(page, item->children);
        ap_markup_close(page->out, "div");
        ap_markup_close(page->out, "li");
    }
    ap_markup_close(page->out, element);
    g_string_append_c(page->out, '\n');
}

/* A group of blocks in one element. */
static void
add_group(ApHtmlPage *page, const ApBlock *block, const char *class, const char *role)
{
    ap_markup_open(page->out, "div", "class", class, "role", role, NULL);
    add_blocks(page, block->children);
    ap_markup_close(page->out, "div");
    g_string_append_c(page->out, '\n');
}

static void
add_links(ApHtmlPage *page, const ApBlock *block)
{
    ap_markup_open(page->out, "nav", "class", "list", "aria-labelledby",
                   g_hash_table_lookup(page->ids, block), NULL);
    ap_html_contents(page, block);
    ap_markup_close(page->out, "nav");
    g_string_append_c(page->out, '\n');
}

static void
add_block(ApHtmlPage *page, const ApBlock *block)
{
    switch (block->kind) {
    case AP_BLOCK_HEADING:
        add_heading(page, block, block->level);
        break;
    case AP_BLOCK_PARAGRAPH:
        add_paragraph(page, block);
        break;
    case AP_BLOCK_LIST:
        add_list(page, block);
        break;
    case AP_BLOCK_ITEM:
        add_blocks(page, block->children);
        break;
    case AP_BLOCK_TABLE:
        ap_html_table(page, block);
        break;
    case AP_BLOCK_FIGURE:
        ap_html_figure(page, block);
        break;
    case AP_BLOCK_CONTENTS:
    case AP_BLOCK_FIGURES:
    case AP_BLOCK_TABLES:
        if (block != page->contents)
            add_links(page, block);
        break;
    case AP_BLOCK_NOTE:
        add_group(page, block, "note", "note");
        break;
    case AP_BLOCK_BODY:
    case AP_BLOCK_PAGE:
        add_group(page, block, "new-page", NULL);
        break;
    case AP_BLOCK_COVER: /* the page's header */
        break;
    }
}

static void
add_blocks(ApHtmlPage *page, const GPtrArray *blocks)
{
    for (guint i = 0; i < blocks->len; i++)
        add_block(page, g_ptr_array_index(blocks, i));
}

/* Ends sections until `level` are open. */
static void
close_sections(ApHtmlPage *page, guint *open, guint level)
{
    for (; *open > level; (*open)--)
        ap_markup_close(page->out, "section");
}

/* A heading opens a section at its level, one below the section that it is in at most. */
static void
open_section(ApHtmlPage *page, const ApBlock *heading, guint *open)
{
    guint level = MIN(MAX(heading->level, 1), *open + 1);
    close_sections(page, open, level - 1);
    g_string_append_c(page->out, '\n');
    ap_markup_open(page->out, "section", NULL);
    (*open)++;
    add_heading(page, heading, level);
}

void
ap_html_body(ApHtmlPage *page)
{
    guint open = 0;
    for (guint i = 0; i < page->document->blocks->len; i++) {
        const ApBlock *block = g_ptr_array_index(page->document->blocks, i);
        if (block->kind == AP_BLOCK_HEADING) {
            open_section(page, block, &open);
            continue;
        }
        if (block->kind == AP_BLOCK_BODY || block->kind == AP_BLOCK_FIGURES || block->kind == AP_BLOCK_TABLES)
            close_sections(page, &open, 0);
        add_block(page, block);
    }
    close_sections(page, &open, 0);
}
