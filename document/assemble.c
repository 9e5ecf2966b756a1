/* The line from a year to its document: context, Mustache, Markdown, numbers, alternative texts. */
#include <config.h>

#include "document/assemble.h"

#include "document/carry.h"
#include "document/context.h"
#include "document/markdown.h"
#include "document/mustache.h"
#include "document/numbering.h"
#include "document/proof.h"
#include "document/vocabulary.h"

#include <glib/gi18n.h>

#define MAIN_TEXT "report"

typedef struct {
    ApContext context;
    const ApTemplate *template;
    ApNode *root;     /* the report's context */
    GHashTable *used; /* char *: the names of the texts that were used */
    ApProof *proof;
    ApProblems *problems;
} Assembly;

static gboolean
find_text(gpointer data, const char *name, const char **file, const char **source)
{
    Assembly *assembly = data;
    g_hash_table_add(assembly->used, g_strdup(name));
    return ap_template_text(assembly->template, name, file, source);
}

/* The blocks of the text `name` over `context`; NULL with problems. */
static GPtrArray *
read_text(Assembly *assembly, const char *name, const ApNode *context)
{
    const char *file, *source;
    ApMustacheOptions options = {
        .escape = ap_markdown_escape,
        .partial = find_text,
        .partial_data = assembly,
        .partial_names = ap_template_names(assembly->template),
        .strict = TRUE,
    };
    if (!find_text(assembly, name, &file, &source))
        return NULL;
    g_autoptr(ApRendered) rendered = ap_mustache_render(file, source, context, &options, assembly->problems);
    if (rendered == NULL)
        return NULL;
    GPtrArray *blocks = ap_markdown_read(rendered, assembly->problems);
    if (blocks->len == 0)
        ap_problems_error(assembly->problems, (ApPlace){file, 1, 1}, _("this text says nothing; write it"));
    ap_proof_read(assembly->proof, blocks);
    return blocks;
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

/* An alternative text is read in one breath: a table, a figure or a reference would be lost in it. */
static gboolean
check_alternative(const GPtrArray *blocks, ApProblems *problems)
{
    for (guint i = 0; i < blocks->len; i++) {
        const ApBlock *block = g_ptr_array_index(blocks, i);
        gboolean plain = block->kind == AP_BLOCK_PARAGRAPH;
        for (guint j = 0; j < block->runs->len; j++)
            plain = plain && ((const ApRun *)g_ptr_array_index(block->runs, j))->kind != AP_RUN_REFERENCE;
        if (plain)
            continue;
        ap_problems_error(problems, block->place,
                          _("an alternative text is read aloud; write paragraphs alone, without headings, "
                            "lists, tables, figures and references"));
        return FALSE;
    }
    return TRUE;
}

/* What the figure's text alt-KIND.md says of it. */
static void
set_alternative(Assembly *assembly, ApBlock *block)
{
    g_autoptr(ApNode) own = ap_context_for_figure(&assembly->context, assembly->root, (guint)block->figure);
    const ApNode *kind = ap_node_get(ap_node_get(own, "figure"), "kind");
    g_autofree char *name = g_strconcat("alt-", ap_node_text(kind), NULL);
    const char *file, *source;
    if (!ap_template_text(assembly->template, name, &file, &source)) {
        ap_problems_error(assembly->problems, block->place,
                          _("the template has no %s.md, the alternative text of this figure; add it"), name);
        return;
    }
    g_autoptr(GPtrArray) blocks = read_text(assembly, name, own);
    g_autoptr(GString) text = g_string_new(NULL);
    if (blocks == NULL || !check_alternative(blocks, assembly->problems))
        return;
    append_text(text, blocks);
    block->alt = g_strdup(text->str);
}

/* Sets the alternative texts of all figures, until one is wrong: the next of its kind would be so again. */
static void
set_alternatives(Assembly *assembly, const GPtrArray *blocks)
{
    guint errors = ap_problems_count_errors(assembly->problems);
    for (guint i = 0; i < blocks->len && ap_problems_count_errors(assembly->problems) == errors; i++) {
        ApBlock *block = g_ptr_array_index(blocks, i);
        if (block->kind == AP_BLOCK_FIGURE && block->figure >= 0)
            set_alternative(assembly, block);
    }
}

/* Checks the tags of all texts before any is rendered, so that all slips are told at once, and those of a
 * text that only another year uses too. */
static gboolean
check_tags(const ApTemplate *template, ApProblems *problems)
{
    const GPtrArray *names = ap_template_names(template);
    const char *file, *source;
    gboolean good = TRUE;
    for (guint i = 0; i < names->len; i++)
        if (ap_template_text(template, g_ptr_array_index(names, i), &file, &source))
            good &= ap_mustache_check(file, source, problems);
    return good;
}

/* Checks the names in all texts, those in sections that this year skips too. */
static void
check_names(const ApTemplate *template, ApProblems *problems)
{
    const GPtrArray *names = ap_template_names(template);
    const char *file, *source;
    for (guint i = 0; i < names->len; i++)
        if (ap_template_text(template, g_ptr_array_index(names, i), &file, &source))
            ap_vocabulary_check(file, source, problems);
}

/* A text that the year's folder gives and that is not in the report was meant to be. */
static void
warn_of_unused(const Assembly *assembly)
{
    const GPtrArray *own = ap_template_own_names(assembly->template);
    const char *file, *source;
    for (guint i = 0; i < own->len; i++) {
        const char *name = g_ptr_array_index(own, i);
        gboolean left_out =
            ap_template_is_selection(assembly->template) && ap_template_has_part(assembly->template, name);
        if (!left_out && !g_hash_table_contains(assembly->used, name) &&
            ap_template_text(assembly->template, name, &file, &source))
            ap_problems_warning(assembly->problems, (ApPlace){file, 1, 1},
                                _("this text is not in the report: no text says {{> %s}} where it applies; "
                                  "say so or remove the file"),
                                name);
    }
}

static ApDocument *
document_new(const ApYear *year, GPtrArray *blocks)
{
    ApDocument *document = ap_document_new_empty();
    g_ptr_array_unref(document->blocks);
    document->blocks = blocks;
    document->title = g_strdup(year->title);
    document->author = g_strdup(year->publisher);
    document->language = g_strdup("zh-TW");
    document->subject = g_strdup(year->title);
    return document;
}

ApDocument *
ap_document_assemble(const ApStore *store, const ApTemplate *template, ApProblems *problems)
{
    guint errors = ap_problems_count_errors(problems);
    if (!check_tags(template, problems))
        return NULL;
    Assembly assembly = {
        .context = {store, ap_store_year(store), ap_template_words(template)},
        .template = template,
        .root = ap_context_new(store, template),
        .used = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .proof = ap_proof_new(store, template, problems),
        .problems = problems,
    };
    g_autoptr(ApDocument) document = NULL;
    ap_proof_read_data(assembly.proof);
    GPtrArray *blocks = read_text(&assembly, MAIN_TEXT, assembly.root);
    if (blocks != NULL) {
        document = document_new(assembly.context.year, blocks);
        ap_document_number(document, assembly.context.year, assembly.context.words,
                           ap_template_is_selection(template), problems);
        set_alternatives(&assembly, document->blocks);
        warn_of_unused(&assembly);
        ap_carry_check(template, problems);
    }
    check_names(template, problems);
    ap_node_unref(assembly.root);
    g_hash_table_unref(assembly.used);
    ap_proof_free(assembly.proof);
    return ap_problems_count_errors(problems) > errors ? NULL : g_steal_pointer(&document);
}
