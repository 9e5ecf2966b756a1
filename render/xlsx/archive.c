/* Reading the finished workbook back. */
#include <config.h>

#include "render/xlsx/archive.h"

#include <expat.h>
#include <glib/gi18n.h>
#include <string.h>
#include <zip.h>

/* Reads part `index` to its end, into `text`; libzip compares length and CRC with the directory. */
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
        if (n > 0)
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

/* ---- Whether the parts say all that they should. ---- */

/* An element that is open: what it counts its children to be (-1: does not), and how many there were. */
typedef struct {
    gint64 promised;
    gint64 seen;
} Open;

/* A walk through a part. */
typedef struct {
    GArray *open; /* Open */
    guint64 cells;
    gboolean declared; /* it began with its declaration, as each part that the library writes */
    gboolean whole;
} Walk;

/* XML without a declaration would be good as well. */
static void
take_declaration(void *data, G_GNUC_UNUSED const char *version, G_GNUC_UNUSED const char *encoding,
                 int standalone)
{
    Walk *walk = data;
    walk->declared = standalone == 1;
}

/* What the element says of its children; strings count their uses, too. `attributes` are names and values in
 * turn, closed by NULL. */
static gint64
promise(const char *name, const char **attributes)
{
    const char *wanted = strcmp(name, "sst") == 0 ? "uniqueCount" : "count";
    for (; attributes[0] != NULL; attributes += 2)
        if (strcmp(attributes[0], wanted) == 0)
            return g_ascii_strtoll(attributes[1], NULL, 10);
    return -1;
}

static void
open_element(void *data, const char *name, const char **attributes)
{
    Walk *walk = data;
    Open element = {promise(name, attributes), 0};
    if (walk->open->len > 0)
        g_array_index(walk->open, Open, walk->open->len - 1).seen++;
    walk->cells += strcmp(name, "c") == 0;
    g_array_append_val(walk->open, element);
}

static void
close_element(void *data, G_GNUC_UNUSED const char *name)
{
    Walk *walk = data;
    const Open *element = &g_array_index(walk->open, Open, walk->open->len - 1);
    walk->whole = walk->whole && (element->promised < 0 || element->promised == element->seen);
    g_array_set_size(walk->open, walk->open->len - 1);
}

/* Makes the parser ready for another part. */
static void
begin_part(XML_Parser parser, Walk *walk)
{
    XML_ParserReset(parser, NULL);
    XML_SetUserData(parser, walk);
    XML_SetXmlDeclHandler(parser, take_declaration);
    XML_SetElementHandler(parser, open_element, close_element);
}

/* Whether part `index` matches its checksum, which libzip compares at its end, and is well-formed and holds
 * as much as it says if it is XML; adds its elements "c" to `*cells` if it is a sheet. */
static gboolean
is_part_whole(zip_t *archive, zip_uint64_t index, XML_Parser parser, guint64 *cells)
{
    char piece[16384];
    const char *name = zip_get_name(archive, index, 0);
    zip_file_t *part = zip_fopen_index(archive, index, 0);
    if (part == NULL)
        return FALSE;
    gboolean is_xml = g_str_has_suffix(name, ".xml") || g_str_has_suffix(name, ".rels");
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(Open));
    Walk walk = {.open = open, .whole = TRUE};
    begin_part(parser, &walk);
    zip_int64_t n;
    while ((n = zip_fread(part, piece, sizeof piece)) > 0 && walk.whole)
        if (is_xml)
            walk.whole = XML_Parse(parser, piece, (int)n, FALSE) == XML_STATUS_OK && walk.whole;
    if (is_xml && walk.whole)
        walk.whole = XML_Parse(parser, piece, 0, TRUE) == XML_STATUS_OK && walk.declared && walk.whole;
    if (g_str_has_prefix(name, "xl/worksheets/"))
        *cells += walk.cells;
    return zip_fclose(part) == 0 && walk.whole && n == 0;
}

/* The library does not ask whether its temporary files took all that it wrote, so on a full disk a part may
 * lack any piece, while the archive is in order. */
static gboolean
is_whole(GBytes *bytes, guint64 cells)
{
    zip_t *archive = open_archive(bytes);
    if (archive == NULL)
        return FALSE;
    zip_int64_t parts = zip_get_num_entries(archive, 0);
    gboolean whole = parts > 0;
    guint64 found = 0;
    XML_Parser parser = XML_ParserCreate(NULL);
    for (zip_int64_t i = 0; whole && i < parts; i++)
        whole = is_part_whole(archive, (zip_uint64_t)i, parser, &found);
    XML_ParserFree(parser);
    zip_discard(archive);
    return whole && found == cells;
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
ap_archive_read(const char *path, guint64 cells, GError **error)
{
    char *contents = NULL;
    gsize length = 0;
    if (!g_file_get_contents(path, &contents, &length, error))
        return NULL;
    g_autoptr(GBytes) bytes = g_bytes_new_take(contents, length);
    if (!is_whole(bytes, cells)) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED,
                    _("the workbook came out damaged; is the folder for temporary files full?"));
        return NULL;
    }
    return g_steal_pointer(&bytes);
}
