/* What LibreOffice makes is not the same twice: its zip entries carry the time, and page styles come in the
 * order in which they lie in memory. Here they are put in order, and what nobody needs is left out: the
 * picture of the first page, and empty folders for the settings of windows. */
#include <config.h>

#include "render/xlsx/opendocument.h"

#include "render/xlsx/libreoffice.h"

#include <glib/gi18n.h>
#include <libxml/parser.h>
#include <libxml/tree.h>
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
    return g_str_has_suffix(part, "/") || g_str_has_prefix(part, "Thumbnails/") ||
           g_str_has_prefix(part, "Configurations2/");
}

/* ---- Parts that are XML. ---- */

static xmlNodePtr
find_child(const xmlNode *node, const char *name)
{
    for (xmlNodePtr child = node == NULL ? NULL : node->children; child != NULL; child = child->next)
        if (child->type == XML_ELEMENT_NODE && strcmp((const char *)child->name, name) == 0)
            return child;
    return NULL;
}

/* The attribute of this local name, "" if there is none. Caller frees. */
static char *
attribute(const xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetProp(node, (const xmlChar *)name);
    char *copy = g_strdup(value == NULL ? "" : (const char *)value);
    xmlFree(value);
    return copy;
}

static void
set_attribute(xmlNodePtr node, const char *name, const char *value)
{
    xmlAttrPtr found = xmlHasProp(node, (const xmlChar *)name);
    if (found != NULL)
        xmlSetNsProp(node, found->ns, (const xmlChar *)name, (const xmlChar *)value);
}

static gint
compare_names(gconstpointer a, gconstpointer b)
{
    g_autofree char *first = attribute(*(xmlNodePtr const *)a, "name");
    g_autofree char *second = attribute(*(xmlNodePtr const *)b, "name");
    return strcmp(first, second);
}

/* Puts the children `name` of `parent` at its end, in the order of their names; returns them. */
static GPtrArray *
sort_children(xmlNodePtr parent, const char *name)
{
    GPtrArray *children = g_ptr_array_new();
    for (xmlNodePtr child = parent->children; child != NULL; child = child->next)
        if (child->type == XML_ELEMENT_NODE && strcmp((const char *)child->name, name) == 0)
            g_ptr_array_add(children, child);
    g_ptr_array_sort(children, compare_names);
    for (guint i = 0; i < children->len; i++) {
        xmlNodePtr child = g_ptr_array_index(children, i);
        xmlUnlinkNode(child);
        xmlAddChild(parent, child);
    }
    return children;
}

/* Page layouts are numbered anew as the page styles, in the order of their names, use them. */
static void
order_page_styles(xmlDocPtr styles)
{
    const xmlNode *root = xmlDocGetRootElement(styles);
    xmlNodePtr automatic = find_child(root, "automatic-styles");
    xmlNodePtr masters = find_child(root, "master-styles");
    if (automatic == NULL || masters == NULL)
        return;
    g_autoptr(GPtrArray) pages = sort_children(masters, "master-page");
    g_autoptr(GHashTable) renamed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    for (guint i = 0; i < pages->len; i++) {
        g_autofree char *former = attribute(g_ptr_array_index(pages, i), "page-layout-name");
        if (!g_hash_table_contains(renamed, former))
            g_hash_table_insert(renamed, g_strdup(former),
                                g_strdup_printf("page%03u", g_hash_table_size(renamed) + 1));
        set_attribute(g_ptr_array_index(pages, i), "page-layout-name", g_hash_table_lookup(renamed, former));
    }
    for (xmlNodePtr layout = automatic->children; layout != NULL; layout = layout->next) {
        g_autofree char *former = layout->type == XML_ELEMENT_NODE ? attribute(layout, "name") : g_strdup("");
        if (g_hash_table_contains(renamed, former))
            set_attribute(layout, "name", g_hash_table_lookup(renamed, former));
    }
    g_ptr_array_unref(sort_children(automatic, "page-layout"));
}

static void
drop_unneeded_entries(xmlDocPtr manifest)
{
    xmlNodePtr root = xmlDocGetRootElement(manifest);
    for (xmlNodePtr entry = root == NULL ? NULL : root->children, next; entry != NULL; entry = next) {
        next = entry->next;
        g_autofree char *path = entry->type == XML_ELEMENT_NODE ? attribute(entry, "full-path") : NULL;
        if (path == NULL || (strcmp(path, "/") != 0 && is_unneeded(path))) {
            xmlUnlinkNode(entry);
            xmlFreeNode(entry);
        }
    }
}

/* The part after `change`, for free(); NULL if it is no XML. */
static char *
rewrite(const char *data, gsize length, void (*change)(xmlDocPtr), gsize *new_length)
{
    xmlDocPtr document = xmlReadMemory(data, (int)length, NULL, NULL, XML_PARSE_NONET | XML_PARSE_HUGE);
    if (document == NULL)
        return NULL;
    change(document);
    xmlChar *text = NULL;
    int size = 0;
    xmlDocDumpMemoryEnc(document, &text, &size, "UTF-8");
    xmlFreeDoc(document);
    char *copy = text == NULL ? NULL : g_memdup2(text, (gsize)size);
    xmlFree(text);
    *new_length = (gsize)size;
    return copy;
}

/* ---- The package. ---- */

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

static gboolean
copy_part(zip_t *from, zip_t *to, const char *name)
{
    gsize length = 0;
    char *data = read_part(from, name, &length);
    gboolean is_styles = strcmp(name, STYLES) == 0;
    if (data != NULL && (is_styles || strcmp(name, MANIFEST) == 0)) {
        char *former = data;
        data = rewrite(former, length, is_styles ? order_page_styles : drop_unneeded_entries, &length);
        g_free(former);
    }
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
        if (!is_unneeded(name))
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
