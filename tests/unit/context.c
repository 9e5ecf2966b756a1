/* The context of a text: what docs/context.md promises is there, and the values that sentences turn on. */
#include <config.h>

#include "document/context.h"

#include "document/assemble.h"
#include "document/vocabulary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <string.h>

/* The small year of tests/unit/document, whose values are worked out by hand. */
typedef struct {
    ApYear *year;
    ApStore *store;
    ApTemplate *template;
    ApNode *root;
} Small;

static int
set_up(void **state)
{
    g_autofree char *dir = g_build_filename(g_getenv("AP_SRCDIR"), "tests", "unit", "document", NULL);
    g_autoptr(ApProblems) problems = ap_problems_new();
    Small *small = g_new0(Small, 1);
    small->year = ap_year_load(dir, problems, NULL);
    small->store = ap_store_new(small->year);
    small->template = ap_template_load(small->year, dir, problems, NULL);
    small->root = ap_context_new(small->store, small->template);
    *state = small;
    return 0;
}

static int
tear_down(void **state)
{
    Small *small = *state;
    ap_node_unref(small->root);
    ap_template_free(small->template);
    ap_store_free(small->store);
    ap_year_free(small->year);
    g_free(small);
    return 0;
}

/* The node at a path such as "stages.1.items.0.name"; a number is a place in a list. NULL if there is none.
 */
static const ApNode *
find(const ApNode *node, const char *path)
{
    g_auto(GStrv) parts = g_strsplit(path, ".", -1);
    for (guint i = 0; parts[i] != NULL && node != NULL; i++) {
        guint64 index;
        if (ap_node_kind(node) != AP_NODE_LIST)
            node = ap_node_get(node, parts[i]);
        else if (g_ascii_string_to_unsigned(parts[i], 10, 0, G_MAXUINT, &index, NULL) &&
                 index < ap_node_length(node))
            node = ap_node_at(node, (guint)index);
        else
            return NULL;
    }
    return node;
}

static void
assert_value(const ApNode *root, const char *path, const char *text, const char *mark)
{
    const ApNode *node = find(root, path);
    if (node == NULL || ap_node_kind(node) != AP_NODE_STRING)
        fail_msg("%s is no text", path);
    assert_string_equal(ap_node_text(node), text);
    if (mark == NULL)
        assert_null(ap_node_value(node));
    else
        assert_string_equal(ap_node_value(node), mark);
}

static void
assert_truth(const ApNode *root, const char *path, gboolean truth)
{
    const ApNode *node = find(root, path);
    if (node == NULL || ap_node_truth(node) != truth)
        fail_msg("%s is not %s", path, truth ? "true" : "false");
}

static void
test_report(void **state)
{
    const ApNode *root = ((Small *)*state)->root;
    assert_value(root, "year", "120", "plan year");
    assert_value(root, "next_year", "121", "plan next_year");
    assert_value(root, "previous_year", "119", "plan previous_year");
    assert_value(root, "published.month", "3", "plan published.month");
    assert_value(root, "good", "75", "plan good");
    assert_value(root, "n.participants", "5", "plan participants");
    assert_value(root, "group_names", "甲組及乙組", NULL);
    assert_truth(root, "many_groups", TRUE);
    assert_truth(root, "one_stage", FALSE);
    assert_truth(root, "synthetic", FALSE);
    assert_truth(root, "has_dates", TRUE);
    assert_truth(root, "agencies.1.date", FALSE);
    assert_value(root, "agencies.0.date.year", "120", "plan date");
}

static void
test_statistics(void **state)
{
    const ApNode *root = ((Small *)*state)->root;
    assert_value(root, "groups.0.total.mean", "76.7", "group:a total mean");
    assert_value(root, "groups.1.stages.0.stats.max", "62.5", "group:b stage:visit max");
    assert_value(root, "all.total.n", "5", "all total n");
    assert_truth(root, "groups.1.total.none_at_least_good", TRUE);
    assert_truth(root, "groups.1.total.some_below_pass", TRUE);
    assert_truth(root, "groups.0.total.some_at_least_good", TRUE);
    assert_truth(root, "groups.0.total.all_below_pass", FALSE);
    assert_truth(root, "all.total.only_one", FALSE);
    assert_value(root, "ranking.0.id", "a", NULL);
    assert_value(root, "ranking.1.place", "2", "plan group:b place");
}

static void
test_stages(void **state)
{
    const ApNode *root = ((Small *)*state)->root;
    assert_value(root, "stages.0.max", "40", "plan stage:test max");
    assert_value(root, "stages.0.n_pilots", "1", "plan stage:test pilots");
    assert_truth(root, "stages.0.has_parts", TRUE);
    assert_truth(root, "stages.0.in_all_groups", FALSE);
    assert_truth(root, "stages.0.is.test", TRUE);
    assert_truth(root, "stages.0.has_facets", FALSE);
    assert_truth(root, "stages.0.leader", FALSE);
    assert_value(root, "stages.1.groups.0.weight", "70", "plan group:a stage:visit weight");
    assert_truth(root, "stages.0.all_groups.1.listed", FALSE);
    assert_value(root, "stages.1.best_item.name", "政策", NULL);
    assert_value(root, "stages.1.weakest_item.stats.mean", "60.0", "all item:visit/2 mean");
    assert_value(root, "stages.1.items_below_good_names", "防護 | *措施*及人力", NULL);
    assert_value(root, "stages.1.n_items_below_70", "2", "plan all stage:visit items_below_70");
    assert_value(root, "groups.0.stages.1.best_item.name", "政策", NULL);
    assert_value(root, "stages.1.leader.id", "a", NULL);
    assert_value(root, "stages.1.facets.0.item_names", "政策及人力", NULL);
    assert_value(root, "stages.0.items.0.max", "10", "plan item:test/1 max");
    assert_value(root, "stages.0.items.1.ordinal", "二", "plan index");
}

/* A code that rows share has its points once; the rows of an item and of a facet stand together. */
static void
test_rows(void **state)
{
    const ApNode *root = ((Small *)*state)->root;
    assert_truth(root, "stages.0.rows.0.item_first", TRUE);
    assert_truth(root, "stages.0.rows.1.item_first", FALSE);
    assert_truth(root, "stages.0.rows.1.code_first", FALSE);
    assert_truth(root, "stages.0.rows.2.code_first", TRUE);
    assert_truth(root, "stages.0.rows.3.pilot", TRUE);
    assert_truth(root, "stages.1.rows.1.facet_first", FALSE);
    assert_truth(root, "stages.1.rows.2.facet_first", TRUE);
    assert_truth(root, "stages.1.rows.0.part", FALSE);
}

static void
test_figures_have_one_home(void **state)
{
    const ApNode *root = ((Small *)*state)->root;
    assert_value(root, "stages.0.figures.0.id", "test-scores", NULL);
    assert_value(root, "stages.1.figures.0.id", "visit-items", NULL);
    assert_value(root, "overall.figures.0.id", "total", NULL);
    assert_value(root, "groups.1.figures.0.id", "group-b", NULL);
    assert_value(root, "stages.1.facet_figures.0.id", "facets", NULL);
    assert_truth(root, "groups.0.figures", FALSE);
    assert_int_equal(ap_node_length(find(root, "figures")), 7);
}

/* Looks up the names of one table row of docs/context.md; a name without a point follows the first one's
 * prefix, and "[]" means the last element, which has the most. */
static guint
check_names(const ApNode *root, const char *cell)
{
    g_auto(GStrv) pieces = g_strsplit(cell, "`", -1);
    g_autofree char *prefix = g_strdup("");
    guint checked = 0;
    for (guint i = 1; pieces[i] != NULL && pieces[i + 1] != NULL; i += 2) {
        const char *point = strrchr(pieces[i], '.');
        if (point != NULL) {
            g_free(prefix);
            prefix = g_strndup(pieces[i], (gsize)(point - pieces[i]) + 1);
        }
        g_autoptr(GString) path = g_string_new(prefix);
        g_string_append(path, point != NULL ? point + 1 : pieces[i]);
        g_string_replace(path, "[]", ".1", 0);
        if (find(root, path->str) == NULL)
            fail_msg("docs/context.md names %s, which is not in the context", path->str);
        checked++;
    }
    return checked;
}

/* Checks all rows of the table below `heading`. */
static guint
check_table(const char *page, const char *heading, const ApNode *root)
{
    const char *start = strstr(page, heading);
    guint checked = 0;
    assert_non_null(start);
    start = strstr(start, "| --- | --- |\n") + strlen("| --- | --- |\n");
    const char *end = strstr(start, "\n\n");
    g_autofree char *table = g_strndup(start, (gsize)(end - start));
    g_auto(GStrv) rows = g_strsplit(table, "\n", -1);
    for (guint i = 0; rows[i] != NULL; i++) {
        g_auto(GStrv) cells = g_strsplit(rows[i], "|", 3);
        checked += check_names(root, cells[1]);
    }
    return checked;
}

static void
test_the_page_is_true(void **state)
{
    const Small *small = *state;
    const ApContext context = {small->store, small->year, ap_template_words(small->template), NULL};
    g_autofree char *path = g_build_filename(g_getenv("AP_SRCDIR"), "docs", "context.md", NULL);
    g_autofree char *page = NULL;
    assert_true(g_file_get_contents(path, &page, NULL, NULL));
    assert_true(check_table(page, "\n## Report\n", small->root) > 25);
    assert_true(check_table(page, "\n## Statistics\n", small->root) > 20);
    assert_true(check_table(page, "\n## Tables\n", small->root) == 3);
    /* Some names belong to some kinds of figures: all of them together have all names. */
    g_autoptr(ApNode) all = ap_node_map();
    for (guint i = 0; i < small->year->figures->len; i++) {
        g_autoptr(ApNode) own = ap_context_for_figure(&context, small->root, i);
        for (guint j = 0; j < ap_node_length(own); j++)
            ap_node_set(all, ap_node_name_at(own, j), ap_node_ref((ApNode *)ap_node_at(own, j)));
    }
    assert_true(check_table(page, "\n### Alternative texts\n", all) > 10);
}

/* The vocabulary knows all names below `node`; behind "is" stand ids. */
static guint
check_vocabulary(const ApNode *node)
{
    guint checked = 0;
    ApNodeKind kind = ap_node_kind(node);
    if (kind != AP_NODE_LIST && kind != AP_NODE_MAP)
        return 0;
    for (guint i = 0; i < ap_node_length(node); i++) {
        if (kind == AP_NODE_MAP && !ap_vocabulary_has(ap_node_name_at(node, i)))
            fail_msg("document/vocabulary.c lacks %s", ap_node_name_at(node, i));
        if (kind == AP_NODE_LIST || !ap_node_is_open(ap_node_at(node, i)))
            checked += 1 + check_vocabulary(ap_node_at(node, i));
    }
    return checked;
}

static void
test_the_vocabulary_is_whole(void **state)
{
    const Small *small = *state;
    const ApContext context = {small->store, small->year, ap_template_words(small->template), NULL};
    assert_true(check_vocabulary(small->root) > 1000);
    for (guint i = 0; i < small->year->figures->len; i++) {
        g_autoptr(ApNode) own = ap_context_for_figure(&context, small->root, i);
        check_vocabulary(own);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_report),
        cmocka_unit_test(test_statistics),
        cmocka_unit_test(test_stages),
        cmocka_unit_test(test_rows),
        cmocka_unit_test(test_figures_have_one_home),
        cmocka_unit_test(test_the_page_is_true),
        cmocka_unit_test(test_the_vocabulary_is_whole),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
