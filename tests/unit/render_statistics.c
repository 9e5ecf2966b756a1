/* The three forms of the statistics, and what a build says of its inputs. */
#include <config.h>

#include "render/columns.h"
#include "render/manifest.h"
#include "render/statistics.h"

#include <glib/gstdio.h>
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

typedef struct {
    char *root; /* a folder of its own, with the year folder "year" in it */
    char *dir;
    ApProblems *problems;
    ApYear *year;
    ApStore *store;
} Fixture;

static void
write_file(const char *dir, const char *name, const char *text)
{
    g_autofree char *path = g_build_filename(dir, name, NULL);
    assert_true(g_file_set_contents(path, text, -1, NULL));
}

/* Two participants, one of them in a facet whose name CSV has to quote. */
static void
write_year(const char *dir)
{
    write_file(dir, "report.yaml",
               "report: { year: 111, title: 題, publisher: 部, published: 112-06, template: annual }\n"
               "scoring: { decimals: 2, good: 75, pass: 60 }\n"
               "stages: [{ id: onsite, name: 實地稽核 }]\n"
               "groups:\n"
               "  - { id: 1, name: 第 1 分組, level: A, stages: [{ stage: onsite, weight: 100 }] }\n");
    write_file(dir, "items.csv",
               "stage,facet,item,name,part,code,max\nonsite,\"策略, \"\"A\"\"\",1,項目,,S1,10\n");
    write_file(dir, "participants.csv", "participant,group,label\nA1,1,機關 1\nA2,1,機關 2\n");
    write_file(dir, "scores.csv", "participant,code,score\nA1,S1,7.5\nA2,S1,6\n");
}

static int
set_up(void **state)
{
    Fixture *fixture = g_new0(Fixture, 1);
    fixture->root = g_dir_make_tmp("auditpress-test-XXXXXX", NULL);
    fixture->dir = g_build_filename(fixture->root, "year", NULL);
    assert_int_equal(g_mkdir(fixture->dir, 0777), 0);
    write_year(fixture->dir);
    fixture->problems = ap_problems_new();
    fixture->year = ap_year_load(fixture->dir, fixture->problems, NULL);
    assert_non_null(fixture->year);
    fixture->store = ap_store_new(fixture->year);
    *state = fixture;
    return 0;
}

static int
tear_down(void **state)
{
    Fixture *fixture = *state;
    ap_store_free(fixture->store);
    ap_year_free(fixture->year);
    ap_problems_free(fixture->problems);
    const char *names[] = {"report.yaml", "items.csv", "participants.csv", "scores.csv"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(fixture->dir, names[i], NULL);
        g_unlink(path);
    }
    g_rmdir(fixture->dir);
    g_rmdir(fixture->root);
    g_free(fixture->dir);
    g_free(fixture->root);
    g_free(fixture);
    return 0;
}

/* The bytes as a text. Caller frees. */
static char *
text_of(GBytes *bytes)
{
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    char *text = g_strndup(data, length);
    g_bytes_unref(bytes);
    return text;
}

static void
csv_is_in_order_and_quoted(void **state)
{
    const Fixture *fixture = *state;
    g_autofree char *csv = text_of(ap_statistics_csv(fixture->store));
    assert_true(g_str_has_prefix(csv, "scope,measure,statistic,value\n"
                                      "all,total,n,2\n"
                                      "all,total,mean,67.50\n"
                                      "all,total,median,67.50\n"
                                      "all,total,min,60.00\n"
                                      "all,total,max,75.00\n"
                                      "all,total,q1,63.75\n"
                                      "all,total,q3,71.25\n"
                                      "all,total,stdev,7.50\n"
                                      "all,total,at_least_good,1\n"
                                      "all,total,below_good,1\n"
                                      "all,total,between,1\n"
                                      "all,total,below_pass,0\n"
                                      "all,stage:onsite,n,2\n"));
    assert_non_null(strstr(csv, "\ngroup:1,\"facet:onsite/策略, \"\"A\"\"\",mean,67.50\n"));
    assert_null(strchr(csv, '\r'));
}

static void
json_says_what_csv_says(void **state)
{
    const Fixture *fixture = *state;
    g_autofree char *text = text_of(ap_statistics_json(fixture->store));
    assert_true(g_str_has_suffix(text, "]\n"));
    json_t *list = json_loads(text, 0, NULL);
    assert_int_equal(json_array_size(list), 2 * 4 * AP_STATISTICS);
    json_t *row = json_array_get(list, 1);
    const char *keys[] = {"scope", "measure", "statistic", "value"};
    const char *values[] = {"all", "total", "mean", "67.50"};
    const char *key;
    json_t *value;
    guint i = 0;
    json_object_foreach(row, key, value)
    {
        assert_string_equal(key, keys[i]);
        assert_string_equal(json_string_value(value), values[i]);
        i++;
    }
    assert_int_equal(i, 4);
    json_decref(list);
}

/* Every line is as wide as every other, counted in columns; each mean stands with its scope, measure and n.
 */
static void
table_is_aligned(void **state)
{
    const Fixture *fixture = *state;
    g_autofree char *text = text_of(ap_statistics_text(fixture->store));
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint n = g_strv_length(lines);
    assert_int_equal(n, 1 + 2 * 4 + 1);
    assert_string_equal(lines[n - 1], "");
    for (guint i = 1; i + 1 < n; i++)
        assert_int_equal(ap_columns(lines[i]), ap_columns(lines[0]));
    assert_true(g_str_has_prefix(lines[1], "all        total "));
    assert_true(g_str_has_prefix(lines[6], "第 1 分組  實地稽核 "));
    assert_non_null(strstr(lines[1], " 2  67.50 "));
}

static void
wide_characters_take_two_columns(void **state)
{
    (void)state;
    assert_int_equal(ap_columns("A 級機關"), 8);
    assert_int_equal(ap_columns("e\xcc\x81"), 1);
    assert_int_equal(ap_columns(""), 0);
}

/* ---- build.json. ---- */

static char *
manifest_of(const char *dir)
{
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(ApYear) year = ap_year_load(dir, problems, NULL);
    g_autofree char *templates = g_build_filename(g_getenv("AP_SRCDIR"), "templates", NULL);
    g_autoptr(ApTemplate) template = ap_template_load(year, templates, problems, NULL);
    assert_non_null(template);
    g_autoptr(GHashTable) outputs =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_bytes_unref);
    g_hash_table_insert(outputs, (char *)"b.txt", g_bytes_new_static("abc", 3));
    g_hash_table_insert(outputs, (char *)"a.txt", g_bytes_new_static("", 0));
    g_autoptr(GBytes) statistics = g_bytes_new_static("scope", 5);
    g_autoptr(ApInputs) inputs = ap_inputs_new(year, template, NULL);
    assert_non_null(inputs);
    g_autoptr(ApProvenance) provenance = ap_provenance_new(inputs, year, statistics, NULL);
    assert_non_null(provenance);
    g_autoptr(ApDigests) digests = ap_digests_new();
    GBytes *bytes = ap_manifest_render(provenance, FALSE, outputs, digests);
    assert_non_null(bytes);
    return text_of(bytes);
}

static void
manifest_is_the_same_in_another_folder(void **state)
{
    const Fixture *fixture = *state;
    g_autofree char *here = manifest_of(fixture->dir);
    g_autofree char *slash = g_strconcat(fixture->dir, "/", NULL);
    g_autofree char *with_slash = manifest_of(slash);
    assert_string_equal(here, with_slash);
    assert_null(strstr(here, fixture->root));
    assert_null(strstr(here, g_getenv("AP_SRCDIR")));

    g_autofree char *moved = g_build_filename(fixture->root, "moved", NULL);
    assert_int_equal(g_rename(fixture->dir, moved), 0);
    g_autofree char *there = manifest_of(moved);
    assert_int_equal(g_rename(moved, fixture->dir), 0);
    assert_string_equal(here, there);
}

static void
manifest_names_inputs_and_outputs(void **state)
{
    const Fixture *fixture = *state;
    g_autofree char *text = manifest_of(fixture->dir);
    json_t *manifest = json_loads(text, 0, NULL);
    json_t *inputs = json_object_get(manifest, "inputs");
    json_t *outputs = json_object_get(manifest, "outputs");
    assert_string_equal(json_string_value(json_object_get(manifest, "version")), PACKAGE_VERSION);
    assert_non_null(json_object_get(json_object_get(inputs, "year"), "scores.csv"));
    assert_non_null(json_object_get(json_object_get(inputs, "template"), "annual/style.yaml"));
    assert_string_equal(json_string_value(json_object_get(outputs, "b.txt")),
                        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    json_decref(manifest);
    assert_true(strstr(text, "\"a.txt\"") < strstr(text, "\"b.txt\""));

    write_file(fixture->dir, "scores.csv", "participant,code,score\nA1,S1,7.5\nA2,S1,6.5\n");
    g_autofree char *changed = manifest_of(fixture->dir);
    assert_string_not_equal(text, changed);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(csv_is_in_order_and_quoted),
        TEST(json_says_what_csv_says),
        TEST(table_is_aligned),
        cmocka_unit_test(wide_characters_take_two_columns),
        TEST(manifest_is_the_same_in_another_folder),
        TEST(manifest_names_inputs_and_outputs),
    };
    return cmocka_run_group_tests_name("render/statistics", tests, NULL, NULL);
}
