/* The structure tree of a PDF, from the elements of the pages and the content noted for each. */
#include <config.h>

#include "render/pdf/tags.h"

#include <string.h>

/* A number tree's leaf holds at most so many keys; libharu's arrays end at 32,767 entries. */
#define LEAF_KEYS 4096

/* Something that belongs to an element: marked content, or an annotation. */
typedef struct {
    guint order; /* counts all content of the file in reading order, from 1 */
    guint page;
    guint mcid;
    HPDF_Dict annotation; /* else NULL */
} Item;

/* What is known of an element beside the element itself. */
typedef struct {
    GArray *items; /* Item, in order; NULL while there are none */
    guint first;   /* the least order in it and below it, 0 for no content */
    gboolean is_kept;
    gboolean has_box; /* of a figure */
    double box[4];
    const char *numbering; /* of a list: the value of ListNumbering */
    HPDF_Dict dict;
} Node;

struct ApTags {
    const ApElement *root;
    GHashTable *nodes;      /* ApElement → Node */
    GPtrArray *by_page;     /* GPtrArray of ApElement by MCID */
    GPtrArray *annotations; /* ApElement by key - number of pages */
    GPtrArray *notes;       /* ApElement, in the order of their IDs */
    guint order;
};

static const char *const names[] = {
    [AP_ELEMENT_DOCUMENT] = "Document",   [AP_ELEMENT_SECTION] = "Sect",
    [AP_ELEMENT_TITLE] = "Title",         [AP_ELEMENT_HEADING] = "H1",
    [AP_ELEMENT_PARAGRAPH] = "P",         [AP_ELEMENT_NOTE] = "Note",
    [AP_ELEMENT_CONTENTS] = "TOC",        [AP_ELEMENT_CONTENTS_ITEM] = "TOCI",
    [AP_ELEMENT_REFERENCE] = "Reference", [AP_ELEMENT_LINK] = "Link",
    [AP_ELEMENT_LABEL] = "Lbl",           [AP_ELEMENT_LIST] = "L",
    [AP_ELEMENT_LIST_ITEM] = "LI",        [AP_ELEMENT_LIST_BODY] = "LBody",
    [AP_ELEMENT_TABLE] = "Table",         [AP_ELEMENT_TABLE_HEAD] = "THead",
    [AP_ELEMENT_TABLE_BODY] = "TBody",    [AP_ELEMENT_ROW] = "TR",
    [AP_ELEMENT_HEADER_CELL] = "TH",      [AP_ELEMENT_CELL] = "TD",
    [AP_ELEMENT_CAPTION] = "Caption",     [AP_ELEMENT_FIGURE] = "Figure",
    [AP_ELEMENT_SPAN] = "Span",
};

const char *
ap_tag_name(const ApElement *element)
{
    static const char *const headings[] = {"H1", "H2", "H3", "H4", "H5", "H6"};
    if (element->kind == AP_ELEMENT_HEADING)
        return headings[CLAMP(element->level, 1, G_N_ELEMENTS(headings)) - 1];
    return names[element->kind];
}

static void
node_free(Node *node)
{
    if (node->items)
        g_array_unref(node->items);
    g_free(node);
}

static Node *
find_node(ApTags *tags, const ApElement *element)
{
    Node *node = g_hash_table_lookup(tags->nodes, element);
    if (!node) {
        node = g_new0(Node, 1);
        g_hash_table_insert(tags->nodes, (gpointer)element, node);
    }
    return node;
}

ApTags *
ap_tags_new(const ApElement *root, guint n_pages)
{
    ApTags *tags = g_new0(ApTags, 1);
    tags->root = root;
    tags->nodes = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)node_free);
    tags->by_page = g_ptr_array_new_full(n_pages, (GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < n_pages; i++)
        g_ptr_array_add(tags->by_page, g_ptr_array_new());
    tags->annotations = g_ptr_array_new();
    tags->notes = g_ptr_array_new();
    return tags;
}

void
ap_tags_free(ApTags *tags)
{
    if (!tags)
        return;
    g_hash_table_unref(tags->nodes);
    g_ptr_array_unref(tags->by_page);
    g_ptr_array_unref(tags->annotations);
    g_ptr_array_unref(tags->notes);
    g_free(tags);
}

static void
add_item(ApTags *tags, const ApElement *element, Item item)
{
    item.order = ++tags->order;
    Node *node = find_node(tags, element);
    if (!node->items)
        node->items = g_array_new(FALSE, FALSE, sizeof(Item));
    g_array_append_val(node->items, item);
    for (const ApElement *at = element; at; at = at->parent) {
        Node *above = find_node(tags, at);
        if (above->first != 0)
            break; /* and so have all above it */
        above->first = item.order;
        above->is_kept = TRUE;
    }
}

guint
ap_tags_add_content(ApTags *tags, const ApElement *element, guint page)
{
    GPtrArray *owners = tags->by_page->pdata[page];
    g_ptr_array_add(owners, (gpointer)element);
    add_item(tags, element, (Item){.page = page, .mcid = owners->len - 1});
    return owners->len - 1;
}

guint
ap_tags_add_annotation(ApTags *tags, const ApElement *element, guint page, HPDF_Dict annotation)
{
    g_ptr_array_add(tags->annotations, (gpointer)element);
    add_item(tags, element, (Item){.page = page, .annotation = annotation});
    return tags->by_page->len + tags->annotations->len - 1;
}

void
ap_tags_set_box(ApTags *tags, const ApElement *element, const double box[static 4])
{
    Node *node = find_node(tags, element);
    memcpy(node->box, box, sizeof node->box);
    node->has_box = TRUE;
}

void
ap_tags_set_label(ApTags *tags, const ApElement *label, const char *text)
{
    const ApElement *item = label->parent;
    const ApElement *list = item ? item->parent : NULL;
    if (!list || item->kind != AP_ELEMENT_LIST_ITEM || list->kind != AP_ELEMENT_LIST)
        return;
    Node *node = find_node(tags, list);
    if (node->numbering)
        return;
    node->numbering = "Disc";
    for (; *text; text = g_utf8_next_char(text))
        if (g_unichar_isalnum(g_utf8_get_char(text)))
            node->numbering = "Decimal"; /* Chinese numbers have no name of their own in PDF 1.7 */
}

/* ---- Writing. ---- */

typedef struct {
    ApTags *tags;
    ApFile *file;
    const GPtrArray *pages;
} Writer;

/* A cell without text keeps its place in the table, and so does a row that cells from above fill; anything
 * else without content would only be noise. */
static gboolean
keep_cells(ApTags *tags, const ApElement *element)
{
    Node *node = find_node(tags, element);
    if (element->kind == AP_ELEMENT_CELL || element->kind == AP_ELEMENT_HEADER_CELL ||
        element->kind == AP_ELEMENT_ROW)
        node->is_kept = TRUE;
    for (guint i = 0; i < element->children->len; i++)
        if (keep_cells(tags, element->children->pdata[i]))
            node->is_kept = TRUE;
    return node->is_kept;
}

/* An item that is more than a number; on the page `home` it need not say where it is. */
static HPDF_Dict
write_item(const Writer *writer, const Item *item, guint home)
{
    HPDF_Dict dict = ap_file_dict(writer->file);
    ap_dict_set_name(writer->file, dict, "Type", item->annotation ? "OBJR" : "MCR");
    if (item->page != home)
        ap_dict_set(writer->file, dict, "Pg", writer->pages->pdata[item->page]);
    if (item->annotation)
        ap_dict_set(writer->file, dict, "Obj", item->annotation);
    else
        ap_dict_set_integer(writer->file, dict, "MCID", item->mcid);
    return dict;
}

static guint
count_kids(const Writer *writer, const ApElement *element, const Node *node)
{
    guint count = node->items ? node->items->len : 0;
    for (guint i = 0; i < element->children->len; i++) {
        const Node *child = find_node(writer->tags, element->children->pdata[i]);
        if (child->is_kept)
            count++;
    }
    return count;
}

/* Where the kids of an element go: an array, or, if that is NULL, for there is but one, its dictionary. */
typedef struct {
    const Writer *writer;
    HPDF_Dict dict;
    HPDF_Array array;
} Kids;

static void
add_kid(const Kids *kids, void *kid)
{
    if (kids->array)
        ap_array_add(kids->writer->file, kids->array, kid);
    else
        ap_dict_set(kids->writer->file, kids->dict, "K", kid);
}

static void
add_content(const Kids *kids, const Item *item, guint home)
{
    if (item->annotation || item->page != home)
        add_kid(kids, write_item(kids->writer, item, home));
    else if (kids->array)
        ap_array_add_integer(kids->writer->file, kids->array, item->mcid);
    else
        ap_dict_set_integer(kids->writer->file, kids->dict, "K", item->mcid);
}

/* The element's own content and its children, in reading order: a child stands where its first content does,
 * one without content after the child before it. */
static void
write_kids(const Writer *writer, const ApElement *element, const Node *node, guint home)
{
    Kids kids = {writer, node->dict, NULL};
    if (count_kids(writer, element, node) > 1) {
        kids.array = ap_file_array(writer->file);
        ap_dict_set(writer->file, node->dict, "K", kids.array);
    }
    guint next = 0;
    guint n_items = node->items ? node->items->len : 0;
    for (guint i = 0; i <= element->children->len; i++) {
        const Node *child = NULL;
        if (i < element->children->len) {
            child = find_node(writer->tags, element->children->pdata[i]);
            if (!child->is_kept)
                continue;
        }
        while (next < n_items) {
            const Item *item = &g_array_index(node->items, Item, next);
            if (child && item->order > child->first)
                break;
            add_content(&kids, item, home);
            next++;
        }
        if (child)
            add_kid(&kids, child->dict);
    }
}

static void
write_table_attributes(const Writer *writer, const ApElement *element, HPDF_Dict dict)
{
    gboolean has_scope = element->kind == AP_ELEMENT_HEADER_CELL && element->scope != AP_SCOPE_NONE;
    if (!has_scope && element->row_span <= 1 && element->column_span <= 1)
        return;
    HPDF_Dict attributes = ap_file_dict(writer->file);
    ap_dict_set_name(writer->file, attributes, "O", "Table");
    if (has_scope)
        ap_dict_set_name(writer->file, attributes, "Scope",
                         element->scope == AP_SCOPE_ROW ? "Row" : "Column");
    if (element->row_span > 1)
        ap_dict_set_integer(writer->file, attributes, "RowSpan", element->row_span);
    if (element->column_span > 1)
        ap_dict_set_integer(writer->file, attributes, "ColSpan", element->column_span);
    ap_dict_set(writer->file, dict, "A", attributes);
}

static void
write_figure_attributes(const Writer *writer, const Node *node, HPDF_Dict dict)
{
    if (!node->has_box)
        return;
    HPDF_Dict attributes = ap_file_dict(writer->file);
    ap_dict_set_name(writer->file, attributes, "O", "Layout");
    ap_dict_set_name(writer->file, attributes, "Placement", "Block");
    ap_dict_set(writer->file, attributes, "BBox",
                ap_file_box(writer->file, node->box[0], node->box[1], node->box[2], node->box[3]));
    ap_dict_set(writer->file, dict, "A", attributes);
}

static void
write_list_attributes(const Writer *writer, const Node *node, HPDF_Dict dict)
{
    if (!node->numbering)
        return;
    HPDF_Dict attributes = ap_file_dict(writer->file);
    ap_dict_set_name(writer->file, attributes, "O", "List");
    ap_dict_set_name(writer->file, attributes, "ListNumbering", node->numbering);
    ap_dict_set(writer->file, dict, "A", attributes);
}

/* The entries that only some kinds have. */
static void
write_attributes(const Writer *writer, const ApElement *element, const Node *node, HPDF_Dict dict)
{
    if (element->kind == AP_ELEMENT_CELL || element->kind == AP_ELEMENT_HEADER_CELL)
        write_table_attributes(writer, element, dict);
    if (element->kind == AP_ELEMENT_FIGURE)
        write_figure_attributes(writer, node, dict);
    if (element->kind == AP_ELEMENT_LIST)
        write_list_attributes(writer, node, dict);
    if (element->kind == AP_ELEMENT_NOTE) {
        g_ptr_array_add(writer->tags->notes, (gpointer)element);
        g_autofree char *id = g_strdup_printf("note-%06u", writer->tags->notes->len);
        ap_dict_set_text(writer->file, dict, "ID", id);
    }
    if (element->alt)
        ap_dict_set_text(writer->file, dict, "Alt", element->alt);
    if (element->actual_text)
        ap_dict_set_text(writer->file, dict, "ActualText", element->actual_text);
}

/* Writes an element and all below it; `parent` is its dictionary's parent. */
static void
write_element(const Writer *writer, const ApElement *element, HPDF_Dict parent)
{
    Node *node = find_node(writer->tags, element);
    if (!node->is_kept)
        return;
    node->dict = ap_file_shared_dict(writer->file);
    ap_dict_set_name(writer->file, node->dict, "S", ap_tag_name(element));
    ap_dict_set(writer->file, node->dict, "P", parent);
    write_attributes(writer, element, node, node->dict);
    for (guint i = 0; i < element->children->len; i++)
        write_element(writer, element->children->pdata[i], node->dict);
    guint home = 0;
    if (node->items) {
        home = g_array_index(node->items, Item, 0).page;
        ap_dict_set(writer->file, node->dict, "Pg", writer->pages->pdata[home]);
    }
    write_kids(writer, element, node, home);
}

/* The value of a key of the ParentTree: for a page the elements of its MCIDs, for an annotation its own. */
static void *
parent_of_key(const Writer *writer, guint key)
{
    ApTags *tags = writer->tags;
    if (key >= tags->by_page->len)
        return find_node(tags, tags->annotations->pdata[key - tags->by_page->len])->dict;
    const GPtrArray *owners = tags->by_page->pdata[key];
    HPDF_Array parents = ap_file_array(writer->file);
    for (guint i = 0; i < owners->len; i++)
        ap_array_add(writer->file, parents, find_node(tags, owners->pdata[i])->dict);
    return parents;
}

static HPDF_Dict
write_parent_tree(const Writer *writer)
{
    guint n_keys = writer->tags->by_page->len + writer->tags->annotations->len;
    HPDF_Array leaves = ap_file_array(writer->file);
    for (guint first = 0; first < n_keys; first += LEAF_KEYS) {
        guint end = MIN(first + LEAF_KEYS, n_keys);
        HPDF_Array entries = ap_file_array(writer->file);
        for (guint key = first; key < end; key++) {
            ap_array_add_integer(writer->file, entries, key);
            ap_array_add(writer->file, entries, parent_of_key(writer, key));
        }
        HPDF_Array limits = ap_file_array(writer->file);
        ap_array_add_integer(writer->file, limits, first);
        ap_array_add_integer(writer->file, limits, end - 1);
        HPDF_Dict leaf = ap_file_shared_dict(writer->file);
        ap_dict_set(writer->file, leaf, "Limits", limits);
        ap_dict_set(writer->file, leaf, "Nums", entries);
        ap_array_add(writer->file, leaves, leaf);
    }
    HPDF_Dict tree = ap_file_shared_dict(writer->file);
    ap_dict_set(writer->file, tree, "Kids", leaves);
    return tree;
}

/* The name tree of IDs, in their order. */
static HPDF_Dict
write_id_tree(const Writer *writer)
{
    GPtrArray *notes = writer->tags->notes;
    HPDF_Array entries = ap_file_array(writer->file);
    for (guint i = 0; i < notes->len; i++) {
        g_autofree char *id = g_strdup_printf("note-%06u", i + 1);
        ap_array_add(writer->file, entries, ap_file_text(writer->file, id));
        ap_array_add(writer->file, entries, find_node(writer->tags, notes->pdata[i])->dict);
    }
    HPDF_Dict tree = ap_file_shared_dict(writer->file);
    ap_dict_set(writer->file, tree, "Names", entries);
    return tree;
}

void
ap_tags_write(ApTags *tags, ApFile *file, const GPtrArray *pages)
{
    const Writer writer = {tags, file, pages};
    HPDF_Dict tree = ap_file_shared_dict(file);
    ap_dict_set_name(file, tree, "Type", "StructTreeRoot");
    keep_cells(tags, tags->root);
    find_node(tags, tags->root)->is_kept = TRUE;
    write_element(&writer, tags->root, tree);
    ap_dict_set(file, tree, "K", find_node(tags, tags->root)->dict);
    ap_dict_set(file, tree, "ParentTree", write_parent_tree(&writer));
    ap_dict_set_integer(file, tree, "ParentTreeNextKey", tags->by_page->len + tags->annotations->len);
    if (tags->notes->len > 0)
        ap_dict_set(file, tree, "IDTree", write_id_tree(&writer));
    HPDF_Dict roles = ap_file_dict(file);
    ap_dict_set_name(file, roles, names[AP_ELEMENT_TITLE], "P");
    ap_dict_set(file, tree, "RoleMap", roles);
    ap_dict_set(file, ap_file_catalog(file), "StructTreeRoot", tree);
    HPDF_Dict marked = ap_file_dict(file);
    ap_dict_set_boolean(file, marked, "Marked", TRUE);
    ap_dict_set(file, ap_file_catalog(file), "MarkInfo", marked);
}
