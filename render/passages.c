/* A reader for each format that a build writes; any other file is taken for text. */
#include <config.h>

#include "render/passages.h"

#include "render/markup.h"
#include "render/pdf/passages.h"
#include "render/xlsx/archive.h"

#include <jansson.h>
#include <string.h>

typedef gboolean (*Reader)(GBytes *bytes, ApPassages *passages, GError **error);

void
ap_passages_free(ApPassages *passages)
{
    if (passages == NULL)
        return;
    g_ptr_array_unref(passages->together);
    g_ptr_array_unref(passages->apart);
    g_free(passages);
}

/* The bytes as text that ends; what is no UTF-8 is replaced. */
static char *
as_text(GBytes *bytes)
{
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    return g_utf8_make_valid(data != NULL ? data : "", (gssize)length);
}

static void
take_all(GPtrArray *into, GPtrArray *from)
{
    g_ptr_array_extend(into, from, (GCopyFunc)(void (*)(void))g_strdup, NULL);
}

/* A passage a line, as in CSV; and the whole, for fields that hold what parts others. */
static gboolean
read_lines(GBytes *bytes, ApPassages *passages, GError **error)
{
    (void)error;
    g_autofree char *text = as_text(bytes);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++) {
        g_strdelimit(lines[i], ",\"", AP_PASSAGES_GAP);
        g_ptr_array_add(passages->together, g_strdup(lines[i]));
    }
    GString *whole = g_string_new(text);
    g_string_replace(whole, "\"\"", "\"", 0);
    g_ptr_array_add(passages->apart, g_string_free(whole, FALSE));
    return TRUE;
}

static gboolean
read_pdf(GBytes *bytes, ApPassages *passages, GError **error)
{
    g_autoptr(ApPdfPassages) pdf = ap_pdf_passages(bytes, error);
    if (pdf == NULL)
        return FALSE;
    take_all(passages->together, pdf->passages);
    take_all(passages->apart, pdf->pages);
    return TRUE;
}

static gboolean
read_svg(GBytes *bytes, ApPassages *passages, GError **error)
{
    static const char *const units[] = {"svg", NULL};
    (void)error;
    g_autofree char *text = as_text(bytes);
    ap_markup_passages(text, units, AP_PASSAGES_GAP, passages->together);
    return TRUE;
}

static gboolean
read_html(GBytes *bytes, ApPassages *passages, GError **error)
{
    static const char *const units[] = {"tr", "figure", "p",  "li", "h1",      "h2",    "h3",
                                        "h4", "h5",     "h6", "dd", "caption", "title", NULL};
    (void)error;
    g_autofree char *text = as_text(bytes);
    ap_markup_passages(text, units, AP_PASSAGES_GAP, passages->together);
    return TRUE;
}

/* The texts of a PNG's chunks tEXt and iTXt, uncompressed as render/png.c writes them. ISO/IEC 15948, 11.3.4.
 */
static gboolean
read_png(GBytes *bytes, ApPassages *passages, GError **error)
{
    (void)error;
    gsize size = 0;
    const guint8 *data = g_bytes_get_data(bytes, &size);
    for (gsize at = 8; at + 12 <= size;) {
        guint32 big;
        memcpy(&big, data + at, sizeof big);
        gsize length = MIN(GUINT32_FROM_BE(big), size - at - 12);
        if (memcmp(data + at + 5, "EXt", 3) == 0 || memcmp(data + at + 4, "iTXt", 4) == 0) {
            g_autoptr(GBytes) chunk = g_bytes_new_from_bytes(bytes, at + 8, length);
            gsize n;
            g_autofree char *text = g_memdup2(g_bytes_get_data(chunk, &n), length);
            for (gsize i = 0; i < length; i++)
                text[i] = text[i] == '\0' ? AP_PASSAGES_GAP : text[i];
            g_ptr_array_add(passages->together, g_utf8_make_valid(text, (gssize)length));
        }
        at += 12 + length;
    }
    return TRUE;
}

/* Keys and strings of each object or list are a passage. */
static void
read_value(const json_t *value, GString *around, ApPassages *passages)
{
    const char *key;
    json_t *member;
    size_t index;
    if (json_is_string(value))
        g_string_append_printf(around, "%c%s", AP_PASSAGES_GAP, json_string_value(value));
    if (!json_is_object(value) && !json_is_array(value))
        return;
    GString *own = g_string_new(NULL);
    json_object_foreach((json_t *)value, key, member)
    {
        g_string_append_printf(own, "%c%s", AP_PASSAGES_GAP, key);
        read_value(member, own, passages);
    }
    json_array_foreach(value, index, member)
    {
        read_value(member, own, passages);
    }
    g_ptr_array_add(passages->together, g_string_free(own, FALSE));
}

static gboolean
read_json(GBytes *bytes, ApPassages *passages, GError **error)
{
    gsize length = 0;
    const char *data = g_bytes_get_data(bytes, &length);
    json_error_t reason;
    json_t *root = json_loadb(data, length, 0, &reason);
    if (root == NULL) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "JSON: %s", reason.text);
        return FALSE;
    }
    g_autoptr(GString) outermost = g_string_new(NULL);
    read_value(root, outermost, passages);
    json_decref(root);
    return TRUE;
}

/* The parts of a zip file of XML, each a passage for every one of `units`. Cells of sheets may hold indices
 * of the shared strings of a workbook, which are passages themselves. */
static gboolean
read_package(GBytes *bytes, const char *const *units, ApPassages *passages, GError **error)
{
    static const char *const strings_units[] = {"si", NULL};
    g_autoptr(GHashTable) parts = ap_archive_parts(bytes, error);
    if (parts == NULL)
        return FALSE;
    g_autoptr(GPtrArray) strings = g_ptr_array_new_with_free_func(g_free);
    const GString *shared = g_hash_table_lookup(parts, "xl/sharedStrings.xml");
    if (shared != NULL)
        ap_markup_passages(shared->str, strings_units, AP_PASSAGES_GAP, strings);
    take_all(passages->together, strings);
    GHashTableIter iter;
    gpointer name, part;
    g_hash_table_iter_init(&iter, parts);
    while (g_hash_table_iter_next(&iter, &name, &part)) {
        const GString *text = part;
        g_ptr_array_add(passages->apart, g_strdup(name));
        if (text != shared && g_utf8_validate(text->str, (gssize)text->len, NULL))
            ap_markup_sheet_passages(text->str, units,
                                     g_str_has_prefix(name, "xl/worksheets/") ? strings : NULL,
                                     AP_PASSAGES_GAP, passages->together);
    }
    return TRUE;
}

static gboolean
read_workbook(GBytes *bytes, ApPassages *passages, GError **error)
{
    static const char *const units[] = {"row",           "comment",       "chartSpace", "table",
                                        "twoCellAnchor", "oneCellAnchor", NULL};
    return read_package(bytes, units, passages, error);
}

static gboolean
read_opendocument(GBytes *bytes, ApPassages *passages, GError **error)
{
    static const char *const units[] = {"table-row", "annotation", "chart", "frame", NULL};
    return read_package(bytes, units, passages, error);
}

ApPassages *
ap_passages_new(const char *name, GBytes *bytes, GError **error)
{
    static const struct {
        const char *suffix;
        Reader read;
    } formats[] = {{".pdf", read_pdf},         {".svg", read_svg},   {".png", read_png},
                   {".json", read_json},       {".html", read_html}, {".xlsx", read_workbook},
                   {".ods", read_opendocument}};
    g_autoptr(ApPassages) passages = g_new0(ApPassages, 1);
    passages->together = g_ptr_array_new_with_free_func(g_free);
    passages->apart = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(passages->together, g_strdup(name));
    Reader read = read_lines;
    for (guint i = 0; i < G_N_ELEMENTS(formats); i++)
        if (g_str_has_suffix(name, formats[i].suffix))
            read = formats[i].read;
    return read(bytes, passages, error) ? g_steal_pointer(&passages) : NULL;
}
