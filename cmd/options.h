/* Reading the command line of one command. */
#pragma once

#include "cmd/command.h"

#include <glib.h>

/* Parses the options of `entries` (GLib's; G_OPTION_REMAINING collects the arguments) out of argv.
 * `arguments` and `summary` show in --help, which prints and exits the command: then, and after wrong usage,
 * FALSE, and `*status` is what the command returns. */
gboolean ap_options_parse(int argc, char **argv, const GOptionEntry *entries, const char *arguments,
                          const char *summary, ApExit *status);

/* The index of `name` among `n` names that an option takes, -1 if it is none of them. */
gint ap_options_find(const char *const *names, guint n, const char *name);

/* The one optional DIR among `arguments` (NULL if there are none): lent, "." by default. NULL after a
 * complaint if there are more. */
const char *ap_options_dir(const char *command, char **arguments);
