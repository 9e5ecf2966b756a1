/* The template's colours can be told apart, on a screen and in grey print, and a wrong style is refused. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "chart_year.h"
#include "charts/style.h"

#include <math.h>
#include <string.h>

/* The examples that everybody quotes: black on white, and the lightest grey that may be text. */
static void
contrast_is_that_of_wcag(void **state)
{
    (void)state;
    const ApColour black = {0, 0, 0}, white = {1, 1, 1}, grey = {0x76 / 255.0, 0x76 / 255.0, 0x76 / 255.0};
    assert_true(fabs(ap_contrast(black, white) - 21) < 1e-9);
    assert_true(fabs(ap_contrast(white, grey) - 4.54) < 0.005);
}

static void
text_is_dark_and_large_enough(void **state)
{
    const ApChartStyle *style = *state;
    const ApColour lightest = {0x3d / 255.0, 0x3d / 255.0, 0x3d / 255.0};
    assert_true(ap_contrast(style->text, style->paper) >= ap_contrast(lightest, style->paper));
    assert_true(style->size >= 9);
    assert_true(style->leading >= style->size);
    assert_true(fabs(style->width + 2 * style->margin - 16 / 2.54 * 72) < 0.01);
}

static void
neighbours_of_the_palette_contrast(void **state)
{
    const ApChartStyle *style = *state;
    for (guint i = 0; i < style->palette->len; i++) {
        ApColour colour = g_array_index(style->palette, ApColour, i);
        if (i > 0)
            assert_true(ap_contrast(colour, g_array_index(style->palette, ApColour, i - 1)) >= 3);
        assert_true(ap_contrast(colour, style->paper) >= 3);
    }
    assert_true(ap_contrast(style->everyone, style->paper) >= 3);
}

/* What a reader must see is told from the paper; the grid is not more than a help. */
static void
lines_contrast_with_the_paper(void **state)
{
    const ApChartStyle *style = *state;
    const ApStroke *lines[] = {&style->good, &style->pass, &style->mean, &style->axis};
    for (guint i = 0; i < G_N_ELEMENTS(lines); i++)
        assert_true(ap_contrast(lines[i]->colour, style->paper) >= 3);
    assert_true(ap_contrast(style->grid.colour, style->paper) < 2);
}

/* Colours that grey print makes alike have different patterns. */
static void
groups_differ_in_grey(void **state)
{
    const ApChartStyle *style = *state;
    for (guint i = 0; i < style->palette->len; i++)
        for (guint j = 0; j < i; j++) {
            ApPaint one = ap_style_group(style, (gint)i), other = ap_style_group(style, (gint)j);
            assert_true(one.pattern != other.pattern || ap_contrast(one.colour, other.colour) >= 3);
        }
}

static void
classes_differ_by_pattern(void **state)
{
    const ApChartStyle *style = *state;
    for (guint i = 0; i < AP_CLASSES; i++)
        for (guint j = 0; j < i; j++)
            assert_int_not_equal(style->classes[i], style->classes[j]);
}

static void
lines_differ_by_dash(void **state)
{
    const ApChartStyle *style = *state;
    const ApStroke *lines[] = {&style->good, &style->pass, &style->mean};
    for (guint i = 0; i < G_N_ELEMENTS(lines); i++)
        for (guint j = 0; j < i; j++)
            assert_true(lines[i]->n_dashes != lines[j]->n_dashes ||
                        memcmp(lines[i]->dash, lines[j]->dash, sizeof lines[i]->dash) != 0);
}

static void
words_are_filled_in(void **state)
{
    const ApChartStyle *style = *state;
    g_autofree char *text = ap_style_say(style, AP_WORD_reference, "name", "{value}", "value", "75", NULL);
    assert_non_null(strstr(text, "75"));
    assert_null(strstr(text, "{name}"));
}

/* The problems of the style `text`, as "line:column message" lines. */
static char *
problems_of(const char *text)
{
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(ApYaml) yaml = ap_yaml_parse("style.yaml", text, strlen(text), problems);
    g_autoptr(ApChartStyle) style = ap_chart_style_new(yaml, problems);
    GString *lines = g_string_new(NULL);
    assert_null(style);
    for (guint i = 0; i < ap_problems_count(problems); i++) {
        const ApProblem *problem = ap_problems_at(problems, i);
        g_string_append_printf(lines, "%u:%u %s\n", problem->line, problem->column, problem->message);
    }
    return g_string_free(lines, FALSE);
}

static void
wrong_entries_are_named(void **state)
{
    (void)state;
    g_autofree char *absent = problems_of("words: {}\n");
    assert_non_null(strstr(absent, "“charts”"));
    g_autofree char *font =
        problems_of("charts:\n  fonts:\n    - { family: No Such Font, package: fonts-none }\n");
    assert_non_null(strstr(font, "3:7 font “No Such Font” is not installed: apt-get install fonts-none"));
    g_autofree char *wrong = problems_of("charts:\n  size: nine\n  text: blue\n  palette: ['#12436D']\n"
                                         "  patterns: [zigzag, solid]\n  words: { mean: 1 }\n");
    assert_non_null(strstr(wrong, "2:9 “nine” is not a length"));
    assert_non_null(strstr(wrong, "3:9 “blue” is not a colour"));
    assert_non_null(strstr(wrong, "5:14 “zigzag” is not a pattern"));
    assert_non_null(strstr(wrong, "2 patterns for 1 colours"));
    assert_non_null(strstr(wrong, "“class_good”"));
}

static int
set_up(void **state)
{
    *state = chart_style_new();
    return 0;
}

static int
tear_down(void **state)
{
    ap_chart_style_free(*state);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(contrast_is_that_of_wcag),
        cmocka_unit_test(text_is_dark_and_large_enough),
        cmocka_unit_test(neighbours_of_the_palette_contrast),
        cmocka_unit_test(groups_differ_in_grey),
        cmocka_unit_test(classes_differ_by_pattern),
        cmocka_unit_test(lines_contrast_with_the_paper),
        cmocka_unit_test(lines_differ_by_dash),
        cmocka_unit_test(words_are_filled_in),
        cmocka_unit_test(wrong_entries_are_named),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
