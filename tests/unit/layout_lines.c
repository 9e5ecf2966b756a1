/* Lines: the rules of Chinese typesetting hold for paragraphs of all kinds in all widths. */
#include <config.h>

#include "layout_support.h"

#include "render/pdf/line.h"

#include <math.h>
#include <string.h>

#define PARAGRAPHS 600

static const char no_start[] = "，。、；：？！）」』】〕》〉…—‧)]},.:;!?%";
static const char no_end[] = "（「『【〔《〈([{";

static gboolean
is_one_of(const char *set, gunichar c)
{
    return g_utf8_strchr(set, -1, c) != NULL;
}

static gboolean
is_ideograph(gunichar c)
{
    return c >= 0x4e00 && c <= 0x9fff;
}

/* ---- Paragraphs made by chance, of what reports are made of ---- */

static void
add_ideographs(GString *text, GRand *rand, gint most)
{
    for (gint n = g_rand_int_range(rand, 1, most); n > 0; n--)
        g_string_append_unichar(text, (gunichar)g_rand_int_range(rand, 0x4e00, 0x5200));
}

static void
add_part(GString *text, GRand *rand)
{
    static const char *const parts[] = {"「技術檢測」、「實地稽核」",
                                        "（含附表）。",
                                        "（如表 2）、",
                                        "74.76%",
                                        "第 1 分組",
                                        "第2項規定",
                                        " ISO/IEC 27001:2013 ",
                                        "CNS 27001標準",
                                        "111 年 7 月 6 日",
                                        "12,345 個機關",
                                        "《資通安全管理法》",
                                        "……",
                                        "——",
                                        "(GCB)",
                                        "「A 級」。",
                                        "Windows Server 2019 及 Linux",
                                        "NT$100 元",
                                        "『他說：「可以。」』",
                                        "\u00a0"
                                        "8\u00a0"
                                        "項"};
    add_ideographs(text, rand, 14);
    g_string_append(text, parts[g_rand_int_range(rand, 0, G_N_ELEMENTS(parts))]);
    if (g_rand_int_range(rand, 0, 3) == 0) {
        add_ideographs(text, rand, 6);
        g_string_append(text, g_rand_boolean(rand) ? "，" : "。");
    }
}

static char *
random_paragraph(GRand *rand)
{
    GString *text = g_string_new(NULL);
    for (gint n = g_rand_int_range(rand, 1, 12); n > 0; n--)
        add_part(text, rand);
    return g_string_free(text, FALSE);
}

typedef void (*Check)(const ApText *text, const GArray *lines, const ApLineMeasure *measure);

static void
for_all(Bench *bench, Check check)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(111);
    for (guint i = 0; i < PARAGRAPHS; i++) {
        g_autofree char *paragraph = random_paragraph(rand);
        g_autoptr(ApText) text = text_of(bench, AP_TEXT_BODY, paragraph);
        ApLineMeasure measure = {
            .width = g_rand_double_range(rand, 170, 460), .first_indent = 28, .justify = TRUE};
        g_autoptr(GArray) lines = ap_lines_break(text, &measure);
        check(text, lines, &measure);
    }
    assert_int_equal(ap_problems_count(bench->problems), 0);
}

/* First and last characters of a line, spaces left out. */
static gunichar
first_of(const ApText *text, const ApLine *line)
{
    return ap_text_cluster(text, line->start)->character;
}

static gunichar
last_of(const ApText *text, const ApLine *line)
{
    guint end = line->end;
    while (end > line->start + 1 && ap_text_cluster(text, end - 1)->character == ' ')
        end--;
    return ap_text_cluster(text, end - 1)->character;
}

/* ---- Rules ---- */

static void
check_ends(const ApText *text, const GArray *lines, const ApLineMeasure *measure)
{
    (void)measure;
    for (guint i = 0; i < lines->len; i++) {
        const ApLine *line = &g_array_index(lines, ApLine, i);
        if (i > 0 && is_one_of(no_start, first_of(text, line)))
            fail_msg("a line starts with U+%04X in: %s", first_of(text, line), text->text);
        if (i + 1 < lines->len && is_one_of(no_end, last_of(text, line)))
            fail_msg("a line ends with U+%04X in: %s", last_of(text, line), text->text);
    }
}

static void
test_forbidden_ends(void **state)
{
    for_all(*state, check_ends);
}

static void
check_numbers(const ApText *text, const GArray *lines, const ApLineMeasure *measure)
{
    (void)measure;
    for (guint i = 1; i < lines->len; i++) {
        gunichar before = last_of(text, &g_array_index(lines, ApLine, i - 1));
        gunichar after = first_of(text, &g_array_index(lines, ApLine, i));
        assert_false(before < 0x80 && g_ascii_isdigit((char)before) && is_ideograph(after));
        assert_false(is_one_of("第圖表", before) && after < 0x80 && g_ascii_isdigit((char)after));
        assert_false(before == '$');
    }
}

static void
test_numbers_and_units(void **state)
{
    for_all(*state, check_numbers);
}

static void
check_all_set(const ApText *text, const GArray *lines, const ApLineMeasure *measure)
{
    (void)measure;
    guint next = 0;
    for (guint i = 0; i < lines->len; i++) {
        const ApLine *line = &g_array_index(lines, ApLine, i);
        assert_int_equal(line->start, next);
        assert_true(line->end > line->start);
        next = line->end;
    }
    assert_int_equal(next, ap_text_length(text));
}

static void
test_nothing_lost(void **state)
{
    for_all(*state, check_all_set);
}

/* Whether the gaps of a line would have to be stretched by more than half the size to fill `rest`. */
static gboolean
is_too_loose(const ApText *text, const ApLine *line, double rest)
{
    double units = 0;
    guint last = line->end - 1;
    while (last > line->start && ap_text_cluster(text, last)->character == ' ')
        last--;
    for (guint i = line->start; i < last; i++)
        units += ap_text_cluster(text, i)->stretch;
    return rest > 0.5 * text->style->size * units;
}

/* What is drawn, not what is computed: the ink of every line ends within the measure, and justified lines end
 * at its edge, but for the blank of a last mark, or too loose ones. */
static void
check_edges(const ApText *text, const GArray *lines, const ApLineMeasure *measure)
{
    g_autoptr(ApPage) page = ap_page_new();
    ApMeaning meaning = {NULL, NULL};
    for (guint i = 0; i < lines->len; i++) {
        const ApLine *line = &g_array_index(lines, ApLine, i);
        guint before = page->marks->len;
        ap_line_paint(page, text, line, 100, 100 + i * 22, &meaning);
        assert_true(page->marks->len > before);
        double right = 0;
        for (guint j = before; j < page->marks->len; j++)
            right = MAX(right, run_ink_right(((const ApPageMark *)page->marks->pdata[j])->run));
        assert_true(right <= 100 + measure->width + 0.01);
        double rest = measure->width - line->x - line->width;
        if (i + 1 < lines->len)
            assert_true(fabs(rest) < 0.01 || is_too_loose(text, line, rest));
        assert_true(fabs(ap_line_place(text, line, line->end) - line->x - line->width) < 0.01);
    }
}

static void
test_edges(void **state)
{
    for_all(*state, check_edges);
}

static void
check_order(const ApText *text, const GArray *lines, const ApLineMeasure *measure)
{
    (void)measure;
    for (guint i = 0; i < lines->len; i++) {
        const ApLine *line = &g_array_index(lines, ApLine, i);
        double pen = -1;
        for (guint j = line->start; j <= line->end; j++) {
            double place = ap_line_place(text, line, j);
            assert_true(place >= pen);
            pen = place;
        }
    }
}

static void
test_clusters_never_overlap(void **state)
{
    for_all(*state, check_order);
}

/* ---- Single facts ---- */

static double
width_of(Bench *bench, const char *words)
{
    g_autoptr(ApText) text = text_of(bench, AP_TEXT_BODY, words);
    return ap_text_width(text, 0, ap_text_length(text)) / text->style->size;
}

static void
test_quarter_em_whatever_the_source_wrote(void **state)
{
    double digit = width_of(*state, "1");
    assert_float_equal(width_of(*state, "第1分組"), (float)(3.5 + digit), 0.001);
    assert_float_equal(width_of(*state, "第 1 分組"), width_of(*state, "第1分組"), 0.001);
    assert_float_equal(width_of(*state, "第\u00a0"
                                        "1\u00a0"
                                        "分組"),
                       width_of(*state, "第1分組"), 0.001);
}

static void
test_adjacent_marks(void **state)
{
    assert_float_equal(width_of(*state, "甲」、「乙"), 4, 0.02);
    assert_float_equal(width_of(*state, "甲）。乙"), 3.5, 0.02);
    assert_float_equal(width_of(*state, "甲。」乙"), 3.5, 0.02);
    assert_float_equal(width_of(*state, "甲」「乙"), 3.25, 0.02);
    assert_float_equal(width_of(*state, "甲（「乙"), 3.25, 0.02);
    assert_float_equal(width_of(*state, "甲，乙"), 3, 0.02);
}

static void
test_blank_of_marks_goes_at_the_ends(void **state)
{
    assert_float_equal(width_of(*state, "「甲"), 1.5, 0.02);
    assert_float_equal(width_of(*state, "甲。"), 1.75, 0.02);
}

static guint
count_lines(Bench *bench, const char *words, double width)
{
    g_autoptr(ApText) text = text_of(bench, AP_TEXT_BODY, words);
    ApLineMeasure measure = {.width = width};
    g_autoptr(GArray) lines = ap_lines_break(text, &measure);
    return lines->len;
}

static void
test_long_words_are_torn(void **state)
{
    assert_true(count_lines(*state, "ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEFGHIJKLMNOPQRSTUVWXYZ", 100) > 2);
    assert_int_equal(count_lines(*state, "字", 1), 1);
    assert_int_equal(count_lines(*state, "", 100), 1);
}

static void
test_references_stay_whole(void **state)
{
    Bench *bench = *state;
    for (double width = 60; width < 300; width += 3) {
        g_autoptr(GPtrArray) runs = runs_of("各機關之成績分布如");
        ApRun *reference = ap_run_new(AP_RUN_REFERENCE, "圖 1");
        g_ptr_array_add(runs, reference);
        g_ptr_array_add(runs, ap_run_new(AP_RUN_TEXT, "，其餘詳附件所列。"));
        g_autoptr(ApText) text = ap_text_new(bench->shaper, AP_TEXT_BODY, NULL, runs);
        ApLineMeasure measure = {.width = width, .justify = TRUE};
        g_autoptr(GArray) lines = ap_lines_break(text, &measure);
        for (guint i = 1; i < lines->len; i++) {
            const ApCluster *first = ap_text_cluster(text, g_array_index(lines, ApLine, i).start);
            assert_false(first->stretch_of == 1 && first->character != 0x5716);
        }
    }
}

/* A line that would be all holes, because a long word goes on to the next, is left ragged. */
static void
test_no_line_is_full_of_holes(void **state)
{
    g_autoptr(ApText) text = text_of(
        *state, AP_TEXT_CELL, "尚待；supercalifragilisticexpialidocious及其改善、counterrevolutionaries。");
    for (double width = 120; width < 260; width += 7) {
        ApLineMeasure measure = {.width = width, .justify = TRUE};
        g_autoptr(GArray) lines = ap_lines_break(text, &measure);
        for (guint i = 0; i < lines->len; i++) {
            const ApLine *line = &g_array_index(lines, ApLine, i);
            assert_true(line->stretch <= 0.5 * text->style->size);
            assert_true(line->x == 0);
        }
    }
}

/* Full-width digits are digits, and a sign belongs to its number. */
static void
test_signs_and_wide_digits(void **state)
{
    static const char *const whole[] = {"１２３", "＋3", "−5", "±2", "≧75"};
    for (guint i = 0; i < G_N_ELEMENTS(whole); i++) {
        g_autofree char *source = g_strconcat("機關", whole[i], "機關", NULL);
        g_autoptr(ApText) text = text_of(*state, AP_TEXT_BODY, source);
        guint last = 2 + (guint)g_utf8_strlen(whole[i], -1) - 1;
        for (guint j = 2; j < last; j++)
            assert_true(ap_text_cluster(text, j)->after < AP_BREAK_ALLOWED);
        assert_int_equal(ap_text_cluster(text, 1)->after, AP_BREAK_ALLOWED);
    }
}

static void
test_balanced_lines(void **state)
{
    g_autoptr(ApText) text = text_of(*state, AP_TEXT_COVER_TITLE, "一二三四五六七八九十一二三四五六");
    ApLineMeasure measure = {.width = 15.5 * text->style->size, .align = AP_ALIGN_CENTER, .balance = TRUE};
    g_autoptr(GArray) lines = ap_lines_break(text, &measure);
    assert_int_equal(lines->len, 2);
    const ApLine *first = &g_array_index(lines, ApLine, 0), *second = &g_array_index(lines, ApLine, 1);
    assert_true(fabs(first->width - second->width) <= text->style->size + 0.01);
    assert_float_equal(first->x, (measure.width - first->width) / 2, 0.01);
}

/* Where the lines before can give a character, the last does not hold a single one. */
static void
test_no_character_is_left_alone(void **state)
{
    for (guint n = 60; n < 130; n++) {
        g_autoptr(GString) words = g_string_new(NULL);
        for (guint i = 0; i < n; i++)
            g_string_append(words, "字");
        g_string_append(words, "。");
        g_autoptr(ApText) text = text_of(*state, AP_TEXT_BODY, words->str);
        ApLineMeasure measure = {
            .width = 25.3 * text->style->size, .first_indent = 2 * text->style->size, .justify = TRUE};
        g_autoptr(GArray) lines = ap_lines_break(text, &measure);
        const ApLine *last = &g_array_index(lines, ApLine, lines->len - 1);
        assert_true(last->end - last->start > 2);
    }
}

static void
test_missing_glyph_is_named(void **state)
{
    Bench *bench = *state;
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(ApShaper) shaper = ap_shaper_new(bench->faces, bench->style, problems);
    g_autoptr(GPtrArray) runs = runs_of("甲\U0001f600乙\U0001f600");
    ((ApRun *)runs->pdata[0])->origin = (ApPlace){"agencies.csv", 7, 2};
    g_autoptr(ApText) text = ap_text_new(shaper, AP_TEXT_BODY, NULL, runs);
    assert_non_null(text);
    assert_int_equal(ap_problems_count_errors(problems), 1);
    const ApProblem *problem = ap_problems_at(problems, 0);
    assert_string_equal(problem->file, "agencies.csv");
    assert_int_equal(problem->line, 7);
    assert_non_null(strstr(problem->message, "U+1F600"));
}

static void
test_rare_characters_fall_back(void **state)
{
    Bench *bench = *state;
    g_autoptr(ApText) text = text_of(bench, AP_TEXT_BODY, "甲\U0002000b乙");
    assert_int_equal(ap_problems_count(bench->problems), 0);
    assert_ptr_not_equal(ap_text_cluster(text, 0)->face, ap_text_cluster(text, 1)->face);
    assert_non_null(strstr(ap_face_file(ap_text_cluster(text, 1)->face), "Ext-B"));
}

static void
test_a_bold_font_is_used_where_the_style_names_one(void **state)
{
    Bench *bench = *state;
    g_autoptr(ApText) stroked = text_of(bench, AP_TEXT_HEADING_1, "甲");
    assert_true(g_array_index(stroked->pieces, ApTextPiece, 0).bold);
    ApFontName bold = {.family = (char *)"Noto Serif CJK TC", .package = (char *)"fonts-noto-cjk"};
    bench->style->bold = &bold;
    g_autofree const char **families = ap_page_style_families(bench->style);
    g_autoptr(ApFaces) faces = ap_faces_new(families);
    Bench other = *bench;
    other.shaper = ap_shaper_new(faces, bench->style, bench->problems);
    g_autoptr(ApText) real = text_of(&other, AP_TEXT_HEADING_1, "甲");
    g_autoptr(ApText) plain = text_of(&other, AP_TEXT_BODY, "甲");
    ap_shaper_free(other.shaper);
    bench->style->bold = NULL;
    assert_false(g_array_index(real->pieces, ApTextPiece, 0).bold);
    assert_non_null(strstr(ap_face_file(ap_text_cluster(real, 0)->face), "Bold"));
    assert_non_null(strstr(ap_face_file(ap_text_cluster(plain, 0)->face), "Kai"));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forbidden_ends),
        cmocka_unit_test(test_numbers_and_units),
        cmocka_unit_test(test_nothing_lost),
        cmocka_unit_test(test_edges),
        cmocka_unit_test(test_clusters_never_overlap),
        cmocka_unit_test(test_quarter_em_whatever_the_source_wrote),
        cmocka_unit_test(test_adjacent_marks),
        cmocka_unit_test(test_blank_of_marks_goes_at_the_ends),
        cmocka_unit_test(test_long_words_are_torn),
        cmocka_unit_test(test_references_stay_whole),
        cmocka_unit_test(test_no_line_is_full_of_holes),
        cmocka_unit_test(test_signs_and_wide_digits),
        cmocka_unit_test(test_balanced_lines),
        cmocka_unit_test(test_no_character_is_left_alone),
        cmocka_unit_test(test_missing_glyph_is_named),
        cmocka_unit_test(test_rare_characters_fall_back),
        cmocka_unit_test(test_a_bold_font_is_used_where_the_style_names_one),
    };
    return cmocka_run_group_tests(tests, bench_setup, bench_teardown);
}
