/* Head, cover, contents and text put together. */
#include <config.h>

#include "render/html/html.h"

#include "render/html/markup.h"
#include "render/html/page.h"

/* What the page may load: nothing but the style within it. The empty icon keeps browsers from asking for one.
 */
#define POLICY \
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
#define NO_ICON "data:,"

/* Ends a line, for those who look at the source. */
static void
line(ApHtmlPage *page)
{
    g_string_append_c(page->out, '\n');
}

static void
add_meta(ApHtmlPage *page, const char *name, const char *content)
{
    ap_markup_void(page->out, "meta", "name", name, "content", content, NULL);
    line(page);
}

/* XML must not look into the stylesheet, and HTML must not see that it is told so. */
static void
add_sheet(ApHtmlPage *page)
{
    ap_markup_open(page->out, "style", NULL);
    g_string_append_printf(page->out, "/*<![CDATA[*/\n%s/*]]>*/", page->style->sheet);
    ap_markup_close(page->out, "style");
    line(page);
}

static void
add_head(ApHtmlPage *page)
{
    ap_markup_open(page->out, "head", NULL);
    line(page);
    ap_markup_void(page->out, "meta", "charset", "UTF-8", NULL);
    line(page);
    ap_markup_void(page->out, "meta", "http-equiv", "Content-Security-Policy", "content", POLICY, NULL);
    line(page);
    ap_markup_open(page->out, "title", NULL);
    ap_markup_text(page->out, page->document->title);
    ap_markup_close(page->out, "title");
    line(page);
    add_meta(page, "viewport", "width=device-width, initial-scale=1");
    add_meta(page, "format-detection", "telephone=no"); /* scores are no telephone numbers */
    add_meta(page, "author", page->document->author);
    add_meta(page, "description", page->document->subject);
    add_meta(page, "generator", PACKAGE_STRING);
    ap_markup_void(page->out, "link", "rel", "icon", "href", NO_ICON, NULL);
    line(page);
    add_sheet(page);
    ap_markup_close(page->out, "head");
    line(page);
}

static const ApBlock *
find_block(const ApDocument *document, ApBlockKind kind)
{
    for (guint i = 0; i < document->blocks->len; i++) {
        const ApBlock *block = g_ptr_array_index(document->blocks, i);
        if (block->kind == kind)
            return block;
    }
    return NULL;
}

/* The first line of the cover is the title; without a cover it is the document's. */
static void
add_cover(ApHtmlPage *page, gboolean draft)
{
    const ApBlock *cover = find_block(page->document, AP_BLOCK_COVER);
    ap_markup_open(page->out, "header", NULL);
    if (draft) {
        ap_markup_open(page->out, "p", "class", "draft", NULL);
        ap_markup_text(page->out, page->style->draft);
        ap_markup_close(page->out, "p");
    }
    if (cover == NULL || cover->children->len == 0) {
        ap_markup_open(page->out, "h1", NULL);
        ap_markup_text(page->out, page->document->title);
        ap_markup_close(page->out, "h1");
    }
    for (guint i = 0; cover != NULL && i < cover->children->len; i++) {
        const char *element = i == 0 ? "h1" : "p";
        ap_markup_open(page->out, element, NULL);
        ap_html_runs(page, ((const ApBlock *)g_ptr_array_index(cover->children, i))->runs);
        ap_markup_close(page->out, element);
    }
    ap_markup_close(page->out, "header");
    line(page);
}

static void
add_link(ApHtmlPage *page, const char *class, const char *link, const char *text)
{
    ap_markup_open(page->out, "a", "class", class, "href", link, NULL);
    ap_markup_text(page->out, text);
    ap_markup_close(page->out, "a");
    line(page);
}

static void
add_contents(ApHtmlPage *page)
{
    ap_markup_open(page->out, "nav", "id", AP_HTML_CONTENTS, "class", "contents", "aria-labelledby",
                   g_hash_table_lookup(page->ids, page->contents), NULL);
    ap_html_contents(page, page->contents);
    ap_markup_close(page->out, "nav");
    line(page);
}

static void
add_body(ApHtmlPage *page, gboolean draft)
{
    ap_markup_open(page->out, "body", NULL);
    line(page);
    add_link(page, "skip", "#" AP_HTML_TEXT, page->style->skip);
    add_cover(page, draft);
    if (page->contents != NULL)
        add_contents(page);
    ap_markup_open(page->out, "main", "id", AP_HTML_TEXT, "tabindex", "-1", NULL);
    line(page);
    ap_html_body(page);
    if (page->contents != NULL)
        add_link(page, "back", "#" AP_HTML_CONTENTS, page->style->back);
    ap_markup_close(page->out, "main");
    line(page);
    ap_markup_close(page->out, "body");
    line(page);
}

static void
write_page(ApHtmlPage *page, gboolean draft)
{
    g_string_append(page->out, "<!DOCTYPE html>\n");
    ap_markup_open(page->out, "html", "xmlns", "http://www.w3.org/1999/xhtml", "lang", page->style->language,
                   "xml:lang", page->style->language, NULL);
    line(page);
    add_head(page);
    add_body(page, draft);
    ap_markup_close(page->out, "html");
    line(page);
}

gboolean
ap_html_check(const ApTemplate *template, ApProblems *problems)
{
    g_autoptr(ApHtmlStyle) style = ap_html_style_new(template, problems);
    return style != NULL;
}

GBytes *
ap_html_render(const ApStore *store, const ApDocument *document, const ApTemplate *template,
               const ApChart *const *charts, guint n_charts, gboolean draft, ApProblems *problems,
               GError **error)
{
    g_autoptr(ApHtmlStyle) style = ap_html_style_new(template, problems);
    if (style == NULL)
        return NULL;
    g_autoptr(GHashTable) ids = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    g_autoptr(GHashTable) targets = g_hash_table_new(g_str_hash, g_str_equal);
    ApHtmlPage page = {.store = store,
                       .document = document,
                       .style = style,
                       .charts = charts,
                       .n_charts = n_charts,
                       .ids = ids,
                       .targets = targets,
                       .contents = find_block(document, AP_BLOCK_CONTENTS),
                       .out = g_string_new(NULL)};
    ap_html_give_ids(&page);
    write_page(&page, draft);
    if (page.error == NULL)
        return g_string_free_to_bytes(page.out);
    g_propagate_error(error, page.error);
    g_string_free(page.out, TRUE);
    return NULL;
}
