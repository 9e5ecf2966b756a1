/* auditpress stats: prints every statistic. */
#include <config.h>

#include "cmd/options.h"
#include "cmd/terminal.h"
#include "cmd/work.h"
#include "render/statistics.h"

#include <glib/gi18n.h>
#include <string.h>

typedef GBytes *(*Format)(const ApStore *store);

/* NULL if there is no format of this name. */
static Format
format_named(const char *name)
{
    static const char *const names[] = {"text", "csv", "json"};
    static const Format formats[] = {ap_statistics_text, ap_statistics_csv, ap_statistics_json};
    gint found = ap_options_find(names, G_N_ELEMENTS(names), name);
    return found >= 0 ? formats[found] : NULL;
}

static ApExit
print_statistics(const char *dir, Format format)
{
    g_autoptr(ApWork) work = ap_work_new(dir);
    gboolean read = ap_work_read(work);
    ApExit status = ap_work_finish(work);
    if (!read || status != AP_EXIT_DONE)
        return status;
    g_autoptr(GBytes) bytes = format(work->store);
    return ap_terminal_print(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
}

ApExit
ap_command_stats(int argc, char **argv)
{
    g_autofree char *format_name = NULL;
    g_auto(GStrv) arguments = NULL;
    const GOptionEntry entries[] = {
        {"format", 0, 0, G_OPTION_ARG_STRING, &format_name, N_("text (default), csv or json"), "FORMAT"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    ApExit status;
    if (!ap_options_parse(argc, argv, entries, "[DIR]", _("Prints the statistics of a year folder."),
                          &status))
        return status;
    const char *dir = ap_options_dir("stats", arguments);
    Format format = format_named(format_name != NULL ? format_name : "text");
    if (format == NULL)
        ap_terminal_complain(_("auditpress stats: there is no format “%s”; take text, csv or json"),
                             format_name);
    return dir != NULL && format != NULL ? print_statistics(dir, format) : AP_EXIT_USAGE;
}
