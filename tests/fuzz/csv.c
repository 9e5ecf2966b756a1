/* Fuzz target: a CSV file of a year folder. The first line of the input names the file; the rest is its text.
 */
#include <config.h>

#include "fuzz.h"

/* Those that the folder has, and those that it may have. */
static const char *const names[] = {"scores.csv",      "participants.csv", "items.csv",
                                    "corrections.csv", "agencies.csv",     "published.csv"};

static void
restore(const char *dir, const char *name)
{
    g_autofree char *path = g_build_filename(g_getenv("AP_SRCDIR"), "tests/golden/folder", name, NULL);
    g_autofree char *text = NULL;
    gsize length;
    if (g_file_get_contents(path, &text, &length, NULL))
        fuzz_write(dir, name, text, length);
    else
        fuzz_remove(dir, name);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *dir = fuzz_folder("tests/golden/folder");
    const char *text = (const char *)data;
    g_autofree char *wanted = fuzz_take_line(&text, &size);
    guint i = 0;
    while (i + 1 < G_N_ELEMENTS(names) && !g_str_equal(wanted, names[i]))
        i++;
    fuzz_write(dir, names[i], text, size);
    fuzz_read_year(dir);
    restore(dir, names[i]);
    return 0;
}
