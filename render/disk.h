/* Single steps on the disk, each with its error in words. */
#pragma once

#include <gio/gio.h>

/* Sets `error` from errno; always FALSE. `format`, translated, takes the path alone. */
gboolean ap_disk_fail(GError **error, const char *format, const char *path);

/* Writes a new file and brings it to the disk. On failure what is there of it is left to whoever tidies up.
 */
gboolean ap_disk_write(const char *path, GBytes *bytes, GError **error);

/* The same with the content, times and permissions of the file `from`. */
gboolean ap_disk_copy(const char *from, const char *to, GError **error);

/* Brings the entries of a folder to the disk. */
gboolean ap_disk_sync_folder(const char *dir, GError **error);

/* Removes `path` and what is below it; a link is removed, never followed. Errors are left to lie: this only
 * tidies up. */
void ap_disk_remove_tree(const char *path);
