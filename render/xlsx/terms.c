/* Looking words up in style.yaml, and printing them. */
#include <config.h>

#include "render/xlsx/terms.h"

#include "document/mustache.h"

#include <glib/gi18n.h>

#define SECTION "workbook"

struct ApTerms {
    ApYaml *style;
    const ApNode *context;
    ApProblems *problems;
    GHashTable *texts; /* key → text */
    GHashTable *pairs; /* key → GPtrArray of names and texts */
};

ApTerms *
ap_terms_new(ApYaml *style, const ApNode *context, ApProblems *problems)
{
    ApTerms *terms = g_new0(ApTerms, 1);
    terms->style = style;
    terms->context = context;
    terms->problems = problems;
    terms->texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    terms->pairs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    return terms;
}

void
ap_terms_free(ApTerms *terms)
{
    if (terms == NULL)
        return;
    g_hash_table_unref(terms->texts);
    g_hash_table_unref(terms->pairs);
    g_free(terms);
}

/* The node at `key`; a problem at the deepest map that is there, and NULL, if it is missing. */
static const yaml_node_t *
find(ApTerms *terms, const char *key)
{
    g_autofree char *path = g_strconcat(SECTION ".", key, NULL);
    g_auto(GStrv) names = g_strsplit(path, ".", -1);
    const yaml_node_t *node = ap_yaml_root(terms->style);
    for (guint i = 0; names[i] != NULL; i++) {
        const yaml_node_t *below = ap_yaml_get(terms->style, node, names[i]);
        if (below == NULL) {
            ap_problems_error(terms->problems, ap_yaml_place(terms->style, node),
                              _("the words of the workbook lack “%s”; add it"), path);
            return NULL;
        }
        node = below;
    }
    return node;
}

static void
append_plain(GString *out, const char *text)
{
    g_string_append(out, text);
}

/* The text of a scalar over the context. Caller frees. */
static char *
print(ApTerms *terms, const yaml_node_t *node, const char *key)
{
    ApPlace place = ap_yaml_place(terms->style, node);
    const char *source = ap_yaml_text(node);
    if (source == NULL) {
        ap_problems_error(terms->problems, place, _("“%s” must be a single value"), key);
        return g_strdup("");
    }
    const ApMustacheOptions options = {.escape = append_plain, .strict = TRUE};
    g_autoptr(ApProblems) problems = ap_problems_new();
    g_autoptr(ApRendered) rendered =
        ap_mustache_render(place.file, source, terms->context, &options, problems);
    /* Mustache counts lines from the text's own start; the place of the text in the file is what helps. */
    for (guint i = 0; i < ap_problems_count(problems); i++)
        ap_problems_error(terms->problems, place, "%s", ap_problems_at(problems, i)->message);
    return g_strdup(rendered == NULL ? "" : rendered->text);
}

const char *
ap_terms_get(ApTerms *terms, const char *key)
{
    char *text = g_hash_table_lookup(terms->texts, key);
    if (text == NULL) {
        const yaml_node_t *node = find(terms, key);
        text = node == NULL ? g_strdup("") : print(terms, node, key);
        g_hash_table_insert(terms->texts, g_strdup(key), text);
    }
    return text;
}

ApPlace
ap_terms_place(ApTerms *terms, const char *key)
{
    const yaml_node_t *node = find(terms, key);
    return ap_yaml_place(terms->style, node != NULL ? node : ap_yaml_root(terms->style));
}

const GPtrArray *
ap_terms_pairs(ApTerms *terms, const char *key)
{
    GPtrArray *pairs = g_hash_table_lookup(terms->pairs, key);
    if (pairs != NULL)
        return pairs;
    pairs = g_ptr_array_new_with_free_func(g_free);
    g_hash_table_insert(terms->pairs, g_strdup(key), pairs);
    const yaml_node_t *map = find(terms, key);
    for (guint i = 0; i < ap_yaml_length(map); i++) {
        g_autofree char *text = print(terms, ap_yaml_value(terms->style, map, i), key);
        if (*text == '\0')
            continue;
        g_ptr_array_add(pairs, g_strdup(ap_yaml_text(ap_yaml_key(terms->style, map, i))));
        g_ptr_array_add(pairs, g_steal_pointer(&text));
    }
    return pairs;
}

/* Prints all texts of `node`, for the problems in them. */
static void
check_node(ApTerms *terms, const yaml_node_t *node)
{
    gboolean map = node->type == YAML_MAPPING_NODE;
    if (node->type == YAML_SCALAR_NODE)
        g_free(print(terms, node, SECTION));
    for (guint i = 0; i < ap_yaml_length(node); i++)
        check_node(terms,
                   map ? ap_yaml_value(terms->style, node, i) : ap_yaml_element(terms->style, node, i));
}

void
ap_terms_check(ApTerms *terms)
{
    const yaml_node_t *section = ap_yaml_get(terms->style, ap_yaml_root(terms->style), SECTION);
    if (section != NULL)
        check_node(terms, section);
}
