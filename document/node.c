/* The context of a text: reference-counted strings, booleans, lists and maps. */
#include <config.h>

#include "document/node.h"

struct ApNode {
    gint references;
    ApNodeKind kind;
    gboolean truth; /* of a boolean */
    gboolean open;  /* of a map */
    char *text;
    char *value;
    ApPlace place;
    GPtrArray *children; /* ApNode, of a list or map */
    GPtrArray *names;    /* char *, of a map: the name of each child */
    GHashTable *indices; /* of a map: name → index in `children`; keys are lent by `names` */
};

static ApNode *
node_new(ApNodeKind kind)
{
    ApNode *node = g_new0(ApNode, 1);
    node->references = 1;
    node->kind = kind;
    return node;
}

static void
unref_child(gpointer data)
{
    ap_node_unref(data);
}

ApNode *
ap_node_string(const char *text, const char *value, ApPlace place)
{
    ApNode *node = node_new(AP_NODE_STRING);
    node->text = g_strdup(text);
    node->value = g_strdup(value);
    node->place = place;
    return node;
}

ApNode *
ap_node_boolean(gboolean value)
{
    ApNode *node = node_new(AP_NODE_BOOLEAN);
    node->truth = value;
    return node;
}

ApNode *
ap_node_list(void)
{
    ApNode *node = node_new(AP_NODE_LIST);
    node->children = g_ptr_array_new_with_free_func(unref_child);
    return node;
}

ApNode *
ap_node_map(void)
{
    ApNode *node = node_new(AP_NODE_MAP);
    node->children = g_ptr_array_new_with_free_func(unref_child);
    node->names = g_ptr_array_new_with_free_func(g_free);
    node->indices = g_hash_table_new(g_str_hash, g_str_equal);
    return node;
}

ApNode *
ap_node_open_map(void)
{
    ApNode *node = ap_node_map();
    node->open = TRUE;
    return node;
}

ApNode *
ap_node_ref(ApNode *node)
{
    node->references++;
    return node;
}

void
ap_node_unref(ApNode *node)
{
    if (node == NULL || --node->references > 0)
        return;
    g_clear_pointer(&node->indices, g_hash_table_unref);
    g_clear_pointer(&node->names, g_ptr_array_unref);
    g_clear_pointer(&node->children, g_ptr_array_unref);
    g_free(node->text);
    g_free(node->value);
    g_free(node);
}

void
ap_node_append(ApNode *list, ApNode *child)
{
    g_return_if_fail(list->kind == AP_NODE_LIST);
    g_ptr_array_add(list->children, child);
}

void
ap_node_set(ApNode *map, const char *name, ApNode *child)
{
    g_return_if_fail(map->kind == AP_NODE_MAP);
    gpointer found;
    if (g_hash_table_lookup_extended(map->indices, name, NULL, &found)) {
        guint index = GPOINTER_TO_UINT(found);
        ap_node_unref(g_ptr_array_index(map->children, index));
        g_ptr_array_index(map->children, index) = child;
        return;
    }
    char *own_name = g_strdup(name);
    g_hash_table_insert(map->indices, own_name, GUINT_TO_POINTER(map->children->len));
    g_ptr_array_add(map->names, own_name);
    g_ptr_array_add(map->children, child);
}

ApNodeKind
ap_node_kind(const ApNode *node)
{
    return node->kind;
}

const char *
ap_node_text(const ApNode *node)
{
    return node->text;
}

const char *
ap_node_value(const ApNode *node)
{
    return node->value;
}

ApPlace
ap_node_place(const ApNode *node)
{
    return node->place;
}

gboolean
ap_node_truth(const ApNode *node)
{
    if (node == NULL)
        return FALSE;
    switch (node->kind) {
    case AP_NODE_STRING:
        return node->text[0] != '\0';
    case AP_NODE_BOOLEAN:
        return node->truth;
    case AP_NODE_LIST:
        return node->children->len > 0;
    case AP_NODE_MAP:
        return TRUE;
    }
    g_return_val_if_reached(FALSE);
}

guint
ap_node_length(const ApNode *node)
{
    return node->children != NULL ? node->children->len : 0;
}

const ApNode *
ap_node_at(const ApNode *node, guint index)
{
    g_return_val_if_fail(index < ap_node_length(node), NULL);
    return g_ptr_array_index(node->children, index);
}

const char *
ap_node_name_at(const ApNode *map, guint index)
{
    g_return_val_if_fail(map->kind == AP_NODE_MAP && index < map->names->len, NULL);
    return g_ptr_array_index(map->names, index);
}

const ApNode *
ap_node_get(const ApNode *map, const char *name)
{
    gpointer found;
    if (map->kind != AP_NODE_MAP || !g_hash_table_lookup_extended(map->indices, name, NULL, &found))
        return NULL;
    return g_ptr_array_index(map->children, GPOINTER_TO_UINT(found));
}

gboolean
ap_node_is_open(const ApNode *map)
{
    return map->open;
}

ApNode *
ap_node_copy(const ApNode *map)
{
    ApNode *copy = ap_node_map();
    for (guint i = 0; i < map->children->len; i++)
        ap_node_set(copy, ap_node_name_at(map, i), ap_node_ref(g_ptr_array_index(map->children, i)));
    return copy;
}
