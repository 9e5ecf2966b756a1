/* YAML documents: parsed once, checked against what could surprise a reader (aliases, depth, repeated keys),
 * then lent out node by node. */
#include <config.h>

#include "scores/yaml.h"

#include "scores/input.h"

#include <glib/gi18n.h>
#include <string.h>

#define DEPTH_LIMIT 32

struct ApYaml {
    const char *file;
    yaml_document_t document;
};

static ApPlace
place_of_mark(const char *file, yaml_mark_t mark)
{
    return (ApPlace){file, (guint)mark.line + 1, (guint)mark.column + 1};
}

static void
report_syntax(const char *file, const yaml_parser_t *parser, ApProblems *problems)
{
    const char *what = parser->problem != NULL ? parser->problem : "";
    if (parser->error == YAML_MEMORY_ERROR)
        g_error("out of memory"); /* as GLib does for its own allocations */
    if (parser->context != NULL)
        ap_problems_error(
            problems, place_of_mark(file, parser->problem_mark),
            _("this is not valid YAML: %s, %s (line %u); check the indentation, quotes and colons"), what,
            parser->context, (guint)parser->context_mark.line + 1);
    else
        ap_problems_error(problems, place_of_mark(file, parser->problem_mark),
                          _("this is not valid YAML: %s; check the indentation, quotes and colons"), what);
}

/* Two equal keys in a mapping: libyaml keeps both, and the reader would silently take the first. */
static gboolean
check_keys(ApYaml *yaml, const yaml_node_t *map, ApProblems *problems)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    gboolean good = TRUE;
    for (guint i = 0; i < ap_yaml_length(map); i++) {
        const yaml_node_t *key = ap_yaml_key(yaml, map, i);
        const char *text = ap_yaml_text(key);
        if (text == NULL) {
            ap_problems_error(problems, ap_yaml_place(yaml, key), _("a key must be a plain word"));
            good = FALSE;
        } else if (!g_hash_table_add(seen, (gpointer)text)) {
            ap_problems_error(problems, ap_yaml_place(yaml, key), _("key “%s” is given twice; keep one"),
                              text);
            good = FALSE;
        }
    }
    return good;
}

/* `seen` has a byte a node: a node that is reached twice was named by an alias. Refusing those also keeps
 * the tree a tree, of at most as many nodes as the text has. */
static gboolean
check_node(ApYaml *yaml, const yaml_node_t *node, guint depth, GByteArray *seen, ApProblems *problems)
{
    gsize index = (gsize)(node - yaml->document.nodes.start);
    if (seen->data[index]) {
        ap_problems_error(problems, ap_yaml_place(yaml, node),
                          _("aliases (& and *) are not supported; write the value out where it is used"));
        return FALSE;
    }
    seen->data[index] = 1;
    if (depth > DEPTH_LIMIT) {
        ap_problems_error(problems, ap_yaml_place(yaml, node),
                          _("lists and mappings nest deeper than %d levels"), DEPTH_LIMIT);
        return FALSE;
    }

    gboolean good = node->type != YAML_MAPPING_NODE || check_keys(yaml, node, problems);
    for (guint i = 0; i < ap_yaml_length(node); i++) {
        const yaml_node_t *child =
            node->type == YAML_MAPPING_NODE ? ap_yaml_value(yaml, node, i) : ap_yaml_element(yaml, node, i);
        good = check_node(yaml, child, depth + 1, seen, problems) && good;
    }
    return good;
}

static gboolean
check_document(ApYaml *yaml, ApProblems *problems)
{
    const yaml_node_t *root = ap_yaml_root(yaml);
    if (root == NULL || (root->type == YAML_SCALAR_NODE && root->data.scalar.length == 0)) {
        ap_problems_error(problems, (ApPlace){yaml->file, 1, 1}, _("the file is empty; fill it in"));
        return FALSE;
    }
    g_autoptr(GByteArray) seen = g_byte_array_new();
    guint nodes = (guint)(yaml->document.nodes.top - yaml->document.nodes.start);
    g_byte_array_set_size(seen, nodes);
    memset(seen->data, 0, nodes);
    return check_node(yaml, root, 0, seen, problems);
}

/* A second document in the file would be ignored: say so instead. */
static gboolean
check_end(const char *file, yaml_parser_t *parser, ApProblems *problems)
{
    yaml_document_t rest;
    if (!yaml_parser_load(parser, &rest)) {
        report_syntax(file, parser, problems);
        return FALSE;
    }
    const yaml_node_t *root = yaml_document_get_root_node(&rest);
    if (root != NULL)
        ap_problems_error(problems, place_of_mark(file, root->start_mark),
                          _("a second document begins here; keep one in the file"));
    yaml_document_delete(&rest);
    return root == NULL;
}

ApYaml *
ap_yaml_parse(const char *file, const char *text, gsize length, ApProblems *problems)
{
    if (!ap_input_check_text((ApPlace){file, 1, 1}, AP_COLUMNS_CHARACTERS, text, length, problems))
        return NULL;

    yaml_parser_t parser;
    if (!yaml_parser_initialize(&parser))
        g_error("out of memory");
    yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING);
    gsize bom = ap_input_bom(text, length);
    yaml_parser_set_input_string(&parser, (const guchar *)text + bom, length - bom);

    ApYaml *yaml = g_new0(ApYaml, 1);
    yaml->file = file;
    gboolean good = FALSE;
    if (!yaml_parser_load(&parser, &yaml->document))
        report_syntax(file, &parser, problems);
    else
        good = check_document(yaml, problems) && check_end(file, &parser, problems);
    yaml_parser_delete(&parser);
    if (!good)
        g_clear_pointer(&yaml, ap_yaml_free);
    return yaml;
}

void
ap_yaml_free(ApYaml *yaml)
{
    if (yaml == NULL)
        return;
    yaml_document_delete(&yaml->document);
    g_free(yaml);
}

const yaml_node_t *
ap_yaml_root(ApYaml *yaml)
{
    return yaml_document_get_root_node(&yaml->document);
}

ApPlace
ap_yaml_place(const ApYaml *yaml, const yaml_node_t *node)
{
    return place_of_mark(yaml->file, node->start_mark);
}

const yaml_node_t *
ap_yaml_get(ApYaml *yaml, const yaml_node_t *map, const char *key)
{
    if (map == NULL || map->type != YAML_MAPPING_NODE)
        return NULL;
    for (guint i = 0; i < ap_yaml_length(map); i++)
        if (g_strcmp0(ap_yaml_text(ap_yaml_key(yaml, map, i)), key) == 0)
            return ap_yaml_value(yaml, map, i);
    return NULL;
}

const char *
ap_yaml_text(const yaml_node_t *node)
{
    return node != NULL && node->type == YAML_SCALAR_NODE ? (const char *)node->data.scalar.value : NULL;
}

guint
ap_yaml_length(const yaml_node_t *node)
{
    if (node == NULL)
        return 0;
    if (node->type == YAML_SEQUENCE_NODE)
        return (guint)(node->data.sequence.items.top - node->data.sequence.items.start);
    if (node->type == YAML_MAPPING_NODE)
        return (guint)(node->data.mapping.pairs.top - node->data.mapping.pairs.start);
    return 0;
}

const yaml_node_t *
ap_yaml_element(ApYaml *yaml, const yaml_node_t *sequence, guint index)
{
    return yaml_document_get_node(&yaml->document, sequence->data.sequence.items.start[index]);
}

const yaml_node_t *
ap_yaml_key(ApYaml *yaml, const yaml_node_t *map, guint index)
{
    return yaml_document_get_node(&yaml->document, map->data.mapping.pairs.start[index].key);
}

const yaml_node_t *
ap_yaml_value(ApYaml *yaml, const yaml_node_t *map, guint index)
{
    return yaml_document_get_node(&yaml->document, map->data.mapping.pairs.start[index].value);
}
