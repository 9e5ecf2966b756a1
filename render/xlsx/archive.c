/* Reading the finished workbook back. */
#include <config.h>

#include "render/xlsx/archive.h"

#include <glib/gi18n.h>
#include <zip.h>

/* Reads part `index` to its end; libzip compares length and CRC with the directory. */
static gboolean
part_is_whole(zip_t *archive, zip_uint64_t index)
{
    zip_file_t *part = zip_fopen_index(archive, index, 0);
    if (part == NULL)
        return FALSE;
    char buffer[16384];
    zip_int64_t n;
    do
        n = zip_fread(part, buffer, sizeof buffer);
    while (n > 0);
    return (zip_fclose(part) == 0) && n == 0;
}

static gboolean
is_whole(GBytes *bytes)
{
    gsize length = 0;
    gconstpointer data = g_bytes_get_data(bytes, &length);
    zip_error_t reason;
    zip_error_init(&reason);
    zip_source_t *source = zip_source_buffer_create(data, length, 0, &reason);
    zip_t *archive =
        source == NULL ? NULL : zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, &reason);
    if (archive == NULL && source != NULL)
        zip_source_free(source);
    zip_error_fini(&reason);
    if (archive == NULL)
        return FALSE;
    zip_int64_t parts = zip_get_num_entries(archive, 0);
    gboolean whole = parts > 0;
    for (zip_int64_t i = 0; whole && i < parts; i++)
        whole = part_is_whole(archive, (zip_uint64_t)i);
    zip_discard(archive);
    return whole;
}

GBytes *
ap_archive_read(const char *path, GError **error)
{
    char *contents = NULL;
    gsize length = 0;
    if (!g_file_get_contents(path, &contents, &length, error))
        return NULL;
    g_autoptr(GBytes) bytes = g_bytes_new_take(contents, length);
    if (!is_whole(bytes)) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                    _("the workbook came out damaged; is the folder for temporary files full?"));
        return NULL;
    }
    return g_steal_pointer(&bytes);
}
