/* Reads terms.yaml. */
#include <config.h>

#include "document/glossary.h"

#include "scores/nearest.h"

#include <glib/gi18n.h>
#include <string.h>

static const char *const keys[] = {"numbers", "claims", "placeholders", "names",
                                   "instead", "dated",  "carried"};

typedef struct {
    ApYaml *yaml;
    ApProblems *problems;
} Reader;

void
ap_glossary_free(ApGlossary *glossary)
{
    if (glossary == NULL)
        return;
    ap_patterns_free(glossary->numbers);
    ap_patterns_free(glossary->claims);
    ap_patterns_free(glossary->placeholders);
    g_ptr_array_unref(glossary->names);
    ap_patterns_free(glossary->wrong_terms);
    g_ptr_array_unref(glossary->right_terms);
    g_ptr_array_unref(glossary->dated);
    g_free(glossary->carried);
    g_free(glossary);
}

/* The text of a scalar that is not empty; NULL with a problem. */
static const char *
read_text(const Reader *reader, const yaml_node_t *node)
{
    const char *text = ap_yaml_text(node);
    if (text == NULL || text[0] == '\0') {
        ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, node), _("write a text here"));
        return NULL;
    }
    return text;
}

/* The pattern that `node` holds; NULL with a problem. */
static GRegex *
read_pattern(const Reader *reader, const yaml_node_t *node)
{
    const char *text = read_text(reader, node);
    if (text == NULL)
        return NULL;
    GRegex *pattern = g_regex_new(text, G_REGEX_OPTIMIZE, G_REGEX_MATCH_NOTEMPTY, NULL);
    if (pattern == NULL)
        ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, node),
                          _("“%s” is no regular expression; check its brackets, and write \\ before a mark "
                            "that stands for itself"),
                          text);
    return pattern;
}

/* What stands at `key`; NULL if there is no such thing, or no file. */
static const yaml_node_t *
get(const Reader *reader, const char *key)
{
    return reader->yaml == NULL ? NULL : ap_yaml_get(reader->yaml, ap_yaml_root(reader->yaml), key);
}

/* The sequence at `key`; NULL, perhaps with a problem, if there is none. */
static const yaml_node_t *
read_section(const Reader *reader, const char *key, yaml_node_type_t type)
{
    const yaml_node_t *node = get(reader, key);
    if (node == NULL || node->type == type)
        return node;
    ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, node),
                      type == YAML_SEQUENCE_NODE ? _("“%s” must be a list, each element with a dash")
                                                 : _("“%s” must be a mapping of keys and values"),
                      key);
    return NULL;
}

static GPtrArray *
patterns_new(void)
{
    return g_ptr_array_new_with_free_func((GDestroyNotify)g_regex_unref);
}

static GPtrArray *
read_patterns(const Reader *reader, const char *key)
{
    GPtrArray *patterns = patterns_new();
    const yaml_node_t *list = read_section(reader, key, YAML_SEQUENCE_NODE);
    for (guint i = 0; i < ap_yaml_length(list); i++) {
        GRegex *pattern = read_pattern(reader, ap_yaml_element(reader->yaml, list, i));
        if (pattern != NULL)
            g_ptr_array_add(patterns, pattern);
    }
    return patterns;
}

static void
read_names(const Reader *reader, GPtrArray *names)
{
    const yaml_node_t *list = read_section(reader, "names", YAML_SEQUENCE_NODE);
    for (guint i = 0; i < ap_yaml_length(list); i++) {
        const char *name = read_text(reader, ap_yaml_element(reader->yaml, list, i));
        if (name != NULL)
            g_ptr_array_add(names, g_strdup(name));
    }
}

static ApPatterns *
read_instead(const Reader *reader, GPtrArray *right_terms)
{
    GPtrArray *wrong_terms = patterns_new();
    const yaml_node_t *map = read_section(reader, "instead", YAML_MAPPING_NODE);
    for (guint i = 0; i < ap_yaml_length(map); i++) {
        GRegex *wrong = read_pattern(reader, ap_yaml_key(reader->yaml, map, i));
        const char *right = read_text(reader, ap_yaml_value(reader->yaml, map, i));
        if (wrong == NULL || right == NULL) {
            g_clear_pointer(&wrong, g_regex_unref);
            continue;
        }
        g_ptr_array_add(wrong_terms, wrong);
        g_ptr_array_add(right_terms, g_strdup(right));
    }
    return ap_patterns_new(wrong_terms);
}

static char *
read_carried(const Reader *reader)
{
    const yaml_node_t *mark = get(reader, "carried");
    return mark != NULL ? g_strdup(read_text(reader, mark)) : NULL;
}

static void
check_keys(const Reader *reader)
{
    const yaml_node_t *root = ap_yaml_root(reader->yaml);
    g_autoptr(GPtrArray) known = g_ptr_array_new();
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++)
        g_ptr_array_add(known, (gpointer)keys[i]);
    if (root->type != YAML_MAPPING_NODE)
        ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, root),
                          _("terms.yaml must hold keys and values: numbers, claims, placeholders, names, "
                            "instead, dated, carried"));
    for (guint i = 0; root->type == YAML_MAPPING_NODE && i < ap_yaml_length(root); i++) {
        const yaml_node_t *key = ap_yaml_key(reader->yaml, root, i);
        const char *text = ap_yaml_text(key);
        if (text != NULL && g_ptr_array_find_with_equal_func(known, text, g_str_equal, NULL))
            continue;
        g_autofree char *nearest = ap_nearest(text != NULL ? text : "", known);
        ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, key),
                          _("terms.yaml has no section “%s”; nearest: %s"), text != NULL ? text : "",
                          nearest != NULL ? nearest
                                          : "numbers, claims, placeholders, names, instead, dated, carried");
    }
}

ApGlossary *
ap_glossary_new(ApYaml *yaml, ApProblems *problems)
{
    const Reader reader = {yaml, problems};
    guint errors = ap_problems_count_errors(problems);
    g_autoptr(ApGlossary) glossary = g_new0(ApGlossary, 1);
    glossary->names = g_ptr_array_new_with_free_func(g_free);
    glossary->right_terms = g_ptr_array_new_with_free_func(g_free);
    if (yaml != NULL)
        check_keys(&reader);
    glossary->numbers = ap_patterns_new(read_patterns(&reader, "numbers"));
    glossary->claims = ap_patterns_new(read_patterns(&reader, "claims"));
    glossary->placeholders = ap_patterns_new(read_patterns(&reader, "placeholders"));
    read_names(&reader, glossary->names);
    glossary->wrong_terms = read_instead(&reader, glossary->right_terms);
    glossary->dated = read_patterns(&reader, "dated");
    glossary->carried = read_carried(&reader);
    return ap_problems_count_errors(problems) > errors ? NULL : g_steal_pointer(&glossary);
}
