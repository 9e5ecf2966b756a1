/* Placeholders, by the patterns of terms.yaml. */
#include <config.h>

#include "document/placeholders.h"

#include <glib/gi18n.h>

/* A match that begins in printed data is the data's. */
static void
check_match(ApProse *prose, gsize start, gsize end, ApProblems *problems)
{
    if (!ap_prose_typed(prose, start) || ap_prose_run(prose, start)->escaped ||
        ap_prose_take_meant(prose, start))
        return;
    g_autofree char *found = g_strndup(prose->text + start, end - start);
    ap_problems_error(
        problems, ap_prose_place(prose, start),
        prose->plain ? _("“%s” stands for words that are still to be written; write them")
                     : _("“%s” stands for words that are still to be written; write them, or \\%s if it is "
                         "meant"),
        found, found);
}

void
ap_placeholders_check(ApProse *prose, const ApGlossary *glossary, ApProblems *problems)
{
    gint start, end;
    for (guint i = 0; i < glossary->placeholders->len; i++) {
        g_autoptr(GMatchInfo) match = NULL;
        for (g_regex_match(g_ptr_array_index(glossary->placeholders, i), prose->text, 0, &match);
             g_match_info_matches(match); g_match_info_next(match, NULL))
            if (g_match_info_fetch_pos(match, 0, &start, &end))
                check_match(prose, (gsize)start, (gsize)end, problems);
    }
}
