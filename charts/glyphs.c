/* Missing glyphs, and where the input has them. */
#include <config.h>

#include "charts/glyphs.h"

#include <glib/gi18n.h>
#include <string.h>

/* The first record whose printed name holds the character. */
static const ApPlace *
find_place(const ApYear *year, const char *character)
{
    for (guint i = 0; i < year->participants->len; i++)
        if (strstr(ap_year_title_of(year, i), character) != NULL)
            return &ap_year_participant(year, i)->place;
    for (guint i = 0; i < year->items->len; i++)
        if (strstr(ap_year_item(year, i)->name, character) != NULL)
            return &ap_year_item(year, i)->place;
    for (guint i = 0; i < year->facets->len; i++)
        if (strstr(ap_year_facet(year, i)->name, character) != NULL)
            return &ap_year_facet(year, i)->place;
    for (guint i = 0; i < year->groups->len; i++)
        if (strstr(ap_year_group(year, i)->name, character) != NULL)
            return &ap_year_group(year, i)->place;
    return NULL;
}

void
ap_glyphs_check(const ApCanvas *canvas, const ApYear *year, const ApFigure *figure, ApProblems *problems)
{
    g_autoptr(GHashTable) reported = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < canvas->marks->len; i++) {
        const ApMark *mark = &g_array_index(canvas->marks, ApMark, i);
        gunichar missing = mark->text != NULL ? ap_chart_text_missing(mark->text) : 0;
        char character[7] = "";
        if (missing == 0 || !g_hash_table_add(reported, GUINT_TO_POINTER(missing)))
            continue;
        character[g_unichar_to_utf8(missing, character)] = '\0';
        const ApPlace *place = find_place(year, character);
        ap_problems_error(problems, place != NULL ? *place : figure->place,
                          _("no font of the figures has “%s” (U+%04X), in “%s”; add a font that has it to "
                            "style.yaml or write it otherwise"),
                          character, missing, ap_chart_text_string(mark->text));
    }
}
