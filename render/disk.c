/* What one system call does, or a few of them that belong together. */
#include <config.h>

#include "render/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

gboolean
ap_disk_fail(GError **error, const char *format, const char *path)
{
    int reason = errno;
    g_autofree char *shown = g_filename_display_name(path);
    g_autoptr(GString) message = g_string_new(format);
    g_string_replace(message, "%s", shown, 1);
    g_set_error(error, G_FILE_ERROR, (gint)g_file_error_from_errno(reason), "%s: %s", message->str,
                g_strerror(reason));
    return FALSE;
}

/* ---- Files. ---- */

static gboolean
write_all(int fd, const char *at, gsize left)
{
    while (left > 0) {
        ssize_t written = write(fd, at, left);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return FALSE;
        at += written;
        left -= (gsize)written;
    }
    return TRUE;
}

/* Ends the writing of `path`, if it was `written` so far. The result of close counts too: a file system over
 * a network may report a full disk only there. */
static gboolean
finish(int fd, const char *path, gboolean written, GError **error)
{
    written = written && fsync(fd) == 0;
    if (!written)
        ap_disk_fail(error, _("cannot write %s"), path);
    if (close(fd) != 0 && written)
        return ap_disk_fail(error, _("cannot write %s"), path);
    return written;
}

gboolean
ap_disk_write(const char *path, GBytes *bytes, GError **error)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0)
        return ap_disk_fail(error, _("cannot create %s"), path);
    gsize size = 0;
    const char *data = g_bytes_get_data(bytes, &size);
    return finish(fd, path, write_all(fd, data, size), error);
}

/* FALSE with errno. */
static gboolean
copy_content(int from, int to)
{
    char buffer[65536];
    struct stat status;
    ssize_t got;
    while ((got = read(from, buffer, sizeof buffer)) != 0)
        if (got < 0 ? errno != EINTR : !write_all(to, buffer, (gsize)got))
            return FALSE;
    return fstat(from, &status) == 0 && fchmod(to, status.st_mode & 07777) == 0 &&
           futimens(to, (const struct timespec[]){status.st_atim, status.st_mtim}) == 0;
}

gboolean
ap_disk_copy(const char *from, const char *to, GError **error)
{
    int source = open(from, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
    if (source < 0)
        return ap_disk_fail(error, _("cannot read %s"), from);
    int fd = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    gboolean copied = fd >= 0 ? finish(fd, to, copy_content(source, fd), error)
                              : ap_disk_fail(error, _("cannot create %s"), to);
    close(source);
    return copied;
}

/* ---- Folders. ---- */

gboolean
ap_disk_sync_folder(const char *dir, GError **error)
{
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return ap_disk_fail(error, _("cannot open the folder %s"), dir);
    /* Some file systems (FUSE, network) know no fsync of a folder and say EINVAL: nothing to wait for then.
     */
    gboolean synced = fsync(fd) == 0 || errno == EINVAL;
    if (!synced)
        ap_disk_fail(error, _("cannot sync the folder %s"), dir);
    close(fd);
    return synced;
}

void
ap_disk_remove_tree(const char *path)
{
    GDir *dir = g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
    if (dir != NULL) {
        for (const char *name = g_dir_read_name(dir); name != NULL; name = g_dir_read_name(dir)) {
            g_autofree char *child = g_build_filename(path, name, NULL);
            ap_disk_remove_tree(child);
        }
        g_dir_close(dir);
    }
    (void)g_remove(path);
}
