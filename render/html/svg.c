/* Takes a drawing through a parser and writes it again with ids of its own. */
#include <config.h>

#include "render/html/svg.h"

#include "render/html/markup.h"

#include <string.h>

typedef struct {
    GString *out;
    const char *prefix;
    gboolean in_tag; /* the last start tag still lacks its end, which may make it an empty element */
} Copy;

static void
end_tag(Copy *copy)
{
    if (copy->in_tag)
        g_string_append_c(copy->out, '>');
    copy->in_tag = FALSE;
}

static void
add_prefixed(const Copy *copy, const char *attribute, const char *before, const char *id)
{
    g_autofree char *value = g_strconcat(before, copy->prefix, id, NULL);
    ap_markup_attribute(copy->out, attribute, value);
}

/* Each "url(#ID)" of a value leads to the ID with the prefix. */
static void
add_with_urls(const Copy *copy, const char *attribute, const char *value)
{
    g_autoptr(GString) changed = g_string_new(value);
    g_autofree char *to = g_strconcat("url(#", copy->prefix, NULL);
    g_string_replace(changed, "url(#", to, 0);
    ap_markup_attribute(copy->out, attribute, changed->str);
}

static void
add_attribute(const Copy *copy, const char *name, const char *value)
{
    if (strcmp(name, "xmlns:xlink") == 0)
        return;
    if (strcmp(name, "id") == 0)
        add_prefixed(copy, name, "", value);
    else if (strcmp(name, "xlink:href") == 0 && value[0] == '#') /* HTML needs no prefix for it */
        add_prefixed(copy, "href", "#", value + 1);
    else
        add_with_urls(copy, name, value);
}

static void
start_element(GMarkupParseContext *context, const char *element, const char **names, const char **values,
              gpointer data, GError **error)
{
    (void)context;
    (void)error;
    Copy *copy = data;
    end_tag(copy);
    g_string_append_printf(copy->out, "<%s", element);
    if (strcmp(element, "svg") == 0) {
        add_prefixed(copy, "aria-labelledby", "", "title");
        add_prefixed(copy, "aria-describedby", "", "desc");
    } else if (strcmp(element, "title") == 0 || strcmp(element, "desc") == 0) {
        add_prefixed(copy, "id", "", element);
    }
    for (guint i = 0; names[i] != NULL; i++)
        add_attribute(copy, names[i], values[i]);
    copy->in_tag = TRUE;
}

static void
end_element(GMarkupParseContext *context, const char *element, gpointer data, GError **error)
{
    (void)context;
    (void)error;
    Copy *copy = data;
    if (copy->in_tag)
        g_string_append(copy->out, "/>");
    else
        ap_markup_close(copy->out, element);
    copy->in_tag = FALSE;
}

static void
add_text(GMarkupParseContext *context, const char *text, gsize length, gpointer data, GError **error)
{
    (void)context;
    (void)error;
    Copy *copy = data;
    g_autofree char *copied = g_strndup(text, length);
    if (*g_strstrip(copied) == '\0')
        return; /* between elements */
    end_tag(copy);
    ap_markup_text(copy->out, copied);
}

gboolean
ap_svg_append(GString *out, GBytes *svg, const char *prefix, GError **error)
{
    static const GMarkupParser parser = {
        .start_element = start_element, .end_element = end_element, .text = add_text};
    Copy copy = {.out = out, .prefix = prefix};
    gsize size;
    const char *text = g_bytes_get_data(svg, &size);
    GMarkupParseContext *context = g_markup_parse_context_new(&parser, 0, &copy, NULL);
    gboolean parsed = g_markup_parse_context_parse(context, text, (gssize)size, error) &&
                      g_markup_parse_context_end_parse(context, error);
    g_markup_parse_context_free(context);
    return parsed;
}
