/* A fuzz target without a fuzzer: reads again what stands in corpus/NAME, NAME being that of the program, or
 * the files that are named. */
#include <config.h>

#include "fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
replay(const char *path, guint number)
{
    g_autofree char *text = NULL;
    gsize length;
    if (!g_file_get_contents(path, &text, &length, NULL)) {
        printf("not ok %u - %s cannot be read\n", number, path);
        exit(EXIT_FAILURE);
    }
    g_autofree char *name = g_path_get_basename(path);
    /* Exactly as long as the input, so that a sanitizer sees a byte read behind it; never NULL, as libFuzzer
     * has it. */
    uint8_t *data = malloc(length);
    memcpy(data, text, length);
    LLVMFuzzerTestOneInput(data, length);
    free(data);
    printf("ok %u - %s\n", number, name);
    fflush(stdout);
}

static int
compare(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The paths of the files in the folder, in order. */
static GPtrArray *
list_corpus(const char *folder)
{
    GPtrArray *paths = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GDir) dir = g_dir_open(folder, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;)
        g_ptr_array_add(paths, g_build_filename(folder, name, NULL));
    g_ptr_array_sort(paths, compare);
    return paths;
}

int
main(int argc, char **argv)
{
    g_autofree char *name = g_path_get_basename(argv[0]);
    g_autofree char *folder = g_build_filename(g_getenv("AP_SRCDIR"), "tests/fuzz/corpus", name, NULL);
    g_autoptr(GPtrArray) paths = argc > 1 ? g_ptr_array_new() : list_corpus(folder);
    for (int i = 1; i < argc; i++)
        g_ptr_array_add(paths, argv[i]);
    if (paths->len == 0) {
        printf("1..0\n");
        fprintf(stderr, "there is nothing in %s\n", folder);
        return EXIT_FAILURE;
    }
    for (guint i = 0; i < paths->len; i++)
        replay(paths->pdata[i], i + 1);
    printf("1..%u\n", paths->len);
    return EXIT_SUCCESS;
}
