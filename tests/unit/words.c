/* Numerals, labels and joined lists, in the words of a style. */
#include <config.h>

#include "document/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

#define NUMERALS                                                                \
    "  numerals:\n"                                                             \
    "    plain: { digits: 零一二三四五六七八九, units: 十百千 }\n" \
    "    formal: { digits: 零壹貳參肆伍陸柒捌玖, units: 拾佰仟 }\n"
#define LABELS                                                 \
    "  headings: ['{formal}、', '{plain}、', '({plain})']\n" \
    "  lists: ['{n}、', '({n})']\n"                           \
    "  bullets: ['●']\n"                                     \
    "  figure: 圖 {n}\n"                                      \
    "  table: 表 {n}\n"                                       \
    "  table_continued: 表 {n} (續)\n"
#define JOIN "  join: { between: 、, last: 及 }\n"

static ApWords *
words_of(const char *text, ApProblems *problems)
{
    g_autoptr(ApYaml) style = ap_yaml_parse("style.yaml", text, strlen(text), problems);
    assert_non_null(style);
    return ap_words_new(style, problems);
}

static ApWords *
good_words(void)
{
    g_autoptr(ApProblems) problems = ap_problems_new();
    ApWords *words = words_of("words:\n" NUMERALS LABELS JOIN, problems);
    assert_non_null(words);
    return words;
}

static void
test_numerals(void **state)
{
    (void)state;
    static const struct {
        guint number;
        const char *plain, *formal;
    } cases[] = {
        {0, "零", "零"},
        {1, "一", "壹"},
        {9, "九", "玖"},
        {10, "十", "拾"},
        {11, "十一", "拾壹"},
        {19, "十九", "拾玖"},
        {20, "二十", "貳拾"},
        {21, "二十一", "貳拾壹"},
        {99, "九十九", "玖拾玖"},
        {100, "一百", "壹佰"},
        {101, "一百零一", "壹佰零壹"},
        {105, "一百零五", "壹佰零伍"},
        {110, "一百一十", "壹佰壹拾"},
        {111, "一百一十一", "壹佰壹拾壹"},
        {120, "一百二十", "壹佰貳拾"},
        {1000, "一千", "壹仟"},
        {1001, "一千零一", "壹仟零壹"},
        {1010, "一千零一十", "壹仟零壹拾"},
        {1100, "一千一百", "壹仟壹佰"},
        {2030, "二千零三十", "貳仟零參拾"},
        {9009, "九千零九", "玖仟零玖"},
        {9999, "九千九百九十九", "玖仟玖佰玖拾玖"},
        {10000, "10000", "10000"},
    };
    g_autoptr(ApWords) words = good_words();
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *plain = ap_words_numeral(words, AP_NUMERAL_PLAIN, cases[i].number);
        g_autofree char *formal = ap_words_numeral(words, AP_NUMERAL_FORMAL, cases[i].number);
        assert_string_equal(plain, cases[i].plain);
        assert_string_equal(formal, cases[i].formal);
    }
}

static void
assert_text(char *text, const char *expected)
{
    assert_string_equal(text, expected);
    g_free(text);
}

static void
test_labels(void **state)
{
    (void)state;
    g_autoptr(ApWords) words = good_words();
    assert_text(ap_words_heading(words, 1, 12), "拾貳、");
    assert_text(ap_words_heading(words, 2, 3), "三、");
    assert_text(ap_words_heading(words, 3, 1), "(一)");
    assert_text(ap_words_heading(words, 5, 2), "(二)");
    assert_text(ap_words_list(words, 1, 4), "4、");
    assert_text(ap_words_list(words, 2, 4), "(4)");
    assert_text(ap_words_list(words, 2, 0), "●");
    assert_text(ap_words_label(words, AP_LABEL_FIGURE, 8), "圖 8");
    assert_text(ap_words_label(words, AP_LABEL_TABLE, 2), "表 2");
    assert_text(ap_words_label(words, AP_LABEL_TABLE_CONTINUED, 2), "表 2 (續)");
}

static void
test_joining(void **state)
{
    (void)state;
    static const char *const joined[] = {"", "甲", "甲及乙", "甲、乙及丙"};
    static const char *const names[] = {"甲", "乙", "丙"};
    g_autoptr(ApWords) words = good_words();
    g_autoptr(GPtrArray) texts = g_ptr_array_new();
    for (guint i = 0; i < G_N_ELEMENTS(joined); i++) {
        assert_text(ap_words_join(words, texts), joined[i]);
        if (i < G_N_ELEMENTS(names))
            g_ptr_array_add(texts, (gpointer)names[i]);
    }
}

static void
assert_problem(const char *text, guint line, const char *message)
{
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(ApWords) words = words_of(text, problems);
    assert_null(words);
    assert_int_equal(ap_problems_count(problems), 1);
    assert_string_equal(ap_problems_at(problems, 0)->message, message);
    assert_int_equal(ap_problems_at(problems, 0)->line, line);
}

static void
test_bad_styles(void **state)
{
    (void)state;
    assert_problem("charts: {}\n", 1, "key “words” is missing here; add it");
    assert_problem("words:\n" NUMERALS LABELS, 2, "key “join” is missing here; add it");
    assert_problem("words:\n" NUMERALS LABELS "  join: 及\n", 11,
                   "“join” must be a mapping of keys and values");
    assert_problem("words:\n" LABELS JOIN "  numerals:\n    plain: { digits: 零一二, units: 十百千 }\n"
                   "    formal: { digits: 零壹貳參肆伍陸柒捌玖, units: 拾佰仟 }\n",
                   10, "“digits” must have 10 characters, not “零一二”");
    assert_problem("words:\n" NUMERALS JOIN "  headings: ['{x}、']\n  lists: ['{n}']\n  bullets: ['●']\n"
                   "  figure: 圖 {n}\n  table: 表 {n}\n  table_continued: 表 {n}\n",
                   6, "“{x}、” shows no number; write {n}, {plain} or {formal} where it goes");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numerals),
        cmocka_unit_test(test_labels),
        cmocka_unit_test(test_joining),
        cmocka_unit_test(test_bad_styles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
