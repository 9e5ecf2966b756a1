/* auditpress verify: holds a published report, its appendix and its statistics against each other. */
#include <config.h>

#include "cmd/options.h"
#include "cmd/terminal.h"
#include "render/verify.h"

#include <glib/gi18n.h>
#include <string.h>

/* One line a check on a terminal, where someone watches; the last line everywhere. */
static ApExit
print_passed(const ApVerifyFiles *files, const GPtrArray *passed)
{
    g_autoptr(GString) lines = g_string_new(NULL);
    for (guint i = 0; ap_terminal_is_watched() && i < passed->len; i++)
        g_string_append_printf(lines, "✓ %s\n", (const char *)g_ptr_array_index(passed, i));
    g_string_append_printf(lines, _("%s: verified against %s and %s\n"), files->report, files->appendix,
                           files->statistics);
    return ap_terminal_print(lines->str, lines->len);
}

static ApExit
verify(const ApVerifyFiles *files)
{
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) passed = ap_verify(files, problems, &error);
    ap_terminal_show_problems(problems);
    if (error != NULL)
        ap_terminal_complain("auditpress: %s", error->message);
    if (passed == NULL)
        return AP_EXIT_SYSTEM;
    return ap_problems_count_errors(problems) > 0 ? AP_EXIT_INPUT : print_passed(files, passed);
}

ApExit
ap_command_verify(int argc, char **argv)
{
    g_autofree char *statistics = NULL;
    g_auto(GStrv) arguments = NULL;
    const GOptionEntry entries[] = {
        {"statistics", 0, 0, G_OPTION_ARG_FILENAME, &statistics,
         N_("the statistics (default: statistics.csv beside the report)"), "FILE"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    ApExit status;
    if (!ap_options_parse(argc, argv, entries, "REPORT.PDF APPENDIX.XLSX",
                          _("Checks that a report, its appendix and its statistics say the same."), &status))
        return status;
    if (arguments == NULL || g_strv_length(arguments) != 2) {
        ap_terminal_complain(_("auditpress verify: name the report and the appendix"));
        return AP_EXIT_USAGE;
    }
    g_autofree char *dir = g_path_get_dirname(arguments[0]);
    g_autofree char *beside =
        strcmp(dir, ".") == 0 ? g_strdup("statistics.csv") : g_build_filename(dir, "statistics.csv", NULL);
    const ApVerifyFiles files = {arguments[0], arguments[1], statistics != NULL ? statistics : beside};
    return verify(&files);
}
