/* Renders a Mustache template over a context and keeps the account of where every byte came from. */
#include <config.h>

#include "document/mustache.h"

#include "document/mustache_parse.h"
#include "scores/nearest.h"

#include <glib/gi18n.h>
#include <string.h>

/* Far beyond any report, and soon reached by a template that includes itself or multiplies without end. */
#define DEEPEST_PARTIAL 64
#define MOST_WORK (64u << 20) /* bytes written plus elements rendered */

typedef struct {
    const ApMustacheOptions *options;
    ApProblems *problems;
    GPtrArray *stack;   /* ApNode, lent: the context, then the nodes of the open sections */
    GHashTable *parsed; /* char *, indent and name of a partial → ApToken; NULL if it is not well formed */
    GHashTable *reported; /* char *: problems that a loop would repeat */
    GString *out;
    GArray *spans;
    guint depth; /* of partials */
    gsize work;
    gboolean stopped;
} Renderer;

static void render_elements(Renderer *renderer, const GPtrArray *elements);

static void
clear_span(gpointer data)
{
    ApSpan *span = data;
    g_free(span->value);
}

void
ap_rendered_free(ApRendered *rendered)
{
    if (rendered == NULL)
        return;
    g_free(rendered->text);
    g_array_unref(rendered->spans);
    g_free(rendered);
}

const ApSpan *
ap_rendered_span(const ApRendered *rendered, gsize offset)
{
    guint low = 0, high = rendered->spans->len;
    if (offset >= rendered->length)
        return NULL;
    while (high - low > 1) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(rendered->spans, ApSpan, middle).start <= offset)
            low = middle;
        else
            high = middle;
    }
    return &g_array_index(rendered->spans, ApSpan, low);
}

ApPlace
ap_rendered_place(const ApRendered *rendered, gsize offset)
{
    const ApSpan *span = ap_rendered_span(rendered, offset);
    if (span == NULL && rendered->spans->len > 0)
        span = &g_array_index(rendered->spans, ApSpan, rendered->spans->len - 1);
    if (span == NULL)
        return (ApPlace){NULL, 0, 0};
    ApPlace place = span->place;
    if (!span->interpolated && offset < rendered->length)
        place.column += (guint)g_utf8_strlen(rendered->text + span->start, (gssize)(offset - span->start));
    return place;
}

/* Whether a problem of this kind at this place is new. Every loop of a section would report it again. */
static gboolean
is_news(Renderer *renderer, const ApToken *element)
{
    return g_hash_table_add(renderer->reported, g_strdup_printf("%s:%u:%u", element->place.file,
                                                                element->place.line, element->place.column));
}

/* All names that could stand first in a tag here, innermost first, and those one step into a map. */
static GPtrArray *
visible_names(const Renderer *renderer)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = renderer->stack->len; i-- > 0;) {
        const ApNode *frame = g_ptr_array_index(renderer->stack, i);
        if (ap_node_kind(frame) != AP_NODE_MAP)
            continue;
        for (guint j = 0; j < ap_node_length(frame); j++) {
            const char *name = ap_node_name_at(frame, j);
            const ApNode *child = ap_node_at(frame, j);
            g_ptr_array_add(names, g_strdup(name));
            for (guint k = 0; ap_node_kind(child) == AP_NODE_MAP && k < ap_node_length(child); k++)
                g_ptr_array_add(names, g_strdup_printf("%s.%s", name, ap_node_name_at(child, k)));
        }
    }
    return names;
}

/* The names within a map; none within anything else. */
static GPtrArray *
names_of(const ApNode *node)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; ap_node_kind(node) == AP_NODE_MAP && i < ap_node_length(node); i++)
        g_ptr_array_add(names, g_strdup(ap_node_name_at(node, i)));
    return names;
}

/* `part` of the element's name is in none of `names`. `before` is what stands before it, with its point. */
static void
report_unknown(Renderer *renderer, const ApToken *element, const char *before, const char *part,
               const GPtrArray *names)
{
    if (!renderer->options->strict || !is_news(renderer, element))
        return;
    g_autofree char *nearest = ap_nearest(part, names);
    if (before[0] != '\0' && nearest != NULL)
        ap_problems_error(renderer->problems, element->place,
                          _("“%s” is unknown here; nearest names within “%s”: %s"), element->text, before,
                          nearest);
    else if (nearest != NULL)
        ap_problems_error(renderer->problems, element->place, _("“%s” is unknown here; nearest names: %s"),
                          element->text, nearest);
    else
        ap_problems_error(renderer->problems, element->place,
                          _("“%s” is unknown here; no known name is near it"), element->text);
}

/* The node that the first part of a name means: the innermost that has it. */
static const ApNode *
find_first(const Renderer *renderer, const char *part)
{
    for (guint i = renderer->stack->len; i-- > 0;) {
        const ApNode *found = ap_node_get(g_ptr_array_index(renderer->stack, i), part);
        if (found != NULL)
            return found;
    }
    return NULL;
}

/* A dotted name goes on behind a list, whose elements have the names. */
static void
report_list(Renderer *renderer, const ApToken *element, const char *list, const char *rest)
{
    if (renderer->options->strict && is_news(renderer, element))
        ap_problems_error(renderer->problems, element->place,
                          _("“%s” is a list; write {{#%s}}{{%s}}{{/%s}} for each of its members"), list, list,
                          rest, list);
}

/* Tells that `node`, which the parts before `index` mean, has nothing of the name at `index`. */
static void
report_break(Renderer *renderer, const ApToken *element, GStrv parts, guint index, const ApNode *node)
{
    g_autofree char *rest = g_strjoinv(".", parts + index);
    char *part = parts[index];
    parts[index] = NULL;
    g_autofree char *before = g_strjoinv(".", parts);
    parts[index] = part;
    if (ap_node_kind(node) == AP_NODE_LIST) {
        report_list(renderer, element, before, rest);
        return;
    }
    g_autoptr(GPtrArray) names = names_of(node);
    report_unknown(renderer, element, before, part, names);
}

/* Follows the rest of a dotted name from `node`. A chain that breaks at something false is false; one that
 * breaks otherwise is unknown. */
static const ApNode *
follow(Renderer *renderer, const ApToken *element, GStrv parts, const ApNode *node)
{
    for (guint i = 1; parts[i] != NULL; i++) {
        const ApNode *child = ap_node_get(node, parts[i]);
        if (!ap_node_truth(node) || (child == NULL && ap_node_is_open(node)))
            return NULL;
        if (child == NULL) {
            report_break(renderer, element, parts, i, node);
            return NULL;
        }
        node = child;
    }
    return node;
}

/* What the element's name means here; NULL if it is unknown (a problem in strict mode) or false. */
static const ApNode *
resolve(Renderer *renderer, const ApToken *element)
{
    if (strcmp(element->text, ".") == 0)
        return g_ptr_array_index(renderer->stack, renderer->stack->len - 1);
    g_auto(GStrv) parts = g_strsplit(element->text, ".", -1);
    const ApNode *first = find_first(renderer, parts[0]);
    if (first != NULL)
        return follow(renderer, element, parts, first);
    g_autoptr(GPtrArray) names = visible_names(renderer);
    report_unknown(renderer, element, "", parts[0], names);
    return NULL;
}

static void
append_span(Renderer *renderer, gsize start, ApSpan span)
{
    span.start = start;
    span.length = renderer->out->len - start;
    renderer->work += span.length;
    if (span.length > 0)
        g_array_append_val(renderer->spans, span);
    else
        g_free(span.value);
}

static void
render_text(Renderer *renderer, const ApToken *element)
{
    gsize start = renderer->out->len;
    g_string_append(renderer->out, element->text);
    append_span(renderer, start, (ApSpan){.place = element->place, .origin = element->place});
}

/* Only a text can be printed. Something false prints nothing, which leaves a hole in a sentence: the
 * template's author should have said what stands there instead. */
static void
report_unprintable(Renderer *renderer, const ApToken *element, const ApNode *node)
{
    if (!renderer->options->strict || node == NULL || !is_news(renderer, element))
        return;
    if (!ap_node_truth(node))
        ap_problems_warning(renderer->problems, element->place,
                            _("“%s” has no value here and prints nothing; put it into {{#%s}}…{{/%s}}"),
                            element->text, element->text, element->text);
    else if (ap_node_kind(node) == AP_NODE_BOOLEAN)
        ap_problems_error(renderer->problems, element->place,
                          _("“%s” is a condition, not a text; use it as {{#%s}}…{{/%s}}"), element->text,
                          element->text, element->text);
    else
        ap_problems_error(renderer->problems, element->place,
                          _("“%s” holds several names, not a text; print one of them within {{#%s}}…{{/%s}}"),
                          element->text, element->text, element->text);
}

static void
render_value(Renderer *renderer, const ApToken *element)
{
    const ApNode *node = resolve(renderer, element);
    gsize start = renderer->out->len;
    if (node == NULL || ap_node_kind(node) != AP_NODE_STRING) {
        report_unprintable(renderer, element, node);
        return;
    }
    gboolean escaped = element->kind == AP_TOKEN_ESCAPED && renderer->options->escape != NULL;
    if (escaped)
        renderer->options->escape(renderer->out, ap_node_text(node));
    else
        g_string_append(renderer->out, ap_node_text(node));
    append_span(renderer, start,
                (ApSpan){.place = element->place,
                         .origin = ap_node_place(node),
                         .value = g_strdup(ap_node_value(node)),
                         .interpolated = TRUE,
                         .escaped = escaped});
}

static void
render_within(Renderer *renderer, const ApToken *element, const ApNode *node)
{
    g_ptr_array_add(renderer->stack, (gpointer)node);
    render_elements(renderer, element->children);
    g_ptr_array_remove_index(renderer->stack, renderer->stack->len - 1);
}

static void
render_section(Renderer *renderer, const ApToken *element)
{
    const ApNode *node = resolve(renderer, element);
    if (!ap_node_truth(node))
        return;
    if (ap_node_kind(node) != AP_NODE_LIST) {
        render_within(renderer, element, node);
        return;
    }
    for (guint i = 0; i < ap_node_length(node); i++)
        render_within(renderer, element, ap_node_at(node, i));
}

static void
stop(Renderer *renderer, const ApToken *element, const char *message)
{
    if (!renderer->stopped)
        ap_problems_error(renderer->problems, element->place, message, element->text);
    renderer->stopped = TRUE;
}

static void
report_no_partial(Renderer *renderer, const ApToken *element)
{
    if (!renderer->options->strict || !is_news(renderer, element))
        return;
    const GPtrArray *names = renderer->options->partial_names;
    g_autofree char *nearest = names != NULL ? ap_nearest(element->text, names) : NULL;
    if (nearest != NULL)
        ap_problems_error(renderer->problems, element->place, _("there is no text “%s”; nearest: %s"),
                          element->text, nearest);
    else
        ap_problems_error(renderer->problems, element->place,
                          _("there is no text “%s”; put %s.md into the template or the year's text folder"),
                          element->text, element->text);
}

/* The parsed partial, lent; NULL if there is none or it is not well formed. */
static const ApToken *
load_partial(Renderer *renderer, const ApToken *element)
{
    const char *file, *source;
    gpointer found;
    g_autofree char *key = g_strconcat(element->indent, element->text, NULL);
    if (g_hash_table_lookup_extended(renderer->parsed, key, NULL, &found))
        return found;
    if (renderer->options->partial == NULL ||
        !renderer->options->partial(renderer->options->partial_data, element->text, &file, &source)) {
        report_no_partial(renderer, element);
        return NULL;
    }
    ApToken *parsed = ap_mustache_parse(file, source, element->indent, renderer->problems);
    g_hash_table_insert(renderer->parsed, g_steal_pointer(&key), parsed);
    return parsed;
}

static void
render_partial(Renderer *renderer, const ApToken *element)
{
    if (renderer->depth == DEEPEST_PARTIAL) {
        stop(renderer, element, _("“%s” includes itself without end; end it by a section"));
        return;
    }
    const ApToken *partial = load_partial(renderer, element);
    if (partial == NULL)
        return;
    renderer->depth++;
    render_elements(renderer, partial->children);
    renderer->depth--;
}

static void
render_elements(Renderer *renderer, const GPtrArray *elements)
{
    for (guint i = 0; i < elements->len && !renderer->stopped; i++) {
        const ApToken *element = g_ptr_array_index(elements, i);
        if (++renderer->work > MOST_WORK) {
            stop(renderer, element, _("the text grows without end at “%s”; nest fewer lists"));
            return;
        }
        switch (element->kind) {
        case AP_TOKEN_TEXT:
        case AP_TOKEN_INDENT:
            render_text(renderer, element);
            break;
        case AP_TOKEN_ESCAPED:
        case AP_TOKEN_UNESCAPED:
            render_value(renderer, element);
            break;
        case AP_TOKEN_SECTION:
            render_section(renderer, element);
            break;
        case AP_TOKEN_INVERTED:
            if (!ap_node_truth(resolve(renderer, element)))
                render_elements(renderer, element->children);
            break;
        case AP_TOKEN_PARTIAL:
            render_partial(renderer, element);
            break;
        }
    }
}

static void
free_parsed(gpointer data)
{
    ap_token_free(data);
}

ApRendered *
ap_mustache_render(const char *file, const char *source, const ApNode *context,
                   const ApMustacheOptions *options, ApProblems *problems)
{
    guint errors = ap_problems_count_errors(problems);
    g_autoptr(ApToken) root = ap_mustache_parse(file, source, "", problems);
    if (root == NULL)
        return NULL;
    Renderer renderer = {
        .options = options,
        .problems = problems,
        .stack = g_ptr_array_new(),
        .parsed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_parsed),
        .reported = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .out = g_string_new(NULL),
        .spans = g_array_new(FALSE, FALSE, sizeof(ApSpan)),
    };
    g_array_set_clear_func(renderer.spans, clear_span);
    g_ptr_array_add(renderer.stack, (gpointer)context);
    render_elements(&renderer, root->children);

    g_autoptr(ApRendered) rendered = g_new0(ApRendered, 1);
    rendered->length = renderer.out->len;
    rendered->text = g_string_free(renderer.out, FALSE);
    rendered->spans = renderer.spans;
    g_ptr_array_unref(renderer.stack);
    g_hash_table_unref(renderer.parsed);
    g_hash_table_unref(renderer.reported);
    return ap_problems_count_errors(problems) > errors ? NULL : g_steal_pointer(&rendered);
}

gboolean
ap_mustache_check(const char *file, const char *source, ApProblems *problems)
{
    g_autoptr(ApToken) root = ap_mustache_parse(file, source, "", problems);
    return root != NULL;
}
