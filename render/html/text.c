/* Stretches of text. */
#include <config.h>

#include "render/html/markup.h"
#include "render/html/page.h"

/* The page's id of what a reference names, or NULL. Lent. */
static const char *
target_of(const ApHtmlPage *page, const ApRun *run)
{
    if (run->kind != AP_RUN_REFERENCE || run->target == NULL)
        return NULL;
    return g_hash_table_lookup(page->targets, run->target);
}

static void
add_content(ApHtmlPage *page, const ApRun *run)
{
    const char *target = target_of(page, run);
    g_autofree char *link = target != NULL ? g_strconcat("#", target, NULL) : NULL;
    const char *element = link != NULL ? "a" : run->value != NULL ? "span" : NULL;
    if (element != NULL)
        ap_markup_open(page->out, element, "href", link, "data-value", run->value, NULL);
    ap_markup_text(page->out, run->text);
    if (element != NULL)
        ap_markup_close(page->out, element);
}

static void
add_run(ApHtmlPage *page, const ApRun *run)
{
    if (run->kind == AP_RUN_BREAK) {
        ap_markup_void(page->out, "br", NULL);
        return;
    }
    if (run->strong)
        ap_markup_open(page->out, "strong", NULL);
    if (run->emphasis)
        ap_markup_open(page->out, "em", NULL);
    add_content(page, run);
    if (run->emphasis)
        ap_markup_close(page->out, "em");
    if (run->strong)
        ap_markup_close(page->out, "strong");
}

void
ap_html_runs(ApHtmlPage *page, const GPtrArray *runs)
{
    for (guint i = 0; i < runs->len; i++)
        add_run(page, g_ptr_array_index(runs, i));
}

void
ap_html_label(ApHtmlPage *page, const ApBlock *block)
{
    if (block->label == NULL || *block->label == '\0')
        return;
    ap_markup_open(page->out, "span", "class", "label", NULL);
    ap_markup_text(page->out, block->label);
    ap_markup_close(page->out, "span");
    if (block->kind == AP_BLOCK_FIGURE || block->kind == AP_BLOCK_TABLE)
        g_string_append_c(page->out, ' ');
}
