/* What LibreOffice makes is not the same twice: its zip entries carry the time, and page styles come in the
 * order in which they lie in memory. Here they are put in order, and what nobody needs is left out: the
 * picture of the first page, and empty folders for the settings of windows. */
#include <config.h>

#include "render/xlsx/opendocument.h"

#include "render/xlsx/libreoffice.h"
#include "render/xlsx/opendocument_parts.h"

#include <glib/gi18n.h>
#include <string.h>
#include <zip.h>

#define MIMETYPE "mimetype"
#define MANIFEST "META-INF/manifest.xml"
#define STYLES "styles.xml"

/* 1 January 1980, as zip writes it: the first day that it knows. */
#define DOS_TIME 0
#define DOS_DATE ((1 << 5) | 1)

static gboolean
is_unneeded(const char *part)
{
    return g_str_has_prefix(part, "Thumbnails/") || g_str_has_prefix(part, "Configurations2/");
}

/* The bytes of part `name`, for g_free; NULL if it is damaged. */
static char *
read_part(zip_t *archive, const char *name, gsize *length)
{
    zip_stat_t entry;
    if (zip_stat(archive, name, 0, &entry) != 0 || !(entry.valid & ZIP_STAT_SIZE))
        return NULL;
    zip_file_t *part = zip_fopen_index(archive, entry.index, 0);
    if (part == NULL)
        return NULL;
    char *data = g_malloc(entry.size + 1);
    gboolean whole = zip_fread(part, data, entry.size) == (zip_int64_t)entry.size;
    whole = zip_fread(part, data + entry.size, 1) == 0 && whole; /* where the checksum is compared */
    whole = zip_fclose(part) == 0 && whole;
    *length = entry.size;
    if (whole)
        return data;
    g_free(data);
    return NULL;
}

/* The bytes of part `name` as they are to be, for g_free; NULL if it is damaged. */
static char *
read_changed_part(zip_t *archive, const char *name, gsize *length)
{
    g_autofree char *data = read_part(archive, name, length);
    gboolean is_styles = strcmp(name, STYLES) == 0;
    if (data == NULL || !(is_styles || strcmp(name, MANIFEST) == 0))
        return g_steal_pointer(&data);
    GString *changed = is_styles ? ap_opendocument_order_styles(data, *length)
                                 : ap_opendocument_trim_manifest(data, *length, is_unneeded);
    *length = changed != NULL ? changed->len : 0;
    return changed != NULL ? g_string_free(changed, FALSE) : NULL;
}

static gboolean
copy_part(zip_t *from, zip_t *to, const char *name)
{
    gsize length = 0;
    char *data = read_changed_part(from, name, &length);
    if (data == NULL)
        return FALSE;
    zip_source_t *source = zip_source_buffer(to, g_memdup2(data, length), length, 1);
    g_free(data);
    zip_int64_t index = source == NULL ? -1 : zip_file_add(to, name, source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return FALSE;
    }
    zip_int32_t method = strcmp(name, MIMETYPE) == 0 ? ZIP_CM_STORE : ZIP_CM_DEFLATE;
    return zip_set_file_compression(to, (zip_uint64_t)index, method, 0) == 0 &&
           zip_file_set_dostime(to, (zip_uint64_t)index, DOS_TIME, DOS_DATE, 0) == 0;
}

/* By name, but the type of the file first: a program that looks at its start finds it there. */
static gint
compare_parts(gconstpointer a, gconstpointer b)
{
    const char *first = *(const char *const *)a, *second = *(const char *const *)b;
    gboolean first_is_type = strcmp(first, MIMETYPE) == 0, second_is_type = strcmp(second, MIMETYPE) == 0;
    return first_is_type != second_is_type ? (first_is_type ? -1 : 1) : strcmp(first, second);
}

static gboolean
copy_parts(zip_t *from, zip_t *to)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (zip_int64_t i = 0; i < zip_get_num_entries(from, 0); i++) {
        const char *name = zip_get_name(from, (zip_uint64_t)i, 0);
        if (name == NULL)
            return FALSE;
        if (!g_str_has_suffix(name, "/") && !is_unneeded(name))
            g_ptr_array_add(names, (gpointer)name);
    }
    g_ptr_array_sort(names, compare_parts);
    for (guint i = 0; i < names->len; i++)
        if (!copy_part(from, to, g_ptr_array_index(names, i)))
            return FALSE;
    return names->len > 0;
}

/* What was written to `source`; NULL if it cannot be read back. */
static GBytes *
read_source(zip_source_t *source)
{
    zip_stat_t whole;
    if (zip_source_stat(source, &whole) != 0 || zip_source_open(source) != 0)
        return NULL;
    char *data = g_malloc(whole.size);
    gboolean read = zip_source_read(source, data, whole.size) == (zip_int64_t)whole.size;
    zip_source_close(source);
    if (read)
        return g_bytes_new_take(data, whole.size);
    g_free(data);
    return NULL;
}

/* A new archive in memory. `*source`, which outlives it, is the caller's. */
static zip_t *
new_archive(zip_source_t **source)
{
    *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    zip_t *archive = *source == NULL ? NULL : zip_open_from_source(*source, ZIP_TRUNCATE, NULL);
    if (archive != NULL)
        zip_source_keep(*source);
    return archive;
}

/* The package with everything in its place; NULL if it is damaged. */
static GBytes *
put_in_order(GBytes *bytes)
{
    gsize length = 0;
    const void *data = g_bytes_get_data(bytes, &length);
    zip_source_t *from_source = zip_source_buffer_create(data, length, 0, NULL);
    zip_t *from = from_source == NULL ? NULL : zip_open_from_source(from_source, ZIP_RDONLY, NULL);
    if (from == NULL) {
        zip_source_free(from_source);
        return NULL;
    }
    zip_source_t *to_source = NULL;
    zip_t *to = new_archive(&to_source);
    gboolean copied = to != NULL && copy_parts(from, to) && zip_close(to) == 0;
    if (to != NULL && !copied)
        zip_discard(to);
    zip_discard(from);
    GBytes *ordered = copied ? read_source(to_source) : NULL;
    zip_source_free(to_source);
    return ordered;
}

GBytes *
ap_opendocument_render(GBytes *workbook, ApPlace wish, ApProblems *problems, GError **error)
{
    g_autoptr(GBytes) converted = NULL;
    GError *failure = NULL;
    ApConversion conversion = ap_libreoffice_convert(workbook, &converted, &failure);
    if (failure != NULL) {
        g_propagate_error(error, failure);
        return NULL;
    }
    if (conversion == AP_CONVERTER_MISSING) {
        ap_problems_warning(problems, wish,
                            _("appendix.ods was not made, as LibreOffice is not installed; install the "
                              "package libreoffice-calc, or take ods out of the outputs"));
        return NULL;
    }
    GBytes *ordered = converted == NULL ? NULL : put_in_order(converted);
    if (ordered == NULL)
        ap_problems_warning(problems, wish,
                            _("appendix.ods was not made, as LibreOffice could not convert the workbook; is "
                              "the package libreoffice-calc installed?"));
    return ordered;
}

char *
ap_opendocument_tool(void)
{
    return ap_libreoffice_path();
}
