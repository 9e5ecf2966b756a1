/* auditpress context: prints the names that a text may use, with their values. */
#include <config.h>

#include "cmd/options.h"
#include "cmd/terminal.h"
#include "cmd/work.h"
#include "document/listing.h"
#include "scores/standing.h"

#include <glib/gi18n.h>
#include <string.h>

/* The names that the results sheet of the participant `id` has more; NULL after a complaint. */
static char *
list_participant(const ApWork *work, const char *id, const char *word)
{
    gint participant = ap_standing_find(work->store, id);
    if (participant >= 0)
        return ap_context_list_participant(work->store, work->template, (guint)participant, word);
    ap_terminal_complain(_("auditpress context: there is no participant “%s” in participants.csv"), id);
    return NULL;
}

/* `participant` is an id, or NULL for the names of the report. */
static ApExit
print_context(const char *dir, const char *participant, const char *word)
{
    g_autoptr(ApWork) work = ap_work_new(dir);
    gboolean ready = ap_work_read(work) && ap_work_style(work);
    ApExit status = ap_work_finish(work);
    if (!ready || status != AP_EXIT_DONE)
        return status;
    g_autofree char *listing = participant != NULL ? list_participant(work, participant, word)
                                                   : ap_context_list(work->store, work->template, word);
    return listing != NULL ? ap_terminal_print(listing, strlen(listing)) : AP_EXIT_USAGE;
}

ApExit
ap_command_context(int argc, char **argv)
{
    g_autofree char *participant = NULL;
    g_auto(GStrv) arguments = NULL;
    const GOptionEntry entries[] = {
        {"participant", 0, 0, G_OPTION_ARG_STRING, &participant,
         N_("the names that the results sheet of this participant has more"), "ID"},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments, NULL, NULL},
        G_OPTION_ENTRY_NULL,
    };
    ApExit status;
    if (!ap_options_parse(
            argc, argv, entries, "[DIR [WORD]]",
            _("Prints every name that a text may use, with its value; with WORD, those that hold it."),
            &status))
        return status;
    guint count = arguments != NULL ? g_strv_length(arguments) : 0;
    if (count > 2) {
        ap_terminal_complain(_("auditpress context: “%s” is one argument too many; name a folder and a word"),
                             arguments[2]);
        return AP_EXIT_USAGE;
    }
    return print_context(count > 0 ? arguments[0] : ".", participant, count > 1 ? arguments[1] : NULL);
}
