/* From pages to a PDF file: PDF/A-2a and PDF/UA-1. */
#include <config.h>

#include "render/pdf/write.h"

#include "render/pdf/content.h"
#include "render/pdf/metadata.h"
#include "render/pdf/navigation.h"

/* A file in the making. */
typedef struct {
    const ApPages *pages;
    ApFile *file;
    ApFonts *fonts;
    ApTags *tags;
    GPtrArray *objects;   /* HPDF_Page by index */
    HPDF_Dict font_names; /* Resources/Font of all pages */
} Writer;

static gboolean
write_page(const Writer *writer, guint index, GString *content, GError **error)
{
    HPDF_Page object = writer->objects->pdata[index];
    g_string_truncate(content, 0);
    if (!ap_content_write(writer->pages, index, writer->fonts, writer->tags, content, error))
        return FALSE;
    ap_file_set_content(writer->file, object, content->str, content->len);
    HPDF_Dict resources = ap_file_dict(writer->file);
    ap_dict_set(writer->file, resources, "Font", writer->font_names);
    ap_dict_set(writer->file, object, "Resources", resources);
    ap_dict_set_name(writer->file, object, "Tabs", "S"); /* tabulator follows the structure */
    ap_dict_set_integer(writer->file, object, "StructParents", index);
    ap_links_write(writer->pages, index, writer->objects, writer->tags, writer->file);
    return TRUE;
}

static gboolean
write_pages(const Writer *writer, GError **error)
{
    g_autoptr(GString) content = g_string_sized_new(1 << 16);
    for (guint i = 0; i < writer->pages->pages->len; i++)
        g_ptr_array_add(writer->objects,
                        ap_file_add_page(writer->file, writer->pages->width, writer->pages->height));
    if (!ap_file_check(writer->file, error))
        return FALSE;
    for (guint i = 0; i < writer->pages->pages->len; i++)
        if (!write_page(writer, i, content, error))
            return FALSE;
    return TRUE;
}

GBytes *
ap_pdf_write(const ApPages *pages, const ApPdfOptions *options, GError **error)
{
    g_autoptr(ApFile) file = ap_file_new();
    if (!ap_file_check(file, error))
        return NULL;
    g_autoptr(ApFonts) fonts = ap_fonts_new();
    g_autoptr(ApTags) tags = ap_tags_new(pages->root, pages->pages->len);
    g_autoptr(GPtrArray) objects = g_ptr_array_new();
    const Writer writer = {pages, file, fonts, tags, objects, ap_file_shared_dict(file)};
    if (!write_pages(&writer, error) || !ap_fonts_write(fonts, file, writer.font_names, error) ||
        !ap_metadata_write(file, options, error))
        return NULL;
    ap_tags_write(tags, file, objects);
    ap_bookmarks_write(pages, objects, file);
    ap_labels_write(pages, file);
    return ap_file_finish(file, error);
}
