/* At every moment each former publication is somewhere under a number, whole: copies appear by renaming, and
 * the numbers rise from the highest down to the first, which is then free. */
#include <config.h>

#include "render/keep.h"

#include "render/disk.h"
#include "render/former.h"
#include "render/seal.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static char *
numbered(const char *dir, guint number)
{
    return g_strdup_printf("%s.%u", dir, number);
}

static gboolean
is_there(const char *path)
{
    GStatBuf status;
    return g_lstat(path, &status) == 0;
}

static gboolean
is_publication(const char *path, const char *mark)
{
    GStatBuf folder, file;
    g_autofree char *marked = g_build_filename(path, mark, NULL);
    return g_lstat(path, &folder) == 0 && S_ISDIR(folder.st_mode) && g_lstat(marked, &file) == 0 &&
           S_ISREG(file.st_mode);
}

static gboolean
is_same(const char *dir, const char *other, const char *mark)
{
    g_autofree char *first = g_build_filename(dir, mark, NULL);
    g_autofree char *second = g_build_filename(other, mark, NULL);
    GStatBuf status;
    g_autoptr(GBytes) bytes =
        g_lstat(first, &status) == 0 ? ap_former_read(first, (gsize)status.st_size) : NULL;
    return bytes != NULL && ap_former_equals(second, bytes);
}

/* ---- Copying. ---- */

static gboolean copy_folder(const char *from, const char *to, GError **error);

/* Files and folders; whatever else somebody put there is not of the publication. */
static gboolean
copy_entry(const char *from, const char *to, GError **error)
{
    GStatBuf status;
    if (g_lstat(from, &status) != 0)
        return ap_disk_fail(error, _("cannot read %s"), from);
    if (S_ISDIR(status.st_mode))
        return copy_folder(from, to, error);
    return !S_ISREG(status.st_mode) || ap_disk_copy(from, to, error);
}

static gboolean
copy_folder(const char *from, const char *to, GError **error)
{
    g_autoptr(GDir) entries = g_dir_open(from, 0, error);
    if (entries == NULL)
        return FALSE;
    if (g_mkdir(to, 0777) != 0)
        return ap_disk_fail(error, _("cannot make the folder %s"), to);
    for (const char *name = g_dir_read_name(entries); name != NULL; name = g_dir_read_name(entries)) {
        g_autofree char *source = g_build_filename(from, name, NULL);
        g_autofree char *target = g_build_filename(to, name, NULL);
        if (!copy_entry(source, target, error))
            return FALSE;
    }
    return ap_disk_sync_folder(to, error);
}

/* ---- Numbers. ---- */

/* Makes the first number free. */
static gboolean
move_up(const char *dir, const char *mark, GError **error)
{
    guint free_number = 1;
    for (;; free_number++) {
        g_autofree char *path = numbered(dir, free_number);
        if (!is_there(path))
            break;
        if (!is_publication(path, mark)) {
            g_set_error(error, G_IO_ERROR, G_IO_ERROR_EXISTS,
                        _("%s is in the way: it is no earlier build; move it elsewhere, or build without "
                          "--keep"),
                        path);
            return FALSE;
        }
    }
    for (guint number = free_number - 1; number > 0; number--) {
        g_autofree char *from = numbered(dir, number), *to = numbered(dir, number + 1);
        if (g_rename(from, to) != 0)
            return ap_disk_fail(error, _("cannot rename %s"), from);
    }
    return TRUE;
}

gboolean
ap_keep_add(const char *dir, const char *mark, const char *staging, GError **error)
{
    g_autofree char *first = numbered(dir, 1);
    g_autofree char *copy = g_build_filename(staging, "kept", NULL);
    g_autofree char *parent = g_path_get_dirname(dir);
    if (!is_publication(dir, mark) || is_same(dir, first, mark))
        return TRUE;
    if (!copy_folder(dir, copy, error) || !move_up(dir, mark, error))
        return FALSE;
    if (g_rename(copy, first) != 0)
        return ap_disk_fail(error, _("cannot rename %s"), copy);
    return ap_disk_sync_folder(parent, error);
}

gboolean
ap_keep_refuse(const char *dir, GError **error)
{
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                _("no earlier build can be kept beside %s, which is a link, a mount point or the folder that "
                  "one stands in; name another folder, or build without --keep"),
                dir);
    return FALSE;
}

/* The number behind the name of `dir` in `name`; 0 if it is another name. */
static guint64
number_of(const char *dir, const char *name)
{
    g_autofree char *own = g_path_get_basename(dir);
    gsize length = strlen(own);
    guint64 number;
    return strncmp(name, own, length) == 0 && name[length] == '.' && g_ascii_isdigit(name[length + 1]) &&
                   name[length + 1] != '0' &&
                   g_ascii_string_to_unsigned(name + length + 1, 10, 1, G_MAXUINT, &number, NULL)
               ? number
               : 0;
}

void
ap_keep_prune(const char *dir, const char *mark, guint n, const char *staging)
{
    g_autofree char *parent = g_path_get_dirname(dir);
    g_autoptr(GDir) entries = g_dir_open(parent, 0, NULL);
    if (entries == NULL)
        return;
    for (const char *name = g_dir_read_name(entries); name != NULL; name = g_dir_read_name(entries)) {
        g_autofree char *path = g_build_filename(parent, name, NULL);
        g_autofree char *gone = g_build_filename(staging, name, NULL);
        if (number_of(dir, name) > n && is_publication(path, mark) && !ap_seal_exists(path))
            (void)g_rename(path, gone);
    }
}
