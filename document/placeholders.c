/* Placeholders, by the patterns of terms.yaml. */
#include <config.h>

#include "document/placeholders.h"

#include <glib/gi18n.h>

typedef struct {
    ApProse *prose;
    ApProblems *problems;
} Check;

/* An ApPatternFound. A match that begins in printed data is the data's. */
static void
check_match(gpointer user, G_GNUC_UNUSED guint index, gsize start, gsize end)
{
    const Check *check = user;
    ApProse *prose = check->prose;
    if (!ap_prose_typed(prose, start) || ap_prose_run(prose, start)->escaped ||
        ap_prose_take_meant(prose, start))
        return;
    g_autofree char *found = g_strndup(prose->text + start, end - start);
    ap_problems_error(
        check->problems, ap_prose_place(prose, start),
        prose->plain ? _("“%s” stands for words that are still to be written; write them")
                     : _("“%s” stands for words that are still to be written; write them, or \\%s if it is "
                         "meant"),
        found, found);
}

void
ap_placeholders_check(ApProse *prose, const ApGlossary *glossary, ApProblems *problems)
{
    Check check = {prose, problems};
    ap_patterns_find(glossary->placeholders, prose->text, check_match, &check);
}
