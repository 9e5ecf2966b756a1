/* Reading the finished workbook back. */
#include <config.h>

#include "render/xlsx/archive.h"

#include <glib/gi18n.h>
#include <zip.h>

/* Reads part `index` to its end, into `text` unless it is NULL; libzip compares length and CRC with the
 * directory. */
static gboolean
read_part(zip_t *archive, zip_uint64_t index, GString *text)
{
    zip_file_t *part = zip_fopen_index(archive, index, 0);
    if (part == NULL)
        return FALSE;
    char buffer[16384];
    zip_int64_t n;
    do {
        n = zip_fread(part, buffer, sizeof buffer);
        if (n > 0 && text != NULL)
            g_string_append_len(text, buffer, (gssize)n);
    } while (n > 0);
    return (zip_fclose(part) == 0) && n == 0;
}

/* NULL if it is no sound zip file. `bytes` must outlive the archive. */
static zip_t *
open_archive(GBytes *bytes)
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
    return archive;
}

static gboolean
is_whole(GBytes *bytes)
{
    zip_t *archive = open_archive(bytes);
    if (archive == NULL)
        return FALSE;
    zip_int64_t parts = zip_get_num_entries(archive, 0);
    gboolean whole = parts > 0;
    for (zip_int64_t i = 0; whole && i < parts; i++)
        whole = read_part(archive, (zip_uint64_t)i, NULL);
    zip_discard(archive);
    return whole;
}

static void
part_free(gpointer part)
{
    g_string_free(part, TRUE);
}

GHashTable *
ap_archive_parts(GBytes *bytes, GError **error)
{
    g_autoptr(GHashTable) parts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, part_free);
    zip_t *archive = open_archive(bytes);
    zip_int64_t n_parts = archive != NULL ? zip_get_num_entries(archive, 0) : 0;
    gboolean whole = n_parts > 0;
    for (zip_int64_t i = 0; whole && i < n_parts; i++) {
        GString *text = g_string_new(NULL);
        whole = read_part(archive, (zip_uint64_t)i, text);
        g_hash_table_insert(parts, g_strdup(zip_get_name(archive, (zip_uint64_t)i, 0)), text);
    }
    if (archive != NULL)
        zip_discard(archive);
    if (whole)
        return g_steal_pointer(&parts);
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, _("the workbook cannot be read back"));
    return NULL;
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
