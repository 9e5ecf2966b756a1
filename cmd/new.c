/* auditpress new: starts a year folder. */
#include <config.h>

#include "cmd/options.h"
#include "cmd/paths.h"
#include "cmd/terminal.h"
#include "cmd/work.h"
#include "document/starter.h"

#include <glib/gi18n.h>

/* FALSE, with a complaint, if something is there already: nobody's folder is written over. */
static gboolean
is_free(const char *dir)
{
    g_autoptr(GDir) entries = g_dir_open(dir, 0, NULL);
    gboolean taken =
        entries != NULL ? g_dir_read_name(entries) != NULL : g_file_test(dir, G_FILE_TEST_EXISTS);
    if (taken)
        ap_terminal_complain(_("auditpress new: %s is there already and not empty; name a new folder"), dir);
    return !taken;
}

static ApExit
start(const char *dir, guint roc_year, const char *from)
{
    if (!is_free(dir))
        return AP_EXIT_INPUT;
    g_autofree char *templates = ap_paths_templates_dir();
    g_autoptr(ApWork) work = ap_work_new(from);
    g_autoptr(GHashTable) files = NULL;
    if (from == NULL)
        files = ap_starter_new(templates, roc_year, work->problems, &work->error);
    else if (ap_work_read(work))
        files = ap_starter_from(work->year, templates, roc_year, work->problems, &work->error);
    if (files != NULL)
        ap_work_publish(work, files, dir, NULL);
    return ap_work_finish(work);
}

ApExit
ap_command_new(int argc, char **argv)
{
    gint roc_year = 0;
    g_autofree char *from = NULL;
    g_auto(GStrv) arguments = NULL;
    const GOptionEntry entries[] = {
        {"year", 0, 0, G_OPTION_ARG_INT, &roc_year, N_("the ROC year of the audit, such as 112"), "N"},
        {"from", 0, 0, G_OPTION_ARG_FILENAME, &from,
         N_("carry plan, participants and texts over from this year folder"), "DIR"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    ApExit status;
    if (!ap_options_parse(argc, argv, entries, "DIR", _("Starts a year folder."), &status))
        return status;
    const char *dir = ap_options_dir("new", arguments);
    if (dir == NULL)
        return AP_EXIT_USAGE;
    if (arguments == NULL || roc_year < 1 || roc_year > 999) {
        ap_terminal_complain(
            _("auditpress new: name a folder and its ROC year: auditpress new DIR --year 112"));
        return AP_EXIT_USAGE;
    }
    return start(dir, (guint)roc_year, from);
}
