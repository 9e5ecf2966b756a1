/* Memory for large tables. */
#include <config.h>

#include "scores/large.h"

#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* What a large page is on most machines; smaller tables stay as they are. */
#define LARGE_PAGE ((gsize)2 << 20)

gpointer
ap_large_try_new0(gsize n, gsize size)
{
    gpointer memory = NULL;
    if (size > 0 && n > G_MAXSIZE / size)
        return NULL;
    if (n * size < LARGE_PAGE)
        return g_try_malloc0(n * size);
    if (posix_memalign(&memory, LARGE_PAGE, n * size) != 0)
        return NULL;
#ifdef MADV_HUGEPAGE
    /* A wish: nothing hangs on whether the system follows it. */
    madvise(memory, n * size / LARGE_PAGE * LARGE_PAGE, MADV_HUGEPAGE);
#endif
    return memset(memory, 0, n * size);
}
