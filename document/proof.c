/* Takes the prose out of the blocks and has it checked. */
#include <config.h>

#include "document/proof.h"

#include "document/claims.h"
#include "document/digits.h"
#include "document/wording.h"

struct ApProof {
    const ApStore *store;
    const ApGlossary *glossary;
    GPtrArray *names; /* char *, lent: of the template and of the year's plan */
    GHashTable *own;  /* char *, lent: the paths of the year's own texts */
    GHashTable *told; /* char *: what has been told, and where */
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
    proof->names = gather_names(ap_store_year(store), proof->glossary);
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
    ap_wording_check(prose, proof->glossary, proof->names, found);
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
