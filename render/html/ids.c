/* Ids: each is given once, and every reference of the document leads to one. */
#include <config.h>

#include "render/html/page.h"

char *
ap_html_part_id(const ApHtmlPage *page, const ApBlock *block, const char *part)
{
    return g_strconcat(g_hash_table_lookup(page->ids, block), ".", part, NULL);
}

/* The document's own name of a block, or that of its kind. */
static const char *
wished_id(const ApBlock *block)
{
    switch (block->kind) {
    case AP_BLOCK_HEADING:
        return block->id != NULL ? block->id : "sec";
    case AP_BLOCK_FIGURE:
        return block->id != NULL ? block->id : "fig";
    case AP_BLOCK_TABLE:
        return block->id != NULL ? block->id : "tbl";
    case AP_BLOCK_CONTENTS:
        return "contents";
    case AP_BLOCK_FIGURES:
        return "figures";
    case AP_BLOCK_TABLES:
        return "tables";
    default:
        return NULL;
    }
}

/* A list of ids is parted at blanks, so an id has none. Nor has it a full stop: the parts of a block have. */
static char *
make_id(const char *wished, const GHashTable *taken)
{
    g_autoptr(GString) id = g_string_new(NULL);
    for (const char *p = wished; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        g_string_append_unichar(id, g_unichar_isalnum(c) || c == '_' ? c : '-');
    }
    char *made = g_strdup(id->str);
    for (guint n = 2; g_hash_table_contains((GHashTable *)taken, made); n++) {
        g_free(made);
        made = g_strdup_printf("%s-%u", id->str, n);
    }
    return made;
}

static void
give(ApHtmlPage *page, const GPtrArray *blocks, GHashTable *taken)
{
    for (guint i = 0; blocks != NULL && i < blocks->len; i++) {
        const ApBlock *block = g_ptr_array_index(blocks, i);
        const char *wished = wished_id(block);
        if (wished != NULL) {
            char *id = make_id(wished, taken);
            g_hash_table_add(taken, id);
            g_hash_table_insert(page->ids, (gpointer)block, id);
            if (block->id != NULL)
                g_hash_table_insert(page->targets, block->id, id);
        }
        give(page, block->children, taken);
    }
}

void
ap_html_give_ids(ApHtmlPage *page)
{
    g_autoptr(GHashTable) taken = g_hash_table_new(g_str_hash, g_str_equal);
    give(page, page->document->blocks, taken);
}
