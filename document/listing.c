/* Walks the context and writes down its names. */
#include <config.h>

#include "document/listing.h"

#include "document/assemble.h"
#include "document/context.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
    GString *out;
    const char *word;
    GHashTable
        *paths; /* ApNode of a list or map, lent → char *: its shortest path, where alone it is shown whole */
} Listing;

/* A node on its way through the breadth of the tree. */
typedef struct {
    const ApNode *node;
    char *path;
} Step;

static void
clear_step(gpointer data)
{
    Step *step = data;
    g_free(step->path);
}

static char *
child_path(const char *path, const ApNode *node, guint index)
{
    if (ap_node_kind(node) == AP_NODE_LIST)
        return g_strdup_printf("%s[%u]", path, index + 1);
    return g_strdup_printf("%s.%s", path, ap_node_name_at(node, index));
}

static gboolean
holds_nodes(const ApNode *node)
{
    return ap_node_kind(node) == AP_NODE_LIST || ap_node_kind(node) == AP_NODE_MAP;
}

/* Enters the shortest path of each list and map in or below `steps` (Step), which grows on the way. */
static void
find_paths(Listing *listing, GArray *steps)
{
    for (guint i = 0; i < steps->len; i++) {
        Step step = g_array_index(steps, Step, i);
        if (!holds_nodes(step.node) || g_hash_table_contains(listing->paths, step.node))
            continue;
        g_hash_table_insert(listing->paths, (gpointer)step.node, g_strdup(step.path));
        for (guint j = 0; j < ap_node_length(step.node); j++) {
            Step child = {ap_node_at(step.node, j), child_path(step.path, step.node, j)};
            g_array_append_val(steps, child);
        }
    }
}

static void
list_line(Listing *listing, const char *path, const char *value)
{
    g_autofree char *line = g_strdup_printf("%s  %s\n", path, value);
    if (listing->word == NULL || strstr(line, listing->word) != NULL)
        g_string_append(listing->out, line);
}

static void
list_node(Listing *listing, const char *path, const ApNode *node)
{
    const char *shortest = holds_nodes(node) ? g_hash_table_lookup(listing->paths, node) : path;
    if (strcmp(shortest, path) != 0) {
        g_autofree char *same = g_strdup_printf("= %s", shortest);
        list_line(listing, path, same);
    } else if (ap_node_kind(node) == AP_NODE_STRING) {
        list_line(listing, path, ap_node_text(node));
    } else if (ap_node_kind(node) == AP_NODE_BOOLEAN) {
        list_line(listing, path, ap_node_truth(node) ? _("yes") : _("no"));
    } else if (ap_node_kind(node) == AP_NODE_LIST) {
        g_autofree char *count = g_strdup_printf(_("(a list of %u)"), ap_node_length(node));
        list_line(listing, path, count);
    }
    for (guint i = 0; strcmp(shortest, path) == 0 && holds_nodes(node) && i < ap_node_length(node); i++) {
        g_autofree char *child = child_path(path, node, i);
        list_node(listing, child, ap_node_at(node, i));
    }
}

/* The names of `map` that `known` has not, or has for something else. */
static void
list_names(Listing *listing, const char *prefix, const ApNode *map, const ApNode *known)
{
    g_autoptr(GArray) steps = g_array_new(FALSE, FALSE, sizeof(Step));
    g_array_set_clear_func(steps, clear_step);
    for (guint i = 0; i < ap_node_length(map); i++) {
        const char *name = ap_node_name_at(map, i);
        Step step = {ap_node_at(map, i), g_strconcat(prefix, name, NULL)};
        if (known == NULL || ap_node_get(known, name) != step.node)
            g_array_append_val(steps, step);
        else
            g_free(step.path);
    }
    guint count = steps->len;
    find_paths(listing, steps);
    for (guint i = 0; i < count; i++)
        list_node(listing, g_array_index(steps, Step, i).path, g_array_index(steps, Step, i).node);
}

/* Lists what the alternative text of a figure has and no other text. */
static void
list_alternative(Listing *listing, const ApContext *context, const ApNode *root, guint figure,
                 GPtrArray *contexts)
{
    ApNode *own = ap_context_for_figure(context, root, figure);
    const ApNode *kind = ap_node_get(ap_node_get(own, "figure"), "kind");
    g_autofree char *prefix = g_strdup_printf("alt-%s.md: ", ap_node_text(kind));
    g_ptr_array_add(contexts, own);
    list_names(listing, prefix, own, root);
}

static void
unref_node(gpointer node)
{
    ap_node_unref(node);
}

char *
ap_context_list(const ApStore *store, const ApTemplate *template, const char *word)
{
    const ApContext context = {store, ap_store_year(store), ap_template_words(template), NULL};
    g_autoptr(ApNode) root = ap_context_new(store, template);
    /* All stay until the end: the table of paths knows nodes by their addresses. */
    g_autoptr(GPtrArray) contexts = g_ptr_array_new_with_free_func(unref_node);
    Listing listing = {g_string_new(NULL), word, g_hash_table_new_full(NULL, NULL, NULL, g_free)};
    guint kinds = 0; /* a bit for each kind of figure that has been shown */
    list_names(&listing, "", root, NULL);
    for (guint i = 0; i < context.year->figures->len; i++) {
        guint kind = 1u << ap_year_figure(context.year, i)->kind;
        if ((kinds & kind) == 0)
            list_alternative(&listing, &context, root, i, contexts);
        kinds |= kind;
    }
    g_hash_table_unref(listing.paths);
    return g_string_free(listing.out, FALSE);
}

char *
ap_context_list_participant(const ApStore *store, const ApTemplate *template, guint participant,
                            const char *word)
{
    const ApContext context = {store, ap_store_year(store), ap_template_words(template), NULL};
    g_autoptr(ApNode) root = ap_context_new(store, template);
    g_autoptr(ApProfiles) profiles = ap_profiles_new(store);
    g_autoptr(ApNode) own = ap_context_for_participant(&context, root, profiles, participant);
    Listing listing = {g_string_new(NULL), word, g_hash_table_new_full(NULL, NULL, NULL, g_free)};
    list_names(&listing, "", own, root);
    g_hash_table_unref(listing.paths);
    return g_string_free(listing.out, FALSE);
}
