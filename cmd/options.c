/* The command line of one command: GLib reads it, the program words the complaints. */
#include <config.h>

#include "cmd/options.h"
#include "cmd/terminal.h"

#include <glib/gi18n.h>
#include <string.h>

static void
complain_usage(const char *command, const char *message)
{
    ap_terminal_complain("auditpress %s: %s", command, message);
    ap_terminal_complain(_("“auditpress %s --help” shows the options"), command);
}

gboolean
ap_options_parse(int argc, char **argv, const GOptionEntry *entries, const char *arguments,
                 const char *summary, ApExit *status)
{
    gboolean help = FALSE;
    const GOptionEntry help_entry[] = {
        {"help", 'h', 0, G_OPTION_ARG_NONE, &help, N_("show this help"), NULL},
        G_OPTION_ENTRY_NULL,
    };
    g_autofree char *name = g_strdup(argv[0]);
    g_autoptr(GOptionContext) context = g_option_context_new(arguments);
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_set_summary(context, summary);
    g_option_context_add_main_entries(context, help_entry, PACKAGE_NAME);
    g_option_context_add_main_entries(context, entries, PACKAGE_NAME);
    g_autofree char *program = g_strconcat("auditpress ", name, NULL);
    g_set_prgname(program);

    g_autoptr(GError) error = NULL;
    if (!g_option_context_parse(context, &argc, &argv, &error)) {
        complain_usage(name, error->message);
        *status = AP_EXIT_USAGE;
        return FALSE;
    }
    if (help) {
        g_autofree char *text = g_option_context_get_help(context, TRUE, NULL);
        *status = ap_terminal_print(text, strlen(text));
        return FALSE;
    }
    return TRUE;
}

gint
ap_options_find(const char *const *names, guint n, const char *name)
{
    for (guint i = 0; i < n; i++)
        if (strcmp(name, names[i]) == 0)
            return (gint)i;
    return -1;
}

const char *
ap_options_dir(const char *command, char **arguments)
{
    if (arguments == NULL || arguments[0] == NULL)
        return ".";
    if (arguments[1] == NULL)
        return arguments[0];
    g_autofree char *message =
        g_strdup_printf(_("“%s” is one argument too many; name one year folder"), arguments[1]);
    complain_usage(command, message);
    return NULL;
}
