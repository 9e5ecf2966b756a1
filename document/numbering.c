/* Labels, numbers and references: one walk numbers, a second one resolves. */
#include <config.h>

#include "document/numbering.h"

#include "scores/nearest.h"

#include <glib/gi18n.h>
#include <string.h>

#define LEVELS 6

typedef struct {
    const GPtrArray *declared; /* ApFigure: those that the text may show */
    const ApWords *words;
    ApProblems *problems;
    guint counts[LEVELS + 1]; /* of headings, by level */
    guint level;              /* of the last heading */
    guint headings;
    guint figures;
    guint tables;
    guint bodies;
    GHashTable *blocks; /* char *, id → ApBlock; both lent by the document */
    GPtrArray *ids;     /* char *, lent: in the order of appearance, for the nearest */
} Numberer;

static const ApFigure *
figure_at(const Numberer *numberer, guint index)
{
    return g_ptr_array_index(numberer->declared, index);
}

/* Enters a block under its id; FALSE with a problem if that is taken. */
static gboolean
enter(Numberer *numberer, ApBlock *block)
{
    const ApBlock *first = g_hash_table_lookup(numberer->blocks, block->id);
    if (first != NULL) {
        g_autofree char *file = g_path_get_basename(first->place.file);
        ap_problems_error(numberer->problems, block->place,
                          _("“%s” is here a second time (first in %s, line %u); keep one"), block->id, file,
                          first->place.line);
        return FALSE;
    }
    g_hash_table_insert(numberer->blocks, block->id, block);
    g_ptr_array_add(numberer->ids, block->id);
    return TRUE;
}

/* Takes `label`. */
static void
set_label(ApBlock *block, char *label)
{
    g_free(block->label);
    block->label = label;
}

/* "sec-2-1-3": the numbers of the headings that lead to this one. */
static char *
heading_id(const Numberer *numberer, const ApBlock *block)
{
    if (block->number == 0)
        return g_strdup_printf("sec-u%u", numberer->headings);
    GString *id = g_string_new("sec");
    for (guint level = 1; level <= block->level; level++)
        g_string_append_printf(id, "-%u", numberer->counts[level]);
    return g_string_free(id, FALSE);
}

static void
number_heading(Numberer *numberer, ApBlock *block)
{
    guint level = MIN(block->level, LEVELS);
    numberer->headings++;
    if (numberer->level == 0 && level > 1)
        ap_problems_error(numberer->problems, block->place,
                          _("the first heading is of level %u; write one “#” here"), level);
    else if (level > numberer->level + 1)
        ap_problems_error(numberer->problems, block->place,
                          _("a heading of level %u follows one of level %u; write %u “#” here"), level,
                          numberer->level, numberer->level + 1);
    numberer->level = level;
    if (block->number > 0) {
        block->number = ++numberer->counts[level];
        for (guint deeper = level + 1; deeper <= LEVELS; deeper++)
            numberer->counts[deeper] = 0;
        set_label(block, ap_words_heading(numberer->words, level, block->number));
    }
    if (block->id == NULL)
        block->id = heading_id(numberer, block);
    enter(numberer, block);
}

static void
report_unknown_figure(const Numberer *numberer, const ApBlock *block)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < numberer->declared->len; i++)
        g_ptr_array_add(ids, g_strconcat("fig-", figure_at(numberer, i)->id, NULL));
    g_autofree char *nearest = ap_nearest(block->id, ids);
    if (nearest != NULL)
        ap_problems_error(numberer->problems, block->place, _("report.yaml has no figure “%s”; nearest: %s"),
                          block->id, nearest);
    else
        ap_problems_error(numberer->problems, block->place,
                          _("report.yaml has no figure “%s”; add it there or remove it here"), block->id);
}

static void
set_caption(ApBlock *block, const ApFigure *figure)
{
    ApRun *run = ap_run_new(AP_RUN_TEXT, figure->caption);
    run->interpolated = TRUE;
    run->place = block->place;
    run->origin = figure->place;
    g_ptr_array_add(block->runs, run);
}

static void
number_figure(Numberer *numberer, ApBlock *block)
{
    for (guint i = 0; i < numberer->declared->len; i++) {
        const ApFigure *figure = figure_at(numberer, i);
        if (strcmp(block->id + strlen("fig-"), figure->id) != 0)
            continue;
        if (!enter(numberer, block))
            return;
        set_caption(block, figure);
        block->figure = (gint)i;
        block->number = ++numberer->figures;
        set_label(block, ap_words_label(numberer->words, AP_LABEL_FIGURE, block->number));
        return;
    }
    report_unknown_figure(numberer, block);
}

/* A table without a caption is only laid out: it has no number. */
static void
number_table(Numberer *numberer, ApBlock *block)
{
    if (block->id == NULL || !enter(numberer, block))
        return;
    block->number = ++numberer->tables;
    set_label(block, ap_words_label(numberer->words, AP_LABEL_TABLE, block->number));
    block->continuation = ap_words_label(numberer->words, AP_LABEL_TABLE_CONTINUED, block->number);
}

/* Covers, notes and items hold paragraphs and lists; elsewhere a block would be lost or laid out wrongly. */
static void
check_parent(const Numberer *numberer, const ApBlock *block, const ApBlock *parent)
{
    if (parent == NULL || parent->kind == AP_BLOCK_LIST || block->kind == AP_BLOCK_PARAGRAPH ||
        block->kind == AP_BLOCK_LIST)
        return;
    ap_problems_error(numberer->problems, block->place,
                      parent->kind == AP_BLOCK_ITEM
                          ? _("a list holds only paragraphs and lists; end it by a line that is not indented")
                          : _("a cover or note holds only paragraphs and lists; end it by “:::” above"));
}

static void
check_body(Numberer *numberer, const ApBlock *block)
{
    if (numberer->bodies++ > 0)
        ap_problems_error(numberer->problems, block->place, _("the body begins a second time; keep one"));
}

static void
number_blocks(Numberer *numberer, const GPtrArray *blocks, const ApBlock *parent)
{
    for (guint i = 0; i < blocks->len; i++) {
        ApBlock *block = g_ptr_array_index(blocks, i);
        if (block->kind == AP_BLOCK_HEADING)
            number_heading(numberer, block);
        else if (block->kind == AP_BLOCK_FIGURE)
            number_figure(numberer, block);
        else if (block->kind == AP_BLOCK_TABLE)
            number_table(numberer, block);
        else if (block->kind == AP_BLOCK_ITEM)
            set_label(block, ap_words_list(numberer->words, block->level, block->number));
        else if (block->kind == AP_BLOCK_BODY)
            check_body(numberer, block);
        check_parent(numberer, block, parent);
        number_blocks(numberer, block->children, block);
    }
}

static gboolean
is_declared(const Numberer *numberer, const char *target)
{
    for (guint i = 0; i < numberer->declared->len; i++)
        if (g_str_has_prefix(target, "fig-") &&
            strcmp(target + strlen("fig-"), figure_at(numberer, i)->id) == 0)
            return TRUE;
    return FALSE;
}

static void
report_unknown_target(const Numberer *numberer, const ApRun *run)
{
    g_autofree char *nearest = ap_nearest(run->target, numberer->ids);
    if (is_declared(numberer, run->target))
        ap_problems_error(numberer->problems, run->place,
                          _("“@%s” refers to a figure that the text does not show; add ![](%s)"), run->target,
                          run->target);
    else if (nearest != NULL)
        ap_problems_error(numberer->problems, run->place, _("“@%s” refers to nothing; nearest: %s"),
                          run->target, nearest);
    else if (g_str_has_prefix(run->target, "fig-"))
        ap_problems_error(numberer->problems, run->place,
                          _("report.yaml has no figure “%s”; add it there or remove it here"), run->target);
    else
        ap_problems_error(numberer->problems, run->place,
                          _("“@%s” refers to nothing; give its table {#%s} or remove it"), run->target,
                          run->target);
}

static void
resolve_runs(Numberer *numberer, GPtrArray *runs)
{
    for (guint i = 0; i < runs->len; i++) {
        ApRun *run = g_ptr_array_index(runs, i);
        if (run->kind != AP_RUN_REFERENCE)
            continue;
        const ApBlock *block = g_hash_table_lookup(numberer->blocks, run->target);
        if (block == NULL) {
            report_unknown_target(numberer, run);
            continue;
        }
        g_free(run->text);
        run->text = g_strdup(block->label);
    }
}

static void
resolve_blocks(Numberer *numberer, const GPtrArray *blocks)
{
    for (guint i = 0; i < blocks->len; i++) {
        ApBlock *block = g_ptr_array_index(blocks, i);
        resolve_runs(numberer, block->runs);
        if (block->table != NULL)
            for (guint j = 0; j < block->table->rows * block->table->columns; j++)
                resolve_runs(numberer, block->table->cells[j].runs);
        resolve_blocks(numberer, block->children);
    }
}

static void
warn_of_unshown_figures(Numberer *numberer)
{
    for (guint i = 0; i < numberer->declared->len; i++) {
        const ApFigure *figure = figure_at(numberer, i);
        g_autofree char *id = g_strconcat("fig-", figure->id, NULL);
        if (!g_hash_table_contains(numberer->blocks, id))
            ap_problems_warning(numberer->problems, figure->place,
                                _("the text does not show figure “%s”; add ![](%s) where it belongs"),
                                figure->id, id);
    }
}

void
ap_document_number(ApDocument *document, const GPtrArray *figures, const ApWords *words, gboolean selection,
                   ApProblems *problems)
{
    Numberer numberer = {
        .declared = figures,
        .words = words,
        .problems = problems,
        .blocks = g_hash_table_new(g_str_hash, g_str_equal),
        .ids = g_ptr_array_new(),
    };
    number_blocks(&numberer, document->blocks, NULL);
    resolve_blocks(&numberer, document->blocks);
    if (!selection)
        warn_of_unshown_figures(&numberer);
    g_hash_table_unref(numberer.blocks);
    g_ptr_array_unref(numberer.ids);
}
