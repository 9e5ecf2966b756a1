/* Inside scores/ only: memory for tables that are as large as the year. */
#pragma once

#include <glib.h>

/* Zeroed memory for `n` records of `size` bytes, in large pages where the system has them: a score sheet in
 * any order touches the whole table at random, and most of such a touch is otherwise finding the page. NULL
 * if there is no memory. Freed with g_free. */
gpointer ap_large_try_new0(gsize n, gsize size);
