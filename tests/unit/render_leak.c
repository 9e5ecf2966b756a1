/* A name in a public edition is found in every format, and only where it gives somebody away. */
#include <config.h>

#include "render/leak.h"
#include "render/markup.h"
#include "render/needles.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* ---- Needles. ---- */

static void
note_found(gpointer user, guint index, gsize start, gsize end)
{
    g_string_append_printf(user, "%u:%zu-%zu ", index, start, end);
}

static void
finds_words_within_words(void **state)
{
    (void)state;
    const char *words[] = {"he", "she", "his", "hers", "he"};
    g_autoptr(ApNeedles) needles = ap_needles_new();
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        ap_needles_add(needles, words[i]);
    g_autoptr(GString) found = g_string_new(NULL);
    ap_needles_search(needles, "ushers", note_found, found);
    assert_string_equal(found->str, "1:1-4 4:2-4 0:2-4 3:2-6 ");
    g_string_truncate(found, 0);
    ap_needles_search(needles, "hi, sh", note_found, found);
    assert_string_equal(found->str, "");
}

/* ---- Markup. ---- */

static void
assert_passages(const char *text, const char *expected)
{
    static const char *const units[] = {"p", "tr", NULL};
    g_autoptr(GPtrArray) passages = g_ptr_array_new_with_free_func(g_free);
    ap_markup_passages(text, units, '|', passages);
    g_ptr_array_add(passages, NULL);
    g_autofree char *joined = g_strjoinv("#", (char **)passages->pdata);
    assert_string_equal(joined, expected);
}

static void
markup_gives_units_and_the_rest(void **state)
{
    (void)state;
    assert_passages("<p>a<b>b</b>&lt;&#x41;&unknown;</p>c", "|ab<A&unknown;|#c");
    assert_passages("<tr><td>a</td><td title=\"x &gt; y\">b</td></tr>", "||a||b|||x > y#");
    assert_passages("<!-- a --><p/>b<?c d?>", "|#!-- a --b?c d?");
}

/* ---- The search. ---- */

static void
participant_free(gpointer data)
{
    ApParticipant *participant = data;
    g_free(participant->label);
    g_free(participant->name);
    g_free(participant);
}

static void
add_participant(ApYear *year, const char *label, const char *name)
{
    ApParticipant *participant = g_new0(ApParticipant, 1);
    participant->id = (char *)"A";
    participant->label = g_strdup(label);
    participant->name = g_strdup(name);
    participant->place = (ApPlace){"participants.csv", year->participants->len + 2, 1};
    g_ptr_array_add(year->participants, participant);
}

/* How many participants a file with this text would give away. */
static guint
count_leaks(const char *name, const char *text, gsize length)
{
    ApAgency agency = {.name = (char *)"勞動部",
                       .consultant = (char *)"乙部顧問",
                       .certifier = (char *)"",
                       .scope = (char *)"甲部資訊處之系統"};
    ApYear year = {.publisher = (char *)"數位發展部"};
    year.participants = g_ptr_array_new_with_free_func(participant_free);
    year.agencies = g_ptr_array_new();
    g_ptr_array_add(year.agencies, &agency);
    add_participant(&year, "甲 1", "甲部");
    add_participant(&year, "甲 2", "勞動部");
    add_participant(&year, "甲 3", "臺北 A & B 局");
    add_participant(&year, "甲 4", "");
    add_participant(&year, "甲 5", "甲 5");
    add_participant(&year, "甲 6", "數位發展部");
    add_participant(&year, "甲 7", "丙-丁·戊署");
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(GHashTable) outputs =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_bytes_unref);
    g_hash_table_insert(outputs, (gpointer)name, g_bytes_new(text, length));
    GError *error = NULL;
    assert_true(ap_leak_check(&year, outputs, problems, &error));
    assert_null(error);
    g_ptr_array_unref(year.participants);
    g_ptr_array_unref(year.agencies);
    for (guint i = 0; i < ap_problems_count(problems); i++)
        assert_non_null(strstr(ap_problems_at(problems, i)->message, name));
    return ap_problems_count_errors(problems);
}

static guint
leaks(const char *name, const char *text)
{
    return count_leaks(name, text, strlen(text));
}

static void
labels_alone_are_no_leak(void **state)
{
    (void)state;
    assert_int_equal(leaks("a.csv", "甲 1,75.00\n甲 4,60.00\n甲 5,甲 5\n"), 0);
}

static void
a_name_is_a_leak_in_every_format(void **state)
{
    (void)state;
    assert_int_equal(leaks("a.csv", "甲 9,甲部\n"), 1);
    assert_int_equal(leaks("a.csv", "台 北 A & B\n局"), 1);
    assert_int_equal(leaks("a.csv", "臺北Ａ＆Ｂ局"), 1);
    assert_int_equal(leaks("a.csv", "臺北 a & b 局"), 1);
    assert_int_equal(leaks("a.csv", "丙–丁・戊署,丙—丁‧戊署"), 1);
    assert_int_equal(leaks("a.json", "{\"x\": [{\"\\u7532\\u90e8\": 1}]}"), 1);
    assert_int_equal(leaks("a.svg", "<svg><desc>臺北 A &amp; B 局</desc></svg>"), 1);
    assert_int_equal(leaks("a.svg", "<svg><g id='&#30002;部'/></svg>"), 1);
    assert_int_equal(leaks("a.html", "<p>臺<b class='x'>北 A</b> &amp; B 局</p>"), 1);
    assert_int_equal(leaks("甲部.txt", ""), 1);
    static const char png[] =
        "\211PNG\r\n\032\n\0\0\0\027iTXtTitle\0\0\0zh-TW\0\0\347\224\262\351\203\250zzzzCRC.";
    assert_int_equal(count_leaks("a.png", png, sizeof png - 1), 1);
}

static void
public_names_may_stand_alone(void **state)
{
    (void)state;
    assert_int_equal(leaks("a.csv", "1,勞動部,乙部顧問\n2,數位發展部,甲部資訊處之系統\n"), 0);
    assert_int_equal(leaks("a.csv", "甲 1,75.00\n1,勞動部\n甲 2,60.00\n"), 0);
}

static void
a_public_name_beside_its_label_is_a_leak(void **state)
{
    (void)state;
    assert_int_equal(leaks("a.csv", "甲 2,75.00,勞動部\n"), 1);
    assert_int_equal(leaks("a.csv", "甲 1,75.00,勞動部\n甲 20,60.00,勞動部\n"), 0);
    assert_int_equal(leaks("a.html", "<table><tr><td>甲 2</td><td>勞動部</td></tr></table>"), 1);
    assert_int_equal(leaks("a.html", "<table><tr><td>甲 2</td></tr><tr><td>勞動部</td></tr></table>"), 0);
    assert_int_equal(leaks("a.json", "[{\"label\": \"甲 2\", \"note\": \"勞動部\"}]"), 1);
    assert_int_equal(leaks("a.json", "[{\"label\": \"甲 2\"}, {\"note\": \"勞動部\"}]"), 0);
    assert_int_equal(leaks("a.svg", "<svg><title>甲 2</title><desc>勞動部</desc></svg>"), 1);
}

static void
what_cannot_be_read_is_not_published(void **state)
{
    (void)state;
    const char *names[] = {"a.pdf", "a.xlsx", "a.json"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        ApYear year = {.publisher = (char *)""};
        year.participants = g_ptr_array_new_with_free_func(participant_free);
        year.agencies = g_ptr_array_new();
        add_participant(&year, "甲", "甲部");
        g_autoptr(ApProblems) problems = ap_problems_new();
        g_autoptr(GHashTable) outputs =
            g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_bytes_unref);
        g_hash_table_insert(outputs, (gpointer)names[i], g_bytes_new_static("{", 1));
        g_autoptr(GError) error = NULL;
        assert_false(ap_leak_check(&year, outputs, problems, &error));
        assert_non_null(error);
        g_ptr_array_unref(year.participants);
        g_ptr_array_unref(year.agencies);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_words_within_words),
        cmocka_unit_test(markup_gives_units_and_the_rest),
        cmocka_unit_test(labels_alone_are_no_leak),
        cmocka_unit_test(a_name_is_a_leak_in_every_format),
        cmocka_unit_test(public_names_may_stand_alone),
        cmocka_unit_test(a_public_name_beside_its_label_is_a_leak),
        cmocka_unit_test(what_cannot_be_read_is_not_published),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
