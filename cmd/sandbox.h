/* A process that may read, reckon and write below one folder, and no more. */
#pragma once

#include <gio/gio.h>

/* Forbids this process and those it starts, for good, to write, make or remove any file but below the folder
 * `dir`, by Landlock where the kernel has it, and to open a socket of any network, to mount, to trace others
 * or to gain privileges, by seccomp. What was opened before stays open. FALSE with `error` if the system
 * refuses;
 * `*confined` is FALSE if the kernel is too old for Landlock. */
gboolean ap_sandbox_enter(const char *dir, gboolean *confined, GError **error);
