/* What the fuzz targets share: folders, inputs, and what must hold whatever the input. */
#include <config.h>

#include "fuzz.h"

#include "scores/consistency.h"
#include "scores/listing.h"
#include "scores/reconcile.h"

#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

/* Larger inputs only take longer. */
#define FILE_LIMIT ((gsize)1 << 20)

/* libFuzzer calls a target without anything of its own, so the folder is kept here. */
static char *folder;

static void
remove_tree(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    const char *name;
    while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
        g_autofree char *inner = g_build_filename(path, name, NULL);
        remove_tree(inner);
    }
    g_clear_pointer(&dir, g_dir_close);
    g_remove(path);
}

static void
remove_folder(void)
{
    remove_tree(folder);
    g_free(folder);
}

const char *
fuzz_folder(const char *from)
{
    if (folder != NULL)
        return folder;
    g_autofree char *source = g_build_filename(g_getenv("AP_SRCDIR"), from, NULL);
    g_autoptr(GDir) dir = g_dir_open(source, 0, NULL);
    g_assert_nonnull(dir);
    folder = g_dir_make_tmp("auditpress-fuzz.XXXXXX", NULL);
    atexit(remove_folder);
    for (const char *name; (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *path = g_build_filename(source, name, NULL);
        g_autofree char *text = NULL;
        gsize length;
        if (g_file_get_contents(path, &text, &length, NULL))
            fuzz_write(folder, name, text, length);
    }
    return folder;
}

void
fuzz_write(const char *dir, const char *name, const char *text, gsize length)
{
    g_autofree char *path = g_build_filename(dir, name, NULL);
    g_autofree char *parent = g_path_get_dirname(path);
    g_mkdir_with_parents(parent, 0700);
    /* Not g_file_set_contents, which waits for the disk. */
    FILE *file = g_fopen(path, "wb");
    g_assert_nonnull(file);
    fwrite(text, 1, length, file);
    fclose(file);
}

void
fuzz_remove(const char *dir, const char *name)
{
    g_autofree char *path = g_build_filename(dir, name, NULL);
    g_remove(path);
}

char *
fuzz_take_line(const char **text, gsize *length)
{
    const char *end = memchr(*text, '\n', *length);
    gsize taken = end != NULL ? (gsize)(end - *text) : *length;
    char *line = g_strndup(*text, taken);
    taken += end != NULL;
    *text += taken;
    *length -= taken;
    return line;
}

ApRendered *
fuzz_literal(const char *text, gsize length)
{
    ApRendered *rendered = g_new0(ApRendered, 1);
    rendered->text = g_strndup(text, length);
    rendered->length = strlen(rendered->text);
    rendered->spans = g_array_new(FALSE, TRUE, sizeof(ApSpan));
    guint line = 1;
    for (gsize at = 0; at < rendered->length; line++) {
        const char *end = strchr(rendered->text + at, '\n');
        gsize stop = end != NULL ? (gsize)(end - rendered->text) + 1 : rendered->length;
        ApPlace place = {"input.md", line, 1};
        ApSpan span = {.start = at, .length = stop - at, .place = place, .origin = place};
        g_array_append_val(rendered->spans, span);
        at = stop;
    }
    return rendered;
}

void
fuzz_check_problems(ApProblems *problems)
{
    ap_problems_sort(problems);
    for (guint i = 0; i < ap_problems_count(problems); i++) {
        const ApProblem *problem = ap_problems_at(problems, i);
        g_assert_true(g_utf8_validate(problem->message, -1, NULL));
        g_assert_null(strpbrk(problem->message, "\r\n"));
        g_assert_cmpuint(problem->line, >, 0);
        g_assert_cmpuint(problem->column, >, 0);
    }
}

/* What must hold of the statistics of any values. */
static void
check_summary(const ApSummary *summary)
{
    const gint64 *values = summary->values;
    g_assert_cmpint(values[AP_STATISTIC_MIN], >=, 0);
    g_assert_cmpint(values[AP_STATISTIC_MIN], <=, values[AP_STATISTIC_Q1]);
    g_assert_cmpint(values[AP_STATISTIC_Q1], <=, values[AP_STATISTIC_MEDIAN]);
    g_assert_cmpint(values[AP_STATISTIC_MEDIAN], <=, values[AP_STATISTIC_Q3]);
    g_assert_cmpint(values[AP_STATISTIC_Q3], <=, values[AP_STATISTIC_MAX]);
    g_assert_cmpint(values[AP_STATISTIC_MIN], <=, values[AP_STATISTIC_MEAN]);
    g_assert_cmpint(values[AP_STATISTIC_MEAN], <=, values[AP_STATISTIC_MAX]);
    g_assert_cmpint(values[AP_STATISTIC_AT_LEAST_GOOD] + values[AP_STATISTIC_BELOW_GOOD], ==,
                    values[AP_STATISTIC_N]);
    g_assert_cmpint(values[AP_STATISTIC_BETWEEN] + values[AP_STATISTIC_BELOW_PASS], ==,
                    values[AP_STATISTIC_BELOW_GOOD]);
}

static void
check_store(const ApStore *store)
{
    for (guint scope = 0; scope < ap_store_n_scopes(store); scope++)
        for (guint measure = 0; measure < ap_store_n_measures(store); measure++)
            if (ap_store_summary(store, scope, measure) != NULL)
                check_summary(ap_store_summary(store, scope, measure));
}

void
fuzz_read_year(const char *dir)
{
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(ApYear) year = ap_year_load_within(dir, FILE_LIMIT, problems, &error);
    g_assert_no_error(error);
    g_assert_true((year == NULL) == (ap_problems_count_errors(problems) > 0));
    if (year != NULL) {
        g_autoptr(ApStore) store = ap_store_new(year);
        g_autoptr(GPtrArray) listing = ap_listing_new(store);
        g_assert_cmpuint(listing->len % AP_STATISTICS, ==, 0);
        check_store(store);
        ap_reconcile(store, problems);
        ap_consistency_check(store, problems);
    }
    fuzz_check_problems(problems);
}
