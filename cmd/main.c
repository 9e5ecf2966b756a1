/* The program: finds the command, runs it, and ends with its exit status. */
#include <config.h>

#include "cmd/command.h"
#include "cmd/language.h"
#include "cmd/terminal.h"

#include <glib.h>
#include <glib/gi18n.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

#define LARGEST_BUFFER (32 << 20) /* bytes, the most that glibc takes from its heap */

typedef struct {
    const char *name;
    const char *summary;
    ApExit (*run)(int argc, char **argv);
} Command;

static const Command commands[] = {
    {"build", N_("make the report, the appendix, the figures and the statistics"), ap_command_build},
    {"check", N_("read and reconcile everything, write nothing"), ap_command_check},
    {"stats", N_("print the statistics"), ap_command_stats},
    {"figure", N_("draw the named figures only"), ap_command_figure},
    {"context", N_("list what a text may use, with its values"), ap_command_context},
    {"diff", N_("tell what differs between two year folders or builds"), ap_command_diff},
    {"correct", N_("append a checked row to corrections.csv"), ap_command_correct},
    {"corrections", N_("list the corrections and what each moved"), ap_command_corrections},
    {"verify", N_("check a report against its appendix and its statistics"), ap_command_verify},
    {"nightly", N_("build the drafts of several year folders, with a page of all"), ap_command_nightly},
    {"new", N_("start a year folder"), ap_command_new},
};

static char *
help_text(void)
{
    GString *text = g_string_new(_("Usage: auditpress COMMAND [OPTION…] [DIR]\n"));
    g_string_append(text,
                    _("Turns a year folder of scored audit results into the annual report.\n\nCommands:\n"));
    for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
        g_string_append_printf(text, "  %-12s %s\n", commands[i].name, _(commands[i].summary));
    g_string_append(text,
                    _("\n“auditpress COMMAND --help” tells more about one. DIR is the year folder, by "
                      "default the current one.\n"
                      "Exit status: 0 done, 1 the input is wrong, 2 wrong usage, 3 the system failed.\n"));
    return g_string_free(text, FALSE);
}

static ApExit
run_command(int argc, char **argv)
{
    for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
        if (strcmp(argv[0], commands[i].name) == 0)
            return commands[i].run(argc, argv);
    ap_terminal_complain(_("auditpress: there is no command “%s”; “auditpress --help” lists them"), argv[0]);
    return AP_EXIT_USAGE;
}

/* A build makes and drops images, font files and documents of megabytes, one after the other. Memory that has
 * been used once is kept for the next: a third of all page faults of a build came from giving it back
 * between. */
static void
keep_memory(void)
{
    mallopt(M_MMAP_THRESHOLD, LARGEST_BUFFER);
    mallopt(M_TRIM_THRESHOLD, 8 * LARGEST_BUFFER);
}

/* A GLogWriterFunc. Of a font that it cannot read Pango only warns, and draws something ugly instead: that is
 * a failure of the system like any other, and as nothing is published before all is drawn, the program can
 * end here. */
static GLogWriterOutput
heed_log(GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer data)
{
    const char *domain = NULL, *message = NULL;
    for (gsize i = 0; i < n_fields; i++)
        if (strcmp(fields[i].key, "GLIB_DOMAIN") == 0)
            domain = fields[i].value;
        else if (strcmp(fields[i].key, "MESSAGE") == 0)
            message = fields[i].value;
    if (g_strcmp0(domain, "Pango") != 0 || (level & (G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL)) == 0)
        return g_log_writer_default(level, fields, n_fields, data);
    ap_terminal_complain(_("auditpress: a font cannot be used: %s"), message);
    exit(AP_EXIT_SYSTEM);
}

int
main(int argc, char **argv)
{
    keep_memory();
    ap_language_choose();
    g_log_set_writer_func(heed_log, NULL, NULL);
    if (argc < 2) {
        g_autofree char *help = help_text();
        ap_terminal_complain("%s", g_strchomp(help));
        return AP_EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0 || strcmp(argv[1], "help") == 0) {
        g_autofree char *help = help_text();
        return ap_terminal_print(help, strlen(help));
    }
    if (strcmp(argv[1], "--version") == 0)
        return ap_terminal_print(PACKAGE_STRING "\n", strlen(PACKAGE_STRING "\n"));
    return run_command(argc - 1, argv + 1);
}
