/* A library to be loaded before all others (LD_PRELOAD), which makes the nth call of some system functions go
 * wrong, or kills the program there. tests/faults/run drives it by these variables:
 *
 *   AP_FAULT_OF     which calls are counted: write (what changes files and folders), stream (what only fills
 *                   the buffer of a FILE), read (what opens, reads or maps) or memory
 *   AP_FAULT_AT     which of them goes wrong, from 1; 0: none
 *   AP_FAULT_HOW    how: KILL; TEAR (half is done, then KILL) or SHORT (half is done), for which only calls
 * that move bytes are counted; or an error: ENOSPC, EIO, EINTR, EMFILE, ENOMEM AP_FAULT_COUNT  a file that
 * the number of calls is written to at the end AP_FAULT_TRACE  if it is set, the call that went wrong is
 * named on standard error
 *
 * Memory that has run out stays out: every further call fails, too. Children are not touched. Calls within
 * the C library do not come through here, so what it wraps (FILE, opendir) is counted as such. */
#define _GNU_SOURCE
#undef _FORTIFY_SOURCE

#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

typedef enum { OF_NONE, OF_WRITE, OF_STREAM, OF_READ, OF_MEMORY } Kind;

static Kind counted;
static long fault_at;
static int fault_errno; /* 0: none */
static int fault_kills, fault_halves, fault_traced;
static char count_path[4096];
static atomic_long calls;

static void
say(const char *text)
{
    (void)!syscall(SYS_write, 2, text, strlen(text));
}

/* Counts a call. TRUE if it is the one that goes wrong; if the program is to be killed there it is, unless
 * the caller does half of it first. */
static int
is_hit(Kind kind, const char *name, int can_halve)
{
    if (kind != counted || (fault_halves && !can_halve))
        return 0;
    long call = atomic_fetch_add(&calls, 1) + 1;
    if (call != fault_at && !(kind == OF_MEMORY && fault_at > 0 && call > fault_at))
        return 0;
    if (call > fault_at)
        return 1;
    if (fault_traced) {
        say(name);
        say("\n");
    }
    if (fault_kills && !fault_halves)
        syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);
    return 1;
}

/* The function of the libraries behind this one. */
static void
find(void *function, const char *name)
{
    void *found = dlsym(RTLD_NEXT, name);
    memcpy(function, &found, sizeof found);
}

/* A call of `kind` that fails as a whole: -1, NULL or MAP_FAILED. */
#define FAIL(kind, name, failed)                          \
    do {                                                  \
        if (is_hit(kind, #name, 0) && fault_errno != 0) { \
            errno = fault_errno;                          \
            return failed;                                \
        }                                                 \
    } while (0)

#define SIMPLE(kind, type, failed, name, declared, passed) \
    type name declared                                     \
    {                                                      \
        static type(*real) declared;                       \
        if (real == NULL)                                  \
            find(&real, #name);                            \
        FAIL(kind, name, failed);                          \
        return real passed;                                \
    }

__attribute__((constructor)) static void
start(void)
{
    static const struct {
        const char *name;
        int number;
    } errors[] = {{"ENOSPC", ENOSPC}, {"EIO", EIO}, {"EINTR", EINTR}, {"EMFILE", EMFILE}, {"ENOMEM", ENOMEM}};
    const char *of = getenv("AP_FAULT_OF"), *at = getenv("AP_FAULT_AT"), *how = getenv("AP_FAULT_HOW");
    const char *count = getenv("AP_FAULT_COUNT");
    if (of == NULL || at == NULL || how == NULL)
        return;
    for (size_t i = 0; i < sizeof errors / sizeof *errors; i++)
        if (strcmp(how, errors[i].name) == 0)
            fault_errno = errors[i].number;
    fault_kills = strcmp(how, "KILL") == 0 || strcmp(how, "TEAR") == 0;
    fault_halves = strcmp(how, "TEAR") == 0 || strcmp(how, "SHORT") == 0;
    fault_traced = getenv("AP_FAULT_TRACE") != NULL;
    fault_at = strtol(at, NULL, 10);
    if (count != NULL)
        snprintf(count_path, sizeof count_path, "%s", count);
    unsetenv("LD_PRELOAD");
    counted = strcmp(of, "write") == 0    ? OF_WRITE
              : strcmp(of, "stream") == 0 ? OF_STREAM
              : strcmp(of, "read") == 0   ? OF_READ
                                          : OF_MEMORY;
}

__attribute__((destructor)) static void
end(void)
{
    char text[32];
    long n = atomic_load(&calls);
    counted = OF_NONE;
    if (*count_path == '\0')
        return;
    int fd = (int)syscall(SYS_openat, AT_FDCWD, count_path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    int length = snprintf(text, sizeof text, "%ld\n", n);
    (void)!syscall(SYS_write, fd, text, (size_t)length);
}

/* ---- What moves bytes, and may do half of it. ---- */

#define PARTIAL(kind, name, declared, passed, halved, size)        \
    ssize_t name declared                                          \
    {                                                              \
        static ssize_t(*real) declared;                            \
        if (real == NULL)                                          \
            find(&real, #name);                                    \
        if (is_hit(kind, #name, 1)) {                              \
            if (!fault_halves) {                                   \
                errno = fault_errno;                               \
                return -1;                                         \
            }                                                      \
            ssize_t done = (size) > 1 ? real halved : real passed; \
            if (fault_kills)                                       \
                syscall(SYS_kill, syscall(SYS_getpid), SIGKILL);   \
            return done;                                           \
        }                                                          \
        return real passed;                                        \
    }

PARTIAL(OF_WRITE, write, (int fd, const void *data, size_t size), (fd, data, size), (fd, data, size / 2),
        size)
PARTIAL(OF_WRITE, pwrite, (int fd, const void *data, size_t size, off_t at), (fd, data, size, at),
        (fd, data, size / 2, at), size)
PARTIAL(OF_WRITE, pwrite64, (int fd, const void *data, size_t size, off_t at), (fd, data, size, at),
        (fd, data, size / 2, at), size)
PARTIAL(OF_READ, read, (int fd, void *data, size_t size), (fd, data, size), (fd, data, size / 2), size)
PARTIAL(OF_READ, __read_chk, (int fd, void *data, size_t size, size_t room), (fd, data, size, room),
        (fd, data, size / 2, room), size)
PARTIAL(OF_READ, pread, (int fd, void *data, size_t size, off_t at), (fd, data, size, at),
        (fd, data, size / 2, at), size)
PARTIAL(OF_READ, pread64, (int fd, void *data, size_t size, off_t at), (fd, data, size, at),
        (fd, data, size / 2, at), size)

/* A FILE that cannot empty its buffer loses a block of what was written to it: one (EIO), or each from now on
 * (ENOSPC). */
size_t
fwrite(const void *data, size_t size, size_t n, FILE *file)
{
    enum { BLOCK = 4096 };
    static size_t (*real)(const void *, size_t, size_t, FILE *);
    static FILE *losing;
    static size_t lost;
    if (real == NULL)
        find(&real, "fwrite");
    if (fileno(file) == STDERR_FILENO)
        return real(data, size, n, file);
    if (is_hit(OF_STREAM, "fwrite", 0))
        losing = file;
    if (losing == NULL || (fault_errno != ENOSPC && (losing != file || lost >= BLOCK)))
        return real(data, size, n, file);
    lost += size * n;
    errno = fault_errno;
    return 0;
}

size_t
fread(void *data, size_t size, size_t n, FILE *file)
{
    static size_t (*real)(void *, size_t, size_t, FILE *);
    if (real == NULL)
        find(&real, "fread");
    if (!is_hit(OF_READ, "fread", 0) || fault_halves)
        return real(data, size, n, file);
    errno = fault_errno;
    return 0;
}

/* ---- What changes files and folders. ---- */

SIMPLE(OF_WRITE, int, -1, fsync, (int fd), (fd))
SIMPLE(OF_WRITE, int, -1, fdatasync, (int fd), (fd))
SIMPLE(OF_WRITE, int, -1, rename, (const char *from, const char *to), (from, to))
SIMPLE(OF_WRITE, int, -1, renameat, (int a, const char *from, int b, const char *to), (a, from, b, to))
SIMPLE(OF_WRITE, int, -1, renameat2, (int a, const char *from, int b, const char *to, unsigned int how),
       (a, from, b, to, how))
SIMPLE(OF_WRITE, int, -1, link, (const char *from, const char *to), (from, to))
SIMPLE(OF_WRITE, int, -1, unlink, (const char *path), (path))
SIMPLE(OF_WRITE, int, -1, unlinkat, (int fd, const char *path, int how), (fd, path, how))
SIMPLE(OF_WRITE, int, -1, remove, (const char *path), (path))
SIMPLE(OF_WRITE, int, -1, rmdir, (const char *path), (path))
SIMPLE(OF_WRITE, int, -1, mkdir, (const char *path, mode_t mode), (path, mode))
SIMPLE(OF_WRITE, int, -1, ftruncate, (int fd, off_t size), (fd, size))
SIMPLE(OF_WRITE, int, -1, ftruncate64, (int fd, off_t size), (fd, size))
SIMPLE(OF_WRITE, int, -1, chmod, (const char *path, mode_t mode), (path, mode))
SIMPLE(OF_WRITE, int, -1, fchmod, (int fd, mode_t mode), (fd, mode))
SIMPLE(OF_WRITE, int, -1, futimens, (int fd, const struct timespec times[2]), (fd, times))
SIMPLE(OF_WRITE, int, -1, flock, (int fd, int how), (fd, how))
SIMPLE(OF_STREAM, int, EOF, fflush, (FILE * file), (file))
SIMPLE(OF_WRITE, FILE *, NULL, fdopen, (int fd, const char *mode), (fd, mode))
SIMPLE(OF_WRITE, FILE *, NULL, tmpfile, (void), ())
SIMPLE(OF_WRITE, int, -1, mkstemp, (char *name), (name))
SIMPLE(OF_WRITE, int, -1, mkstemp64, (char *name), (name))

/* A descriptor is gone whatever close says. */
int
close(int fd)
{
    static int (*real)(int);
    if (real == NULL)
        find(&real, "close");
    int hit = is_hit(OF_WRITE, "close", 0) && fault_errno != 0;
    int result = real(fd);
    if (hit)
        errno = fault_errno;
    return hit ? -1 : result;
}

int
fclose(FILE *file)
{
    static int (*real)(FILE *);
    if (real == NULL)
        find(&real, "fclose");
    int hit = is_hit(OF_WRITE, "fclose", 0) && fault_errno != 0;
    int result = real(file);
    if (hit)
        errno = fault_errno;
    return hit ? EOF : result;
}

/* ---- What opens and reads. ---- */

/* One that may write is a call that writes. */
static Kind
kind_of(int how)
{
    return (how & O_ACCMODE) == O_RDONLY ? OF_READ : OF_WRITE;
}

#define OPEN(name, declared, passed, last)                        \
    int name declared                                             \
    {                                                             \
        static int(*real) declared;                               \
        mode_t mode = 0;                                          \
        if (real == NULL)                                         \
            find(&real, #name);                                   \
        if (how & (O_CREAT | O_TMPFILE)) {                        \
            va_list arguments;                                    \
            va_start(arguments, last);                            \
            mode = va_arg(arguments, mode_t);                     \
            va_end(arguments);                                    \
        }                                                         \
        if (is_hit(kind_of(how), #name, 0) && fault_errno != 0) { \
            errno = fault_errno;                                  \
            return -1;                                            \
        }                                                         \
        return real passed;                                       \
    }

OPEN(open, (const char *path, int how, ...), (path, how, mode), how)
OPEN(open64, (const char *path, int how, ...), (path, how, mode), how)
OPEN(openat, (int fd, const char *path, int how, ...), (fd, path, how, mode), how)
OPEN(openat64, (int fd, const char *path, int how, ...), (fd, path, how, mode), how)
SIMPLE(OF_READ, int, -1, __open_2, (const char *path, int how), (path, how))
SIMPLE(OF_READ, int, -1, __open64_2, (const char *path, int how), (path, how))
SIMPLE(OF_READ, DIR *, NULL, opendir, (const char *path), (path))
SIMPLE(OF_READ, void *, MAP_FAILED, mmap, (void *at, size_t size, int how, int flags, int fd, off_t from),
       (at, size, how, flags, fd, from))
SIMPLE(OF_READ, void *, MAP_FAILED, mmap64, (void *at, size_t size, int how, int flags, int fd, off_t from),
       (at, size, how, flags, fd, from))

#define FOPEN(name)                                                                                    \
    FILE *name(const char *path, const char *mode)                                                     \
    {                                                                                                  \
        static FILE *(*real)(const char *, const char *);                                              \
        if (real == NULL)                                                                              \
            find(&real, #name);                                                                        \
        if (is_hit(strpbrk(mode, "wa+") != NULL ? OF_WRITE : OF_READ, #name, 0) && fault_errno != 0) { \
            errno = fault_errno;                                                                       \
            return NULL;                                                                               \
        }                                                                                              \
        return real(path, mode);                                                                       \
    }

FOPEN(fopen)
FOPEN(fopen64)

/* ---- Memory. glibc has these under names of its own, so that nothing need be looked for. ---- */

extern void *__libc_malloc(size_t size);
extern void *__libc_calloc(size_t n, size_t size);
extern void *__libc_realloc(void *memory, size_t size);
extern void *__libc_memalign(size_t alignment, size_t size);

#define MEMORY(name, declared, passed) \
    void *name declared                \
    {                                  \
        FAIL(OF_MEMORY, name, NULL);   \
        return __libc_##name passed;   \
    }

MEMORY(malloc, (size_t size), (size))
MEMORY(calloc, (size_t n, size_t size), (n, size))
MEMORY(realloc, (void *memory, size_t size), (memory, size))

int
posix_memalign(void **memory, size_t alignment, size_t size)
{
    if (is_hit(OF_MEMORY, "posix_memalign", 0))
        return ENOMEM;
    *memory = __libc_memalign(alignment, size);
    return *memory == NULL ? ENOMEM : 0;
}
