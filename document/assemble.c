/* The line from a year to its document: context, Mustache, Markdown, numbers, alternative texts. */
#include <config.h>

#include "document/assemble.h"

#include "document/assembly.h"
#include "document/carry.h"
#include "document/markdown.h"
#include "document/mustache.h"
#include "document/numbering.h"
#include "document/vocabulary.h"

#include <glib/gi18n.h>

#define MAIN_TEXT "report"

ApAssembly *
ap_assembly_new(const ApStore *store, const ApTemplate *template, ApProblems *problems)
{
    ApAssembly *assembly = g_new0(ApAssembly, 1);
    *assembly = (ApAssembly){
        .context = {store, ap_store_year(store), ap_template_words(template), ap_context_keep_statistics()},
        .template = template,
        .used = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .proof = ap_proof_new(store, template, problems),
        .problems = problems,
    };
    assembly->root = ap_context_root(&assembly->context);
    return assembly;
}

void
ap_assembly_free(ApAssembly *assembly)
{
    if (assembly == NULL)
        return;
    g_hash_table_unref(assembly->context.statistics);
    ap_node_unref(assembly->root);
    g_hash_table_unref(assembly->used);
    ap_proof_free(assembly->proof);
    g_free(assembly);
}

static gboolean
find_text(gpointer data, const char *name, const char **file, const char **source)
{
    ApAssembly *assembly = data;
    g_hash_table_add(assembly->used, g_strdup(name));
    return ap_template_text(assembly->template, name, file, source);
}

GPtrArray *
ap_assembly_read(ApAssembly *assembly, const char *name, const ApNode *context)
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

/* An alternative text or caption is read in one breath: a table, a figure or a reference would be lost in it.
 */
static gboolean
check_plain(const GPtrArray *blocks, ApProblems *problems)
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

char *
ap_assembly_read_plain(ApAssembly *assembly, const char *name, const ApNode *context)
{
    g_autoptr(GPtrArray) blocks = ap_assembly_read(assembly, name, context);
    g_autoptr(GString) text = g_string_new(NULL);
    if (blocks == NULL || !check_plain(blocks, assembly->problems))
        return NULL;
    append_text(text, blocks);
    return g_strdup(text->str);
}

/* What the figure's text alt-KIND.md says of it. */
static void
set_alternative(ApAssembly *assembly, ApBlock *block)
{
    g_autoptr(ApNode) own = ap_context_for_figure(&assembly->context, assembly->root, (guint)block->figure);
    const ApNode *kind = ap_node_get(ap_node_get(own, "figure"), "kind");
    g_autofree char *name = g_strconcat("alt-", ap_node_text(kind), NULL);
    const char *file, *source;
    if (!ap_template_text(assembly->template, name, &file, &source))
        ap_problems_error(assembly->problems, block->place,
                          _("the template has no %s.md, the alternative text of this figure; add it"), name);
    else
        block->alt = ap_assembly_read_plain(assembly, name, own);
}

/* Sets the alternative texts of all figures, until one is wrong: the next of its kind would be so again. */
static void
set_alternatives(ApAssembly *assembly, const GPtrArray *blocks)
{
    guint errors = ap_problems_count_errors(assembly->problems);
    for (guint i = 0; i < blocks->len && ap_problems_count_errors(assembly->problems) == errors; i++) {
        ApBlock *block = g_ptr_array_index(blocks, i);
        if (block->kind == AP_BLOCK_FIGURE && block->figure >= 0)
            set_alternative(assembly, block);
    }
}

gboolean
ap_assembly_check_tags(const ApTemplate *template, ApProblems *problems)
{
    const GPtrArray *names = ap_template_names(template);
    const char *file, *source;
    gboolean good = TRUE;
    for (guint i = 0; i < names->len; i++)
        if (ap_template_text(template, g_ptr_array_index(names, i), &file, &source))
            good &= ap_mustache_check(file, source, problems);
    return good;
}

void
ap_assembly_check_names(const ApTemplate *template, ApProblems *problems)
{
    const GPtrArray *names = ap_template_names(template);
    const char *file, *source;
    for (guint i = 0; i < names->len; i++)
        if (ap_template_text(template, g_ptr_array_index(names, i), &file, &source))
            ap_vocabulary_check(file, source, problems);
}

/* A text that the year's folder gives and that is not in the report was meant to be. */
static void
warn_of_unused(const ApAssembly *assembly)
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

ApDocument *
ap_assembly_document(const ApAssembly *assembly, GPtrArray *blocks)
{
    ApDocument *document = ap_document_new_empty();
    g_ptr_array_unref(document->blocks);
    document->blocks = blocks;
    document->context = ap_node_ref(assembly->root);
    document->author = g_strdup(assembly->context.year->publisher);
    document->language = g_strdup("zh-TW");
    document->subject = g_strdup(assembly->context.year->title);
    return document;
}

ApDocument *
ap_document_assemble(const ApStore *store, const ApTemplate *template, ApProblems *problems)
{
    guint errors = ap_problems_count_errors(problems);
    if (!ap_assembly_check_tags(template, problems))
        return NULL;
    g_autoptr(ApAssembly) assembly = ap_assembly_new(store, template, problems);
    g_autoptr(ApDocument) document = NULL;
    ap_proof_read_data(assembly->proof);
    GPtrArray *blocks = ap_assembly_read(assembly, MAIN_TEXT, assembly->root);
    if (blocks != NULL) {
        document = ap_assembly_document(assembly, blocks);
        document->title = g_strdup(assembly->context.year->title);
        ap_document_number(document, assembly->context.year->figures, assembly->context.words,
                           ap_template_is_selection(template), problems);
        set_alternatives(assembly, document->blocks);
        warn_of_unused(assembly);
        ap_carry_check(template, problems);
    }
    ap_assembly_check_names(template, problems);
    return ap_problems_count_errors(problems) > errors ? NULL : g_steal_pointer(&document);
}
