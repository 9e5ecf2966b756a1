/* Expat reads a part and hands its text back piece by piece, which is copied, put aside to be sorted, or left
 * out. Elements and attributes are told by their local names. */
#include <config.h>

#include "render/xlsx/opendocument_parts.h"

#include <expat.h>
#include <string.h>

/* A style that is put aside until its neighbours are known. */
typedef struct {
    char *name;
    GString *text;
} Style;

/* A part on its way. Elements are counted from the root, whose depth is 0. */
typedef struct {
    XML_Parser parser;
    int depth;
    GString *into;    /* where text goes; NULL if nowhere */
    GString *changed; /* the part so far */
    gboolean (*is_left_out)(const char *path);
    GPtrArray *pages;    /* Page, of all page styles */
    GHashTable *layouts; /* the new name of a page layout by its former one */
    GPtrArray *styles;   /* Style, of the list that is open */
} Copy;

/* A page style and its layout. */
typedef struct {
    char *name;
    char *layout;
} Page;

static void
page_free(gpointer data)
{
    Page *page = data;
    g_free(page->name);
    g_free(page->layout);
    g_free(page);
}

static void
style_free(gpointer data)
{
    Style *style = data;
    g_free(style->name);
    g_string_free(style->text, TRUE);
    g_free(style);
}

static gint
compare_pages(gconstpointer a, gconstpointer b)
{
    const Page *first = *(Page *const *)a, *second = *(Page *const *)b;
    return strcmp(first->name, second->name);
}

static gint
compare_styles(gconstpointer a, gconstpointer b)
{
    const Style *first = *(Style *const *)a, *second = *(Style *const *)b;
    return strcmp(first->name, second->name);
}

static const char *
local_name(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon != NULL ? colon + 1 : name;
}

static gboolean
is_named(const char *name, const char *wanted)
{
    return strcmp(local_name(name), wanted) == 0;
}

/* The value of an attribute, "" if there is none. `attributes` are names and values in turn, closed by NULL.
 */
static const char *
attribute(const char **attributes, const char *name)
{
    for (; attributes[0] != NULL; attributes += 2)
        if (is_named(attributes[0], name))
            return attributes[1];
    return "";
}

/* ---- Copying. ---- */

/* What nothing else takes: text, comments, the declaration, and tags that are copied as they are. */
static void
copy_text(void *user, const char *text, int length)
{
    Copy *copy = user;
    if (copy->into != NULL)
        g_string_append_len(copy->into, text, length);
}

static gboolean
parse(Copy *copy, const char *part, gsize length, XML_StartElementHandler begin, XML_EndElementHandler end)
{
    copy->parser = XML_ParserCreate(NULL);
    copy->depth = 0;
    copy->into = copy->changed;
    XML_SetUserData(copy->parser, copy);
    XML_SetElementHandler(copy->parser, begin, end);
    XML_SetDefaultHandler(copy->parser, copy_text);
    gboolean fine = length <= G_MAXINT && XML_Parse(copy->parser, part, (int)length, TRUE) == XML_STATUS_OK;
    XML_ParserFree(copy->parser);
    return fine;
}

/* ---- Styles. ---- */

/* Collects the page styles. */
static void
note_page(void *user, const char *name, const char **attributes)
{
    Copy *copy = user;
    if (copy->depth++ != 2 || !is_named(name, "master-page"))
        return;
    Page *page = g_new0(Page, 1);
    page->name = g_strdup(attribute(attributes, "name"));
    page->layout = g_strdup(attribute(attributes, "page-layout-name"));
    g_ptr_array_add(copy->pages, page);
}

static void
leave(void *user, G_GNUC_UNUSED const char *name)
{
    Copy *copy = user;
    copy->depth--;
}

static void
number_layouts(Copy *copy)
{
    g_ptr_array_sort(copy->pages, compare_pages);
    for (guint i = 0; i < copy->pages->len; i++) {
        const Page *page = g_ptr_array_index(copy->pages, i);
        if (!g_hash_table_contains(copy->layouts, page->layout))
            g_hash_table_insert(copy->layouts, g_strdup(page->layout),
                                g_strdup_printf("page%03u", g_hash_table_size(copy->layouts) + 1));
    }
}

/* Writes a tag in which the attribute `changed` names a layout. */
static void
write_tag(Copy *copy, const char *name, const char **attributes, const char *changed)
{
    g_string_append_printf(copy->into, "<%s", name);
    for (; attributes[0] != NULL; attributes += 2) {
        const char *new_name =
            is_named(attributes[0], changed) ? g_hash_table_lookup(copy->layouts, attributes[1]) : NULL;
        g_autofree char *value = g_markup_escape_text(new_name != NULL ? new_name : attributes[1], -1);
        g_string_append_printf(copy->into, " %s=\"%s\"", attributes[0], value);
    }
    g_string_append_c(copy->into, '>');
}

static void
put_aside(Copy *copy, const char *name)
{
    Style *style = g_new0(Style, 1);
    style->name = g_strdup(name);
    style->text = copy->into = g_string_new(NULL);
    g_ptr_array_add(copy->styles, style);
}

static void
begin_style(void *user, const char *name, const char **attributes)
{
    Copy *copy = user;
    int depth = copy->depth++;
    if (depth == 2 && is_named(name, "master-page")) {
        put_aside(copy, attribute(attributes, "name"));
        write_tag(copy, name, attributes, "page-layout-name");
    } else if (depth == 2 && is_named(name, "page-layout")) {
        const char *new_name = g_hash_table_lookup(copy->layouts, attribute(attributes, "name"));
        put_aside(copy, new_name != NULL ? new_name : attribute(attributes, "name"));
        write_tag(copy, name, attributes, "name");
    } else {
        XML_DefaultCurrent(copy->parser);
    }
}

/* Puts those that were put aside behind their neighbours, in the order of their names. */
static void
put_back(Copy *copy)
{
    g_ptr_array_sort(copy->styles, compare_styles);
    for (guint i = 0; i < copy->styles->len; i++) {
        const Style *style = g_ptr_array_index(copy->styles, i);
        g_string_append_len(copy->into, style->text->str, (gssize)style->text->len);
    }
    g_ptr_array_set_size(copy->styles, 0);
}

static void
end_style(void *user, const char *name)
{
    Copy *copy = user;
    int depth = --copy->depth;
    if (depth == 1)
        put_back(copy);
    if (depth == 2 && copy->into != copy->changed) {
        g_string_append_printf(copy->into, "</%s>", name);
        copy->into = copy->changed;
    } else {
        XML_DefaultCurrent(copy->parser);
    }
}

GString *
ap_opendocument_order_styles(const char *part, gsize length)
{
    g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func(page_free);
    g_autoptr(GPtrArray) styles = g_ptr_array_new_with_free_func(style_free);
    g_autoptr(GHashTable) layouts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    Copy copy = {.pages = pages, .styles = styles, .layouts = layouts};
    if (!parse(&copy, part, length, note_page, leave))
        return NULL;
    number_layouts(&copy);
    copy.changed = g_string_sized_new(length);
    (void)parse(&copy, part, length, begin_style, end_style);
    return copy.changed;
}

/* ---- The list of files. ---- */

static void
begin_entry(void *user, G_GNUC_UNUSED const char *name, const char **attributes)
{
    Copy *copy = user;
    const char *path = attribute(attributes, "full-path");
    if (copy->depth++ == 1 && copy->is_left_out(path)) {
        g_strchomp(copy->changed->str); /* the line that it began */
        g_string_truncate(copy->changed, strlen(copy->changed->str));
        copy->into = NULL;
    }
    XML_DefaultCurrent(copy->parser);
}

static void
end_entry(void *user, G_GNUC_UNUSED const char *name)
{
    Copy *copy = user;
    XML_DefaultCurrent(copy->parser);
    if (--copy->depth == 1)
        copy->into = copy->changed;
}

GString *
ap_opendocument_trim_manifest(const char *part, gsize length, gboolean (*is_left_out)(const char *path))
{
    Copy copy = {.is_left_out = is_left_out, .changed = g_string_sized_new(length)};
    if (parse(&copy, part, length, begin_entry, end_entry))
        return copy.changed;
    g_string_free(copy.changed, TRUE);
    return NULL;
}
