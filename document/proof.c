/* Takes the prose out of the blocks and has it checked. */
#include <config.h>

#include "document/proof.h"

#include "document/claims.h"
#include "document/digits.h"
#include "document/placeholders.h"
#include "document/wording.h"

#include <glib/gi18n.h>
#include <string.h>

struct ApProof {
    const ApStore *store;
    const ApGlossary *glossary;
    ApYaml *style;
    GPtrArray *names;        /* char *, lent: of the template and of the year's plan */
    ApWording *wording;      /* with these names, for the texts */
    ApWording *data_wording; /* with those of the template, for the words of the data files */
    GHashTable *own;         /* char *, lent: the paths of the year's own texts */
    GHashTable *told;        /* char *: what has been told, and where */
    ApProblems *problems;
};

/* The names of the template and of the plan, but not those of agencies: one more agency with nearly the same
 * name is no slip. */
static GPtrArray *
gather_names(const ApYear *year, const ApGlossary *glossary)
{
    GPtrArray *names = g_ptr_array_new();
    for (guint i = 0; i < glossary->names->len; i++)
        g_ptr_array_add(names, g_ptr_array_index(glossary->names, i));
    for (guint i = 0; i < year->stages->len; i++)
        g_ptr_array_add(names, ap_year_stage(year, i)->name);
    for (guint i = 0; i < year->groups->len; i++)
        g_ptr_array_add(names, ap_year_group(year, i)->name);
    for (guint i = 0; i < year->facets->len; i++)
        g_ptr_array_add(names, ap_year_facet(year, i)->name);
    for (guint i = 0; i < year->items->len; i++)
        g_ptr_array_add(names, ap_year_item(year, i)->name);
    return names;
}

ApProof *
ap_proof_new(const ApStore *store, const ApTemplate *template, ApProblems *problems)
{
    ApProof *proof = g_new0(ApProof, 1);
    const GPtrArray *own = ap_template_own_names(template);
    proof->store = store;
    proof->glossary = ap_template_glossary(template);
    proof->style = ap_template_style(template);
    proof->names = gather_names(ap_store_year(store), proof->glossary);
    proof->wording = ap_wording_new(proof->glossary, proof->names);
    proof->data_wording = ap_wording_new(proof->glossary, proof->glossary->names);
    proof->own = g_hash_table_new(g_str_hash, g_str_equal);
    proof->told = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    proof->problems = problems;
    for (guint i = 0; i < own->len; i++) {
        const char *file, *source;
        if (ap_template_text(template, g_ptr_array_index(own, i), &file, &source))
            g_hash_table_add(proof->own, (gpointer)file);
    }
    return proof;
}

void
ap_proof_free(ApProof *proof)
{
    if (proof == NULL)
        return;
    ap_wording_free(proof->wording);
    ap_wording_free(proof->data_wording);
    g_ptr_array_unref(proof->names);
    g_hash_table_unref(proof->own);
    g_hash_table_unref(proof->told);
    g_free(proof);
}

/* Hands on what has not been told before. */
static void
tell(ApProof *proof, const ApProblems *found)
{
    for (guint i = 0; i < ap_problems_count(found); i++) {
        const ApProblem *problem = ap_problems_at(found, i);
        const ApPlace place = {problem->file, problem->line, problem->column};
        if (!g_hash_table_add(proof->told, g_strdup_printf("%s:%u:%u: %s", problem->file, problem->line,
                                                           problem->column, problem->message)))
            continue;
        if (problem->severity == AP_ERROR)
            ap_problems_error(proof->problems, place, "%s", problem->message);
        else
            ap_problems_warning(proof->problems, place, "%s", problem->message);
    }
}

static void
read_runs(ApProof *proof, const GPtrArray *runs)
{
    if (runs->len == 0)
        return;
    g_autoptr(ApProse) prose = ap_prose_new(runs);
    g_autoptr(ApProblems) found = ap_problems_new();
    ap_digits_check(prose, proof->glossary, proof->names, ap_store_year(proof->store)->roc_year, found);
    ap_claims_check(prose, proof->glossary, proof->own, proof->store, found);
    ap_placeholders_check(prose, proof->glossary, found);
    ap_wording_check(proof->wording, prose, found);
    ap_prose_report_unused(prose, found);
    tell(proof, found);
}

void
ap_proof_read(ApProof *proof, const GPtrArray *blocks)
{
    for (guint i = 0; i < blocks->len; i++) {
        const ApBlock *block = g_ptr_array_index(blocks, i);
        read_runs(proof, block->runs);
        for (guint j = 0; block->table != NULL && j < block->table->rows * block->table->columns; j++)
            if (!block->table->cells[j].covered)
                read_runs(proof, block->table->cells[j].runs);
        ap_proof_read(proof, block->children);
    }
}

/* ---- Words that the data files give. ---- */

/* Tags are rendered in texts alone; anywhere else they would reach print. */
static void
check_tags(const ApProse *prose, ApProblems *problems)
{
    if (strstr(prose->text, "{{") != NULL || strstr(prose->text, "}}") != NULL)
        ap_problems_error(problems, ap_prose_place(prose, 0),
                          _("“%s” holds {{ or }}, which would be printed here; write the words themselves"),
                          prose->text);
}

/* `text`, which stands at `place`. `tags`: it is rendered, so that it may hold tags. */
static void
read_words(ApProof *proof, const char *text, ApPlace place, gboolean numbers, gboolean tags)
{
    if (text == NULL || *text == '\0')
        return;
    g_autoptr(ApRun) run = ap_run_new(AP_RUN_TEXT, text);
    run->place = place;
    g_autoptr(ApProse) prose = ap_prose_new_plain(run);
    g_autoptr(ApProblems) found = ap_problems_new();
    if (!tags)
        check_tags(prose, found);
    if (numbers)
        ap_digits_check(prose, proof->glossary, proof->names, 0, found);
    ap_placeholders_check(prose, proof->glossary, found);
    ap_wording_check(proof->data_wording, prose, found);
    tell(proof, found);
}

static void
read_plan(ApProof *proof, const ApYear *year)
{
    read_words(proof, year->title, year->title_place, FALSE, FALSE);
    read_words(proof, year->publisher, year->publisher_place, FALSE, FALSE);
    for (guint i = 0; i < year->stages->len; i++)
        read_words(proof, ap_year_stage(year, i)->name, ap_year_stage(year, i)->place, FALSE, FALSE);
    for (guint i = 0; i < year->groups->len; i++) {
        read_words(proof, ap_year_group(year, i)->name, ap_year_group(year, i)->place, FALSE, FALSE);
        read_words(proof, ap_year_group(year, i)->level, ap_year_group(year, i)->place, FALSE, FALSE);
    }
    for (guint i = 0; i < year->figures->len; i++)
        read_words(proof, ap_year_figure(year, i)->caption, ap_year_figure(year, i)->place, TRUE, FALSE);
}

static void
read_items(ApProof *proof, const ApYear *year)
{
    for (guint i = 0; i < year->facets->len; i++)
        read_words(proof, ap_year_facet(year, i)->name, ap_year_facet(year, i)->place, FALSE, FALSE);
    for (guint i = 0; i < year->items->len; i++) {
        const ApItem *item = ap_year_item(year, i);
        read_words(proof, item->name, item->place, FALSE, FALSE);
        for (guint j = 0; j < item->parts->len; j++) {
            const ApPart *part = &g_array_index(item->parts, ApPart, j);
            read_words(proof, part->name, part->place, FALSE, FALSE);
        }
    }
}

static void
read_records(ApProof *proof, const ApYear *year)
{
    for (guint i = 0; i < year->participants->len; i++)
        read_words(proof, ap_year_participant(year, i)->label, ap_year_participant(year, i)->place, FALSE,
                   FALSE);
    for (guint i = 0; i < year->agencies->len; i++) {
        const ApAgency *agency = ap_year_agency(year, i);
        const char *const texts[] = {agency->name, agency->consultant, agency->certifier, agency->scope};
        for (guint j = 0; j < G_N_ELEMENTS(texts); j++)
            read_words(proof, texts[j], agency->place, FALSE, FALSE);
    }
    for (guint i = 0; i < year->corrections->len; i++) {
        const ApCorrection *correction = ap_year_correction(year, i);
        read_words(proof, correction->reason, correction->place, FALSE, FALSE);
    }
}

/* The texts of style.yaml that hold a character beyond ASCII: those are words, not settings. */
static void
read_style(ApProof *proof, ApYaml *style, const yaml_node_t *node)
{
    gboolean map = node->type == YAML_MAPPING_NODE;
    const char *text = ap_yaml_text(node);
    if (text != NULL && !g_str_is_ascii(text))
        read_words(proof, text, ap_yaml_place(style, node), FALSE, TRUE);
    for (guint i = 0; i < ap_yaml_length(node); i++)
        read_style(proof, style, map ? ap_yaml_value(style, node, i) : ap_yaml_element(style, node, i));
}

void
ap_proof_read_data(ApProof *proof)
{
    const ApYear *year = ap_store_year(proof->store);
    read_plan(proof, year);
    read_items(proof, year);
    read_records(proof, year);
    read_style(proof, proof->style, ap_yaml_root(proof->style));
}
