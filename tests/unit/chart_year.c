/* Writes a year folder into a temporary directory, reads it as the program does, and removes it. */
#include <config.h>

#include "chart_year.h"

#include <glib/gstdio.h>
#include <string.h>

#define THIS_YEAR 111

static const char *const files[] = {"report.yaml", "items.csv", "participants.csv", "scores.csv"};

static const char *const plain_characters[] = {"資", "通", "安", "全", "維", "護", "計",
                                               "畫", "實", "施", "情", "形", "稽", "核"};
static const char *const rare_characters[] = {"𠀋", "𡈽", "𤩝", "𩙿", "㐂", "堃", "喆", "峯"};

/* A number below `n`, the next of a sequence that the seed decides. */
static guint
next_number(guint32 *state, guint n)
{
    *state = *state * 1664525u + 1013904223u;
    return (*state >> 8) % n;
}

static char *
make_name(const ChartPlan *plan, guint32 *state, const char *prefix, guint number)
{
    GString *name = g_string_new(NULL);
    g_string_printf(name, "%s %u", prefix, number);
    for (glong length = g_utf8_strlen(name->str, -1); length < (glong)plan->name_length; length++)
        g_string_append(name, plan->rare && length % 3 == 0
                                  ? rare_characters[next_number(state, G_N_ELEMENTS(rare_characters))]
                                  : plain_characters[next_number(state, G_N_ELEMENTS(plain_characters))]);
    return g_string_free(name, FALSE);
}

static void
write_file(const char *dir, const char *name, GString *text)
{
    g_autofree char *path = g_build_filename(dir, name, NULL);
    g_assert_true(g_file_set_contents(path, text->str, (gssize)text->len, NULL));
    g_string_free(text, TRUE);
}

/* The earlier years that the trend shows: a few, or more than have room for their labels; every year, or with
 * years between them. */
static guint
n_earlier(const ChartPlan *plan)
{
    return plan->seed % 5 == 4 ? 30 : 1 + plan->seed % 4;
}

static guint
earlier_year(const ChartPlan *plan, guint index)
{
    return 110 - index * (1 + plan->seed % 3) - (plan->seed % 2) * MIN(index, 2);
}

static void
append_trend(const ChartPlan *plan, GString *text)
{
    g_string_append(text, "  - { id: trend, kind: trend, measure: total, caption: c, years: [");
    for (guint i = 0; i < n_earlier(plan); i++)
        g_string_append_printf(text, "%s'%u'", i > 0 ? ", " : "", earlier_year(plan, i));
    g_string_append(text, "] }\n");
}

static GString *
report_text(const ChartPlan *plan, guint year)
{
    GString *text = g_string_new("report:\n  title: 概況報告\n  publisher: 數位發展部\n"
                                 "  published: 112-06\n  template: annual\n  edition: public\n");
    g_string_append_printf(text, "  year: %u\n", year);
    g_string_append_printf(text, "scoring: { decimals: %u, good: %s, pass: %s }\n", plan->decimals,
                           plan->good, plan->pass);
    g_string_append(text, "stages:\n  - { id: onsite, name: 實地稽核 }\ngroups:\n");
    for (guint i = 1; i <= plan->groups; i++)
        g_string_append_printf(
            text, "  - { id: %u, name: 第 %u 分組, stages: [{ stage: onsite, weight: 100 }] }\n", i, i);
    g_string_append(text, "figures:\n");
    static const char *const scopes[] = {"all", "group:1"};
    for (guint i = 0; i < G_N_ELEMENTS(scopes); i++)
        g_string_append_printf(
            text,
            "  - { id: scores-%u, kind: scores, measure: total, scope: '%s', caption: c }\n"
            "  - { id: bands-%u, kind: bands, measure: 'stage:onsite', scope: '%s', caption: c }\n"
            "  - { id: items-%u, kind: items, stage: onsite, scope: '%s', caption: c }\n",
            i, scopes[i], i, scopes[i], i, scopes[i]);
    g_string_append(text, "  - { id: groups, kind: groups, measure: total, caption: c }\n");
    if (year == THIS_YEAR)
        append_trend(plan, text);
    if (plan->facets > 0)
        g_string_append(text, "  - { id: facets, kind: facets, stage: onsite, by: group, caption: c }\n");
    return text;
}

static GString *
items_text(const ChartPlan *plan, guint32 *state)
{
    GString *text = g_string_new("stage,facet,item,name,part,code,max\n");
    for (guint i = 0; i < plan->items; i++) {
        g_autofree char *facet = NULL;
        guint32 facet_state = plan->seed + i * plan->facets / plan->items;
        if (plan->facets > 0)
            facet = make_name(plan, &facet_state, "面向", 1 + i * plan->facets / plan->items);
        g_autofree char *name = make_name(plan, state, "項目", i + 1);
        g_string_append_printf(text, "onsite,%s,%u,%s,,S%u,10\n", facet != NULL ? facet : "", i + 1, name,
                               i + 1);
    }
    return text;
}

static GString *
participants_text(const ChartPlan *plan, guint32 *state)
{
    GString *text = g_string_new("participant,group,label\n");
    for (guint i = 0; i < plan->participants; i++) {
        g_autofree char *label = make_name(plan, state, "機關", i + 1);
        g_string_append_printf(text, "P%u,%u,%s\n", i, 1 + i % plan->groups,
                               i == 0 && plan->first_label != NULL ? plan->first_label : label);
    }
    return text;
}

static GString *
scores_text(const ChartPlan *plan, guint32 *state)
{
    GString *text = g_string_new("participant,code,score\n");
    for (guint i = 0; i < plan->participants; i++) {
        guint level = next_number(state, 1 + plan->most - plan->least);
        /* One score of each is not NA: nobody takes part without any. */
        for (guint j = 0; j < plan->items; j++) {
            guint percent = plan->least + (level + next_number(state, 1 + plan->most - plan->least)) / 2;
            if (next_number(state, 100) < plan->na_percent && j != i % plan->items)
                g_string_append_printf(text, "P%u,S%u,NA\n", i, j + 1);
            else
                g_string_append_printf(text, "P%u,S%u,%u.%u\n", i, j + 1, percent / 10, percent % 10);
        }
    }
    return text;
}

static void
write_folder(const ChartPlan *plan, guint year, const char *dir)
{
    guint32 state = plan->seed;
    write_file(dir, files[0], report_text(plan, year));
    write_file(dir, files[1], items_text(plan, &state));
    write_file(dir, files[2], participants_text(plan, &state));
    write_file(dir, files[3], scores_text(plan, &state));
}

static void
remove_folder(const char *dir)
{
    for (guint i = 0; i < G_N_ELEMENTS(files); i++) {
        g_autofree char *path = g_build_filename(dir, files[i], NULL);
        g_remove(path);
    }
    g_rmdir(dir);
}

/* The folder of an earlier year: few participants, more of them from year to year. */
static char *
earlier_folder(const ChartPlan *plan, guint index, const char *dir)
{
    ChartPlan own = {.participants = 1 + index % 4,
                     .groups = 1,
                     .items = 1 + index % 3,
                     .least = plan->least,
                     .most = plan->most,
                     .decimals = (plan->decimals + index) % 5,
                     .good = plan->good,
                     .pass = plan->pass,
                     .seed = plan->seed + index};
    g_autofree char *name = g_strdup_printf("%u", earlier_year(plan, index));
    char *path = g_build_filename(dir, name, NULL);
    g_mkdir(path, 0700);
    write_folder(&own, earlier_year(plan, index), path);
    return path;
}

ApYear *
chart_year_new(const ChartPlan *plan)
{
    g_autofree char *dir = g_dir_make_tmp("auditpress-charts-XXXXXX", NULL);
    g_autoptr(GPtrArray) earlier = g_ptr_array_new_with_free_func(g_free);
    write_folder(plan, THIS_YEAR, dir);
    for (guint i = 0; i < n_earlier(plan); i++)
        g_ptr_array_add(earlier, earlier_folder(plan, i, dir));
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(GError) error = NULL;
    ApYear *year = ap_year_load(dir, problems, &error);
    for (guint i = 0; i < ap_problems_count(problems); i++)
        g_printerr("%s:%u: %s\n", ap_problems_at(problems, i)->file, ap_problems_at(problems, i)->line,
                   ap_problems_at(problems, i)->message);
    g_assert_no_error(error);
    g_assert_nonnull(year);
    for (guint i = 0; i < earlier->len; i++)
        remove_folder(g_ptr_array_index(earlier, i));
    remove_folder(dir);
    return year;
}

ApChartStyle *
chart_style_new(void)
{
    const char *root = g_getenv("AP_SRCDIR");
    g_autofree char *path =
        g_build_filename(root != NULL ? root : ".", "templates", "annual", "style.yaml", NULL);
    g_autofree char *text = NULL;
    gsize length = 0;
    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(ApYaml) yaml = ap_yaml_parse(path, text, length, problems);
    g_assert_nonnull(yaml);
    ApChartStyle *style = ap_chart_style_new(yaml, problems);
    for (guint i = 0; i < ap_problems_count(problems); i++)
        g_printerr("%s\n", ap_problems_at(problems, i)->message);
    g_assert_nonnull(style);
    return style;
}
