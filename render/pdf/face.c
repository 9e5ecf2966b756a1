/* Font faces: found by fontconfig through Pango, known by file and index, read once. */
#include <config.h>

#include "render/pdf/face.h"

#include "charts/font_map.h"

#include <fontconfig/fontconfig.h>
#include <glib/gi18n.h>
#include <pango/pangofc-font.h>

struct ApFace {
    char *file;
    hb_face_t *hb;
    hb_font_t *font; /* at the scale of the face's own units: exact advances */
    double unit;     /* of one font unit, in font sizes */
    hb_font_extents_t extents;
};

struct ApFaces {
    PangoFontMap *map;
    PangoContext *context;
    GHashTable *by_file; /* "index:file" → ApFace */
    GHashTable *by_font; /* PangoFont, which is one of many sizes → ApFace, lent */
};

static void
face_free(ApFace *face)
{
    hb_font_destroy(face->font);
    hb_face_destroy(face->hb);
    g_free(face->file);
    g_free(face);
}

ApFaces *
ap_faces_new(const char *const *families)
{
    ApFaces *faces = g_new0(ApFaces, 1);
    faces->map = ap_font_map_new(families);
    faces->context = ap_font_map_context(faces->map, CAIRO_ANTIALIAS_DEFAULT);
    faces->by_file = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)face_free);
    faces->by_font = g_hash_table_new_full(NULL, NULL, g_object_unref, NULL);
    return faces;
}

void
ap_faces_free(ApFaces *faces)
{
    if (!faces)
        return;
    g_hash_table_unref(faces->by_font);
    g_hash_table_unref(faces->by_file);
    g_object_unref(faces->context);
    g_object_unref(faces->map);
    g_free(faces);
}

PangoContext *
ap_faces_context(ApFaces *faces)
{
    return faces->context;
}

static ApFace *
face_open(const char *file, guint index, GError **error)
{
    hb_blob_t *blob = hb_blob_create_from_file_or_fail(file);
    hb_face_t *hb = blob ? hb_face_create(blob, index) : NULL;
    hb_blob_destroy(blob);
    if (!hb || hb_face_get_glyph_count(hb) == 0) {
        hb_face_destroy(hb);
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _("cannot read face %u of font file %s"), index,
                    file);
        return NULL;
    }
    hb_face_make_immutable(hb);
    ApFace *face = g_new0(ApFace, 1);
    face->file = g_strdup(file);
    face->hb = hb;
    face->font = hb_font_create(hb);
    face->unit = 1.0 / hb_face_get_upem(hb);
    hb_font_get_h_extents(face->font, &face->extents);
    return face;
}

ApFace *
ap_faces_lookup(ApFaces *faces, PangoFont *font, GError **error)
{
    ApFace *face = g_hash_table_lookup(faces->by_font, font);
    if (face)
        return face;
    FcPattern *pattern = PANGO_IS_FC_FONT(font) ? pango_fc_font_get_pattern(PANGO_FC_FONT(font)) : NULL;
    FcChar8 *file = NULL;
    int index = 0;
    if (!pattern || FcPatternGetString(pattern, FC_FILE, 0, &file) != FcResultMatch) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_FAILED, _("a font was chosen that lies in no file"));
        return NULL;
    }
    (void)FcPatternGetInteger(pattern, FC_INDEX, 0, &index);
    guint number = (guint)index & 0xffff; /* above it stands the instance of a variable font */
    g_autofree char *key = g_strdup_printf("%u:%s", number, (const char *)file);
    face = g_hash_table_lookup(faces->by_file, key);
    if (!face) {
        face = face_open((const char *)file, number, error);
        if (!face)
            return NULL;
        g_hash_table_insert(faces->by_file, g_steal_pointer(&key), face);
    }
    g_hash_table_insert(faces->by_font, g_object_ref(font), face);
    return face;
}

gboolean
ap_faces_has_family(ApFaces *faces, const char *family)
{
    return ap_font_map_has(faces->map, family);
}

const char *
ap_face_file(const ApFace *face)
{
    return face->file;
}

hb_face_t *
ap_face_hb(const ApFace *face)
{
    return face->hb;
}

double
ap_face_advance(const ApFace *face, guint32 glyph)
{
    return 1000 * face->unit * hb_font_get_glyph_h_advance(face->font, glyph);
}

double
ap_face_ascent(const ApFace *face)
{
    return face->unit * face->extents.ascender;
}

double
ap_face_descent(const ApFace *face)
{
    return -face->unit * face->extents.descender;
}
