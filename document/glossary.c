/* Reads terms.yaml. */
#include <config.h>

#include "document/glossary.h"

#include "scores/nearest.h"

#include <glib/gi18n.h>
#include <string.h>

#define PATTERN_MARKS "\\^$.[]|()?*+{}" /* all that is no character itself in a pattern */

static const char *const keys[] = {"numbers", "claims", "placeholders", "names",
                                   "instead", "dated",  "carried"};

typedef struct {
    ApYaml *yaml;
    ApProblems *problems;
} Reader;

static void
free_correct_term(gpointer data)
{
    ApCorrectTerm *term = data;
    g_regex_unref(term->wrong);
    g_free(term->literal);
    g_free(term->right);
    g_free(term);
}

void
ap_glossary_free(ApGlossary *glossary)
{
    if (glossary == NULL)
        return;
    g_ptr_array_unref(glossary->numbers);
    g_ptr_array_unref(glossary->claims);
    g_ptr_array_unref(glossary->placeholders);
    g_ptr_array_unref(glossary->names);
    g_ptr_array_unref(glossary->wrong_terms);
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

/* The sequence at `key`; NULL, perhaps with a problem, if there is none. */
static const yaml_node_t *
read_section(const Reader *reader, const char *key, yaml_node_type_t type)
{
    const yaml_node_t *node = ap_yaml_get(reader->yaml, ap_yaml_root(reader->yaml), key);
    if (node == NULL || node->type == type)
        return node;
    ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, node),
                      type == YAML_SEQUENCE_NODE ? _("“%s” must be a list, each element with a dash")
                                                 : _("“%s” must be a mapping of keys and values"),
                      key);
    return NULL;
}

static void
read_patterns(const Reader *reader, const char *key, GPtrArray *patterns)
{
    const yaml_node_t *list = read_section(reader, key, YAML_SEQUENCE_NODE);
    for (guint i = 0; i < ap_yaml_length(list); i++) {
        GRegex *pattern = read_pattern(reader, ap_yaml_element(reader->yaml, list, i));
        if (pattern != NULL)
            g_ptr_array_add(patterns, pattern);
    }
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

static void
read_instead(const Reader *reader, GPtrArray *terms)
{
    const yaml_node_t *map = read_section(reader, "instead", YAML_MAPPING_NODE);
    for (guint i = 0; i < ap_yaml_length(map); i++) {
        GRegex *wrong = read_pattern(reader, ap_yaml_key(reader->yaml, map, i));
        const char *right = read_text(reader, ap_yaml_value(reader->yaml, map, i));
        if (wrong == NULL || right == NULL) {
            g_clear_pointer(&wrong, g_regex_unref);
            continue;
        }
        ApCorrectTerm *term = g_new0(ApCorrectTerm, 1);
        term->wrong = wrong;
        if (strpbrk(g_regex_get_pattern(wrong), PATTERN_MARKS) == NULL)
            term->literal = g_strdup(g_regex_get_pattern(wrong));
        term->right = g_strdup(right);
        g_ptr_array_add(terms, term);
    }
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
    glossary->numbers = g_ptr_array_new_with_free_func((GDestroyNotify)g_regex_unref);
    glossary->claims = g_ptr_array_new_with_free_func((GDestroyNotify)g_regex_unref);
    glossary->placeholders = g_ptr_array_new_with_free_func((GDestroyNotify)g_regex_unref);
    glossary->names = g_ptr_array_new_with_free_func(g_free);
    glossary->wrong_terms = g_ptr_array_new_with_free_func(free_correct_term);
    glossary->dated = g_ptr_array_new_with_free_func((GDestroyNotify)g_regex_unref);
    if (yaml != NULL) {
        check_keys(&reader);
        read_patterns(&reader, "numbers", glossary->numbers);
        read_patterns(&reader, "claims", glossary->claims);
        read_patterns(&reader, "placeholders", glossary->placeholders);
        read_names(&reader, glossary->names);
        read_instead(&reader, glossary->wrong_terms);
        read_patterns(&reader, "dated", glossary->dated);
        const yaml_node_t *carried = ap_yaml_get(yaml, ap_yaml_root(yaml), "carried");
        glossary->carried = carried != NULL ? g_strdup(read_text(&reader, carried)) : NULL;
    }
    return ap_problems_count_errors(problems) > errors ? NULL : g_steal_pointer(&glossary);
}
