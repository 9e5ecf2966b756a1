/* HarfBuzz reads the outlines, at the scale that Pango gives it. */
#include <config.h>

#include "render/svg_glyphs.h"

#include "render/svg_path.h"

#include <hb.h>

struct ApSvgFont {
    PangoFont *font;
    hb_font_t *hb;       /* lent by `font` */
    double unit;         /* units of Pango in a unit of the font */
    GHashTable *numbers; /* of glyphs */
};

struct ApSvgGlyphs {
    hb_draw_funcs_t *pen;
    GHashTable *fonts; /* PangoFont, lent by its value → ApSvgFont */
    GString *paths;
    guint n;
};

/* ---- The pen of HarfBuzz, whose y grows upwards ---- */

typedef struct {
    ApSvgPath path;
    double unit;
} Outline;

static double
across(const Outline *outline, float x)
{
    return (double)x / outline->unit;
}

static double
down(const Outline *outline, float y)
{
    return -(double)y / outline->unit;
}

static void
move_to(hb_draw_funcs_t *pen, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
    (void)pen, (void)state, (void)user;
    Outline *outline = data;
    ap_svg_path_move(&outline->path, across(outline, x), down(outline, y));
}

static void
line_to(hb_draw_funcs_t *pen, void *data, hb_draw_state_t *state, float x, float y, void *user)
{
    (void)pen, (void)state, (void)user;
    Outline *outline = data;
    ap_svg_path_line(&outline->path, across(outline, x), down(outline, y));
}

static void
quadratic_to(hb_draw_funcs_t *pen, void *data, hb_draw_state_t *state, float x1, float y1, float x, float y,
             void *user)
{
    (void)pen, (void)state, (void)user;
    Outline *outline = data;
    ap_svg_path_quadratic(&outline->path, across(outline, x1), down(outline, y1), across(outline, x),
                          down(outline, y));
}

static void
cubic_to(hb_draw_funcs_t *pen, void *data, hb_draw_state_t *state, float x1, float y1, float x2, float y2,
         float x, float y, void *user)
{
    (void)pen, (void)state, (void)user;
    Outline *outline = data;
    ap_svg_path_cubic(&outline->path, across(outline, x1), down(outline, y1), across(outline, x2),
                      down(outline, y2), across(outline, x), down(outline, y));
}

static void
close_path(hb_draw_funcs_t *pen, void *data, hb_draw_state_t *state, void *user)
{
    (void)pen, (void)state, (void)user;
    Outline *outline = data;
    ap_svg_path_close(&outline->path);
}

static hb_draw_funcs_t *
make_pen(void)
{
    hb_draw_funcs_t *pen = hb_draw_funcs_create();
    hb_draw_funcs_set_move_to_func(pen, move_to, NULL, NULL);
    hb_draw_funcs_set_line_to_func(pen, line_to, NULL, NULL);
    hb_draw_funcs_set_quadratic_to_func(pen, quadratic_to, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(pen, cubic_to, NULL, NULL);
    hb_draw_funcs_set_close_path_func(pen, close_path, NULL, NULL);
    return pen;
}

/* ---- Fonts and glyphs ---- */

static void
font_free(gpointer data)
{
    ApSvgFont *font = data;
    g_hash_table_unref(font->numbers);
    g_object_unref(font->font);
    g_free(font);
}

ApSvgGlyphs *
ap_svg_glyphs_new(void)
{
    ApSvgGlyphs *glyphs = g_new0(ApSvgGlyphs, 1);
    glyphs->pen = make_pen();
    glyphs->fonts = g_hash_table_new_full(NULL, NULL, NULL, font_free);
    glyphs->paths = g_string_new(NULL);
    return glyphs;
}

void
ap_svg_glyphs_free(ApSvgGlyphs *glyphs)
{
    if (glyphs == NULL)
        return;
    hb_draw_funcs_destroy(glyphs->pen);
    g_hash_table_unref(glyphs->fonts);
    g_string_free(glyphs->paths, TRUE);
    g_free(glyphs);
}

ApSvgFont *
ap_svg_glyphs_font(ApSvgGlyphs *glyphs, PangoFont *key)
{
    ApSvgFont *font = g_hash_table_lookup(glyphs->fonts, key);
    if (font != NULL)
        return font;
    int across = 0, up = 0;
    font = g_new0(ApSvgFont, 1);
    font->font = g_object_ref(key);
    font->hb = pango_font_get_hb_font(key);
    hb_font_get_scale(font->hb, &across, &up);
    font->unit = (double)up / hb_face_get_upem(hb_font_get_face(font->hb));
    font->numbers = g_hash_table_new(NULL, NULL);
    g_hash_table_insert(glyphs->fonts, key, font);
    return font;
}

double
ap_svg_font_unit(const ApSvgFont *font)
{
    return font->unit / PANGO_SCALE;
}

static void
draw_glyph(const ApSvgGlyphs *glyphs, const ApSvgFont *font, PangoGlyph glyph)
{
    Outline outline = {ap_svg_path_begin(glyphs->paths, 0), font->unit};
#if HB_VERSION_ATLEAST(7, 0, 0) /* which gave the function another name */
    hb_font_draw_glyph(font->hb, glyph, glyphs->pen, &outline);
#else
    hb_font_get_glyph_shape(font->hb, glyph, glyphs->pen, &outline);
#endif
}

/* Appends the path of a glyph; returns its number, or 0 with nothing appended if it is empty. */
static guint
add_glyph(ApSvgGlyphs *glyphs, const ApSvgFont *font, PangoGlyph glyph)
{
    gsize before = glyphs->paths->len;
    g_string_append(glyphs->paths, "<path id=\"");
    ap_svg_glyphs_id(glyphs->paths, glyphs->n + 1);
    g_string_append(glyphs->paths, "\" d=\"");
    gsize start = glyphs->paths->len;
    draw_glyph(glyphs, font, glyph);
    if (glyphs->paths->len == start) {
        g_string_truncate(glyphs->paths, before);
        return 0;
    }
    g_string_append(glyphs->paths, "\"/>\n");
    return ++glyphs->n;
}

guint
ap_svg_glyphs_define(ApSvgGlyphs *glyphs, ApSvgFont *font, PangoGlyph glyph)
{
    gpointer known = NULL;
    if (g_hash_table_lookup_extended(font->numbers, GUINT_TO_POINTER(glyph), NULL, &known))
        return GPOINTER_TO_UINT(known);
    guint number = add_glyph(glyphs, font, glyph);
    g_hash_table_insert(font->numbers, GUINT_TO_POINTER(glyph), GUINT_TO_POINTER(number));
    return number;
}

void
ap_svg_glyphs_id(GString *out, guint number)
{
    g_string_append(out, "glyph");
    ap_svg_number(out, number, 0);
}

void
ap_svg_glyphs_append(GString *out, const ApSvgGlyphs *glyphs)
{
    g_string_append_len(out, glyphs->paths->str, (gssize)glyphs->paths->len);
}
