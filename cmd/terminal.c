/* Standard output and standard error: nothing else of the program writes to them. */
#include <config.h>

#include "cmd/terminal.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

ApExit
ap_terminal_print(const char *text, gsize length)
{
    if (fwrite(text, 1, length, stdout) == length && fflush(stdout) == 0)
        return AP_EXIT_DONE;
    ap_terminal_complain(_("auditpress: cannot write to standard output: %s"), g_strerror(errno));
    return AP_EXIT_SYSTEM;
}

gboolean
ap_terminal_is_watched(void)
{
    return isatty(STDOUT_FILENO);
}

void
ap_terminal_complain(const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    (void)vfprintf(stderr, format, arguments);
    va_end(arguments);
    (void)fputc('\n', stderr);
}

char *
ap_terminal_word_problems(ApProblems *problems)
{
    GString *text = g_string_new(NULL);
    ap_problems_sort(problems);
    for (guint i = 0; i < ap_problems_count(problems); i++) {
        const ApProblem *problem = ap_problems_at(problems, i);
        g_string_append_printf(text, "%s:%u:%u: %s: %s\n", problem->file, problem->line, problem->column,
                               problem->severity == AP_ERROR ? _("error") : _("warning"), problem->message);
    }
    return g_string_free(text, FALSE);
}

void
ap_terminal_show(const char *lines)
{
    (void)fputs(lines, stderr);
}

void
ap_terminal_show_problems(ApProblems *problems)
{
    g_autofree char *text = ap_terminal_word_problems(problems);
    ap_terminal_show(text);
}

void
ap_terminal_progress(const char *what)
{
    static const char clear_line[] = "\r\033[K";
    if (!isatty(STDERR_FILENO))
        return;
    (void)fprintf(stderr, "%s%s", clear_line, what != NULL ? what : "");
    (void)fflush(stderr);
}
