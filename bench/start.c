/* The least that a program with Pango, cairo and fontconfig costs: it is linked to them and opens one font,
 * by the name of its family ("start family NAME") or by its path ("start file PATH"). */
#include <config.h>

#include <hb.h>
#include <pango/pangocairo.h>
#include <string.h>

#define IDEOGRAPH 0x7A3D /* 稽 */

static gboolean
open_family(const char *family)
{
    PangoFontMap *map = pango_cairo_font_map_new();
    PangoContext *context = pango_font_map_create_context(map);
    PangoFontDescription *description = pango_font_description_new();
    pango_font_description_set_family(description, family);
    PangoFont *font = pango_font_map_load_font(map, context, description);
    hb_codepoint_t glyph = 0;
    gboolean found =
        font != NULL && hb_font_get_nominal_glyph(pango_font_get_hb_font(font), IDEOGRAPH, &glyph);
    g_clear_object(&font);
    pango_font_description_free(description);
    g_object_unref(context);
    g_object_unref(map);
    return found;
}

static gboolean
open_file(const char *path)
{
    hb_blob_t *blob = hb_blob_create_from_file(path);
    hb_face_t *face = hb_face_create(blob, 0);
    hb_font_t *font = hb_font_create(face);
    hb_codepoint_t glyph = 0;
    gboolean found = hb_font_get_nominal_glyph(font, IDEOGRAPH, &glyph) != 0;
    hb_font_destroy(font);
    hb_face_destroy(face);
    hb_blob_destroy(blob);
    return found;
}

int
main(int argc, char **argv)
{
    if (argc != 3)
        return 2;
    return (strcmp(argv[1], "file") == 0 ? open_file(argv[2]) : open_family(argv[2])) ? 0 : 1;
}
