/* A PDF file under construction: libharu's objects behind calls that remember the first failure, so that
 * callers build whole structures and ask once whether all went well. A call after a failure does nothing and
 * returns NULL. Objects belong to the file. */
#pragma once

#include <gio/gio.h>
#include <hpdf.h>

typedef struct ApFile ApFile;

ApFile *ap_file_new(void);
void ap_file_free(ApFile *file);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApFile, ap_file_free)

/* The first failure: libharu's error number in words. TRUE if there was none. */
gboolean ap_file_check(ApFile *file, GError **error);

/* NULL after a failure. */
HPDF_Doc ap_file_doc(ApFile *file);
HPDF_Dict ap_file_catalog(ApFile *file);

/* Adds an empty page of this size in points. */
HPDF_Page ap_file_add_page(ApFile *file, double width, double height);
/* Deflates `bytes` as the content of `page`, once. */
void ap_file_set_content(ApFile *file, HPDF_Page page, const char *bytes, gsize length);

/* A new object that a dictionary or array will hold directly, once, or… */
HPDF_Dict ap_file_dict(ApFile *file);
HPDF_Array ap_file_array(ApFile *file);
/* …one with a number, which any number of others refer to. */
HPDF_Dict ap_file_shared_dict(ApFile *file);
HPDF_Array ap_file_shared_array(ApFile *file);

/* A stream with a number, whose dictionary the caller may complete. _deflated compresses `bytes`; _raw takes
 * them as they are. */
HPDF_Dict ap_file_stream_deflated(ApFile *file, const void *bytes, gsize length);
HPDF_Dict ap_file_stream_raw(ApFile *file, const void *bytes, gsize length);

/* Text, UTF-8, becomes a string of ASCII or of UTF-16. Bytes become a hexadecimal string. Both are direct. */
void *ap_file_text(ApFile *file, const char *text);
void *ap_file_bytes(ApFile *file, const void *bytes, gsize length);

/* Adders, to a dictionary under `key` or at the end of an array. NULL as `value` marks a failure. */
void ap_dict_set(ApFile *file, HPDF_Dict dict, const char *key, void *value);
void ap_dict_set_name(ApFile *file, HPDF_Dict dict, const char *key, const char *name);
void ap_dict_set_integer(ApFile *file, HPDF_Dict dict, const char *key, gint64 value);
void ap_dict_set_boolean(ApFile *file, HPDF_Dict dict, const char *key, gboolean value);
void ap_dict_set_text(ApFile *file, HPDF_Dict dict, const char *key, const char *text);
void ap_array_add(ApFile *file, HPDF_Array array, void *value);
void ap_array_add_name(ApFile *file, HPDF_Array array, const char *name);
void ap_array_add_integer(ApFile *file, HPDF_Array array, gint64 value);
void ap_array_add_real(ApFile *file, HPDF_Array array, double value);
/* [left bottom right top] */
HPDF_Array ap_file_box(ApFile *file, double left, double bottom, double right, double top);

/* The zlib form of `bytes`, for the caller to free, and its length. NULL after a failure. */
guint8 *ap_file_deflate(ApFile *file, const void *bytes, gsize length, gsize *deflated);

/* The bytes of a stream, which are kept apart: libharu copies those of its own one by one, and again when it
 * writes them. */
typedef struct {
    guint8 *bytes;
    gsize length;
    gboolean is_deflated;
} ApStream;

/* Those of the object, which is lent; NULL if it is no stream. */
const ApStream *ap_file_stream(const ApFile *file, const void *object);

/* Writes the file (save.c), its identifier being a hash of all that is in it. NULL with the first failure. */
GBytes *ap_file_finish(ApFile *file, GError **error);
