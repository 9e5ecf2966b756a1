/* The line from a year to its document: context, Mustache, Markdown, numbers, alternative texts. */
#include <config.h>

#include "document/assemble.h"

#include "document/context.h"
#include "document/markdown.h"
#include "document/mustache.h"
#include "document/numbering.h"

#include <glib/gi18n.h>

#define MAIN_TEXT "report"

static gboolean
find_text(gpointer data, const char *name, const char **file, const char **source)
{
    return ap_template_text(data, name, file, source);
}

/* The blocks of the text `name` over `context`; NULL with problems. */
static GPtrArray *
read_text(const ApTemplate *template, const char *name, const ApNode *context, ApProblems *problems)
{
    const char *file, *source;
    ApMustacheOptions options = {
        .escape = ap_markdown_escape,
        .partial = find_text,
        .partial_data = (gpointer) template,
        .strict = TRUE,
    };
    if (!ap_template_text(template, name, &file, &source))
        return NULL;
    g_autoptr(ApRendered) rendered = ap_mustache_render(file, source, context, &options, problems);
    return rendered != NULL ? ap_markdown_read(rendered, problems) : NULL;
}

static void
append_text(GString *out, const GPtrArray *blocks)
{
    for (guint i = 0; i < blocks->len; i++) {
        const ApBlock *block = g_ptr_array_index(blocks, i);
        g_autofree char *text = ap_runs_text(block->runs);
        g_string_append(out, text);
        append_text(out, block->children);
    }
}

/* What the figure's text alt-KIND.md says of it. */
static void
set_alternative(const ApContext *context, const ApTemplate *template, const ApNode *root, ApBlock *block,
                ApProblems *problems)
{
    g_autoptr(ApNode) own = ap_context_for_figure(context, root, (guint)block->figure);
    const ApNode *kind = ap_node_get(ap_node_get(own, "figure"), "kind");
    g_autofree char *name = g_strconcat("alt-", ap_node_text(kind), NULL);
    const char *file, *source;
    if (!ap_template_text(template, name, &file, &source)) {
        ap_problems_error(problems, block->place,
                          _("the template has no %s.md, the alternative text of this figure; add it"), name);
        return;
    }
    g_autoptr(GPtrArray) blocks = read_text(template, name, own, problems);
    g_autoptr(GString) text = g_string_new(NULL);
    if (blocks == NULL)
        return;
    append_text(text, blocks);
    if (text->len == 0)
        ap_problems_error(problems, (ApPlace){file, 1, 1}, _("this alternative text is empty; write it"));
    block->alt = g_strdup(text->str);
}

static void
set_alternatives(const ApContext *context, const ApTemplate *template, const ApNode *root,
                 const GPtrArray *blocks, ApProblems *problems)
{
    for (guint i = 0; i < blocks->len; i++) {
        ApBlock *block = g_ptr_array_index(blocks, i);
        if (block->kind == AP_BLOCK_FIGURE && block->figure >= 0)
            set_alternative(context, template, root, block, problems);
        set_alternatives(context, template, root, block->children, problems);
    }
}

ApDocument *
ap_document_assemble(const ApStore *store, const ApTemplate *template, ApProblems *problems)
{
    const ApContext context = {store, ap_store_year(store), ap_template_words(template)};
    guint errors = ap_problems_count_errors(problems);
    g_autoptr(ApNode) root = ap_context_new(store, template);
    GPtrArray *blocks = read_text(template, MAIN_TEXT, root, problems);
    if (blocks == NULL)
        return NULL;
    g_autoptr(ApDocument) document = ap_document_new_empty();
    g_ptr_array_unref(document->blocks);
    document->blocks = blocks;
    document->title = g_strdup(context.year->title);
    document->author = g_strdup(context.year->publisher);
    document->language = g_strdup("zh-TW");
    document->subject = g_strdup(context.year->title);
    ap_document_number(document, context.year, context.words, problems);
    set_alternatives(&context, template, root, document->blocks, problems);
    return ap_problems_count_errors(problems) > errors ? NULL : g_steal_pointer(&document);
}
