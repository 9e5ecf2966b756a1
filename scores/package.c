/* Guards around libzip: what the file is, how much it may unpack to, and whether its checksums hold. */
#include <config.h>

#include "scores/package.h"

#include <glib/gi18n.h>
#include <string.h>
#include <zip.h>

#define MIB ((guint64)1048576)
#define ENTRIES_LIMIT 4096
#define SIZE_LIMIT (256 * MIB) /* all parts, unpacked; a million cells take half of it */
#define RATIO_LIMIT 200        /* unpacked to packed; sheets reach 60 */
#define RATIO_FROM (16 * MIB)  /* smaller parts may be as repetitive as they like */

struct ApPackage {
    const char *file;
    GBytes *bytes; /* libzip reads from here */
    zip_t *zip;
    ApProblems *problems;
};

struct ApPackagePart {
    zip_file_t *file;
    guint64 left; /* bytes that the directory promised and that have not come yet */
};

void
ap_package_error(ApPackage *package, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    ap_problems_error(package->problems, (ApPlace){.file = package->file, .line = 1, .column = 1}, "%s",
                      message);
}

static gboolean
contains(const guint8 *data, gsize size, const void *needle, gsize length)
{
    return memmem(data, size, needle, length) != NULL;
}

/* A password turns an .xlsx into a container of the old kind, with a stream of this name in UTF-16. */
static gboolean
is_encrypted_xlsx(const guint8 *data, gsize size)
{
    static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
    return contains(data, size, name, sizeof name - 1);
}

/* Says what a file that is no package is instead. */
static gboolean
check_kind(ApPackage *package)
{
    static const guint8 old_office[] = {0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1};
    gsize size;
    const guint8 *data = g_bytes_get_data(package->bytes, &size);
    if (size >= 4 && memcmp(data, "PK\3\4", 4) == 0)
        return TRUE;
    if (size == 0)
        ap_package_error(package, _("the file is empty; save the workbook again"));
    else if (size >= sizeof old_office && memcmp(data, old_office, sizeof old_office) == 0)
        ap_package_error(package, is_encrypted_xlsx(data, size)
                                      ? _("the workbook has a password; save it without one")
                                      : _("this is a workbook of the old .xls kind; open it and save it as "
                                          ".xlsx or .ods"));
    else if (g_utf8_validate_len((const char *)data, size, NULL))
        ap_package_error(package, _("this is text, not a workbook; if it is CSV, name it .csv"));
    else
        ap_package_error(package, _("this is no .xlsx or .ods workbook; save the table as one"));
    return FALSE;
}

static gboolean
open_zip(ApPackage *package)
{
    gsize size;
    const void *data = g_bytes_get_data(package->bytes, &size);
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_buffer_create(data, size, 0, &error);
    if (source != NULL)
        package->zip = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (package->zip == NULL) {
        zip_source_free(source);
        ap_package_error(package, _("the workbook is damaged or cut short (%s); copy or save it again"),
                         zip_error_strerror(&error));
    }
    zip_error_fini(&error);
    return package->zip != NULL;
}

/* Whether the directory's entry is one that a workbook may have; adds its size to `*total`. */
static gboolean
check_entry(ApPackage *package, guint64 index, guint64 *total)
{
    zip_stat_t entry;
    const zip_uint64_t needed =
        ZIP_STAT_NAME | ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_ENCRYPTION_METHOD;
    if (zip_stat_index(package->zip, index, 0, &entry) != 0 || (entry.valid & needed) != needed) {
        ap_package_error(package, _("the workbook is damaged; copy or save it again"));
        return FALSE;
    }
    if (entry.encryption_method != ZIP_EM_NONE) {
        ap_package_error(package, _("the workbook has a password; save it without one"));
        return FALSE;
    }
    gboolean bomb = entry.size > RATIO_FROM && entry.size / RATIO_LIMIT > entry.comp_size;
    if (bomb || entry.size > SIZE_LIMIT || (*total += entry.size) > SIZE_LIMIT) {
        g_autofree char *size = g_format_size_full(entry.size, G_FORMAT_SIZE_IEC_UNITS);
        ap_package_error(
            package,
            _("the workbook unpacks to far more than a table of scores (“%s”: %s); copy the cells "
              "into a new workbook"),
            entry.name, size);
        return FALSE;
    }
    return TRUE;
}

static gboolean
check_entries(ApPackage *package)
{
    gint64 count = zip_get_num_entries(package->zip, 0);
    if (count > ENTRIES_LIMIT) {
        ap_package_error(package,
                         _("the workbook has more than %d parts; copy the cells into a new workbook"),
                         ENTRIES_LIMIT);
        return FALSE;
    }
    guint64 total = 0;
    for (gint64 i = 0; i < count; i++)
        if (!check_entry(package, (guint64)i, &total))
            return FALSE;
    return TRUE;
}

ApPackage *
ap_package_open(const char *file, GBytes *bytes, ApProblems *problems)
{
    g_autoptr(ApPackage) package = g_new0(ApPackage, 1);
    package->file = file;
    package->bytes = g_bytes_ref(bytes);
    package->problems = problems;
    if (!check_kind(package) || !open_zip(package) || !check_entries(package))
        return NULL;
    return g_steal_pointer(&package);
}

void
ap_package_free(ApPackage *package)
{
    if (package == NULL)
        return;
    if (package->zip != NULL)
        zip_discard(package->zip);
    g_bytes_unref(package->bytes);
    g_free(package);
}

gboolean
ap_package_has(const ApPackage *package, const char *part)
{
    return zip_name_locate(package->zip, part, ZIP_FL_NOCASE) >= 0;
}

gboolean
ap_package_any(const ApPackage *package, gboolean (*match)(const char *name))
{
    gint64 count = zip_get_num_entries(package->zip, 0);
    for (gint64 i = 0; i < count; i++) {
        const char *name = zip_get_name(package->zip, (guint64)i, 0);
        if (name == NULL || g_str_has_suffix(name, "/"))
            continue;
        g_autofree char *small = g_ascii_strdown(name, -1);
        if (match(small))
            return TRUE;
    }
    return FALSE;
}

ApPackagePart *
ap_package_part_open(ApPackage *package, const char *name)
{
    zip_stat_t entry;
    zip_file_t *file = NULL;
    if (zip_stat(package->zip, name, ZIP_FL_NOCASE, &entry) == 0)
        file = zip_fopen_index(package->zip, entry.index, 0);
    if (file == NULL) {
        ap_package_error(package,
                         _("the workbook's part “%s” is missing or cannot be unpacked; save it again"), name);
        return NULL;
    }
    ApPackagePart *part = g_new0(ApPackagePart, 1);
    part->file = file;
    part->left = entry.size;
    return part;
}

gssize
ap_package_part_read(ApPackagePart *part, void *buffer, gsize size)
{
    /* libzip checks size and checksum at the end only; a part that goes on beyond its size is a forgery. */
    gint64 got = zip_fread(part->file, buffer, size);
    if (got < 0 || (guint64)got > part->left)
        return -1;
    part->left -= (guint64)got;
    return (gssize)got;
}

void
ap_package_part_close(ApPackagePart *part)
{
    if (part == NULL)
        return;
    zip_fclose(part->file);
    g_free(part);
}
