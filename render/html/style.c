/* The section `html` of style.yaml; every key is needed, so that the file shows all there is. */
#include <config.h>

#include "render/html/style.h"

#include <glib/gi18n.h>
#include <string.h>

/* Levels of headings that HTML has below the title's. */
#define MOST_LEVELS 5

#define LABEL "{label}"

typedef struct {
    ApYaml *yaml;
    const yaml_node_t *section;
    ApProblems *problems;
} Reader;

static const yaml_node_t *
need(const Reader *reader, const yaml_node_t *map, const char *key)
{
    const yaml_node_t *node = ap_yaml_get(reader->yaml, map, key);
    if (node == NULL)
        ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, map),
                          _("key “%s” is missing here; add it"), key);
    return node;
}

static const char *
need_text(const Reader *reader, const char *key)
{
    const yaml_node_t *node = need(reader, reader->section, key);
    const char *text = node != NULL ? ap_yaml_text(node) : NULL;
    if (node != NULL && text == NULL)
        ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, node),
                          _("“%s” must be a single value"), key);
    return text != NULL ? text : "";
}

static guint
need_levels(const Reader *reader, const char *key)
{
    const char *text = need_text(reader, key);
    guint64 levels = 0;
    if (*text != '\0' && !g_ascii_string_to_unsigned(text, 10, 1, MOST_LEVELS, &levels, NULL))
        ap_problems_error(reader->problems,
                          ap_yaml_place(reader->yaml, ap_yaml_get(reader->yaml, reader->section, key)),
                          _("“%s” is not a whole number from 1 to %d"), text, MOST_LEVELS);
    return (guint)levels;
}

/* Text that would end the page's style element before its end, or have a browser ask for another file. */
static void
check_sheet(const Reader *reader, const char *file, const char *source)
{
    static const char *const refused[] = {"</", "]]>", "@import", "url("};
    g_autofree char *lower = g_ascii_strdown(source, -1);
    for (guint i = 0; i < G_N_ELEMENTS(refused); i++) {
        const char *found = strstr(lower, refused[i]);
        if (found == NULL)
            continue;
        ApPlace place = {file, 1, 1};
        for (const char *at = lower; at < found; at = g_utf8_next_char(at)) {
            place.line += *at == '\n' ? 1 : 0;
            place.column = *at == '\n' ? 1 : place.column + 1;
        }
        ap_problems_error(reader->problems, place, _("a stylesheet cannot hold “%s”; take it out"),
                          refused[i]);
    }
}

static const char *
need_sheet(const Reader *reader, const ApTemplate *template)
{
    const char *name = need_text(reader, "stylesheet"), *file, *source;
    if (*name == '\0')
        return "";
    if (!ap_template_sheet(template, name, &file, &source)) {
        const yaml_node_t *node = ap_yaml_get(reader->yaml, reader->section, "stylesheet");
        ap_problems_error(
            reader->problems, ap_yaml_place(reader->yaml, node),
            _("the template has no stylesheet “%s”; write the name of a .css file beside this one"), name);
        return "";
    }
    check_sheet(reader, file, source);
    return source;
}

ApHtmlStyle *
ap_html_style_new(const ApTemplate *template, ApProblems *problems)
{
    guint errors = ap_problems_count_errors(problems);
    Reader reader = {ap_template_style(template), NULL, problems};
    reader.section = need(&reader, ap_yaml_root(reader.yaml), "html");
    if (reader.section == NULL)
        return NULL;
    g_autoptr(ApHtmlStyle) style = g_new0(ApHtmlStyle, 1);
    style->language = need_text(&reader, "language");
    style->sheet = need_sheet(&reader, template);
    style->contents_levels = need_levels(&reader, "contents-levels");
    style->skip = need_text(&reader, "skip");
    style->back = need_text(&reader, "back");
    style->draft = need_text(&reader, "draft");
    style->data = need_text(&reader, "data");
    if (strstr(style->data, LABEL) == NULL)
        ap_problems_error(problems,
                          ap_yaml_place(reader.yaml, ap_yaml_get(reader.yaml, reader.section, "data")),
                          _("“%s” names no figure; write {label} where its number goes"), style->data);
    ap_yaml_check_asked(reader.yaml, reader.section, problems);
    return ap_problems_count_errors(problems) > errors ? NULL : g_steal_pointer(&style);
}

void
ap_html_style_free(ApHtmlStyle *style)
{
    g_free(style);
}

char *
ap_html_style_data(const ApHtmlStyle *style, const char *label)
{
    GString *text = g_string_new(style->data);
    g_string_replace(text, LABEL, label, 0);
    return g_string_free(text, FALSE);
}
