/* Reading former outputs, which anybody may have changed: whatever is not as expected is not there. */
#include <config.h>

#include "render/former.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static gboolean
fill(int fd, guint8 *buffer, gsize size)
{
    gsize filled = 0;
    while (filled < size) {
        ssize_t got = read(fd, buffer + filled, size - filled);
        if (got < 0 && errno == EINTR)
            continue;
        if (got <= 0)
            return FALSE;
        filled += (gsize)got;
    }
    return TRUE;
}

GBytes *
ap_former_read(const char *path, gsize size)
{
    struct stat status;
    int fd = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (fd < 0)
        return NULL;
    g_autofree guint8 *buffer = NULL;
    gboolean read = fstat(fd, &status) == 0 && S_ISREG(status.st_mode) && (gsize)status.st_size == size &&
                    fill(fd, buffer = g_malloc(MAX(size, 1)), size);
    close(fd);
    return read ? g_bytes_new_take(g_steal_pointer(&buffer), size) : NULL;
}

gboolean
ap_former_equals(const char *path, GBytes *bytes)
{
    g_autoptr(GBytes) former = ap_former_read(path, g_bytes_get_size(bytes));
    return former != NULL && g_bytes_equal(former, bytes);
}
