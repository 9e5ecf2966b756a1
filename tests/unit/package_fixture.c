/* Workbooks made by hand. */
#include <config.h>

#include "package_fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <zip.h>

#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define RELATIONSHIPS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define PACKAGE_RELATIONSHIPS "http://schemas.openxmlformats.org/package/2006/relationships"

#define CONTENT_TYPES "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"
#define ROOT_RELATIONSHIPS                                                                            \
    "<Relationships xmlns=\"" PACKAGE_RELATIONSHIPS "\"><Relationship Id=\"a\" Type=\"" RELATIONSHIPS \
    "/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"

Packages *
packages_new(void)
{
    Packages *packages = g_new0(Packages, 1);
    packages->dir = g_dir_make_tmp("auditpress-test-XXXXXX", NULL);
    packages->files = g_ptr_array_new_with_free_func(g_free);
    return packages;
}

void
packages_free(Packages *packages)
{
    for (guint i = 0; i < packages->files->len; i++)
        g_remove(g_ptr_array_index(packages->files, i));
    g_rmdir(packages->dir);
    g_ptr_array_unref(packages->files);
    g_free(packages->dir);
    g_free(packages);
}

static const char *
add_path(Packages *packages, const char *name)
{
    char *path = g_build_filename(packages->dir, name, NULL);
    g_ptr_array_add(packages->files, path);
    return path;
}

const char *
packages_write(Packages *packages, const char *name, const char *const *parts)
{
    const char *path = add_path(packages, name);
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    for (guint i = 0; parts[i] != NULL; i += 2) {
        zip_source_t *source = zip_source_buffer(zip, parts[i + 1], strlen(parts[i + 1]), 0);
        zip_file_add(zip, parts[i], source, ZIP_FL_ENC_UTF_8);
    }
    g_assert_cmpint(zip_close(zip), ==, 0);
    return path;
}

const char *
packages_write_bytes(Packages *packages, const char *name, const void *bytes, gsize length)
{
    const char *path = add_path(packages, name);
    g_assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
    return path;
}

const char *
packages_xlsx(Packages *packages, const char *rows, const char *strings, const char *styles,
              const char *properties)
{
    g_autofree char *workbook = g_strdup_printf("<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELATIONSHIPS
                                                "\">%s<sheets><sheet name=\"Sheet1\" "
                                                "sheetId=\"1\" r:id=\"s\"/></sheets></workbook>",
                                                properties);
    g_autofree char *relationships = g_strdup_printf(
        "<Relationships xmlns=\"" PACKAGE_RELATIONSHIPS "\">"
        "<Relationship Id=\"s\" Type=\"" RELATIONSHIPS "/worksheet\" Target=\"/xl/sheets/one.xml\"/>%s%s"
        "</Relationships>",
        *strings ? "<Relationship Id=\"t\" Type=\"" RELATIONSHIPS "/sharedStrings\" Target=\"Strings.xml\"/>"
                 : "",
        *styles ? "<Relationship Id=\"y\" Type=\"" RELATIONSHIPS "/styles\" Target=\"../xl/styles.xml\"/>"
                : "");
    g_autofree char *sheet =
        g_strdup_printf("<worksheet xmlns=\"" MAIN "\"><sheetData>%s</sheetData></worksheet>", rows);
    g_autofree char *shared = g_strdup_printf("<sst xmlns=\"" MAIN "\">%s</sst>", strings);
    g_autofree char *style = g_strdup_printf("<styleSheet xmlns=\"" MAIN "\">%s</styleSheet>", styles);
    const char *parts[] = {"[Content_Types].xml",
                           CONTENT_TYPES,
                           "_rels/.rels",
                           ROOT_RELATIONSHIPS,
                           "xl/_rels/workbook.xml.rels",
                           relationships,
                           "xl/workbook.xml",
                           workbook,
                           "xl/sheets/one.xml",
                           sheet,
                           "xl/strings.xml",
                           shared,
                           "xl/styles.xml",
                           style,
                           NULL};
    return packages_write(packages, "book.xlsx", parts);
}

const char *
packages_xlsx_sheets(Packages *packages, const char *name, const char *const *sheets)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new();
    g_autoptr(GPtrArray) held = g_ptr_array_new_with_free_func(g_free);
    GString *list = g_string_new("<workbook xmlns=\"" MAIN "\" xmlns:r=\"" RELATIONSHIPS "\"><sheets>");
    GString *relationships = g_string_new("<Relationships xmlns=\"" PACKAGE_RELATIONSHIPS "\">");
    for (guint i = 0; sheets[i] != NULL; i += 2) {
        gboolean hidden = sheets[i][0] == '-';
        g_string_append_printf(list, "<sheet name=\"%s\" %s sheetId=\"%u\" r:id=\"s%u\"/>",
                               sheets[i] + hidden, hidden ? "state=\"hidden\"" : "", i, i);
        g_string_append_printf(
            relationships,
            "<Relationship Id=\"s%u\" Type=\"" RELATIONSHIPS "/worksheet\" Target=\"sheet%u.xml\"/>", i, i);
        char *part = g_strdup_printf("xl/sheet%u.xml", i);
        char *content = g_strdup_printf("<worksheet xmlns=\"" MAIN "\"><sheetData>%s</sheetData></worksheet>",
                                        sheets[i + 1]);
        g_ptr_array_add(held, part);
        g_ptr_array_add(held, content);
        g_ptr_array_add(parts, part);
        g_ptr_array_add(parts, content);
    }
    g_ptr_array_add(held, g_string_free(g_string_append(list, "</sheets></workbook>"), FALSE));
    g_ptr_array_add(parts, (gpointer) "xl/workbook.xml");
    g_ptr_array_add(parts, g_ptr_array_index(held, held->len - 1));
    g_ptr_array_add(held, g_string_free(g_string_append(relationships, "</Relationships>"), FALSE));
    g_ptr_array_add(parts, (gpointer) "xl/_rels/workbook.xml.rels");
    g_ptr_array_add(parts, g_ptr_array_index(held, held->len - 1));
    const char *rest[] = {"[Content_Types].xml", CONTENT_TYPES, "_rels/.rels", ROOT_RELATIONSHIPS, NULL};
    for (guint i = 0; i < G_N_ELEMENTS(rest); i++)
        g_ptr_array_add(parts, (gpointer)rest[i]);
    return packages_write(packages, name, (const char *const *)parts->pdata);
}

const char *
packages_ods(Packages *packages, const char *tables)
{
    g_autofree char *content =
        g_strdup_printf("<o:document-content xmlns:o=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
                        "xmlns:t=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
                        "xmlns:x=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" "
                        "xmlns:c=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\">"
                        "<o:body><o:spreadsheet>%s</o:spreadsheet></o:body></o:document-content>",
                        tables);
    const char *parts[] = {"mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml",
                           content, NULL};
    return packages_write(packages, "book.ods", parts);
}
