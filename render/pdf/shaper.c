/* Fonts for texts: one size for all, as Pango sorts the fonts anew for each; faces by Pango font. */
#include <config.h>

#include "render/pdf/shaper.h"

#include <glib/gi18n.h>

struct ApShaper {
    ApFaces *faces;
    const ApPageStyle *style;
    ApProblems *problems;
    GHashTable *fonts;    /* PangoFont → ApShaperFont */
    GHashTable *reported; /* "place:character", and "character" */
    GError *error;
};

static void
set_fonts(PangoContext *context, const char *families)
{
    g_autoptr(PangoFontDescription) description = pango_font_description_new();
    pango_font_description_set_family(description, families);
    pango_font_description_set_absolute_size(description, AP_SHAPED_SIZE * PANGO_SCALE);
    pango_context_set_font_description(context, description);
}

static gboolean
check_font(ApFaces *faces, const ApFontName *name, ApProblems *problems)
{
    if (ap_faces_has_family(faces, name->family))
        return TRUE;
    ap_problems_error(problems, name->place, _("font “%s” is not installed: apt-get install %s"),
                      name->family, name->package);
    return FALSE;
}

static gboolean
check_fonts(ApFaces *faces, const ApPageStyle *style, ApProblems *problems)
{
    gboolean good = !style->bold || check_font(faces, style->bold, problems);
    for (guint i = 0; i < style->fonts->len; i++)
        good = check_font(faces, style->fonts->pdata[i], problems) && good;
    return good;
}

ApShaper *
ap_shaper_new(ApFaces *faces, const ApPageStyle *style, ApProblems *problems)
{
    if (!check_fonts(faces, style, problems))
        return NULL;
    ApShaper *shaper = g_new0(ApShaper, 1);
    shaper->faces = faces;
    shaper->style = style;
    shaper->problems = problems;
    shaper->fonts = g_hash_table_new_full(NULL, NULL, g_object_unref, g_free);
    shaper->reported = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    set_fonts(ap_faces_context(faces), style->families);
    return shaper;
}

void
ap_shaper_free(ApShaper *shaper)
{
    if (!shaper)
        return;
    g_hash_table_unref(shaper->fonts);
    g_hash_table_unref(shaper->reported);
    g_clear_error(&shaper->error);
    g_free(shaper);
}

const ApPageStyle *
ap_shaper_style(const ApShaper *shaper)
{
    return shaper->style;
}

gboolean
ap_shaper_check(ApShaper *shaper, GError **error)
{
    if (!shaper->error)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&shaper->error));
    return FALSE;
}

PangoContext *
ap_shaper_context(const ApShaper *shaper)
{
    return ap_faces_context(shaper->faces);
}

static gboolean
family_allowed(const ApPageStyle *style, PangoFont *font)
{
    PangoFontDescription *description = pango_font_describe(font);
    const char *family = pango_font_description_get_family(description);
    gboolean allowed = style->bold && g_strcmp0(family, style->bold->family) == 0;
    for (guint i = 0; !allowed && i < style->fonts->len; i++)
        allowed = g_strcmp0(family, ((const ApFontName *)style->fonts->pdata[i])->family) == 0;
    pango_font_description_free(description);
    return allowed;
}

const ApShaperFont *
ap_shaper_font(ApShaper *shaper, PangoFont *font)
{
    ApShaperFont *found = g_hash_table_lookup(shaper->fonts, font);
    if (found)
        return found;
    found = g_new0(ApShaperFont, 1);
    g_autoptr(GError) error = NULL;
    found->face = ap_faces_lookup(shaper->faces, font, &error);
    if (!found->face && !shaper->error)
        shaper->error = g_steal_pointer(&error);
    found->allowed = family_allowed(shaper->style, font);
    g_hash_table_insert(shaper->fonts, g_object_ref(font), found);
    return found;
}

void
ap_shaper_report_missing(ApShaper *shaper, ApPlace place, gunichar c)
{
    gboolean has_place = place.file && *place.file;
    gboolean is_new = g_hash_table_add(shaper->reported, g_strdup_printf("%x", c));
    gboolean is_new_here =
        g_hash_table_add(shaper->reported, g_strdup_printf("%s:%u:%u:%x", has_place ? place.file : "",
                                                           place.line, place.column, c));
    /* What has no place, as a running head, repeats what has one. */
    if (!is_new_here || (!is_new && !has_place))
        return;
    char text[8] = {0};
    g_unichar_to_utf8(c, text);
    ap_problems_error(
        shaper->problems, place,
        _("character “%s” (U+%04X) is in none of the fonts %s; replace it, or add a font that has it "
          "to style.yaml"),
        g_unichar_isprint(c) ? text : "?", c, shaper->style->families);
}
