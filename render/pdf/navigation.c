/* The ways through a PDF: links, bookmarks and page labels. */
#include <config.h>

#include "render/pdf/navigation.h"

#include <string.h>

/* The print flag of an annotation (ISO 32000-1, table 165), which PDF/A demands. */
#define ANNOTATION_PRINT 4

/* Bookmarks nest no deeper than headings. */
#define LEVELS 6

static HPDF_Array
write_destination(const ApPages *pages, guint index, const GPtrArray *objects, ApFile *file)
{
    const ApDestination *destination = &g_array_index(pages->destinations, ApDestination, index);
    HPDF_Array place = ap_file_array(file);
    ap_array_add(file, place, objects->pdata[destination->page]);
    ap_array_add_name(file, place, "XYZ");
    ap_array_add_integer(file, place, 0);
    ap_array_add_real(file, place, pages->height - destination->y);
    ap_array_add_integer(file, place, 0); /* leaves the zoom as it is */
    return place;
}

static HPDF_Dict
write_link(const ApPages *pages, guint index, const ApPageLink *link, const GPtrArray *objects, ApTags *tags,
           ApFile *file)
{
    HPDF_Dict annotation = ap_file_shared_dict(file);
    double top = pages->height - link->y;
    HPDF_Array border = ap_file_array(file);
    for (guint i = 0; i < 3; i++)
        ap_array_add_integer(file, border, 0);
    ap_dict_set_name(file, annotation, "Type", "Annot");
    ap_dict_set_name(file, annotation, "Subtype", "Link");
    ap_dict_set(file, annotation, "Rect",
                ap_file_box(file, link->x, top - link->height, link->x + link->width, top));
    ap_dict_set(file, annotation, "Border", border);
    ap_dict_set_integer(file, annotation, "F", ANNOTATION_PRINT);
    ap_dict_set_text(file, annotation, "Contents", link->description ? link->description : "");
    ap_dict_set(file, annotation, "Dest", write_destination(pages, link->destination, objects, file));
    ap_dict_set_integer(file, annotation, "StructParent",
                        ap_tags_add_annotation(tags, link->element, index, annotation));
    return annotation;
}

void
ap_links_write(const ApPages *pages, guint index, const GPtrArray *objects, ApTags *tags, ApFile *file)
{
    const ApPage *page = pages->pages->pdata[index];
    if (page->links->len == 0)
        return;
    HPDF_Array annotations = ap_file_array(file);
    for (guint i = 0; i < page->links->len; i++)
        ap_array_add(file, annotations, write_link(pages, index, page->links->pdata[i], objects, tags, file));
    ap_dict_set(file, objects->pdata[index], "Annots", annotations);
}

void
ap_bookmarks_write(const ApPages *pages, const GPtrArray *objects, ApFile *file)
{
    HPDF_Outline parents[LEVELS + 1] = {NULL}; /* by level; NULL is the root */
    guint above = 0;                           /* the level of the bookmark before */
    for (guint i = 0; i < pages->bookmarks->len; i++) {
        const ApBookmark *bookmark = pages->bookmarks->pdata[i];
        HPDF_Doc doc = ap_file_doc(file);
        if (!doc)
            return;
        guint level = CLAMP(bookmark->level, 1, MIN(above + 1, LEVELS));
        HPDF_Outline outline = HPDF_CreateOutline(doc, parents[level - 1], "-", NULL);
        ap_dict_set_text(file, outline, "Title", bookmark->title);
        ap_dict_set(file, outline, "Dest", write_destination(pages, bookmark->destination, objects, file));
        if (outline)
            (void)HPDF_Outline_SetOpened(outline, HPDF_FALSE);
        parents[level] = outline;
        above = level;
    }
    if (pages->bookmarks->len > 0)
        ap_dict_set_name(file, ap_file_catalog(file), "PageMode", "UseOutlines");
}

/* ---- Labels. ---- */

/* A label as style and number; else a prefix that is the whole label. */
typedef struct {
    const char *style; /* "D", "r" or NULL */
    guint number;
} Label;

/* The value of a Roman number in small letters up to 3,999; 0 if it is none in the usual form. */
static guint
parse_roman(const char *text)
{
    static const struct {
        const char *digits;
        guint value;
        guint repeats; /* at most */
    } steps[] = {{"m", 1000, 3}, {"cm", 900, 1}, {"d", 500, 1}, {"cd", 400, 1}, {"c", 100, 3},
                 {"xc", 90, 1},  {"l", 50, 1},   {"xl", 40, 1}, {"x", 10, 3},   {"ix", 9, 1},
                 {"v", 5, 1},    {"iv", 4, 1},   {"i", 1, 3}};
    guint value = 0;
    for (guint i = 0; i < G_N_ELEMENTS(steps); i++)
        for (guint n = 0; n < steps[i].repeats && g_str_has_prefix(text, steps[i].digits); n++) {
            value += steps[i].value;
            text += strlen(steps[i].digits);
        }
    return *text ? 0 : value;
}

static Label
parse_label(const char *text)
{
    guint64 number = 0;
    if (*text != '0' && g_ascii_string_to_unsigned(text, 10, 1, 999999, &number, NULL))
        return (Label){"D", (guint)number};
    guint roman = parse_roman(text);
    return roman ? (Label){"r", roman} : (Label){NULL, 0};
}

void
ap_labels_write(const ApPages *pages, ApFile *file)
{
    HPDF_Array entries = ap_file_array(file);
    Label before = {NULL, 0};
    for (guint i = 0; i < pages->pages->len; i++) {
        const ApPage *page = pages->pages->pdata[i];
        const char *text = page->label ? page->label : "";
        Label label = parse_label(text);
        gboolean runs_on = label.style && label.style == before.style && label.number == before.number + 1;
        before = label;
        if (runs_on)
            continue;
        HPDF_Dict range = ap_file_dict(file);
        if (label.style)
            ap_dict_set_name(file, range, "S", label.style);
        else if (*text)
            ap_dict_set_text(file, range, "P", text);
        if (label.number > 1)
            ap_dict_set_integer(file, range, "St", label.number);
        ap_array_add_integer(file, entries, i);
        ap_array_add(file, entries, range);
    }
    HPDF_Dict tree = ap_file_dict(file);
    ap_dict_set(file, tree, "Nums", entries);
    ap_dict_set(file, ap_file_catalog(file), "PageLabels", tree);
}
