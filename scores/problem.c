/* The list of what is wrong with the input. */
#include <config.h>

#include "scores/problem.h"

#include <glib/gi18n.h>
#include <string.h>

/* More than anyone reads; it bounds the memory that a hopeless file can take. */
#define PROBLEMS_KEPT 10000

struct ApProblems {
    GPtrArray *list;   /* ApProblem */
    GHashTable *files; /* file name to its rank, from 1 */
    guint errors;      /* all of them, kept or not */
};

static void
problem_free(gpointer data)
{
    ApProblem *problem = data;
    g_free(problem->file);
    g_free(problem->message);
    g_free(problem);
}

ApProblems *
ap_problems_new(void)
{
    ApProblems *problems = g_new0(ApProblems, 1);
    problems->list = g_ptr_array_new_with_free_func(problem_free);
    problems->files = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return problems;
}

void
ap_problems_free(ApProblems *problems)
{
    if (problems == NULL)
        return;
    g_hash_table_unref(problems->files);
    g_ptr_array_unref(problems->list);
    g_free(problems);
}

/* A value quoted in a message may hold a line break or a control character; a message is one line. */
static void
flatten(char *message)
{
    for (char *c = message; *c != '\0'; c++)
        if (g_ascii_iscntrl(*c))
            *c = ' ';
}

void
ap_problems_expect_file(ApProblems *problems, const char *file)
{
    if (!g_hash_table_contains(problems->files, file))
        g_hash_table_insert(problems->files, g_strdup(file),
                            GUINT_TO_POINTER(g_hash_table_size(problems->files) + 1));
}

static void add(ApProblems *problems, ApSeverity severity, ApPlace place, const char *format,
                va_list arguments) G_GNUC_PRINTF(4, 0);

static void
add(ApProblems *problems, ApSeverity severity, ApPlace place, const char *format, va_list arguments)
{
    if (severity == AP_ERROR)
        problems->errors++;
    if (problems->list->len > PROBLEMS_KEPT)
        return;
    const char *file = place.file != NULL ? place.file : "";
    ap_problems_expect_file(problems, file);

    ApProblem *problem = g_new0(ApProblem, 1);
    problem->severity = severity;
    problem->file = g_strdup(file);
    problem->line = MAX(place.line, 1);
    problem->column = MAX(place.column, 1);
    problem->message = problems->list->len < PROBLEMS_KEPT
                           ? g_strdup_vprintf(format, arguments)
                           : g_strdup(_("there are more problems than can be listed; put these right first"));
    flatten(problem->message);
    g_ptr_array_add(problems->list, problem);
}

void
ap_problems_error(ApProblems *problems, ApPlace place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(problems, AP_ERROR, place, format, arguments);
    va_end(arguments);
}

void
ap_problems_warning(ApProblems *problems, ApPlace place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    add(problems, AP_WARNING, place, format, arguments);
    va_end(arguments);
}

void
ap_problems_name_sheet(ApProblems *problems, guint from, const char *file, const char *sheet)
{
    for (guint i = from; i < problems->list->len; i++) {
        ApProblem *problem = g_ptr_array_index(problems->list, i);
        if (!g_str_equal(problem->file, file))
            continue;
        char *named = g_strdup_printf(_("sheet “%s”: %s"), sheet, problem->message);
        flatten(named);
        problem->sheet = from + 1;
        g_free(problem->message);
        problem->message = named;
    }
}

guint
ap_problems_count(const ApProblems *problems)
{
    return problems->list->len;
}

guint
ap_problems_count_errors(const ApProblems *problems)
{
    return problems->errors;
}

const ApProblem *
ap_problems_at(const ApProblems *problems, guint index)
{
    return g_ptr_array_index(problems->list, index);
}

static guint
rank(const ApProblems *problems, const ApProblem *problem)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(problems->files, problem->file));
}

static int
compare(gconstpointer a, gconstpointer b, gpointer user)
{
    const ApProblems *problems = user;
    const ApProblem *first = *(const ApProblem *const *)a, *second = *(const ApProblem *const *)b;
    guint first_rank = rank(problems, first), second_rank = rank(problems, second);
    if (first_rank != second_rank)
        return first_rank < second_rank ? -1 : 1;
    if (first->sheet != second->sheet)
        return first->sheet < second->sheet ? -1 : 1;
    if (first->line != second->line)
        return first->line < second->line ? -1 : 1;
    if (first->column != second->column)
        return first->column < second->column ? -1 : 1;
    return 0;
}

/* Whether a problem of the same place, before the problem at `index` of the sorted list, says the same. */
static gboolean
is_repeated(const ApProblems *problems, guint index)
{
    const ApProblem *problem = ap_problems_at(problems, index);
    for (guint i = index; i-- > 0;) {
        const ApProblem *former = ap_problems_at(problems, i);
        if (compare(&former, &problem, (gpointer)problems) != 0)
            return FALSE;
        if (former->severity == problem->severity && g_str_equal(former->message, problem->message))
            return TRUE;
    }
    return FALSE;
}

void
ap_problems_sort(ApProblems *problems)
{
    /* GLib's sort is stable: problems of one place stay in the order of arrival. */
    g_ptr_array_sort_with_data(problems->list, compare, problems);
    for (guint i = problems->list->len; i-- > 0;)
        if (is_repeated(problems, i)) {
            problems->errors -= ap_problems_at(problems, i)->severity == AP_ERROR;
            g_ptr_array_remove_index(problems->list, i);
        }
}
