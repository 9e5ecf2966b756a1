/* auditpress check: does everything that a build does but write. */
#include <config.h>

#include "cmd/options.h"
#include "cmd/work.h"

#include <glib/gi18n.h>

ApExit
ap_command_check(int argc, char **argv)
{
    g_auto(GStrv) arguments = NULL;
    const GOptionEntry entries[] = {
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    ApExit status;
    if (!ap_options_parse(argc, argv, entries, "[DIR]",
                          _("Reads and reconciles a year folder and writes nothing."), &status))
        return status;
    const char *dir = ap_options_dir("check", arguments);
    if (dir == NULL)
        return AP_EXIT_USAGE;
    g_autoptr(ApWork) work = ap_work_new(dir);
    if (ap_work_read(work))
        ap_work_compose(work);
    return ap_work_finish(work);
}
