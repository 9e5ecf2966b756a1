/* Figures on pages: what a chart draws becomes marks inside the box that the layout left for it. */
#include <config.h>

#include "charts/canvas.h"
#include "render/pdf/drawing.h"
#include "tests/unit/chart_year.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define LEFT 60.0
#define TOP 200.0
#define SLACK 1.0 /* points by which a stroke or an accent may reach beyond a chart */

static void
assert_inside(const ApPageMark *figure, double x, double y)
{
    assert_true(x >= figure->x - SLACK && x <= figure->x + figure->width + SLACK);
    assert_true(y >= figure->y - SLACK && y <= figure->y + figure->height + SLACK);
}

static void
check_mark(const ApPageMark *figure, const ApPageMark *mark)
{
    assert_ptr_equal(mark->element, figure->element);
    if (mark->kind == AP_MARK_RULE) {
        assert_inside(figure, mark->x, mark->y);
        assert_inside(figure, mark->x + mark->width, mark->y + mark->height);
    } else if (mark->kind == AP_MARK_LINES) {
        assert_true(mark->lines->len > 0);
        for (guint i = 0; i < mark->lines->len; i++) {
            const ApPageLine *line = &g_array_index(mark->lines, ApPageLine, i);
            assert_inside(figure, line->x0, line->y0);
            assert_inside(figure, line->x1, line->y1);
        }
    } else {
        assert_int_equal(mark->kind, AP_MARK_GLYPHS);
        for (guint i = 0; i < mark->run->glyphs->len; i++)
            assert_inside(figure, mark->run->x + g_array_index(mark->run->glyphs, ApGlyph, i).x,
                          mark->run->y);
    }
}

/* All texts of the canvas, end to end, without line ends, which are not drawn. */
static GString *
canvas_text(const ApChart *chart)
{
    GString *all = g_string_new(NULL);
    const GArray *marks = ap_chart_canvas(chart)->marks;
    for (guint i = 0; i < marks->len; i++)
        if (g_array_index(marks, ApMark, i).shape == AP_SHAPE_TEXT)
            g_string_append(all, ap_chart_text_string(g_array_index(marks, ApMark, i).text));
    g_string_replace(all, "\n", "", 0);
    return all;
}

/* All texts that glyphs stand for, in the order in which they are drawn. */
static GString *
drawn_text(const ApPageMark *figure)
{
    GString *all = g_string_new(NULL);
    for (guint i = 0; i < figure->drawn->len; i++) {
        const ApPageMark *mark = figure->drawn->pdata[i];
        for (guint j = 0; mark->kind == AP_MARK_GLYPHS && j < mark->run->glyphs->len; j++) {
            const ApGlyph *glyph = &g_array_index(mark->run->glyphs, ApGlyph, j);
            g_string_append_len(all, mark->run->text + glyph->text_start, glyph->text_length);
        }
    }
    return all;
}

static void
check_chart(const ApChart *chart, double scale)
{
    static const char *const families[] = {"TW-Kai", NULL};
    g_autoptr(ApFaces) faces = ap_faces_new(families);
    g_autoptr(ApElement) element = ap_element_new(NULL, AP_ELEMENT_FIGURE);
    g_autoptr(ApPageMark) figure = ap_page_mark_new(AP_MARK_FIGURE, element);
    figure->x = LEFT;
    figure->y = TOP;
    figure->width = scale * ap_chart_width(chart);
    figure->height = scale * ap_chart_height(chart);
    g_autoptr(GError) error = NULL;
    assert_true(ap_page_figure_draw(chart, figure, faces, &error));
    assert_null(error);
    for (guint i = 0; i < figure->drawn->len; i++)
        check_mark(figure, figure->drawn->pdata[i]);
    g_autoptr(GString) expected = canvas_text(chart), found = drawn_text(figure);
    assert_string_equal(found->str, expected->str);
}

static void
test_every_kind(void **state)
{
    (void)state;
    static const ChartPlan plan = {23, 3, 3, 9, 12, TRUE, 10, 40, 95, 2, "75", "60", 7, NULL};
    g_autoptr(ApYear) year = chart_year_new(&plan);
    g_autoptr(ApStore) store = ap_store_new(year);
    g_autoptr(ApChartStyle) style = chart_style_new();
    assert_true(year->figures->len > 5);
    for (guint i = 0; i < year->figures->len; i++) {
        g_autoptr(ApChart) chart = ap_chart_new(store, i, style);
        check_chart(chart, 1);
        check_chart(chart, 0.4);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_every_kind)};
    return cmocka_run_group_tests_name("figures on pages", tests, NULL, NULL);
}
