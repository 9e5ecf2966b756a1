/* From a participant to its results sheet: context, texts, numbers, and the figures that only a sheet has. */
#include <config.h>

#include "document/sheets.h"

#include "document/assembly.h"
#include "document/numbering.h"

#define MAIN_TEXT "report"
#define CAPTION_TEXT "caption-profile"
#define ALTERNATIVE_TEXT "alt-profile"

struct ApSheets {
    ApAssembly *assembly;
    ApProfiles *profiles;
};

ApSheets *
ap_sheets_new(const ApStore *store, const ApTemplate *template, ApProblems *problems)
{
    guint errors = ap_problems_count_errors(problems);
    if (!ap_assembly_check_tags(template, problems))
        return NULL;
    ap_assembly_check_names(template, problems);
    if (ap_problems_count_errors(problems) > errors)
        return NULL;
    ApSheets *sheets = g_new0(ApSheets, 1);
    sheets->assembly = ap_assembly_new(store, template, problems);
    ap_proof_read_data(sheets->assembly->proof);
    sheets->profiles = ap_profiles_new(store);
    return sheets;
}

void
ap_sheets_free(ApSheets *sheets)
{
    if (sheets == NULL)
        return;
    ap_assembly_free(sheets->assembly);
    ap_profiles_free(sheets->profiles);
    g_free(sheets);
}

void
ap_results_sheet_free(ApResultsSheet *sheet)
{
    if (sheet == NULL)
        return;
    ap_document_free(sheet->document);
    g_ptr_array_unref(sheet->figures);
    g_free(sheet);
}

/* What the caption and the alternative text of a stage's figure may say: `stage` is the participant's. */
static ApNode *
figure_context(const ApNode *context, guint index)
{
    ApNode *own = ap_node_copy(context);
    const ApNode *stages = ap_node_get(ap_node_get(context, "participant"), "stages");
    ap_node_set(own, "stage", ap_node_ref((ApNode *)ap_node_at(stages, index)));
    return own;
}

/* A figure for each stage of the participant's group, as profile-STAGE; NULL with problems. */
static GPtrArray *
make_figures(const ApSheets *sheets, const ApNode *context, guint participant)
{
    const ApYear *year = sheets->assembly->context.year;
    const ApParticipant *record = ap_year_participant(year, participant);
    const ApGroup *group = ap_year_group(year, record->group);
    g_autoptr(GPtrArray) figures = g_ptr_array_new_with_free_func((GDestroyNotify)ap_figure_free);
    for (guint i = 0; i < group->stages->len; i++) {
        g_autoptr(ApNode) own = figure_context(context, i);
        char *caption = ap_assembly_read_plain(sheets->assembly, CAPTION_TEXT, own);
        if (caption == NULL)
            return NULL;
        ApFigure *figure = ap_figure_new();
        figure->kind = AP_FIGURE_PROFILE;
        figure->stage = (gint)g_array_index(group->stages, ApGroupStage, i).stage;
        figure->group = (gint)record->group;
        figure->participant = participant;
        figure->id = g_strconcat("profile-", ap_year_stage(year, (guint)figure->stage)->id, NULL);
        figure->scope = g_strconcat("group:", group->id, NULL);
        figure->caption = caption;
        figure->place = record->place;
        g_ptr_array_add(figures, figure);
    }
    return g_steal_pointer(&figures);
}

static void
set_alternatives(const ApSheets *sheets, const GPtrArray *blocks, const ApNode *context)
{
    for (guint i = 0; i < blocks->len; i++) {
        ApBlock *block = g_ptr_array_index(blocks, i);
        if (block->kind != AP_BLOCK_FIGURE || block->figure < 0)
            continue;
        g_autoptr(ApNode) own = figure_context(context, (guint)block->figure);
        block->alt = ap_assembly_read_plain(sheets->assembly, ALTERNATIVE_TEXT, own);
    }
}

/* The text of the first heading: a sheet has no other title. Caller frees. */
static char *
title_of(const ApDocument *document)
{
    for (guint i = 0; i < document->blocks->len; i++) {
        const ApBlock *block = g_ptr_array_index(document->blocks, i);
        if (block->kind == AP_BLOCK_HEADING)
            return ap_runs_text(block->runs);
    }
    return g_strdup(document->subject);
}

ApResultsSheet *
ap_sheets_assemble(ApSheets *sheets, guint participant)
{
    ApAssembly *assembly = sheets->assembly;
    guint errors = ap_problems_count_errors(assembly->problems);
    g_autoptr(ApNode) context =
        ap_context_for_participant(&assembly->context, assembly->root, sheets->profiles, participant);
    g_autoptr(GPtrArray) figures = make_figures(sheets, context, participant);
    GPtrArray *blocks = figures != NULL ? ap_assembly_read(assembly, MAIN_TEXT, context) : NULL;
    if (blocks == NULL)
        return NULL;
    g_autoptr(ApResultsSheet) sheet = g_new0(ApResultsSheet, 1);
    sheet->document = ap_assembly_document(assembly, blocks);
    sheet->figures = g_steal_pointer(&figures);
    sheet->document->title = title_of(sheet->document);
    ap_document_number(sheet->document, sheet->figures, assembly->context.words, TRUE, assembly->problems);
    set_alternatives(sheets, sheet->document->blocks, context);
    return ap_problems_count_errors(assembly->problems) > errors ? NULL : g_steal_pointer(&sheet);
}
