/* Subsets of fonts in files without names, which fontconfig takes for the fonts of an application. */
#include <config.h>

#include "render/pdf/narrow.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <hb-subset.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-font.h>
#include <pango/pangofc-fontmap.h>
#include <sys/mman.h>
#include <unistd.h>

struct ApNarrow {
    FcConfig *config;
    GArray *files; /* int: descriptors, open as long as a font may be read */
};

/* A font file and the characters that are taken from it. */
typedef struct {
    char *file;
    int index;
    hb_set_t *characters;
} Source;

static void
source_free(gpointer data)
{
    Source *source = data;
    hb_set_destroy(source->characters);
    g_free(source->file);
    g_free(source);
}

static void
close_file(gpointer file)
{
    close(*(int *)file);
}

void
ap_narrow_free(ApNarrow *narrow)
{
    if (narrow == NULL)
        return;
    FcConfigDestroy(narrow->config);
    g_array_unref(narrow->files);
    g_free(narrow);
}

static gboolean
fail(GError **error, const char *reason)
{
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("cannot take characters out of a font: %s"), reason);
    return FALSE;
}

/* The source that is the file of `font`, new at its first use; NULL if it lies in no file. */
static Source *
find_source(GPtrArray *sources, PangoFont *font)
{
    FcChar8 *file = NULL;
    int index = 0;
    FcPattern *pattern = PANGO_IS_FC_FONT(font) ? pango_fc_font_get_pattern(PANGO_FC_FONT(font)) : NULL;
    if (pattern == NULL || FcPatternGetString(pattern, FC_FILE, 0, &file) != FcResultMatch)
        return NULL;
    (void)FcPatternGetInteger(pattern, FC_INDEX, 0, &index);
    for (guint i = 0; i < sources->len; i++) {
        Source *source = g_ptr_array_index(sources, i);
        if (g_str_equal(source->file, file) && source->index == index)
            return source;
    }
    Source *source = g_new0(Source, 1);
    *source = (Source){g_strdup((const char *)file), index, hb_set_create()};
    g_ptr_array_add(sources, source);
    return source;
}

/* The fonts of `context` that have the characters of `text`. */
static GPtrArray *
find_sources(PangoContext *context, const char *text)
{
    GPtrArray *sources = g_ptr_array_new_with_free_func(source_free);
    PangoFontset *fonts = pango_context_load_fontset(context, pango_context_get_font_description(context),
                                                     pango_context_get_language(context));
    for (; *text != '\0'; text = g_utf8_next_char(text)) {
        g_autoptr(PangoFont) font = pango_fontset_get_font(fonts, g_utf8_get_char(text));
        Source *source = font != NULL ? find_source(sources, font) : NULL;
        if (source != NULL)
            hb_set_add(source->characters, g_utf8_get_char(text));
    }
    g_object_unref(fonts);
    return sources;
}

/* The subset as a font file, for the caller to destroy; NULL if it cannot be made. */
static hb_blob_t *
subset(const Source *source)
{
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(source->file), *result = NULL;
    hb_face_t *face = blob != NULL ? hb_face_create(blob, (guint)source->index & 0xffff) : NULL;
    hb_subset_input_t *input = face != NULL ? hb_subset_input_create_or_fail() : NULL;
    if (input != NULL) {
        hb_set_union(hb_subset_input_unicode_set(input), source->characters);
        hb_face_t *narrow = hb_subset_or_fail(face, input);
        result = narrow != NULL ? hb_face_reference_blob(narrow) : NULL;
        hb_face_destroy(narrow);
        hb_subset_input_destroy(input);
    }
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return result;
}

static gboolean
write_all(int file, const char *bytes, gsize length)
{
    while (length > 0) {
        ssize_t written = write(file, bytes, length);
        if (written <= 0 && errno != EINTR)
            return FALSE;
        bytes += MAX(written, 0);
        length -= (gsize)MAX(written, 0);
    }
    return TRUE;
}

static gboolean
add_font(ApNarrow *narrow, const Source *source, GError **error)
{
    hb_blob_t *font = subset(source);
    if (font == NULL)
        return fail(error, source->file);
    guint length = 0;
    const char *bytes = hb_blob_get_data(font, &length);
    int file = memfd_create("font", MFD_CLOEXEC);
    gboolean written = file >= 0 && write_all(file, bytes, length);
    int reason = errno;
    hb_blob_destroy(font);
    if (file >= 0)
        g_array_append_val(narrow->files, file);
    if (!written)
        return fail(error, g_strerror(reason));
    g_autofree char *path = g_strdup_printf("/proc/self/fd/%d", file);
    return FcConfigAppFontAddFile(narrow->config, (const FcChar8 *)path) || fail(error, source->file);
}

ApNarrow *
ap_narrow_new(PangoContext *context, const char *text, GError **error)
{
    g_autoptr(GPtrArray) sources = find_sources(context, text);
    g_autoptr(ApNarrow) narrow = g_new0(ApNarrow, 1);
    narrow->config = FcConfigCreate();
    narrow->files = g_array_new(FALSE, FALSE, sizeof(int));
    g_array_set_clear_func(narrow->files, close_file);
    for (guint i = 0; i < sources->len; i++)
        if (!add_font(narrow, g_ptr_array_index(sources, i), error))
            return NULL;
    g_autoptr(PangoFontMap) map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), 72);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), narrow->config);
    pango_context_set_font_map(context, map);
    return g_steal_pointer(&narrow);
}
