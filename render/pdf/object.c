/* A PDF file under construction: libharu's objects, with failures remembered. */
#include <config.h>

#include "render/pdf/object.h"

#include <glib/gi18n.h>
#include <libdeflate.h>
#include <string.h>

/* Of libdeflate, 1 to 12: 6 makes the report of the example 4 % smaller (599 KB, not 624) and takes three
 * times as long. */
#define DEFLATE_LEVEL 1

struct ApFile {
    HPDF_Doc doc;
    struct libdeflate_compressor *compressor;
    GHashTable *streams; /* HPDF_Dict → ApStream */
    gboolean failed;     /* other than what libharu remembers itself */
};

static void
stream_free(gpointer data)
{
    ApStream *stream = data;
    g_free(stream->bytes);
    g_free(stream);
}

ApFile *
ap_file_new(void)
{
    ApFile *file = g_new0(ApFile, 1);
    file->compressor = libdeflate_alloc_compressor(DEFLATE_LEVEL);
    file->doc = HPDF_New(NULL, NULL);
    file->streams = g_hash_table_new_full(NULL, NULL, NULL, stream_free);
    return file;
}

void
ap_file_free(ApFile *file)
{
    if (!file)
        return;
    if (file->doc)
        HPDF_Free(file->doc);
    if (file->compressor)
        libdeflate_free_compressor(file->compressor);
    g_hash_table_unref(file->streams);
    g_free(file);
}

static gboolean
is_failed(const ApFile *file)
{
    return file->failed || !file->doc || !file->compressor || file->doc->error.error_no != HPDF_OK;
}

/* Notes a NULL that libharu returned without an error of its own. */
static void *
checked(ApFile *file, void *object)
{
    if (!object)
        file->failed = TRUE;
    return object;
}

gboolean
ap_file_check(ApFile *file, GError **error)
{
    if (!is_failed(file))
        return TRUE;
    g_set_error(error, G_IO_ERROR, G_IO_ERROR_FAILED, _("cannot build the PDF (libharu error %#lx, %ld)"),
                file->doc ? file->doc->error.error_no : HPDF_FAILD_TO_ALLOC_MEM,
                file->doc ? (long)file->doc->error.detail_no : 0);
    return FALSE;
}

HPDF_Doc
ap_file_doc(ApFile *file)
{
    return is_failed(file) ? NULL : file->doc;
}

HPDF_Dict
ap_file_catalog(ApFile *file)
{
    return is_failed(file) ? NULL : file->doc->catalog;
}

HPDF_Dict
ap_file_dict(ApFile *file)
{
    return is_failed(file) ? NULL : checked(file, HPDF_Dict_New(file->doc->mmgr));
}

HPDF_Array
ap_file_array(ApFile *file)
{
    return is_failed(file) ? NULL : checked(file, HPDF_Array_New(file->doc->mmgr));
}

/* Gives an object its number. It must not be in a dictionary or array yet: libharu would refer to a copy. */
static void *
shared(ApFile *file, void *object)
{
    if (!object || HPDF_Xref_Add(file->doc->xref, object) != HPDF_OK)
        return NULL;
    return object;
}

HPDF_Dict
ap_file_shared_dict(ApFile *file)
{
    return shared(file, ap_file_dict(file));
}

HPDF_Array
ap_file_shared_array(ApFile *file)
{
    return shared(file, ap_file_array(file));
}

guint8 *
ap_file_deflate(ApFile *file, const void *bytes, gsize length, gsize *deflated)
{
    if (is_failed(file))
        return NULL;
    gsize room = libdeflate_zlib_compress_bound(file->compressor, length);
    guint8 *out = g_malloc(room);
    *deflated = libdeflate_zlib_compress(file->compressor, bytes, length, out, room);
    if (*deflated == 0)
        g_clear_pointer(&out, g_free);
    return checked(file, out);
}

/* Makes the dictionary that of a stream; takes `bytes`. Returns it, or NULL as a failure. */
static HPDF_Dict
set_stream(ApFile *file, HPDF_Dict dict, guint8 *bytes, gsize length, gboolean is_deflated)
{
    if (!dict || length > G_MAXINT32) {
        g_free(bytes);
        return checked(file, NULL);
    }
    ApStream *stream = g_new(ApStream, 1);
    *stream = (ApStream){bytes, length, is_deflated};
    g_hash_table_replace(file->streams, dict, stream);
    return dict;
}

const ApStream *
ap_file_stream(const ApFile *file, const void *object)
{
    return g_hash_table_lookup(file->streams, object);
}

HPDF_Dict
ap_file_stream_raw(ApFile *file, const void *bytes, gsize length)
{
    return set_stream(file, ap_file_shared_dict(file), g_memdup2(bytes, length), length, FALSE);
}

HPDF_Dict
ap_file_stream_deflated(ApFile *file, const void *bytes, gsize length)
{
    gsize deflated = 0;
    guint8 *out = ap_file_deflate(file, bytes, length, &deflated);
    return set_stream(file, ap_file_shared_dict(file), out, deflated, TRUE);
}

HPDF_Page
ap_file_add_page(ApFile *file, double width, double height)
{
    HPDF_Page page = is_failed(file) ? NULL : checked(file, HPDF_AddPage(file->doc));
    if (!page)
        return NULL;
    (void)HPDF_Page_SetWidth(page, (HPDF_REAL)width);
    (void)HPDF_Page_SetHeight(page, (HPDF_REAL)height);
    return page;
}

void
ap_file_set_content(ApFile *file, HPDF_Page page, const char *bytes, gsize length)
{
    gsize deflated = 0;
    guint8 *out = page ? ap_file_deflate(file, bytes, length, &deflated) : NULL;
    if (out)
        (void)set_stream(file, ((HPDF_PageAttr)page->attr)->contents, out, deflated, TRUE);
}

void *
ap_file_bytes(ApFile *file, const void *bytes, gsize length)
{
    if (is_failed(file) || length > HPDF_LIMIT_MAX_STRING_LEN)
        return checked(file, NULL);
    /* libharu copies the bytes and leaves them alone, though its prototype does not say so. */
    return checked(file, HPDF_Binary_New(file->doc->mmgr, (HPDF_BYTE *)bytes, (HPDF_UINT)length));
}

void *
ap_file_text(ApFile *file, const char *text)
{
    if (is_failed(file))
        return NULL;
    if (g_str_is_ascii(text) && strlen(text) < HPDF_LIMIT_MAX_STRING_LEN)
        return checked(file, HPDF_String_New(file->doc->mmgr, text, NULL));
    glong units = 0;
    g_autofree gunichar2 *wide = g_utf8_to_utf16(text, -1, NULL, &units, NULL);
    if (!wide)
        return checked(file, NULL);
    g_autofree guint8 *bytes = g_malloc(2 * (gsize)units + 2);
    bytes[0] = 0xfe;
    bytes[1] = 0xff;
    for (glong i = 0; i < units; i++) {
        bytes[2 + 2 * i] = (guint8)(wide[i] >> 8);
        bytes[3 + 2 * i] = (guint8)(wide[i] & 0xff);
    }
    return ap_file_bytes(file, bytes, 2 * (gsize)units + 2);
}

void
ap_dict_set(ApFile *file, HPDF_Dict dict, const char *key, void *value)
{
    if (!is_failed(file) && checked(file, dict) && checked(file, value) &&
        HPDF_Dict_Add(dict, key, value) != HPDF_OK)
        file->failed = TRUE;
}

void
ap_dict_set_name(ApFile *file, HPDF_Dict dict, const char *key, const char *name)
{
    if (!is_failed(file))
        ap_dict_set(file, dict, key, HPDF_Name_New(file->doc->mmgr, name));
}

void
ap_dict_set_integer(ApFile *file, HPDF_Dict dict, const char *key, gint64 value)
{
    if (!is_failed(file))
        ap_dict_set(file, dict, key, HPDF_Number_New(file->doc->mmgr, (HPDF_INT32)value));
}

void
ap_dict_set_boolean(ApFile *file, HPDF_Dict dict, const char *key, gboolean value)
{
    if (!is_failed(file))
        ap_dict_set(file, dict, key, HPDF_Boolean_New(file->doc->mmgr, value ? HPDF_TRUE : HPDF_FALSE));
}

void
ap_dict_set_text(ApFile *file, HPDF_Dict dict, const char *key, const char *text)
{
    ap_dict_set(file, dict, key, ap_file_text(file, text));
}

void
ap_array_add(ApFile *file, HPDF_Array array, void *value)
{
    if (!is_failed(file) && checked(file, array) && checked(file, value) &&
        HPDF_Array_Add(array, value) != HPDF_OK)
        file->failed = TRUE;
}

void
ap_array_add_name(ApFile *file, HPDF_Array array, const char *name)
{
    if (!is_failed(file))
        ap_array_add(file, array, HPDF_Name_New(file->doc->mmgr, name));
}

void
ap_array_add_integer(ApFile *file, HPDF_Array array, gint64 value)
{
    if (!is_failed(file))
        ap_array_add(file, array, HPDF_Number_New(file->doc->mmgr, (HPDF_INT32)value));
}

void
ap_array_add_real(ApFile *file, HPDF_Array array, double value)
{
    if (!is_failed(file))
        ap_array_add(file, array, HPDF_Real_New(file->doc->mmgr, (HPDF_REAL)value));
}

HPDF_Array
ap_file_box(ApFile *file, double left, double bottom, double right, double top)
{
    HPDF_Array box = ap_file_array(file);
    ap_array_add_real(file, box, left);
    ap_array_add_real(file, box, bottom);
    ap_array_add_real(file, box, right);
    ap_array_add_real(file, box, top);
    return box;
}
