/* Landlock by its system calls, as glibc has none for them, and seccomp by libseccomp. */
#include <config.h>

#include "cmd/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <linux/landlock.h>
#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Kernel 5.19: the first that lets a file be renamed from one folder to another, as publishing does. */
#define LEAST_LANDLOCK 2

/* Kernel 6.2 has it; Debian 12's headers do not. */
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif
#define TRUNCATE_LANDLOCK 3

/* What changes a file system; reading is free. */
#define CHANGES                                                                                       \
    (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE | \
     LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_MAKE_REG |       \
     LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |    \
     LANDLOCK_ACCESS_FS_MAKE_SYM | LANDLOCK_ACCESS_FS_REFER)

/* What nobody who makes reports needs. A ring would open sockets past the filter. */
static const int forbidden[] = {
    SCMP_SYS(io_uring_setup), SCMP_SYS(ptrace),       SCMP_SYS(process_vm_writev),
    SCMP_SYS(mount),          SCMP_SYS(umount2),      SCMP_SYS(pivot_root),
    SCMP_SYS(move_mount),     SCMP_SYS(open_tree),    SCMP_SYS(fsopen),
    SCMP_SYS(unshare),        SCMP_SYS(setns),        SCMP_SYS(bpf),
    SCMP_SYS(init_module),    SCMP_SYS(finit_module), SCMP_SYS(delete_module),
    SCMP_SYS(kexec_load),     SCMP_SYS(keyctl),       SCMP_SYS(perf_event_open),
    SCMP_SYS(userfaultfd),    SCMP_SYS(reboot),
};

static gboolean
fail(GError **error, int reason)
{
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("cannot confine this process: %s"),
                g_strerror(reason));
    return FALSE;
}

/* Lets the ruleset allow `access` below `path`; FALSE with errno. */
static gboolean
allow(int ruleset, const char *path, guint64 access)
{
    struct landlock_path_beneath_attr rule = {
        .allowed_access = access,
        .parent_fd = open(path, O_PATH | O_CLOEXEC),
    };
    if (rule.parent_fd < 0)
        return FALSE;
    gboolean allowed = syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) == 0;
    int reason = errno;
    close(rule.parent_fd);
    errno = reason;
    return allowed;
}

static gboolean
confine_files(const char *dir, gboolean *confined, GError **error)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, (size_t)0, LANDLOCK_CREATE_RULESET_VERSION);
    *confined = version >= LEAST_LANDLOCK;
    if (!*confined)
        return TRUE;
    guint64 truncate = version >= TRUNCATE_LANDLOCK ? LANDLOCK_ACCESS_FS_TRUNCATE : 0;
    const struct landlock_ruleset_attr attributes = {.handled_access_fs = CHANGES | truncate};
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
    if (ruleset < 0)
        return fail(error, errno);
    gboolean entered = allow(ruleset, dir, CHANGES | truncate) &&
                       allow(ruleset, "/dev/null", LANDLOCK_ACCESS_FS_WRITE_FILE | truncate) &&
                       syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    int reason = errno;
    close(ruleset);
    return entered || fail(error, reason);
}

/* Every family of sockets but that of the machine itself, which LibreOffice talks to itself by. */
static int
forbid_calls(scmp_filter_ctx filter)
{
    int wrong = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), SCMP_SYS(socket), 1,
                                 SCMP_A0(SCMP_CMP_NE, AF_UNIX, 0));
    for (guint i = 0; i < G_N_ELEMENTS(forbidden) && wrong == 0; i++)
        wrong = seccomp_rule_add(filter, SCMP_ACT_ERRNO(EPERM), forbidden[i], 0);
    return wrong;
}

static gboolean
confine_calls(GError **error)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (filter == NULL)
        return fail(error, ENOMEM);
    int wrong = forbid_calls(filter);
    if (wrong == 0)
        wrong = seccomp_load(filter);
    seccomp_release(filter);
    return wrong == 0 || fail(error, -wrong);
}

gboolean
ap_sandbox_enter(const char *dir, gboolean *confined, GError **error)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return fail(error, errno);
    return confine_files(dir, confined, error) && confine_calls(error);
}
