/* Figures as files: accessible names, sizes, and bytes that repeat. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "chart_year.h"
#include "render/figures.h"

#include <math.h>
#include <png.h>
#include <string.h>

#define TITLE "圖 <1> & \"A\""
#define ALT "最高 88.00 分，𠀋"
#define DPI 150.0

typedef struct {
    ApYear *year;
    ApStore *store;
    ApChartStyle *style;
    ApChart *chart;
} Fixture;

static char *
render(const Fixture *fixture, ApFigureFormat format, gsize *size)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = ap_figure_render(fixture->chart, format, TITLE, ALT, DPI, &error);
    assert_null(error);
    assert_non_null(bytes);
    *size = g_bytes_get_size(bytes);
    char *copy = g_malloc(*size + 1);
    memcpy(copy, g_bytes_get_data(bytes, NULL), *size);
    copy[*size] = '\0';
    return copy;
}

static void
an_svg_names_itself(void **state)
{
    gsize size = 0;
    g_autofree char *svg = render(*state, AP_FORMAT_SVG, &size);
    const char *root = strstr(svg, "<svg "), *title = strstr(svg, "<title>"), *drawing = strstr(svg, "<g");
    assert_non_null(root);
    assert_non_null(strstr(root, "role=\"img\" lang=\"zh-TW\" xml:lang=\"zh-TW\">"));
    assert_non_null(strstr(svg, "<title>圖 &lt;1&gt; &amp; &quot;A&quot;</title>"));
    assert_non_null(strstr(svg, "<desc>" ALT "</desc>"));
    assert_true(root < title && title < drawing);
    assert_non_null(strstr(svg, "width=\"453.54pt\""));
}

typedef struct {
    const char *next;
    gsize left;
} Source;

static void
read_source(png_structp png, png_bytep data, png_size_t length)
{
    Source *source = png_get_io_ptr(png);
    assert_true(length <= source->left);
    memcpy(data, source->next, length);
    source->next += length;
    source->left -= length;
}

static void
a_png_is_as_large_as_it_is_printed(void **state)
{
    const Fixture *fixture = *state;
    gsize size = 0;
    g_autofree char *bytes = render(fixture, AP_FORMAT_PNG, &size);
    Source source = {bytes, size};
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    png_textp texts = NULL;
    int n_texts = 0;
    png_set_read_fn(png, &source, read_source);
    png_read_png(png, info, PNG_TRANSFORM_EXPAND, NULL);
    assert_int_equal(png_get_image_width(png, info), lround(16 / 2.54 * DPI));
    assert_int_equal(png_get_image_height(png, info), ceil(ap_chart_height(fixture->chart) / 72 * DPI));
    assert_int_equal(png_get_x_pixels_per_meter(png, info), 5906);
    assert_int_equal(png_get_text(png, info, &texts, &n_texts), 2);
    assert_string_equal(texts[0].text, TITLE);
    assert_string_equal(texts[1].text, ALT);
    assert_string_equal(texts[1].lang, "zh-TW");
    png_bytepp rows = png_get_rows(png, info);
    assert_true(rows[0][0] == 0xff && rows[0][1] == 0xff && rows[0][2] == 0xff);
    png_destroy_read_struct(&png, &info, NULL);
}

static void
a_pdf_has_no_date(void **state)
{
    gsize size = 0;
    g_autofree char *pdf = render(*state, AP_FORMAT_PDF, &size);
    assert_memory_equal(pdf, "%PDF-1.", 7);
    for (gsize i = 0; i + 12 < size; i++)
        assert_true(memcmp(pdf + i, "CreationDate", 12) != 0);
}

static void
bytes_repeat(void **state)
{
    for (int format = AP_FORMAT_SVG; format <= AP_FORMAT_PDF; format++) {
        gsize size = 0, size_again = 0;
        g_autofree char *once = render(*state, (ApFigureFormat)format, &size);
        g_autofree char *again = render(*state, (ApFigureFormat)format, &size_again);
        assert_int_equal(size, size_again);
        assert_memory_equal(once, again, size);
    }
}

static int
set_up(void **state)
{
    static const ChartPlan plan = {6, 1, 3, 9, 0, TRUE, 0, 60, 90, 2, "75", "60", 4, NULL};
    Fixture *fixture = g_new0(Fixture, 1);
    fixture->year = chart_year_new(&plan);
    fixture->store = ap_store_new(fixture->year);
    fixture->style = chart_style_new();
    fixture->chart = ap_chart_new(fixture->store, 0, fixture->style);
    *state = fixture;
    return 0;
}

static int
tear_down(void **state)
{
    Fixture *fixture = *state;
    ap_chart_free(fixture->chart);
    ap_chart_style_free(fixture->style);
    ap_store_free(fixture->store);
    ap_year_free(fixture->year);
    g_free(fixture);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_svg_names_itself),
        cmocka_unit_test(a_png_is_as_large_as_it_is_printed),
        cmocka_unit_test(a_pdf_has_no_date),
        cmocka_unit_test(bytes_repeat),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
