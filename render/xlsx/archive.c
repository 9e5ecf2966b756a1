/* Reading the finished workbook back. */
#include <config.h>

#include "render/xlsx/archive.h"

#include <glib/gi18n.h>
#include <libxml/xmlreader.h>
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
    xmlTextReaderPtr reader;
    GArray *open; /* Open */
    guint64 cells;
    gboolean whole;
} Walk;

/* What the element says of its children; strings count their uses, too. */
static gint64
promise(const Walk *walk, const char *name)
{
    const char *attribute = strcmp(name, "sst") == 0 ? "uniqueCount" : "count";
    xmlChar *value = xmlTextReaderGetAttribute(walk->reader, (const xmlChar *)attribute);
    gint64 number = value != NULL ? g_ascii_strtoll((const char *)value, NULL, 10) : -1;
    xmlFree(value);
    return number;
}

static void
close_element(Walk *walk)
{
    const Open *element = &g_array_index(walk->open, Open, walk->open->len - 1);
    walk->whole = walk->whole && (element->promised < 0 || element->promised == element->seen);
    g_array_set_size(walk->open, walk->open->len - 1);
}

static void
open_element(Walk *walk)
{
    const char *name = (const char *)xmlTextReaderConstLocalName(walk->reader);
    Open element = {promise(walk, name), 0};
    if (walk->open->len > 0)
        g_array_index(walk->open, Open, walk->open->len - 1).seen++;
    walk->cells += strcmp(name, "c") == 0;
    g_array_append_val(walk->open, element);
    if (xmlTextReaderIsEmptyElement(walk->reader) == 1)
        close_element(walk);
}

static int
pull(void *part, char *buffer, int size)
{
    return (int)zip_fread(part, buffer, (zip_uint64_t)size);
}

static int
keep_open(G_GNUC_UNUSED void *part)
{
    return 0;
}

/* Whether the XML is well-formed and holds as much as it says; `*cells` counts its elements "c". */
static gboolean
is_xml_whole(zip_file_t *part, guint64 *cells)
{
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(Open));
    xmlTextReaderPtr reader =
        xmlReaderForIO(pull, keep_open, part, NULL, NULL,
                       XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    Walk walk = {.reader = reader, .open = open, .whole = reader != NULL};
    int more = 0;
    while (walk.whole && (more = xmlTextReaderRead(reader)) == 1) {
        int type = xmlTextReaderNodeType(reader);
        if (type == XML_READER_TYPE_ELEMENT)
            open_element(&walk);
        else if (type == XML_READER_TYPE_END_ELEMENT)
            close_element(&walk);
    }
    xmlFreeTextReader(reader);
    *cells = walk.cells;
    return walk.whole && more == 0;
}

/* The same of part `index`, and that it matches its checksum, which libzip compares at its end; adds the
 * cells of a sheet. */
static gboolean
is_part_whole(zip_t *archive, zip_uint64_t index, guint64 *cells)
{
    char rest[16384];
    const char *name = zip_get_name(archive, index, 0);
    zip_file_t *part = zip_fopen_index(archive, index, 0);
    guint64 found = 0;
    if (part == NULL)
        return FALSE;
    gboolean is_xml = g_str_has_suffix(name, ".xml") || g_str_has_suffix(name, ".rels");
    gboolean whole = !is_xml || is_xml_whole(part, &found);
    zip_int64_t n = 1;
    while (whole && n > 0)
        n = zip_fread(part, rest, sizeof rest);
    if (g_str_has_prefix(name, "xl/worksheets/"))
        *cells += found;
    return zip_fclose(part) == 0 && whole && n == 0;
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
    for (zip_int64_t i = 0; whole && i < parts; i++)
        whole = is_part_whole(archive, (zip_uint64_t)i, &found);
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
