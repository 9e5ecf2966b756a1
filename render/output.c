/* Publishing: stage, sync, swap.
 *
 * The staging folder's new/ holds the files as they will be. If the folder can be swapped for it, that is one
 * step, and whoever looks sees the former files or the new ones. Else (a link, a mount point, foreign
 * folders, an old file system) they are renamed into place one by one, and what they replace is kept in old/
 * to be put back if that fails halfway.
 *
 * A lock on the folder keeps a second publisher out, so a staging folder found under the lock is a dead
 * one's. */
#include <config.h>

#include "render/output.h"

#include "render/disk.h"
#include "render/former.h"
#include "render/keep.h"
#include "render/swap.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define STAGING_PREFIX ".auditpress-"

typedef struct {
    char *name; /* relative to the folder */
    GBytes *bytes;
    char *staged; /* paths, set while publishing */
    char *former;
    char *place;
    gboolean kept; /* it was there already, byte for byte */
    gboolean had_former;
    gboolean placed;
} OutputFile;

struct ApOutput {
    char *dir;
    GPtrArray *files;        /* OutputFile */
    GHashTable *retired;     /* set of char *: names relative to the folder */
    GPtrArray *made_folders; /* char *: folders that publishing made, outermost first */
    guint keep;              /* so many former publications stay */
    char *mark;              /* the file that tells them apart; NULL if none are kept */
    void (*tell_waiting)(const char *dir);
    GBytes *note; /* NULL for none */
    char *staging;
    gboolean swaps; /* `staging` stands beside the folder */
    int lock;
};

static void
output_file_free(gpointer data)
{
    OutputFile *file = data;
    g_free(file->name);
    g_bytes_unref(file->bytes);
    g_free(file->staged);
    g_free(file->former);
    g_free(file->place);
    g_free(file);
}

ApOutput *
ap_output_new(const char *dir)
{
    ApOutput *output = g_new0(ApOutput, 1);
    output->dir = g_strdup(dir);
    for (gsize end = strlen(dir); end > 1 && output->dir[end - 1] == '/'; end--)
        output->dir[end - 1] = '\0';
    output->files = g_ptr_array_new_with_free_func(output_file_free);
    output->retired = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    output->made_folders = g_ptr_array_new_with_free_func(g_free);
    output->lock = -1;
    return output;
}

void
ap_output_free(ApOutput *output)
{
    if (output == NULL)
        return;
    g_free(output->dir);
    g_ptr_array_unref(output->files);
    g_hash_table_unref(output->retired);
    g_ptr_array_unref(output->made_folders);
    g_clear_pointer(&output->note, g_bytes_unref);
    g_free(output->mark);
    g_free(output->staging);
    g_free(output);
}

void
ap_output_add(ApOutput *output, const char *name, GBytes *bytes)
{
    OutputFile *file = g_new0(OutputFile, 1);
    file->name = g_strdup(name);
    file->bytes = g_bytes_ref(bytes);
    g_ptr_array_add(output->files, file);
}

void
ap_output_retire(ApOutput *output, const char *name)
{
    g_hash_table_add(output->retired, g_strdup(name));
}

void
ap_output_set_keep(ApOutput *output, guint n, const char *mark)
{
    output->keep = n;
    output->mark = g_strdup(mark);
}

void
ap_output_set_waiter(ApOutput *output, void (*tell)(const char *dir))
{
    output->tell_waiting = tell;
}

void
ap_output_set_note(ApOutput *output, GBytes *note)
{
    g_clear_pointer(&output->note, g_bytes_unref);
    output->note = g_bytes_ref(note);
}

gboolean
ap_output_was_there(const ApOutput *output, const char *name)
{
    for (guint i = 0; i < output->files->len; i++) {
        const OutputFile *file = g_ptr_array_index(output->files, i);
        if (strcmp(file->name, name) == 0)
            return file->kept;
    }
    return FALSE;
}

/* ---- Folders. ---- */

/* Makes `dir` and the folders above it, remembering which of them are new. */
static gboolean
make_folders(ApOutput *output, const char *dir, GError **error)
{
    if (g_file_test(dir, G_FILE_TEST_IS_DIR))
        return TRUE;
    g_autofree char *above = g_path_get_dirname(dir);
    if (strcmp(above, dir) != 0 && !make_folders(output, above, error))
        return FALSE;
    if (mkdir(dir, 0777) != 0)
        return errno == EEXIST && g_file_test(dir, G_FILE_TEST_IS_DIR)
                   ? TRUE
                   : ap_disk_fail(error, _("cannot make the folder %s"), dir);
    g_ptr_array_add(output->made_folders, g_strdup(dir));
    return TRUE;
}

/* Removes what killed publishers staged: the entries of `dir` that start with `prefix`. Only under the lock.
 */
static void
remove_leftovers(const char *dir, const char *prefix)
{
    g_autoptr(GDir) entries = g_dir_open(dir, 0, NULL);
    if (entries == NULL)
        return;
    for (const char *name = g_dir_read_name(entries); name != NULL; name = g_dir_read_name(entries)) {
        g_autofree char *path = g_build_filename(dir, name, NULL);
        if (g_str_has_prefix(name, prefix))
            ap_disk_remove_tree(path);
    }
}

/* ---- The steps of publishing. ---- */

/* FALSE with errno. */
static gboolean
await_lock(const ApOutput *output)
{
    if (flock(output->lock, LOCK_EX | LOCK_NB) == 0)
        return TRUE;
    if (errno == EWOULDBLOCK && output->tell_waiting != NULL)
        output->tell_waiting(output->dir);
    while (flock(output->lock, LOCK_EX) != 0)
        if (errno != EINTR)
            return FALSE;
    return TRUE;
}

/* Locks the folder that bears the name at the moment: while one waited for the lock, the folder may have been
 * swapped. The lock ends with the descriptor, also if the process is killed. */
static gboolean
lock_folder(ApOutput *output, GError **error)
{
    for (;;) {
        struct stat locked, named;
        output->lock = open(output->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (output->lock < 0)
            return ap_disk_fail(error, _("cannot open the folder %s"), output->dir);
        if (!await_lock(output))
            return ap_disk_fail(error, _("cannot lock the folder %s"), output->dir);
        if (fstat(output->lock, &locked) == 0 && stat(output->dir, &named) == 0 &&
            locked.st_ino == named.st_ino && locked.st_dev == named.st_dev)
            return TRUE;
        close(output->lock);
        output->lock = -1;
    }
}

/* Makes and locks the folder, and tidies up after those who were killed in it. */
static gboolean
open_folder(ApOutput *output, GError **error)
{
    if (!make_folders(output, output->dir, error) || !lock_folder(output, error))
        return FALSE;
    remove_leftovers(output->dir, STAGING_PREFIX);
    g_autofree char *beside = ap_swap_template(output->dir);
    if (beside != NULL) {
        g_autofree char *parent = g_path_get_dirname(beside);
        g_autofree char *prefix = g_path_get_basename(beside);
        prefix[strlen(prefix) - strlen("XXXXXX")] = '\0';
        remove_leftovers(parent, prefix);
    }
    return TRUE;
}

/* Makes the staging folder: beside the folder, to be swapped with it, or inside if that cannot be. */
static gboolean
make_staging(ApOutput *output, GError **error)
{
    output->staging = ap_swap_template(output->dir);
    output->swaps = output->staging != NULL && g_mkdtemp(output->staging) != NULL;
    if (output->swaps)
        return TRUE;
    g_free(output->staging);
    output->staging = g_build_filename(output->dir, STAGING_PREFIX "XXXXXX", NULL);
    if (g_mkdtemp(output->staging) != NULL)
        return TRUE;
    g_clear_pointer(&output->staging, g_free);
    return ap_disk_fail(error, _("cannot write into the folder %s"), output->dir);
}

/* Where the file `name` waits: the side is "new" or "old". */
static char *
staging_path(const ApOutput *output, const char *side, const char *name, GError **error)
{
    g_autofree char *path = g_build_filename(output->staging, side, name, NULL);
    g_autofree char *folder = g_path_get_dirname(path);
    if (g_mkdir_with_parents(folder, 0777) != 0) {
        ap_disk_fail(error, _("cannot make the folder %s"), folder);
        return NULL;
    }
    return g_steal_pointer(&path);
}

/* A file that has these bytes already gets a second name in the staging folder, so that it stays the same
 * file with its time; else, or where the file system knows no second names, they are written. */
static gboolean
stage_file(OutputFile *file, GError **error)
{
    file->kept = ap_former_equals(file->place, file->bytes);
    return (file->kept && link(file->place, file->staged) == 0) ||
           ap_disk_write(file->staged, file->bytes, error);
}

static gboolean
stage_files(ApOutput *output, GError **error)
{
    if (!make_staging(output, error))
        return FALSE;
    for (guint i = 0; i < output->files->len; i++) {
        OutputFile *file = g_ptr_array_index(output->files, i);
        file->place = g_build_filename(output->dir, file->name, NULL);
        file->staged = staging_path(output, "new", file->name, error);
        file->former = file->staged == NULL ? NULL : staging_path(output, "old", file->name, error);
        if (file->former == NULL || !stage_file(file, error))
            return FALSE;
    }
    return TRUE;
}

/* A second name for the file that will be replaced, so that it can be put back; a copy where the file system
 * (a FAT stick, some shares) knows no second names. */
static gboolean
keep_former(OutputFile *file, GError **error)
{
    file->had_former = link(file->place, file->former) == 0;
    if (file->had_former || errno == ENOENT)
        return TRUE;
    char *contents = NULL;
    gsize length = 0;
    if (!g_file_get_contents(file->place, &contents, &length, error))
        return FALSE;
    g_autoptr(GBytes) bytes = g_bytes_new_take(contents, length);
    file->had_former = ap_disk_write(file->former, bytes, error);
    return file->had_former;
}

static gboolean
keep_formers(ApOutput *output, GError **error)
{
    for (guint i = 0; i < output->files->len; i++) {
        OutputFile *file = g_ptr_array_index(output->files, i);
        g_autofree char *folder = g_path_get_dirname(file->place);
        if (!make_folders(output, folder, error) || !keep_former(file, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
place_files(ApOutput *output, GError **error)
{
    for (guint i = 0; i < output->files->len; i++) {
        OutputFile *file = g_ptr_array_index(output->files, i);
        if (rename(file->staged, file->place) != 0)
            return ap_disk_fail(error, _("cannot replace %s"), file->place);
        file->placed = TRUE;
    }
    return TRUE;
}

/* Removes the retired files, once the new ones have their places, and a folder that they leave empty. One
 * that cannot be removed harms nobody, and all is published: so nothing is said. */
static void
remove_retired(ApOutput *output)
{
    GHashTableIter iter;
    gpointer name;
    g_hash_table_iter_init(&iter, output->retired);
    while (g_hash_table_iter_next(&iter, &name, NULL)) {
        g_autofree char *path = g_build_filename(output->dir, name, NULL);
        g_autofree char *folder = g_path_get_dirname(path);
        if (unlink(path) == 0 && strcmp(folder, output->dir) != 0)
            (void)rmdir(folder);
    }
}

/* Each folder that holds a published file, once, and the outermost last. */
static gboolean
sync_folders(ApOutput *output, GError **error)
{
    g_autoptr(GHashTable) synced = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < output->files->len; i++) {
        const OutputFile *file = g_ptr_array_index(output->files, i);
        char *folder = g_path_get_dirname(file->place);
        if (g_hash_table_contains(synced, folder)) {
            g_free(folder);
            continue;
        }
        g_hash_table_add(synced, folder);
        if (!ap_disk_sync_folder(folder, error))
            return FALSE;
    }
    return ap_disk_sync_folder(output->dir, error);
}

/* Undoes the swap: former files return, files that are new disappear, and so do the folders made for them. */
static void
put_back(ApOutput *output)
{
    for (guint i = output->files->len; i-- > 0;) {
        OutputFile *file = g_ptr_array_index(output->files, i);
        if (file->placed && file->had_former)
            (void)rename(file->former, file->place);
        else if (file->placed)
            (void)unlink(file->place);
        file->placed = FALSE;
    }
}

static void
tidy_up(ApOutput *output, gboolean published)
{
    if (output->staging != NULL)
        ap_disk_remove_tree(output->staging);
    g_clear_pointer(&output->staging, g_free);
    for (guint i = output->made_folders->len; !published && i-- > 0;)
        (void)rmdir(g_ptr_array_index(output->made_folders, i));
    g_ptr_array_set_size(output->made_folders, 0);
    if (output->lock >= 0)
        close(output->lock);
    output->lock = -1;
}

/* Puts the note beside the folder. It only saves the next publisher work: without room for it there is none,
 * and a former one that stays does no harm, as it tells what files it is about. */
static void
place_note(const ApOutput *output)
{
    g_autofree char *place = output->note != NULL ? ap_swap_note(output->dir) : NULL;
    g_autofree char *staged = g_build_filename(output->staging, "note", NULL);
    if (place == NULL || !ap_disk_write(staged, output->note, NULL) || chmod(staged, 0600) != 0)
        return;
    (void)rename(staged, place);
}

/* Keeps the publication that stands in the folder, unless the new one is the same. */
static gboolean
keep_publication(const ApOutput *output, GError **error)
{
    for (guint i = 0; i < output->files->len; i++) {
        const OutputFile *file = g_ptr_array_index(output->files, i);
        if (g_strcmp0(file->name, output->mark) == 0 && !file->kept)
            return output->swaps ? ap_keep_add(output->dir, output->mark, output->staging, error)
                                 : ap_keep_refuse(output->dir, error);
    }
    return TRUE;
}

static gboolean
publish_files(ApOutput *output, GError **error)
{
    if (!open_folder(output, error) || !stage_files(output, error) || !keep_publication(output, error))
        return FALSE;
    g_autofree char *new = g_build_filename(output->staging, "new", NULL);
    if (output->swaps && ap_swap(output->dir, new, output->retired))
        return TRUE;
    if (!keep_formers(output, error))
        return FALSE;
    if (place_files(output, error) && sync_folders(output, error)) {
        remove_retired(output);
        return TRUE;
    }
    put_back(output);
    return FALSE;
}

gboolean
ap_output_publish(ApOutput *output, GError **error)
{
    /* A keyboard interrupt waits until the folder is whole again. */
    sigset_t interrupts, former;
    sigemptyset(&interrupts);
    sigaddset(&interrupts, SIGINT);
    sigaddset(&interrupts, SIGTERM);
    sigaddset(&interrupts, SIGHUP);
    pthread_sigmask(SIG_BLOCK, &interrupts, &former);
    gboolean published = publish_files(output, error);
    if (published)
        place_note(output);
    if (published && output->mark != NULL)
        ap_keep_prune(output->dir, output->mark, output->keep, output->staging);
    tidy_up(output, published);
    pthread_sigmask(SIG_SETMASK, &former, NULL);
    return published;
}
