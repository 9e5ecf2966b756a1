/* fontconfig is given a configuration of the program's own: the folders where the usual one has the families
 * that are asked for, and of their fonts these families. */
#include <config.h>

#include "charts/font_map.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

/* The files of a family, in patterns with nothing else; NULL if fontconfig cannot. */
static FcFontSet *
list_files(FcConfig *config, const char *family)
{
    FcPattern *pattern = FcPatternBuild(NULL, FC_FAMILY, FcTypeString, (const FcChar8 *)family, (char *)NULL);
    FcObjectSet *objects = FcObjectSetBuild(FC_FILE, (char *)NULL);
    FcFontSet *files = FcFontList(config, pattern, objects);
    FcObjectSetDestroy(objects);
    FcPatternDestroy(pattern);
    return files;
}

static void
append_element(GString *text, const char *name, const char *content)
{
    g_autofree char *escaped = g_markup_escape_text(content, -1);
    g_string_append_printf(text, "<%s>%s</%s>", name, escaped, name);
}

/* Appends those that hold fonts of the family and are not yet among `seen`. */
static void
append_folders(GString *text, FcConfig *usual, const char *family, GHashTable *seen)
{
    FcFontSet *fonts = list_files(usual, family);
    for (int i = 0; fonts != NULL && i < fonts->nfont; i++) {
        FcChar8 *file = NULL;
        if (FcPatternGetString(fonts->fonts[i], FC_FILE, 0, &file) != FcResultMatch)
            continue;
        char *folder = g_path_get_dirname((const char *)file);
        if (!g_hash_table_contains(seen, folder))
            append_element(text, "dir", folder);
        g_hash_table_add(seen, folder);
    }
    if (fonts != NULL)
        FcFontSetDestroy(fonts);
}

static void
append_caches(GString *text, FcConfig *usual)
{
    FcStrList *folders = FcConfigGetCacheDirs(usual);
    const FcChar8 *folder;
    while (folders != NULL && (folder = FcStrListNext(folders)) != NULL)
        append_element(text, "cachedir", (const char *)folder);
    if (folders != NULL)
        FcStrListDone(folders);
}

/* What is accepted by name is so before all the rest, which an empty pattern is, is rejected: fonts.conf(5).
 */
static char *
word_configuration(FcConfig *usual, const char *const *families)
{
    GString *text = g_string_new("<fontconfig>");
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    append_caches(text, usual);
    for (const char *const *family = families; *family != NULL; family++)
        append_folders(text, usual, *family, seen);
    g_string_append(text, "<selectfont>");
    for (; *families != NULL; families++) {
        g_string_append(text, "<acceptfont><pattern><patelt name=\"family\">");
        append_element(text, "string", *families);
        g_string_append(text, "</patelt></pattern></acceptfont>");
    }
    g_string_append(text, "<rejectfont><pattern/></rejectfont></selectfont></fontconfig>");
    return g_string_free(text, FALSE);
}

/* NULL if fontconfig cannot. */
static FcConfig *
configuration_new(const char *const *families)
{
    FcConfig *usual = FcConfigReference(NULL), *own = FcConfigCreate();
    g_autofree char *text = usual != NULL ? word_configuration(usual, families) : NULL;
    if (text == NULL || own == NULL || !FcConfigParseAndLoadFromMemory(own, (const FcChar8 *)text, FcTrue) ||
        !FcConfigBuildFonts(own))
        g_clear_pointer(&own, FcConfigDestroy);
    if (usual != NULL)
        FcConfigDestroy(usual);
    return own;
}

gboolean
ap_font_map_prepare(void)
{
    FcConfig *usual = FcInitLoadConfigAndFonts();
    gboolean ready = usual != NULL && FcConfigSetCurrent(usual);
    if (usual != NULL)
        FcConfigDestroy(usual);
    return ready;
}

PangoFontMap *
ap_font_map_new(const char *const *families)
{
    /* first: the map has a thread read the usual configuration, which is there already then */
    FcConfig *fonts = configuration_new(families);
    PangoFontMap *map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), 72);
    if (fonts != NULL) {
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), fonts);
        FcConfigDestroy(fonts);
    }
    return map;
}

gboolean
ap_font_map_has(PangoFontMap *map, const char *family)
{
    FcFontSet *files = list_files(pango_fc_font_map_get_config(PANGO_FC_FONT_MAP(map)), family);
    gboolean any = files != NULL && files->nfont > 0;
    if (files != NULL)
        FcFontSetDestroy(files);
    return any;
}

PangoContext *
ap_font_map_context(PangoFontMap *map, cairo_antialias_t antialias)
{
    PangoContext *context = pango_font_map_create_context(map);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, antialias);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_language(context, pango_language_from_string("zh-tw"));
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
    return context;
}
