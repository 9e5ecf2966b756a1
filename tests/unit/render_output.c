/* Publishing under every failure that a system call can report, and under a kill at each of them. */
#include <config.h>

#include "render/output.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* The linker sends these calls of the code under test through here: call number `fail_at` fails, or kills
 * the process. */
static guint calls, fail_at;
static gboolean fail_by_kill;

static gboolean
fails_now(int reason)
{
    if (++calls != fail_at)
        return FALSE;
    if (fail_by_kill)
        raise(SIGKILL);
    errno = reason;
    return TRUE;
}

ssize_t __real_write(int fd, const void *bytes, size_t length);
ssize_t __wrap_write(int fd, const void *bytes, size_t length);
int __real_fsync(int fd);
int __wrap_fsync(int fd);
int __real_rename(const char *from, const char *to);
int __wrap_rename(const char *from, const char *to);
int __real_renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags);
int __wrap_renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags);
int __real_link(const char *from, const char *to);
int __wrap_link(const char *from, const char *to);

/* Writes less than it is asked for, and is interrupted now and then, as the manual allows. */
ssize_t
__wrap_write(int fd, const void *bytes, size_t length)
{
    if (fails_now(ENOSPC))
        return -1;
    if (calls % 3 == 0) {
        errno = EINTR;
        return -1;
    }
    return __real_write(fd, bytes, length > 5 ? length / 2 : length);
}

int
__wrap_fsync(int fd)
{
    return fails_now(EIO) ? -1 : __real_fsync(fd);
}

int
__wrap_rename(const char *from, const char *to)
{
    return fails_now(EIO) ? -1 : __real_rename(from, to);
}

int
__wrap_renameat2(int from_dir, const char *from, int to_dir, const char *to, unsigned flags)
{
    return fails_now(EINVAL) ? -1 : __real_renameat2(from_dir, from, to_dir, to, flags);
}

int
__wrap_link(const char *from, const char *to)
{
    return fails_now(EPERM) ? -1 : __real_link(from, to);
}

typedef struct {
    char *root; /* a new folder under the system's temporary one */
    char *out;  /* root/out, not made yet */
} Folder;

static int
set_up(void **state)
{
    Folder *folder = g_new0(Folder, 1);
    folder->root = g_dir_make_tmp("auditpress-test-XXXXXX", NULL);
    folder->out = g_build_filename(folder->root, "out", NULL);
    calls = 0;
    fail_at = 0;
    fail_by_kill = FALSE;
    *state = folder;
    return folder->root == NULL;
}

static void
remove_tree(const char *path)
{
    GDir *dir = g_dir_open(path, 0, NULL);
    for (const char *name = dir ? g_dir_read_name(dir) : NULL; name; name = g_dir_read_name(dir)) {
        g_autofree char *child = g_build_filename(path, name, NULL);
        remove_tree(child);
    }
    if (dir)
        g_dir_close(dir);
    g_remove(path);
}

static int
tear_down(void **state)
{
    Folder *folder = *state;
    remove_tree(folder->root);
    g_free(folder->root);
    g_free(folder->out);
    g_free(folder);
    return 0;
}

static gboolean
publish(const char *dir, const char *text, GError **error)
{
    g_autoptr(ApOutput) output = ap_output_new(dir);
    const char *names[] = {"report.pdf", "figures/fig-1-a.svg", "build.json"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
        ap_output_add(output, names[i], bytes);
    }
    return ap_output_publish(output, error);
}

static void
add_tree(GString *listing, const char *root, const char *below)
{
    g_autofree char *path = g_build_filename(root, below, NULL);
    g_autofree char *contents = NULL;
    if (g_file_get_contents(path, &contents, NULL, NULL)) {
        g_string_append_printf(listing, "%s=%s ", below, contents);
        return;
    }
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    g_autoptr(GList) names = NULL;
    for (const char *name = dir ? g_dir_read_name(dir) : NULL; name; name = g_dir_read_name(dir))
        names = g_list_prepend(names, (gpointer)name);
    names = g_list_sort(names, (GCompareFunc)strcmp);
    for (GList *at = names; at; at = at->next) {
        g_autofree char *child = *below ? g_build_filename(below, at->data, NULL) : g_strdup(at->data);
        add_tree(listing, root, child);
    }
}

/* "name=contents name=contents " of all files below the root, hidden ones too. */
static char *
tree(const Folder *folder)
{
    GString *listing = g_string_new(NULL);
    add_tree(listing, folder->root, "");
    return g_string_free(listing, FALSE);
}

#define TREE(text) "out/build.json=" text " out/figures/fig-1-a.svg=" text " out/report.pdf=" text " "

static void
assert_tree(const Folder *folder, const char *expected)
{
    g_autofree char *found = tree(folder);
    assert_string_equal(found, expected);
}

static void
publishes_new_and_replaces(void **state)
{
    const Folder *folder = *state;
    assert_true(publish(folder->out, "the first text", NULL));
    assert_tree(folder, TREE("the first text"));
    assert_true(publish(folder->out, "second", NULL));
    assert_tree(folder, TREE("second"));
}

static void
leaves_foreign_files_alone(void **state)
{
    const Folder *folder = *state;
    assert_true(publish(folder->out, "1", NULL));
    g_autofree char *notes = g_build_filename(folder->out, "notes.txt", NULL);
    assert_true(g_file_set_contents(notes, "mine", -1, NULL));
    assert_true(publish(folder->out, "2", NULL));
    assert_tree(folder, "out/build.json=2 out/figures/fig-1-a.svg=2 out/notes.txt=mine out/report.pdf=2 ");
}

static void
failure_leaves_the_former_files(void **state)
{
    const Folder *folder = *state;
    assert_true(publish(folder->out, "the former text", NULL));
    guint at = 0;
    for (gboolean published = FALSE; !published;) {
        g_autoptr(GError) error = NULL;
        calls = 0;
        fail_at = ++at;
        published = publish(folder->out, "the new text", &error);
        gboolean used = calls < fail_at;
        fail_at = 0;
        if (published && !used) {
            /* A link that fails is made up for by a copy. */
            assert_tree(folder, TREE("the new text"));
            assert_true(publish(folder->out, "the former text", NULL));
            published = FALSE;
        } else if (!published) {
            assert_non_null(error);
            assert_tree(folder, TREE("the former text"));
        }
    }
    assert_true(at > 15);
    assert_tree(folder, TREE("the new text"));
}

static void
failure_leaves_no_new_folder(void **state)
{
    const Folder *folder = *state;
    g_autofree char *deep = g_build_filename(folder->out, "a", "b", NULL);
    for (fail_at = 1; fail_at < 12; fail_at++) {
        calls = 0;
        g_autoptr(GError) error = NULL;
        if (publish(deep, "text", &error)) {
            remove_tree(folder->out);
            continue;
        }
        assert_non_null(error);
        assert_false(g_file_test(folder->out, G_FILE_TEST_EXISTS));
    }
}

/* The tree without what a killed publisher staged, whose names are hidden. */
static char *
visible_tree(const Folder *folder)
{
    g_autofree char *all = tree(folder);
    g_auto(GStrv) entries = g_strsplit(all, " ", -1);
    GString *visible = g_string_new(NULL);
    for (guint i = 0; entries[i] != NULL; i++)
        if (*entries[i] != '.' && strstr(entries[i], "/.") == NULL && *entries[i] != '\0')
            g_string_append_printf(visible, "%s ", entries[i]);
    return g_string_free(visible, FALSE);
}

/* Kills a publisher at each of its calls in turn; returns whether at any time the files were mixed. */
static gboolean
kill_at_each_call(const Folder *folder, const char *dir)
{
    gboolean mixed = FALSE;
    fail_by_kill = TRUE;
    for (guint at = 1;; at++) {
        fail_at = 0;
        assert_true(publish(dir, "former", NULL));
        pid_t child = fork();
        if (child == 0) {
            calls = 0;
            fail_at = at;
            _exit(publish(dir, "newest", NULL) ? 0 : 1);
        }
        int status = 0;
        assert_int_equal(waitpid(child, &status, 0), child);
        g_autofree char *found = visible_tree(folder);
        mixed = mixed || (strcmp(found, TREE("former")) != 0 && strcmp(found, TREE("newest")) != 0);
        if (WIFEXITED(status)) {
            assert_string_equal(found, TREE("newest"));
            return mixed;
        }
    }
}

static void
kill_leaves_the_former_files_or_the_new(void **state)
{
    const Folder *folder = *state;
    assert_false(kill_at_each_call(folder, folder->out));
    assert_tree(folder, TREE("newest"));
}

/* Through a link the folder cannot be swapped; the files are replaced one by one, each of them whole. */
static void
folder_behind_a_link_is_written(void **state)
{
    const Folder *folder = *state;
    g_autofree char *link_path = g_build_filename(folder->root, ".link", NULL);
    assert_int_equal(g_mkdir(folder->out, 0777), 0);
    assert_int_equal(symlink("out", link_path), 0);
    kill_at_each_call(folder, link_path);
    assert_true(g_file_test(link_path, G_FILE_TEST_IS_SYMLINK));
}

static void
leaves_foreign_folders_alone(void **state)
{
    const Folder *folder = *state;
    g_autofree char *mine = g_build_filename(folder->out, "mine", NULL);
    g_autofree char *notes = g_build_filename(mine, "notes.txt", NULL);
    assert_int_equal(g_mkdir_with_parents(mine, 0777), 0);
    assert_true(g_file_set_contents(notes, "mine", -1, NULL));
    g_autofree char *slash = g_strconcat(folder->out, "//", NULL);
    assert_true(publish(slash, "1", NULL));
    assert_tree(folder,
                "out/build.json=1 out/figures/fig-1-a.svg=1 out/mine/notes.txt=mine out/report.pdf=1 ");
}

/* Publishes the usual files and retires a figure and a file that was never there. */
static gboolean
publish_retiring(const char *dir, const char *text)
{
    g_autoptr(ApOutput) output = ap_output_new(dir);
    const char *names[] = {"report.pdf", "figures/fig-1-a.svg", "build.json"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
        ap_output_add(output, names[i], bytes);
    }
    ap_output_retire(output, "figures/fig-2-b.svg");
    ap_output_retire(output, "figures/fig-3-c.svg");
    return ap_output_publish(output, NULL);
}

static void
assert_retires(const Folder *folder, const char *dir)
{
    assert_true(publish(folder->out, "1", NULL));
    const char *names[] = {"fig-2-b.svg", "mine.svg"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(folder->out, "figures", names[i], NULL);
        assert_true(g_file_set_contents(path, names[i], -1, NULL));
    }
    assert_true(publish_retiring(dir, "2"));
    g_autofree char *found = visible_tree(folder);
    assert_string_equal(found, "out/build.json=2 out/figures/fig-1-a.svg=2 out/figures/mine.svg=mine.svg "
                               "out/report.pdf=2 ");
}

static void
removes_what_is_retired(void **state)
{
    const Folder *folder = *state;
    assert_retires(folder, folder->out);
}

static void
removes_what_is_retired_behind_a_link(void **state)
{
    const Folder *folder = *state;
    g_autofree char *link_path = g_build_filename(folder->root, ".link", NULL);
    assert_int_equal(symlink("out", link_path), 0);
    assert_retires(folder, link_path);
}

static void
keeps_the_permissions_of_the_folder(void **state)
{
    const Folder *folder = *state;
    assert_int_equal(g_mkdir(folder->out, 0777), 0);
    assert_int_equal(g_chmod(folder->out, 02750), 0);
    assert_true(publish(folder->out, "1", NULL));
    GStatBuf found;
    assert_int_equal(g_stat(folder->out, &found), 0);
    assert_int_equal(found.st_mode & 07777, 02750);
}

static void
full_disk_leaves_the_former_files(void **state)
{
    const Folder *folder = *state;
    assert_true(publish(folder->out, "former", NULL));
    g_autofree char *large = g_strnfill(100000, 'x');
    struct rlimit former;
    getrlimit(RLIMIT_FSIZE, &former);
    signal(SIGXFSZ, SIG_IGN);
    setrlimit(RLIMIT_FSIZE, &(struct rlimit){4096, former.rlim_max});
    g_autoptr(GError) error = NULL;
    gboolean published = publish(folder->out, large, &error);
    setrlimit(RLIMIT_FSIZE, &former);
    assert_false(published);
    assert_non_null(strstr(error->message, "cannot write"));
    assert_tree(folder, TREE("former"));
}

static void
refuses_a_file_for_a_folder(void **state)
{
    const Folder *folder = *state;
    assert_true(g_file_set_contents(folder->out, "a file", -1, NULL));
    g_autoptr(GError) error = NULL;
    assert_false(publish(folder->out, "text", &error));
    assert_non_null(error);
    assert_tree(folder, "out=a file ");
}

static void
refuses_a_folder_for_a_file(void **state)
{
    const Folder *folder = *state;
    g_autofree char *inner = g_build_filename(folder->out, "build.json", "keep", NULL);
    assert_int_equal(g_mkdir_with_parents(inner, 0777), 0);
    g_autoptr(GError) error = NULL;
    assert_false(publish(folder->out, "text", &error));
    assert_non_null(error);
    assert_true(g_file_test(inner, G_FILE_TEST_IS_DIR));
    assert_tree(folder, "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(publishes_new_and_replaces),
        TEST(leaves_foreign_files_alone),
        TEST(failure_leaves_the_former_files),
        TEST(failure_leaves_no_new_folder),
        TEST(kill_leaves_the_former_files_or_the_new),
        TEST(folder_behind_a_link_is_written),
        TEST(leaves_foreign_folders_alone),
        TEST(removes_what_is_retired),
        TEST(removes_what_is_retired_behind_a_link),
        TEST(keeps_the_permissions_of_the_folder),
        TEST(full_disk_leaves_the_former_files),
        TEST(refuses_a_file_for_a_folder),
        TEST(refuses_a_folder_for_a_file),
    };
    return cmocka_run_group_tests_name("render/output", tests, NULL, NULL);
}
