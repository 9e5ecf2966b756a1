/* From a small year folder to its document: the whole tree as a golden text, the origin of what is printed,
 * and the complaints about texts that are wrong. */
#include <config.h>

#include "document/assemble.h"

#include "tests/unit/dump.h"

#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>
#include <unistd.h>

/* A year folder on its way to a document. */
typedef struct {
    ApProblems *problems;
    ApYear *year;
    ApTemplate *template;
    ApStore *store;
    ApDocument *document;
} Line;

static char *
fixture(const char *name)
{
    return g_build_filename(g_getenv("AP_SRCDIR"), "tests", "unit", "document", name, NULL);
}

static void
run_line(Line *line, const char *dir)
{
    g_autofree char *nowhere = fixture("nowhere");
    line->problems = ap_problems_new();
    line->year = ap_year_load(dir, line->problems, NULL);
    if (line->year == NULL)
        return;
    line->store = ap_store_new(line->year);
    line->template = ap_template_load(line->year, nowhere, line->problems, NULL);
    if (line->template != NULL)
        line->document = ap_document_assemble(line->store, line->template, line->problems);
}

static void
clear_line(Line *line)
{
    ap_document_free(line->document);
    ap_template_free(line->template);
    ap_store_free(line->store);
    ap_year_free(line->year);
    ap_problems_free(line->problems);
}

static void
test_golden(void **state)
{
    (void)state;
    Line line = {0};
    g_autofree char *dir = fixture("");
    g_autofree char *path = fixture("expected.txt");
    g_autofree char *expected = NULL;
    assert_true(g_file_get_contents(path, &expected, NULL, NULL));
    run_line(&line, dir);
    g_autofree char *complaints = ap_dump_problems(line.problems);
    assert_string_equal(complaints, "");
    assert_non_null(line.document);
    g_autofree char *dump = ap_dump_blocks(line.document->blocks);
    assert_string_equal(dump, expected);
    assert_string_equal(line.document->title, "120 年度報告");
    assert_string_equal(line.document->author, "某部");
    clear_line(&line);
}

static const ApRun *
find_run(const GPtrArray *blocks, const char *text)
{
    for (guint i = 0; i < blocks->len; i++) {
        const ApBlock *block = g_ptr_array_index(blocks, i);
        for (guint j = 0; j < block->runs->len; j++) {
            const ApRun *run = g_ptr_array_index(block->runs, j);
            if (strcmp(run->text, text) == 0)
                return run;
        }
        const ApRun *found = find_run(block->children, text);
        if (found != NULL)
            return found;
    }
    return NULL;
}

/* A glyph that no font has is reported where the data says it, a value where the text prints it. */
static void
test_origins(void **state)
{
    (void)state;
    Line line = {0};
    g_autofree char *dir = fixture("");
    run_line(&line, dir);
    const ApRun *group = find_run(line.document->blocks, "甲組");
    const ApRun *mean = find_run(line.document->blocks, "66.7");
    const ApRun *caption = find_run(line.document->blocks, "總成績");
    const ApRun *typed = find_run(line.document->blocks, "範本之結語。");
    assert_non_null(group);
    assert_true(group->interpolated);
    assert_true(g_str_has_suffix(group->origin.file, "report.yaml"));
    assert_true(g_str_has_suffix(group->place.file, "small/report.md"));
    assert_true(mean->interpolated && mean->strong);
    assert_string_equal(mean->value, "all stage:visit mean");
    assert_true(caption->interpolated);
    assert_int_equal(caption->origin.line, 30);
    assert_null(typed);
    typed = find_run(line.document->blocks, " 年之結語，");
    assert_false(typed->interpolated);
    assert_true(g_str_has_suffix(typed->place.file, "text/closing.md"));
    clear_line(&line);
}

static void
test_table_labels(void **state)
{
    (void)state;
    Line line = {0};
    g_autofree char *dir = fixture("");
    guint tables = 0;
    run_line(&line, dir);
    for (guint i = 0; i < line.document->blocks->len; i++) {
        const ApBlock *block = g_ptr_array_index(line.document->blocks, i);
        if (block->kind != AP_BLOCK_TABLE)
            continue;
        g_autofree char *continuation = g_strdup_printf("表 %u (續)", ++tables);
        assert_string_equal(block->continuation, continuation);
    }
    assert_int_equal(tables, 3);
    clear_line(&line);
}

static void
copy_file(const char *from, const char *to)
{
    g_autofree char *content = NULL;
    gsize length;
    assert_true(g_file_get_contents(from, &content, &length, NULL));
    assert_true(g_file_set_contents(to, content, (gssize)length, NULL));
}

static void
copy_folder(const char *from, const char *to)
{
    g_autoptr(GDir) dir = g_dir_open(from, 0, NULL);
    const char *name;
    assert_non_null(dir);
    assert_int_equal(g_mkdir_with_parents(to, 0755), 0);
    while ((name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *source = g_build_filename(from, name, NULL);
        g_autofree char *target = g_build_filename(to, name, NULL);
        if (g_file_test(source, G_FILE_TEST_IS_DIR))
            copy_folder(source, target);
        else
            copy_file(source, target);
    }
}

static void
remove_folder(const char *path)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *name;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        if (g_file_test(child, G_FILE_TEST_IS_DIR) && !g_file_test(child, G_FILE_TEST_IS_SYMLINK))
            remove_folder(child);
        else
            assert_int_equal(g_unlink(child), 0);
    }
    assert_int_equal(g_rmdir(path), 0);
}

static int
make_copy(void **state)
{
    g_autofree char *from = fixture("");
    char *to = g_dir_make_tmp("assemble-XXXXXX", NULL);
    copy_folder(from, to);
    *state = to;
    return 0;
}

static int
drop_copy(void **state)
{
    remove_folder(*state);
    g_free(*state);
    return 0;
}

static void
put(const char *dir, const char *name, const char *content)
{
    g_autofree char *path = g_build_filename(dir, name, NULL);
    assert_true(g_file_set_contents(path, content, -1, NULL));
}

/* What is said of the copy when `name` holds `content`: the complaints, each with the file's name. */
static void
assert_complaints(const char *dir, const char *name, const char *content, const char *expected)
{
    Line line = {0};
    g_autofree char *path = g_build_filename(dir, name, NULL);
    g_autofree char *before = NULL;
    gboolean existed = g_file_get_contents(path, &before, NULL, NULL);
    put(dir, name, content);
    run_line(&line, dir);
    g_autoptr(GString) complaints = g_string_new(NULL);
    for (guint i = 0; i < ap_problems_count(line.problems); i++) {
        const ApProblem *problem = ap_problems_at(line.problems, i);
        if (problem->severity == AP_ERROR)
            g_string_append_printf(complaints, "%s:%u:%u: %s\n", problem->file + strlen(dir) + 1,
                                   problem->line, problem->column, problem->message);
    }
    assert_string_equal(complaints->str, expected);
    assert_true((line.document == NULL) == (expected[0] != '\0'));
    clear_line(&line);
    if (existed)
        put(dir, name, before);
    else
        assert_int_equal(g_unlink(path), 0);
}

static void
test_complaints(void **state)
{
    const char *dir = *state;
    assert_complaints(dir, "small/report.md", "# 甲\n", "");
    assert_complaints(dir, "small/report.md", "## 甲\n",
                      "small/report.md:1:4: the first heading is of level 2; write one “#” here\n");
    assert_complaints(dir, "small/report.md", "# 甲\n\n### 乙\n",
                      "small/report.md:3:5: a heading of level 3 follows one of level 1; write 2 “#” here\n");
    assert_complaints(dir, "small/report.md", "![](fig-totl)\n",
                      "small/report.md:1:1: report.yaml has no figure “fig-totl”; nearest: “fig-total”\n");
    assert_complaints(
        dir, "small/report.md", "![](fig-total)\n\n![](fig-total)\n",
        "small/report.md:3:1: “fig-total” is here a second time (first in report.md, line 1); keep one\n");
    assert_complaints(dir, "small/report.md", "見 @fig-total。\n",
                      "small/report.md:1:3: “@fig-total” refers to a figure that the text does not show; add "
                      "![](fig-total)\n");
    assert_complaints(
        dir, "small/report.md", "見 @fig-nothing。\n",
        "small/report.md:1:3: report.yaml has no figure “fig-nothing”; add it there or remove it here\n");
    assert_complaints(dir, "small/report.md", "見 @tbl-agency。\n\n: 表 {#tbl-agencies}\n\n| a |\n|---|\n",
                      "small/report.md:1:3: “@tbl-agency” refers to nothing; nearest: “tbl-agencies”\n");
    assert_complaints(
        dir, "small/report.md", "{{#groups}}\n見 @tbl-{{id}}。\n{{/groups}}\n",
        "small/report.md:2:3: “@tbl-a” refers to nothing; give its table {#tbl-a} or remove it\n"
        "small/report.md:2:3: “@tbl-b” refers to nothing; give its table {#tbl-b} or remove it\n");
    assert_complaints(dir, "small/report.md", "{{> closin}}\n",
                      "small/report.md:1:1: there is no text “closin”; nearest: “closing”\n");
    assert_complaints(dir, "small/report.md", "\n",
                      "small/report.md:1:1: this text says nothing; write it\n");
    assert_complaints(
        dir, "small/report.md", "甲 {{years}}\n",
        "small/report.md:1:3: “years” is unknown here; nearest names: “year”, “published.year”\n");
    assert_complaints(
        dir, "small/report.md", "- 甲\n\n  # 乙\n",
        "small/report.md:3:5: a list holds only paragraphs and lists; end it by a line that is not "
        "indented\n");
    assert_complaints(dir, "small/report.md", "::: body :::\n::: body :::\n",
                      "small/report.md:2:1: the body begins a second time; keep one\n");
    assert_complaints(dir, "small/alt-scores.md", "{{mean}}\n",
                      "small/alt-scores.md:1:1: “mean” is unknown here; nearest names: “stats.mean”\n");
    assert_complaints(dir, "small/unused.md", "{{#open}}\n",
                      "small/unused.md:1:1: section “open” is not closed; write {{/open}} where it ends\n");
    assert_complaints(dir, "text/closing.md", "{{#year}}\n",
                      "text/closing.md:1:1: section “year” is not closed; write {{/year}} where it ends\n");
    assert_complaints(dir, "small/closing.md", "{{#year}}\n", "");
    put(dir, "small/alt-items.md", "{{/items}}\n");
    assert_complaints(dir, "text/closing.md", "{{year\n",
                      "small/alt-items.md:1:1: {{/items}} closes no section; no section is open\n"
                      "text/closing.md:1:1: “{{” is not closed; write “}}” after the name\n");
}

static void
test_unshown_figures_and_unused_texts_warn(void **state)
{
    const char *dir = *state;
    Line line = {0};
    put(dir, "small/report.md", "# 甲\n\n![](fig-total)\n");
    run_line(&line, dir);
    assert_non_null(line.document);
    g_autofree char *complaints = ap_dump_problems(line.problems);
    assert_string_equal(
        complaints, "28:5: warning: the text does not show figure “test-scores”; add ![](fig-test-scores) "
                    "where it belongs\n"
                    "29:5: warning: the text does not show figure “visit-items”; add ![](fig-visit-items) "
                    "where it belongs\n"
                    "31:5: warning: the text does not show figure “group-b”; add ![](fig-group-b) where it "
                    "belongs\n"
                    "32:5: warning: the text does not show figure “facets”; add ![](fig-facets) where it "
                    "belongs\n"
                    "33:5: warning: the text does not show figure “trend”; add ![](fig-trend) where it "
                    "belongs\n"
                    "34:5: warning: the text does not show figure “groups”; add ![](fig-groups) where it "
                    "belongs\n"
                    "1:1: warning: this text is not in the report: no text says {{> closing}} where it "
                    "applies; say so or remove the file\n");
    clear_line(&line);
}

static void
test_refused_templates(void **state)
{
    const char *dir = *state;
    g_autofree char *report = NULL;
    g_autofree char *path = g_build_filename(dir, "report.yaml", NULL);
    g_autofree char *link = g_build_filename(dir, "small", "link.md", NULL);
    assert_true(g_file_get_contents(path, &report, NULL, NULL));
    static const char *const names[] = {"../small", "/etc", ".", "..", "small/", "nosuch"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        Line line = {0};
        g_autoptr(GString) changed = g_string_new(report);
        g_autofree char *key = g_strconcat("template: '", names[i], "'", NULL);
        g_string_replace(changed, "template: small", key, 0);
        put(dir, "report.yaml", changed->str);
        run_line(&line, dir);
        assert_null(line.template);
        assert_int_equal(ap_problems_count_errors(line.problems), 1);
        assert_true(g_str_has_suffix(ap_problems_at(line.problems, 0)->file, "report.yaml"));
        clear_line(&line);
    }
    put(dir, "report.yaml", report);
    Line line = {0};
    assert_int_equal(symlink("/etc/passwd", link), 0);
    run_line(&line, dir);
    assert_null(line.template);
    assert_string_equal(ap_problems_at(line.problems, 0)->message,
                        "this is a symbolic link; put the file itself here");
    clear_line(&line);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_golden),
        cmocka_unit_test(test_origins),
        cmocka_unit_test(test_table_labels),
        cmocka_unit_test_setup_teardown(test_complaints, make_copy, drop_copy),
        cmocka_unit_test_setup_teardown(test_unshown_figures_and_unused_texts_warn, make_copy, drop_copy),
        cmocka_unit_test_setup_teardown(test_refused_templates, make_copy, drop_copy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
