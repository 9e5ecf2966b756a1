/* Exchanging two folders, as Linux does with renameat2. */
#include <config.h>

#include "render/swap.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

char *
ap_swap_template(const char *dir)
{
    g_autofree char *parent = g_path_get_dirname(dir);
    g_autofree char *name = g_path_get_basename(dir);
    struct stat own, above;
    if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || strcmp(name, G_DIR_SEPARATOR_S) == 0)
        return NULL;
    if (lstat(dir, &own) != 0 || !S_ISDIR(own.st_mode) || stat(parent, &above) != 0 ||
        own.st_dev != above.st_dev)
        return NULL;
    g_autofree char *hidden = g_strdup_printf(".%s.auditpress-XXXXXX", name);
    return g_build_filename(parent, hidden, NULL);
}

char *
ap_swap_note(const char *dir)
{
    char *path = ap_swap_template(dir);
    if (path != NULL)
        path[strlen(path) - strlen("-XXXXXX")] = '\0';
    return path;
}

static gboolean
sync_path(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return FALSE;
    gboolean synced = fsync(fd) == 0;
    close(fd);
    return synced;
}

/* Gives `to` the owner and permissions of `from`. */
static gboolean
copy_owner(const char *from, const char *to)
{
    struct stat wanted, found;
    if (stat(from, &wanted) != 0 || stat(to, &found) != 0)
        return FALSE;
    if ((wanted.st_uid != found.st_uid || wanted.st_gid != found.st_gid) &&
        chown(to, wanted.st_uid, wanted.st_gid) != 0)
        return FALSE;
    return chmod(to, wanted.st_mode & 07777) == 0;
}

/* What is carried from one folder to another, and what stays behind. */
typedef struct {
    const char *old; /* the outermost folder */
    const char *new;
    GHashTable *retired;
} Carriage;

static gboolean carry_over(const Carriage *carriage, const char *folder);

/* One entry of the old folder, by its name relative to the outermost: a file gets a second name, a folder
 * must be in both. */
static gboolean
carry_entry(const Carriage *carriage, const char *name)
{
    g_autofree char *old = g_build_filename(carriage->old, name, NULL);
    g_autofree char *new = g_build_filename(carriage->new, name, NULL);
    struct stat entry, other;
    if (lstat(old, &entry) != 0)
        return FALSE;
    gboolean in_both = lstat(new, &other) == 0;
    if (S_ISDIR(entry.st_mode) || (in_both && S_ISDIR(other.st_mode)))
        return in_both && S_ISDIR(entry.st_mode) && S_ISDIR(other.st_mode) && carry_over(carriage, name);
    return in_both || g_hash_table_contains(carriage->retired, name) || link(old, new) == 0;
}

/* The entries of `folder`, a name relative to the outermost one or "" for that itself. */
static gboolean
carry_over(const Carriage *carriage, const char *folder)
{
    g_autofree char *from = g_build_filename(carriage->old, folder, NULL);
    g_autofree char *to = g_build_filename(carriage->new, folder, NULL);
    g_autoptr(GDir) entries = g_dir_open(from, 0, NULL);
    if (entries == NULL || !copy_owner(from, to))
        return FALSE;
    for (const char *entry = g_dir_read_name(entries); entry != NULL; entry = g_dir_read_name(entries)) {
        g_autofree char *name = *folder == '\0' ? g_strdup(entry) : g_build_filename(folder, entry, NULL);
        if (!carry_entry(carriage, name))
            return FALSE;
    }
    return sync_path(to);
}

/* Folders that only the new one has are to be on the disk too. */
static gboolean
sync_folders(const char *path)
{
    g_autoptr(GDir) entries = g_dir_open(path, 0, NULL);
    if (entries == NULL)
        return FALSE;
    for (const char *name = g_dir_read_name(entries); name != NULL; name = g_dir_read_name(entries)) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        if (g_file_test(child, G_FILE_TEST_IS_DIR) && !sync_folders(child))
            return FALSE;
    }
    return sync_path(path);
}

gboolean
ap_swap(const char *dir, const char *staged, GHashTable *retired)
{
    const Carriage carriage = {dir, staged, retired};
    g_autofree char *parent = g_path_get_dirname(dir);
    if (!carry_over(&carriage, "") || !sync_folders(staged))
        return FALSE;
    if (renameat2(AT_FDCWD, staged, AT_FDCWD, dir, RENAME_EXCHANGE) != 0)
        return FALSE;
    if (sync_path(parent))
        return TRUE;
    (void)renameat2(AT_FDCWD, staged, AT_FDCWD, dir, RENAME_EXCHANGE);
    return FALSE;
}
