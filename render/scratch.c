/* A lock tells whose owner lives: it ends with the process, however that ends. */
#include <config.h>

#include "render/scratch.h"

#include "render/disk.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define PREFIX "auditpress-scratch-"

static gboolean
lock(int fd, int how)
{
    while (flock(fd, how) != 0)
        if (errno != EINTR)
            return FALSE;
    return TRUE;
}

/* Opens and locks a folder of this user; -1 with errno if that cannot be. `how` is flock's. */
static int
open_locked(const char *path, int how)
{
    struct stat status;
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0)
        return -1;
    gboolean locked = fstat(fd, &status) == 0 && status.st_uid == geteuid() && lock(fd, how);
    int reason = errno;
    if (locked)
        return fd;
    close(fd);
    errno = reason;
    return -1;
}

/* Removes the folders that nobody holds. */
static void
sweep(const char *dir)
{
    g_autoptr(GDir) entries = g_dir_open(dir, 0, NULL);
    for (const char *name = entries != NULL ? g_dir_read_name(entries) : NULL; name != NULL;
         name = g_dir_read_name(entries)) {
        g_autofree char *path = g_build_filename(dir, name, NULL);
        int fd = g_str_has_prefix(name, PREFIX) ? open_locked(path, LOCK_EX | LOCK_NB) : -1;
        if (fd < 0)
            continue;
        ap_disk_remove_tree(path);
        close(fd);
    }
}

/* Whether `path` is still the folder that is open: between making and locking it a sweep may have come. */
static gboolean
is_still(const char *path, int fd)
{
    struct stat named, held;
    return stat(path, &named) == 0 && fstat(fd, &held) == 0 && named.st_ino == held.st_ino &&
           named.st_dev == held.st_dev;
}

ApScratch *
ap_scratch_new(GError **error)
{
    const char *dir = g_get_tmp_dir();
    sweep(dir);
    for (;;) {
        g_autofree char *path = g_build_filename(dir, PREFIX "XXXXXX", NULL);
        if (g_mkdtemp(path) == NULL) {
            ap_disk_fail(error, _("cannot write into the folder %s"), dir);
            return NULL;
        }
        int fd = open_locked(path, LOCK_SH);
        if (fd >= 0 && is_still(path, fd)) {
            ApScratch *scratch = g_new(ApScratch, 1);
            *scratch = (ApScratch){g_steal_pointer(&path), fd};
            return scratch;
        }
        if (fd >= 0)
            close(fd);
        else if (errno != ENOENT) {
            ap_disk_fail(error, _("cannot lock the folder %s"), path);
            (void)g_rmdir(path);
            return NULL;
        }
    }
}

void
ap_scratch_free(ApScratch *scratch)
{
    if (scratch == NULL)
        return;
    ap_disk_remove_tree(scratch->path);
    close(scratch->lock);
    g_free(scratch->path);
    g_free(scratch);
}
