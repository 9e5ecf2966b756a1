/* The bytes of a PDF: libharu serialises each object, and those without a stream are packed into object
 * streams and found through a cross-reference stream (ISO 32000-1, 7.5.7 and 7.5.8), which libharu can't do
 * itself. For a report of a thousand structure elements this saves an eighth of the file, and a copy of all
 * of it. */
#include <config.h>

#include "render/digest.h"
#include "render/pdf/object.h"

#include <glib/gi18n.h>
#include <string.h>

/* Objects in an object stream: readers unpack it whole to reach one of them. */
#define PACK_SIZE 200

#define ID_DIGITS 32 /* hexadecimal: sixteen bytes, as many as MD5 has */

/* The width of a row of the cross-reference stream: type, offset or stream, generation or index. */
enum { ROW_TYPE = 1, ROW_PLACE = 4, ROW_INDEX = 2, ROW_SIZE = ROW_TYPE + ROW_PLACE + ROW_INDEX };

typedef enum { PLACE_FREE, PLACE_OFFSET, PLACE_PACKED } PlaceType;

typedef struct {
    PlaceType type;
    gsize place;          /* offset in the file, or the number of the object stream */
    guint index;          /* in the object stream */
    gboolean is_left_out; /* a length, which its stream says itself */
} Place;

typedef struct {
    ApFile *file;
    HPDF_Xref xref;
    GByteArray *out;
    GArray *places; /* Place, by object number */
    GByteArray *pack;
    GString *pack_index; /* "number offset " of each object in the pack */
    guint pack_count;
    HPDF_Stream to_out, to_pack;
} Save;

static HPDF_STATUS
append_bytes(HPDF_Stream stream, const HPDF_BYTE *bytes, HPDF_UINT length)
{
    g_byte_array_append(stream->attr, bytes, length);
    return HPDF_OK;
}

static void append_text(GByteArray *out, const char *format, ...) G_GNUC_PRINTF(2, 3);

static void
append_text(GByteArray *out, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *text = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_byte_array_append(out, (const guint8 *)text, (guint)strlen(text));
}

static void *
object_at(const Save *save, guint number)
{
    HPDF_XrefEntry entry = HPDF_Xref_GetEntry(save->xref, number);
    return entry ? entry->obj : NULL;
}

/* Begins an object that stands in the file itself. */
static void
begin_object(Save *save, guint number)
{
    if (number >= save->places->len)
        g_array_set_size(save->places, number + 1);
    g_array_index(save->places, Place, number) = (Place){PLACE_OFFSET, save->out->len, 0, FALSE};
    append_text(save->out, "%u 0 obj\n", number);
}

/* A stream of our own: `entries` are those of its dictionary but for length and filter. */
static gboolean
append_stream(Save *save, guint number, const char *entries, const guint8 *bytes, gsize length)
{
    gsize deflated = 0;
    g_autofree guint8 *data = ap_file_deflate(save->file, bytes, length, &deflated);
    if (!data)
        return FALSE;
    begin_object(save, number);
    append_text(save->out, "<<%s/Filter/FlateDecode/Length %" G_GSIZE_FORMAT ">>\nstream\n", entries,
                deflated);
    g_byte_array_append(save->out, data, (guint)deflated);
    append_text(save->out, "\nendstream\nendobj\n");
    return TRUE;
}

static guint
number_of(const void *object)
{
    return ((const HPDF_Obj_Header *)object)->obj_id & 0x00ffffff;
}

/* The entries of a stream's dictionary. What libharu made itself, for pages, has an entry for the length,
 * which is an object of its own, and one for the filter: such objects are left out, and the stream says both.
 */
static gboolean
write_entries(Save *save, HPDF_Dict dict)
{
    for (HPDF_UINT i = 0; i < dict->list->count; i++) {
        const HPDF_DictElement_Rec *entry = HPDF_List_ItemAt(dict->list, i);
        gboolean is_length = strcmp(entry->key, "Length") == 0;
        if (is_length)
            g_array_index(save->places, Place, number_of(entry->value)).is_left_out = TRUE;
        if (is_length || strcmp(entry->key, "Filter") == 0)
            continue;
        if (HPDF_Stream_WriteEscapeName(save->to_out, entry->key) != HPDF_OK)
            return FALSE;
        append_text(save->out, " ");
        if (HPDF_Obj_Write(entry->value, save->to_out, NULL) != HPDF_OK)
            return FALSE;
        append_text(save->out, "\n");
    }
    return TRUE;
}

static gboolean
write_stream(Save *save, HPDF_Dict dict, const ApStream *stream)
{
    append_text(save->out, "<<");
    if (!write_entries(save, dict))
        return FALSE;
    if (stream->is_deflated)
        append_text(save->out, "/Filter /FlateDecode\n");
    append_text(save->out, "/Length %" G_GSIZE_FORMAT ">>\nstream\n", stream->length);
    g_byte_array_append(save->out, stream->bytes, (guint)stream->length);
    append_text(save->out, "\nendstream\nendobj\n");
    return TRUE;
}

/* Writes the objects that are streams. */
static gboolean
write_streams(Save *save, guint n_objects)
{
    for (guint number = 1; number < n_objects; number++) {
        void *object = object_at(save, number);
        const ApStream *stream = object ? ap_file_stream(save->file, object) : NULL;
        if (!stream)
            continue;
        begin_object(save, number);
        if (!write_stream(save, object, stream))
            return FALSE;
    }
    return TRUE;
}

static gboolean
flush_pack(Save *save)
{
    if (save->pack_count == 0)
        return TRUE;
    g_autofree char *entries =
        g_strdup_printf("/Type/ObjStm/N %u/First %" G_GSIZE_FORMAT, save->pack_count, save->pack_index->len);
    g_byte_array_prepend(save->pack, (const guint8 *)save->pack_index->str, (guint)save->pack_index->len);
    if (!append_stream(save, save->places->len, entries, save->pack->data, save->pack->len))
        return FALSE;
    g_byte_array_set_size(save->pack, 0);
    g_string_truncate(save->pack_index, 0);
    save->pack_count = 0;
    return TRUE;
}

/* Packs the other objects. Object streams take the numbers after those of libharu's objects. */
static gboolean
write_packed(Save *save, guint n_objects)
{
    for (guint number = 1; number < n_objects; number++) {
        void *object = object_at(save, number);
        if (!object || ap_file_stream(save->file, object) ||
            g_array_index(save->places, Place, number).is_left_out)
            continue;
        g_string_append_printf(save->pack_index, "%u %u ", number, save->pack->len);
        g_array_index(save->places, Place, number) =
            (Place){PLACE_PACKED, save->places->len, save->pack_count, FALSE};
        if (HPDF_Obj_WriteValue(object, save->to_pack, NULL) != HPDF_OK)
            return FALSE;
        append_text(save->pack, "\n");
        if (++save->pack_count == PACK_SIZE && !flush_pack(save))
            return FALSE;
    }
    return flush_pack(save);
}

static void
append_number(GByteArray *rows, gsize value, guint n_bytes)
{
    while (n_bytes-- > 0) {
        guint8 byte = (guint8)(value >> (8 * n_bytes));
        g_byte_array_append(rows, &byte, 1);
    }
}

/* The cross-reference stream, which is the trailer as well. The file's identifier is the beginning of the
 * hash of all before it. PDF proposes MD5, which takes processors three times as long. */
static gboolean
write_places(Save *save)
{
    HPDF_Doc doc = ap_file_doc(save->file);
    guint number = save->places->len;
    gsize start = save->out->len;
    g_autofree char *digest = ap_digest(save->out->data, start);
    g_autofree char *id = g_strndup(digest, ID_DIGITS);
    g_array_set_size(save->places, number + 1);
    g_array_index(save->places, Place, number) = (Place){PLACE_OFFSET, start, 0, FALSE};
    g_autoptr(GByteArray) rows = g_byte_array_sized_new(ROW_SIZE * save->places->len);
    for (guint i = 0; i <= number; i++) {
        const Place *place = &g_array_index(save->places, Place, i);
        append_number(rows, place->type, ROW_TYPE);
        append_number(rows, place->place, ROW_PLACE);
        append_number(rows, place->type == PLACE_FREE ? G_MAXUINT16 : place->index, ROW_INDEX);
    }
    g_autofree char *entries = g_strdup_printf(
        "/Type/XRef/Size %u/W[%d %d %d]/Root %u 0 R/Info %u 0 R/ID[<%s><%s>]", number + 1, ROW_TYPE,
        ROW_PLACE, ROW_INDEX, number_of(doc->catalog), number_of(doc->info), id, id);
    if (!append_stream(save, number, entries, rows->data, rows->len))
        return FALSE;
    append_text(save->out, "startxref\n%" G_GSIZE_FORMAT "\n%%%%EOF\n", start);
    return TRUE;
}

static void
save_clear(Save *save)
{
    if (save->to_out)
        HPDF_Stream_Free(save->to_out);
    if (save->to_pack)
        HPDF_Stream_Free(save->to_pack);
    if (save->out)
        g_byte_array_unref(save->out);
    g_byte_array_unref(save->pack);
    g_string_free(save->pack_index, TRUE);
    g_array_unref(save->places);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Save, save_clear)

GBytes *
ap_file_finish(ApFile *file, GError **error)
{
    if (!ap_file_check(file, error))
        return NULL;
    HPDF_Doc doc = ap_file_doc(file);
    g_auto(Save) save = {.file = file, .xref = doc->xref};
    save.out = g_byte_array_sized_new(1 << 20);
    save.pack = g_byte_array_new();
    save.pack_index = g_string_new(NULL);
    save.places = g_array_new(FALSE, TRUE, sizeof(Place));
    save.to_out = HPDF_CallbackWriter_New(doc->mmgr, append_bytes, save.out);
    save.to_pack = HPDF_CallbackWriter_New(doc->mmgr, append_bytes, save.pack);
    guint n_objects = doc->xref->entries->count;
    g_array_set_size(save.places, n_objects);
    append_text(save.out, "%%PDF-1.7\n%%\342\343\317\323\n"); /* bytes that mark the file as binary */
    if (!save.to_out || !save.to_pack || !write_streams(&save, n_objects) ||
        !write_packed(&save, n_objects) || !write_places(&save)) {
        if (ap_file_check(file, error)) /* libharu kept the reason to itself */
            g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("cannot write the PDF"));
        return NULL;
    }
    return g_byte_array_free_to_bytes(g_steal_pointer(&save.out));
}
