/* What a confined process may do and what it may not. */
#include <config.h>

#include "cmd/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/mount.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { ALLOWED, REFUSED, ALLOWED_UNCONFINED, BROKEN };

typedef struct {
    char *home, *elsewhere;
} Folders;

/* What a process tries; 0 or errno. */
typedef int (*Attempt)(const Folders *folders);

static int
result_of(long returned)
{
    return returned >= 0 ? 0 : errno;
}

static int
create(const char *dir)
{
    g_autofree char *path = g_build_filename(dir, "new", NULL);
    return result_of(open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0600));
}

static int
create_at_home(const Folders *folders)
{
    return create(folders->home);
}

static int
create_elsewhere(const Folders *folders)
{
    return create(folders->elsewhere);
}

static int
write_elsewhere(const Folders *folders)
{
    g_autofree char *path = g_build_filename(folders->elsewhere, "old", NULL);
    return result_of(open(path, O_WRONLY | O_TRUNC | O_CLOEXEC));
}

static int
read_elsewhere(const Folders *folders)
{
    g_autofree char *path = g_build_filename(folders->elsewhere, "old", NULL);
    return result_of(open(path, O_RDONLY | O_CLOEXEC));
}

static int
remove_elsewhere(const Folders *folders)
{
    g_autofree char *path = g_build_filename(folders->elsewhere, "old", NULL);
    return result_of(unlink(path));
}

static int
make_folder_elsewhere(const Folders *folders)
{
    g_autofree char *path = g_build_filename(folders->elsewhere, "folder", NULL);
    return result_of(mkdir(path, 0700));
}

static int
link_to_elsewhere(const Folders *folders)
{
    g_autofree char *from = g_build_filename(folders->home, "mine", NULL);
    g_autofree char *to = g_build_filename(folders->elsewhere, "mine", NULL);
    return result_of(link(from, to));
}

/* As publishing does it: from one folder below home to another. */
static int
rename_at_home(const Folders *folders)
{
    g_autofree char *from = g_build_filename(folders->home, "mine", NULL);
    g_autofree char *folder = g_build_filename(folders->home, "folder", NULL);
    g_autofree char *to = g_build_filename(folder, "mine", NULL);
    return mkdir(folder, 0700) == 0 ? result_of(rename(from, to)) : errno;
}

static int
open_inet(const Folders *folders)
{
    (void)folders;
    return result_of(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
}

static int
open_inet6(const Folders *folders)
{
    (void)folders;
    return result_of(socket(AF_INET6, SOCK_DGRAM | SOCK_CLOEXEC, 0));
}

static int
open_unix(const Folders *folders)
{
    (void)folders;
    return result_of(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
}

static int
open_ring(const Folders *folders)
{
    (void)folders;
    return result_of(syscall(SYS_io_uring_setup, 1, NULL)) == EPERM ? EPERM : 0;
}

static int
mount_something(const Folders *folders)
{
    return result_of(mount("none", folders->home, "tmpfs", 0, NULL));
}

static int
attempt_confined(const Folders *folders, Attempt attempt)
{
    gboolean confined;
    if (!ap_sandbox_enter(folders->home, &confined, NULL))
        return BROKEN;
    int result = attempt(folders);
    if (result == EACCES || result == EPERM || result == EXDEV)
        return REFUSED;
    return result != 0 ? BROKEN : confined ? ALLOWED : ALLOWED_UNCONFINED;
}

/* What comes of the attempt in a process of its own, in fresh folders. */
static int
try(Attempt attempt)
{
    g_autofree char *home = g_dir_make_tmp("auditpress-home-XXXXXX", NULL);
    g_autofree char *elsewhere = g_dir_make_tmp("auditpress-else-XXXXXX", NULL);
    g_autofree char *old = g_build_filename(elsewhere, "old", NULL),
                    *mine = g_build_filename(home, "mine", NULL);
    const Folders folders = {home, elsewhere};
    int status = 0;
    assert_true(g_file_set_contents(old, "old", -1, NULL) && g_file_set_contents(mine, "mine", -1, NULL));
    fflush(NULL);
    pid_t pid = fork();
    if (pid == 0)
        _exit(attempt_confined(&folders, attempt));
    assert_int_equal(waitpid(pid, &status, 0), pid);
    g_autofree char *command = g_strdup_printf("rm -rf '%s' '%s'", home, elsewhere);
    assert_true(g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL));
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static void
test_allowed(void **state)
{
    (void)state;
    const Attempt attempts[] = {create_at_home, rename_at_home, read_elsewhere, open_unix};
    for (guint i = 0; i < G_N_ELEMENTS(attempts); i++) {
        int outcome = try(attempts[i]);
        assert_true(outcome == ALLOWED || outcome == ALLOWED_UNCONFINED);
    }
}

/* A kernel without Landlock lets them pass, and the sandbox says so. */
static void
test_files(void **state)
{
    (void)state;
    const Attempt attempts[] = {create_elsewhere, write_elsewhere, remove_elsewhere, make_folder_elsewhere,
                                link_to_elsewhere};
    for (guint i = 0; i < G_N_ELEMENTS(attempts); i++) {
        int outcome = try(attempts[i]);
        assert_true(outcome == REFUSED || outcome == ALLOWED_UNCONFINED);
    }
}

static void
test_calls(void **state)
{
    (void)state;
    const Attempt attempts[] = {open_inet, open_inet6, open_ring, mount_something};
    for (guint i = 0; i < G_N_ELEMENTS(attempts); i++)
        assert_int_equal(try(attempts[i]), REFUSED);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_allowed),
        cmocka_unit_test(test_files),
        cmocka_unit_test(test_calls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
