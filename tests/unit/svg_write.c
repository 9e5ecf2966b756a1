/* The writer of SVG: its numbers, its paths, and what each operation of its pen becomes. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "render/svg_path.h"
#include "render/svg_write.h"

#include <pango/pangocairo.h>
#include <string.h>

#define INK ((ApColour){18 / 255.0, 67 / 255.0, 109 / 255.0})

/* ---- Numbers and paths ---- */

static void
numbers_are_short(void **state)
{
    (void)state;
    static const struct {
        double value;
        guint decimals;
        const char *text;
    } numbers[] = {
        {0, 3, "0"},
        {-0.0, 3, "0"},
        {-0.0004, 3, "0"},
        {0.0005, 3, ".001"},
        {0.5, 3, ".5"},
        {-0.25, 3, "-.25"},
        {3, 3, "3"},
        {100, 3, "100"},
        {12.3456, 3, "12.346"},
        {-12.3456, 3, "-12.346"},
        {0.9996, 3, "1"},
        {1.001, 3, "1.001"},
        {453.54, 3, "453.54"},
        {2.5, 0, "3"},
        {-2.5, 0, "-3"},
        {0.4, 0, "0"},
        {1e12, 3, "1000000000000"},
        {0.00439453125, 8, ".00439453"},
        {10.05, 1, "10.1"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(numbers); i++) {
        g_autoptr(GString) out = g_string_new(NULL);
        ap_svg_number(out, numbers[i].value, numbers[i].decimals);
        assert_string_equal(out->str, numbers[i].text);
    }
}

static void
steps_are_relative(void **state)
{
    (void)state;
    g_autoptr(GString) out = g_string_new("d=\"");
    ApSvgPath path = ap_svg_path_begin(out, 1);
    ap_svg_path_move(&path, 10, -20.5);
    ap_svg_path_line(&path, 12, -20);
    ap_svg_path_line(&path, 14, -24);
    ap_svg_path_line(&path, 14, -20);
    ap_svg_path_line(&path, 9, -20);
    ap_svg_path_quadratic(&path, 9, -19, 10, -19);
    ap_svg_path_cubic(&path, 11, -19, 12, -18, 12, -17);
    ap_svg_path_cubic(&path, 12, -16, 11, -15, 10, -15);
    ap_svg_path_close(&path);
    ap_svg_path_move(&path, 11, -20.5);
    ap_svg_path_line(&path, 11, -20.5);
    assert_string_equal(out->str, "d=\"m10-20.5 2 .5 2-4v4h-5q0 1 1 1c1 0 2 1 2 2 0 1-1 2-2 2zm1 0h0");
}

/* A thousand steps of a third: each is rounded, where they end is not further off than one is. */
static void
roundings_do_not_add_up(void **state)
{
    (void)state;
    g_autoptr(GString) out = g_string_new(NULL);
    ApSvgPath path = ap_svg_path_begin(out, 3);
    ap_svg_path_move(&path, 0, 0);
    for (guint i = 1; i <= 1000; i++)
        ap_svg_path_line(&path, i / 3.0, 0);
    double end = 0;
    for (const char *step = strchr(out->str, 'h'); step != NULL;) {
        char *next = NULL;
        end += g_ascii_strtod(step + 1, &next);
        step = *next != '\0' ? next : NULL;
    }
    assert_true(end > 333.3329 && end < 333.3331);
}

/* ---- The pen ---- */

static char *
finish(ApSvgWriter *writer)
{
    g_autoptr(GBytes) bytes = ap_svg_writer_finish(writer, 453.54, 100, "圖 <1> & \"A\"", "]]> &amp;");
    gsize size = 0;
    const char *text = g_bytes_get_data(bytes, &size);
    return g_strndup(text, size);
}

static guint
count(const char *text, const char *part)
{
    guint n = 0;
    for (const char *found = strstr(text, part); found != NULL; found = strstr(found + 1, part))
        n++;
    return n;
}

static void
a_drawing_is_what_it_was(void **state)
{
    (void)state;
    static const ApBox lines[] = {{1, 2, 3, 4}, {5.5, 6, 0, 0}};
    ApSvgWriter *writer = ap_svg_writer_new();
    const ApPen pen = ap_svg_writer_pen(writer);
    pen.operations->fill(pen.data, (ApBox){1, 2, 30.25, 4}, (ApColour){1, 1, 1});
    pen.operations->lines(pen.data, lines, 2, &(ApStroke){INK, 1.9, {0, 4}, 2, TRUE});
    pen.operations->outline(pen.data, (ApBox){1, 2, 3, 4}, &(ApStroke){.colour = INK, .width = 0.75});
    g_autofree char *svg = finish(writer);
    assert_string_equal(
        svg, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
             "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
             "width=\"453.54pt\" height=\"100pt\" viewBox=\"0 0 453.54 100\" version=\"1.1\" role=\"img\" "
             "lang=\"zh-TW\" xml:lang=\"zh-TW\">\n"
             "<title>圖 &lt;1&gt; &amp; &quot;A&quot;</title>\n"
             "<desc>]]&gt; &amp;amp;</desc>\n"
             "<defs>\n</defs>\n"
             "<g fill=\"none\">\n"
             "<path fill=\"#ffffff\" d=\"m1 2h30.25v4h-30.25z\"/>\n"
             "<path stroke=\"#12436d\" stroke-width=\"1.9\" stroke-linecap=\"round\" "
             "stroke-dasharray=\"0 4\" d=\"m1 2 3 4m1.5 0h0\"/>\n"
             "<path stroke=\"#12436d\" stroke-width=\".75\" d=\"m1 2h3v4h-3z\"/>\n"
             "</g>\n</svg>\n");
}

/* Draws `string` at (10, 20) in a font of 10 points. */
static char *
draw_text(const char *string)
{
    g_autoptr(PangoFontMap) map = pango_cairo_font_map_new();
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(map), 72);
    PangoContext *context = pango_font_map_create_context(map);
    pango_context_set_round_glyph_positions(context, FALSE);
    g_autoptr(PangoLayout) layout = pango_layout_new(context);
    g_autoptr(PangoFontDescription) font = pango_font_description_from_string("Noto Sans CJK TC 10");
    pango_layout_set_font_description(layout, font);
    pango_layout_set_text(layout, string, -1);
    ApSvgWriter *writer = ap_svg_writer_new();
    const ApPen pen = ap_svg_writer_pen(writer);
    pen.operations->text(pen.data, pango_layout_get_line_readonly(layout, 0), 10, 20, INK);
    g_object_unref(context);
    return finish(writer);
}

static void
a_glyph_is_defined_once(void **state)
{
    (void)state;
    g_autofree char *svg = draw_text("級 級一級");
    assert_int_equal(count(svg, "<path id="), 2);
    assert_int_equal(count(svg, "<use "), 4); /* a space shows nothing */
    assert_int_equal(count(svg, "<use xlink:href=\"#glyph1\""), 3);
    assert_non_null(strstr(svg, "<g fill=\"#12436d\" transform=\"translate(10 20)scale(.01)\">"
                                "<use xlink:href=\"#glyph1\"/>"
                                "<use xlink:href=\"#glyph1\" x=\""));
    assert_true(strstr(svg, "id=\"glyph1\"") < strstr(svg, "</defs>"));
}

/* The horizontal stroke of the character stands above the baseline, within its square of 1000 units. */
static void
an_outline_stands_upright(void **state)
{
    (void)state;
    g_autofree char *svg = draw_text("一");
    const char *outline = strstr(svg, "id=\"glyph1\" d=\"m");
    assert_non_null(outline);
    char *next = NULL;
    double x = g_ascii_strtod(strstr(outline, "=\"m") + 3, &next), y = g_ascii_strtod(next, NULL);
    assert_true(x > 0 && x < 100);
    assert_true(y > -500 && y < -300);
}

static void
a_missing_glyph_is_a_frame(void **state)
{
    (void)state;
    g_autofree char *svg = draw_text("\U00050000");
    assert_int_equal(count(svg, "<use "), 0);
    assert_int_equal(count(svg, "<path d=\"m"), 1);
    g_autofree char *empty = draw_text("");
    assert_null(strstr(empty, "transform"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_short),          cmocka_unit_test(steps_are_relative),
        cmocka_unit_test(roundings_do_not_add_up),    cmocka_unit_test(a_drawing_is_what_it_was),
        cmocka_unit_test(a_glyph_is_defined_once),    cmocka_unit_test(an_outline_stands_upright),
        cmocka_unit_test(a_missing_glyph_is_a_frame),
    };
    return cmocka_run_group_tests_name("svg", tests, NULL, NULL);
}
