/* YAML documents: parsed once, checked against what could surprise a reader (aliases, depth, repeated keys),
 * then lent out node by node. */
#include <config.h>

#include "scores/yaml.h"

#include "scores/input.h"
#include "scores/nearest.h"

#include <glib/gi18n.h>
#include <string.h>

#define DEPTH_LIMIT 32
#define SIZE_LIMIT ((gsize)1048576)

struct ApYaml {
    const char *file;
    yaml_document_t document;
    GHashTable
        *asked; /* yaml_node_t, lent → GPtrArray of char *: the keys that were looked for in a mapping */
};

static ApPlace
place_of_mark(const char *file, yaml_mark_t mark)
{
    return (ApPlace){file, (guint)mark.line + 1, (guint)mark.column + 1};
}

static void
start_parser(yaml_parser_t *parser, const char *text, gsize length)
{
    if (!yaml_parser_initialize(parser))
        g_error("out of memory"); /* as GLib does for its own allocations */
    yaml_parser_set_encoding(parser, YAML_UTF8_ENCODING);
    yaml_parser_set_input_string(parser, (const guchar *)text, length);
}

/* What libyaml says, and what a person can do about it; %u is the line in which the part in question begins.
 */
static const struct {
    const char *problem, *advice;
} mistakes[] = {
    {"mapping values are not allowed in this context",
     N_("a “:” is not expected here; quote the text that holds it, or check the indentation")},
    {"block sequence entries are not allowed in this context",
     N_("a “-” is not expected here; begin a line with it, indented as its neighbours")},
    {"did not find expected key",
     N_("this does not fit what begins in line %u; indent its lines alike, and close the quotes in them")},
    {"did not find expected '-' indicator",
     N_("this does not fit the list that begins in line %u; begin the line with “-”, or indent it further")},
    {"did not find expected ',' or '}'", N_("the “{” of line %u is not closed; add “,” or “}”")},
    {"did not find expected ',' or ']'", N_("the “[” of line %u is not closed; add “,” or “]”")},
    {"found unexpected end of stream", N_("the quote that begins in line %u is never closed; close it")},
    {"could not find expected ':'", N_("the key in line %u has no “:” after it; write key: value")},
    {"found character that cannot start any token",
     N_("nothing can begin with this character; quote the value, and indent with blanks, not tabs")},
    {"found a tab character that violates indentation", N_("a tab stands here; indent with blanks")},
    {"did not find expected node content", N_("a value is missing here; write it, or take the comma out")},
    {"found unexpected document indicator", N_("a line of --- or ... stands within a value; remove it")},
    {"did not find expected alphabetic or numeric character",
     N_("“&” and “*” have a meaning in YAML; quote the value that begins with one")},
    {"found undefined tag handle", N_("“!” has a meaning in YAML; quote the value that begins with it")},
    {"did not find expected comment or line break",
     N_("“|” and “>” have a meaning in YAML; quote the value that begins with one")},
    {"found unknown escape character",
     N_("“\\” has a meaning within these quotes; put the value between single quotes")},
};

static void
report_syntax(const char *file, const yaml_parser_t *parser, ApProblems *problems)
{
    if (parser->error == YAML_MEMORY_ERROR)
        g_error("out of memory");
    ApPlace place = place_of_mark(file, parser->problem_mark);
    for (guint i = 0; i < G_N_ELEMENTS(mistakes); i++)
        if (g_strcmp0(parser->problem, mistakes[i].problem) == 0) {
            ap_problems_error(problems, place, _(mistakes[i].advice), (guint)parser->context_mark.line + 1);
            return;
        }
    ap_problems_error(problems, place,
                      _("this is not valid YAML; check the indentation, the quotes and the colons"));
}

/* A quoted scalar can spell stray characters, as in \0, which would end it early. */
static gboolean
check_scalar(ApYaml *yaml, const yaml_node_t *node, ApProblems *problems)
{
    const char *text = (const char *)node->data.scalar.value;
    g_autoptr(ApProblems) found = ap_problems_new();
    if (ap_input_check_characters((ApPlace){yaml->file, 1, 1}, text, node->data.scalar.length, found))
        return TRUE;
    ap_problems_error(problems, ap_yaml_place(yaml, node), "%s", ap_problems_at(found, 0)->message);
    return FALSE;
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

static gboolean
check_node(ApYaml *yaml, const yaml_node_t *node, ApProblems *problems)
{
    gboolean good = node->type != YAML_MAPPING_NODE || check_keys(yaml, node, problems);
    if (node->type == YAML_SCALAR_NODE)
        good = check_scalar(yaml, node, problems);
    for (guint i = 0; i < ap_yaml_length(node); i++) {
        const yaml_node_t *child =
            node->type == YAML_MAPPING_NODE ? ap_yaml_value(yaml, node, i) : ap_yaml_element(yaml, node, i);
        good = check_node(yaml, child, problems) && good;
    }
    return good;
}

static gboolean
report_event(const char *file, const yaml_event_t *event, ApProblems *problems, const char *message)
{
    ap_problems_error(problems, place_of_mark(file, event->start_mark), "%s", message);
    return FALSE;
}

/* What may not be in the file although it is YAML. Aliases would make the tree a graph; a second document
 * would be ignored. */
static gboolean
check_event(const char *file, const yaml_event_t *event, guint *depth, guint *documents, ApProblems *problems)
{
    switch (event->type) {
    case YAML_ALIAS_EVENT:
        return report_event(file, event, problems,
                            _("aliases (& and *) are not supported; write the value out where it is used"));
    case YAML_DOCUMENT_START_EVENT:
        if (++*documents > 1)
            return report_event(file, event, problems,
                                _("a second document begins here; keep one in the file"));
        break;
    case YAML_SEQUENCE_START_EVENT:
    case YAML_MAPPING_START_EVENT:
        if (++*depth > DEPTH_LIMIT)
            return report_event(file, event, problems,
                                _("lists and mappings nest deeper than 32 levels; make it simpler"));
        break;
    case YAML_SEQUENCE_END_EVENT:
    case YAML_MAPPING_END_EVENT:
        --*depth;
        break;
    default:
        break;
    }
    return TRUE;
}

/* Passes through the text once without building anything: libyaml takes quadratic time over deep nesting, and
 * here it stops at the limit. */
static gboolean
check_events(const char *file, const char *text, gsize length, ApProblems *problems)
{
    yaml_parser_t parser;
    start_parser(&parser, text, length);
    guint depth = 0, documents = 0;
    gboolean good = TRUE, ended = FALSE;
    while (good && !ended) {
        yaml_event_t event;
        if (!yaml_parser_parse(&parser, &event)) {
            report_syntax(file, &parser, problems);
            good = FALSE;
            break;
        }
        good = check_event(file, &event, &depth, &documents, problems);
        ended = event.type == YAML_STREAM_END_EVENT;
        yaml_event_delete(&event);
    }
    yaml_parser_delete(&parser);
    return good;
}

static gboolean
check_text(const char *file, const char *text, gsize length, ApProblems *problems)
{
    ApPlace start = {file, 1, 1};
    if (length > SIZE_LIMIT) {
        ap_problems_error(problems, start, _("the file is larger than 1 MiB; is it the right file?"));
        return FALSE;
    }
    return ap_input_check_text(start, AP_COLUMNS_CHARACTERS, text, length, problems) &&
           ap_input_check_characters(start, text + ap_input_bom(text, length),
                                     length - ap_input_bom(text, length), problems);
}

ApYaml *
ap_yaml_parse(const char *file, const char *text, gsize length, ApProblems *problems)
{
    gsize bom = ap_input_bom(text, length);
    if (!check_text(file, text, length, problems) || !check_events(file, text + bom, length - bom, problems))
        return NULL;

    yaml_parser_t parser;
    start_parser(&parser, text + bom, length - bom);
    ApYaml *yaml = g_new0(ApYaml, 1);
    yaml->file = file;
    yaml->asked = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_ptr_array_unref);
    gboolean good = yaml_parser_load(&parser, &yaml->document) != 0;
    if (!good)
        report_syntax(file, &parser, problems);
    yaml_parser_delete(&parser);

    const yaml_node_t *root = good ? ap_yaml_root(yaml) : NULL;
    if (good && (root == NULL || (root->type == YAML_SCALAR_NODE && root->data.scalar.length == 0)))
        ap_problems_error(problems, (ApPlace){file, 1, 1}, _("the file is empty; fill it in"));
    else if (good && check_node(yaml, root, problems))
        return yaml;
    ap_yaml_free(yaml);
    return NULL;
}

void
ap_yaml_free(ApYaml *yaml)
{
    if (yaml == NULL)
        return;
    yaml_document_delete(&yaml->document);
    g_hash_table_unref(yaml->asked);
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

static void
note_asked(ApYaml *yaml, const yaml_node_t *map, const char *key)
{
    GPtrArray *keys = g_hash_table_lookup(yaml->asked, map);
    if (keys == NULL) {
        keys = g_ptr_array_new_with_free_func(g_free);
        g_hash_table_insert(yaml->asked, (gpointer)map, keys);
    }
    if (!g_ptr_array_find_with_equal_func(keys, key, g_str_equal, NULL))
        g_ptr_array_add(keys, g_strdup(key));
}

static void
report_unasked(ApYaml *yaml, const yaml_node_t *key, const GPtrArray *known, ApProblems *problems)
{
    const char *text = ap_yaml_text(key);
    g_autofree char *nearest = ap_nearest(text, known);
    if (nearest != NULL)
        ap_problems_error(problems, ap_yaml_place(yaml, key), _("unknown key “%s”; nearest: %s"), text,
                          nearest);
    else
        ap_problems_error(problems, ap_yaml_place(yaml, key), _("unknown key “%s”; remove it"), text);
}

void
ap_yaml_check_asked(ApYaml *yaml, const yaml_node_t *node, ApProblems *problems)
{
    if (node->type != YAML_MAPPING_NODE) {
        for (guint i = 0; i < ap_yaml_length(node); i++)
            ap_yaml_check_asked(yaml, ap_yaml_element(yaml, node, i), problems);
        return;
    }
    const GPtrArray *known = g_hash_table_lookup(yaml->asked, node);
    for (guint i = 0; i < ap_yaml_length(node); i++) {
        const yaml_node_t *key = ap_yaml_key(yaml, node, i);
        if (known != NULL &&
            !g_ptr_array_find_with_equal_func((GPtrArray *)known, ap_yaml_text(key), g_str_equal, NULL))
            report_unasked(yaml, key, known, problems);
        else
            ap_yaml_check_asked(yaml, ap_yaml_value(yaml, node, i), problems);
    }
}

const yaml_node_t *
ap_yaml_get(ApYaml *yaml, const yaml_node_t *map, const char *key)
{
    if (map == NULL || map->type != YAML_MAPPING_NODE)
        return NULL;
    note_asked(yaml, map, key);
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
