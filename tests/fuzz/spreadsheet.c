/* Fuzz target: a workbook of a year folder. The first line of the input is its name. The rest is the bytes of
 * the file, or, so that a fuzzer need not compress what it changed, the parts of the package, each behind a
 * line
 * "==== NAME". */
#include <config.h>

#include "fuzz.h"

#include <string.h>
#include <zip.h>

#define MARK "==== "

static void
add_part(zip_t *zip, const char *name, const char *text, gsize length)
{
    zip_source_t *source = zip_source_buffer(zip, text, length, 0);
    zip_int64_t index = zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0)
        zip_source_free(source); /* the name is there already, or is none */
    else
        zip_set_file_compression(zip, (zip_uint64_t)index, ZIP_CM_STORE, 0);
}

/* FALSE if libzip refuses to make such a package. */
static gboolean
write_package(const char *path, const char *text, gsize length)
{
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    g_assert_nonnull(zip);
    while (length > 0) {
        g_autofree char *line = fuzz_take_line(&text, &length);
        const char *end = g_strstr_len(text, (gssize)length, "\n" MARK);
        gsize part = end != NULL ? (gsize)(end - text) + 1 : length;
        add_part(zip, g_str_has_prefix(line, MARK) ? line + strlen(MARK) : line, text, part);
        text += part;
        length -= part;
    }
    if (zip_close(zip) == 0)
        return TRUE;
    zip_discard(zip);
    return FALSE;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"scores.xlsx", "scores.ods"};
    const char *dir = fuzz_folder("tests/golden/folder");
    const char *text = (const char *)data;
    g_autofree char *wanted = fuzz_take_line(&text, &size);
    const char *name = names[g_str_equal(wanted, names[1])];
    g_autofree char *path = g_build_filename(dir, name, NULL);
    fuzz_remove(dir, "scores.csv");
    gboolean parts = size >= strlen(MARK) && memcmp(text, MARK, strlen(MARK)) == 0;
    if (!parts)
        fuzz_write(dir, name, text, size);
    if (!parts || write_package(path, text, size))
        fuzz_read_year(dir);
    fuzz_remove(dir, name);
    return 0;
}
