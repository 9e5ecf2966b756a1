/* Reads the section `charts` of style.yaml. */
#include <config.h>

#include "charts/style.h"

#include "charts/font_map.h"
#include "charts/text.h"

#include <glib/gi18n.h>
#include <stdarg.h>
#include <string.h>

#define SMALLEST 9 /* points that text in a figure must have to be read on paper */

/* One mapping being read; every missing or wrong entry is one problem. */
typedef struct {
    ApYaml *yaml;
    const yaml_node_t *map;
    ApProblems *problems;
} Reader;

static const char *const pattern_names[AP_PATTERNS] = {
    [AP_PATTERN_HATCH] = "hatch", [AP_PATTERN_DOTS] = "dots",       [AP_PATTERN_EMPTY] = "empty",
    [AP_PATTERN_SOLID] = "solid", [AP_PATTERN_STRIPES] = "stripes", [AP_PATTERN_SPOTS] = "spots",
    [AP_PATTERN_GRID] = "grid",   [AP_PATTERN_LEVELS] = "levels",   [AP_PATTERN_UPRIGHTS] = "uprights",
};

static const char *const word_names[AP_WORDS] = {
#define AP_WORD_NAME(name) #name,
    AP_CHART_WORDS(AP_WORD_NAME)
#undef AP_WORD_NAME
};

/* The {names} that ap_style_say fills in, by word. */
static const char *const word_slots[AP_WORDS] = {
    [AP_WORD_reference] = "{name} {value}",
    [AP_WORD_tick_last] = "{value}",
    [AP_WORD_class_good] = "{good}",
    [AP_WORD_class_between] = "{good} {pass}",
    [AP_WORD_class_below] = "{pass}",
    [AP_WORD_class_count] = "{class} {n}",
    [AP_WORD_item] = "{number} {name}",
    [AP_WORD_band] = "{from} {to}",
    [AP_WORD_band_last] = "{from}",
    [AP_WORD_band_count] = "{n}",
    [AP_WORD_thinned] = "{n}",
    [AP_WORD_panel] = "{group} {n}",
    [AP_WORD_year] = "{year} {n}",
    [AP_WORD_column_place] = "{n}",
};

static const yaml_node_t *
read_node(const Reader *reader, const char *key)
{
    const yaml_node_t *node = reader->map != NULL ? ap_yaml_get(reader->yaml, reader->map, key) : NULL;
    if (node == NULL && reader->map != NULL)
        ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, reader->map),
                          _("key “%s” is missing here; add it"), key);
    return node;
}

static Reader
read_map(const Reader *reader, const char *key)
{
    return (Reader){reader->yaml, read_node(reader, key), reader->problems};
}

/* Text of a scalar; "" where there is none, which the callers' own checks then refuse. */
static const char *
node_text(const yaml_node_t *node)
{
    const char *text = node != NULL ? ap_yaml_text(node) : NULL;
    return text != NULL ? text : "";
}

/* `message` has a place for the text of the node. */
static void
refuse(const Reader *reader, const yaml_node_t *node, const char *message)
{
    if (node != NULL)
        ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, node), message, node_text(node));
}

static double
parse_length(const Reader *reader, const yaml_node_t *node)
{
    ApDecimal value = 0;
    const char *text = node_text(node);
    if (ap_decimal_parse(text, strlen(text), &value) != AP_DECIMAL_OK) {
        refuse(reader, node, _("“%s” is not a length in points; write it as 9 or 0.75"));
        return 0;
    }
    return (double)value / (double)AP_DECIMAL_ONE;
}

static double
read_length(const Reader *reader, const char *key)
{
    return parse_length(reader, read_node(reader, key));
}

static ApColour
parse_colour(const Reader *reader, const yaml_node_t *node)
{
    const char *text = node_text(node);
    PangoColor colour = {0, 0, 0};
    if (text[0] != '#' || strlen(text) != 7 || !pango_color_parse(&colour, text))
        refuse(reader, node, _("“%s” is not a colour; write it as '#12436D'"));
    return (ApColour){colour.red / 65535.0, colour.green / 65535.0, colour.blue / 65535.0};
}

static ApColour
read_colour(const Reader *reader, const char *key)
{
    return parse_colour(reader, read_node(reader, key));
}

static ApPattern
parse_pattern(const Reader *reader, const yaml_node_t *node)
{
    for (guint i = 0; i < AP_PATTERNS; i++)
        if (strcmp(node_text(node), pattern_names[i]) == 0)
            return (ApPattern)i;
    refuse(reader, node,
           _("“%s” is not a pattern; write hatch, dots, empty, solid, stripes, spots, grid, levels or "
             "uprights"));
    return AP_PATTERN_SOLID;
}

/* `colour`, which `node` gives, against what stands beside it. */
static void
need_contrast(const Reader *reader, const yaml_node_t *node, ApColour colour, ApColour beside, double least)
{
    if (node != NULL && ap_contrast(colour, beside) < least)
        ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, node),
                          _("“%s” and the colour beside it differ too little: contrast %.1f, needed %.1f"),
                          node_text(node), ap_contrast(colour, beside), least);
}

/* A dash without length, or one of which a part is lost, is none that cairo could draw. */
static void
read_dash(const Reader *reader, const yaml_node_t *dash, ApStroke *stroke)
{
    double length = 0;
    stroke->n_dashes = dash != NULL ? MIN(ap_yaml_length(dash), AP_DASHES) : 0;
    for (guint i = 0; i < stroke->n_dashes; i++) {
        stroke->dash[i] = parse_length(reader, ap_yaml_element(reader->yaml, dash, i));
        length += stroke->dash[i];
    }
    if (dash != NULL && ap_yaml_length(dash) > 0 && (length <= 0 || ap_yaml_length(dash) > AP_DASHES))
        ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, dash),
                          _("a dash is up to %d lengths, not all 0, or [] for an unbroken line"), AP_DASHES);
}

static ApStroke
read_stroke(const Reader *reader, const char *key)
{
    Reader stroke = read_map(reader, key);
    ApStroke result = {.colour = read_colour(&stroke, "colour"), .width = read_length(&stroke, "width")};
    read_dash(reader, read_node(&stroke, "dash"), &result);
    return result;
}

/* A stroke that a reader must see on the paper. */
static ApStroke
read_visible_stroke(const Reader *reader, const char *key, const ApChartStyle *style)
{
    ApStroke stroke = read_stroke(reader, key);
    const yaml_node_t *map = reader->map != NULL ? ap_yaml_get(reader->yaml, reader->map, key) : NULL;
    need_contrast(reader, ap_yaml_get(reader->yaml, map, "colour"), stroke.colour, style->paper,
                  AP_CONTRAST_DRAWN);
    return stroke;
}

static void
read_lines(const Reader *reader, ApChartStyle *style)
{
    Reader lines = read_map(reader, "lines");
    style->good = read_visible_stroke(&lines, "good", style);
    style->pass = read_visible_stroke(&lines, "pass", style);
    style->mean = read_visible_stroke(&lines, "mean", style);
}

/* The colours and the patterns of groups stand side by side, so there are as many of one as of the other. */
static void
read_palette(const Reader *reader, ApChartStyle *style)
{
    const yaml_node_t *palette = read_node(reader, "palette");
    const yaml_node_t *patterns = read_node(reader, "patterns");
    style->palette = g_array_new(FALSE, FALSE, sizeof(ApColour));
    style->patterns = g_array_new(FALSE, FALSE, sizeof(ApPattern));
    for (guint i = 0; palette != NULL && i < ap_yaml_length(palette); i++) {
        const yaml_node_t *node = ap_yaml_element(reader->yaml, palette, i);
        ApColour colour = parse_colour(reader, node);
        need_contrast(reader, node, colour, style->paper, AP_CONTRAST_DRAWN);
        if (i > 0)
            need_contrast(reader, node, colour, g_array_index(style->palette, ApColour, i - 1),
                          AP_CONTRAST_DRAWN);
        g_array_append_val(style->palette, colour);
    }
    for (guint i = 0; patterns != NULL && i < ap_yaml_length(patterns); i++) {
        ApPattern pattern = parse_pattern(reader, ap_yaml_element(reader->yaml, patterns, i));
        g_array_append_val(style->patterns, pattern);
    }
    if (palette != NULL && patterns != NULL &&
        (style->palette->len == 0 || style->palette->len != style->patterns->len))
        ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, patterns),
                          _("there are %u patterns for %u colours; write one for each"), style->patterns->len,
                          style->palette->len);
}

static void
read_classes(const Reader *reader, ApChartStyle *style)
{
    static const char *const keys[AP_CLASSES] = {"good", "between", "below"};
    Reader classes = read_map(reader, "classes");
    for (guint i = 0; i < AP_CLASSES; i++)
        style->classes[i] = parse_pattern(&classes, read_node(&classes, keys[i]));
}

/* Makes the context of all text from the families, in order. */
static void
read_fonts(const Reader *reader, ApChartStyle *style)
{
    const yaml_node_t *fonts = read_node(reader, "fonts");
    guint n = fonts != NULL ? ap_yaml_length(fonts) : 0;
    g_autofree const char **families = g_new0(const char *, n + 1);
    for (guint i = 0; i < n; i++) {
        Reader font = {reader->yaml, ap_yaml_element(reader->yaml, fonts, i), reader->problems};
        families[i] = node_text(read_node(&font, "family"));
        read_node(&font, "package");
    }
    g_autofree char *list = g_strjoinv(",", (char **)families);
    g_autoptr(PangoFontMap) map = ap_font_map_new(families);
    style->context = ap_chart_text_context_new(map, list, style->size);
    style->texts = ap_chart_texts_new();
    for (guint i = 0; i < n; i++) {
        Reader font = {reader->yaml, ap_yaml_element(reader->yaml, fonts, i), reader->problems};
        if (!ap_font_map_has(map, families[i]))
            ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, font.map),
                              _("font “%s” is not installed: apt-get install %s"), families[i],
                              node_text(read_node(&font, "package")));
    }
}

/* A {name} in a word that nothing fills in would be printed as it stands. */
static void
check_slots(const Reader *reader, const yaml_node_t *node, const char *slots)
{
    for (const char *open = strchr(node_text(node), '{'); open != NULL; open = strchr(open + 1, '{')) {
        const char *end = strchr(open, '}');
        g_autofree char *slot = g_strndup(open, end != NULL ? (gsize)(end - open) + 1 : strlen(open));
        if (end == NULL || slots == NULL || strstr(slots, slot) == NULL)
            ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, node),
                              _("“%s” is nothing that is filled in here; known is: %s"), slot,
                              slots != NULL ? slots : _("nothing"));
    }
}

static void
read_words(const Reader *reader, ApChartStyle *style)
{
    Reader words = read_map(reader, "words");
    for (guint i = 0; i < AP_WORDS; i++) {
        const yaml_node_t *node = read_node(&words, word_names[i]);
        check_slots(reader, node, word_slots[i]);
        style->words[i] = g_strdup(node_text(node));
    }
}

/* The colours of text and of what is drawn, against the paper. */
static void
read_colours(const Reader *reader, ApChartStyle *style)
{
    style->paper = read_colour(reader, "paper");
    style->text = read_colour(reader, "text");
    style->everyone = read_colour(reader, "everyone");
    need_contrast(reader, ap_yaml_get(reader->yaml, reader->map, "text"), style->text, style->paper,
                  AP_CONTRAST_TEXT);
    need_contrast(reader, ap_yaml_get(reader->yaml, reader->map, "everyone"), style->everyone, style->paper,
                  AP_CONTRAST_DRAWN);
}

ApChartStyle *
ap_chart_style_new(ApYaml *yaml, ApProblems *problems)
{
    guint before = ap_problems_count_errors(problems);
    Reader root = {yaml, ap_yaml_root(yaml), problems};
    Reader reader = read_map(&root, "charts");
    g_autoptr(ApChartStyle) style = g_new0(ApChartStyle, 1);
    style->margin = read_length(&reader, "margin");
    style->width = read_length(&reader, "width") - 2 * style->margin;
    style->tallest = read_length(&reader, "tallest") - 2 * style->margin;
    style->size = read_length(&reader, "size");
    style->leading = read_length(&reader, "leading");
    if (reader.map != NULL && style->size < SMALLEST)
        refuse(&reader, ap_yaml_get(yaml, reader.map, "size"),
               _("text of “%s” points cannot be read on paper; write 9 or more"));
    read_colours(&reader, style);
    style->axis = read_visible_stroke(&reader, "axis", style);
    style->grid = read_stroke(&reader, "grid");
    read_lines(&reader, style);
    read_palette(&reader, style);
    read_classes(&reader, style);
    read_words(&reader, style);
    read_fonts(&reader, style);
    if (reader.map != NULL)
        ap_yaml_check_asked(yaml, reader.map, problems);
    return ap_problems_count_errors(problems) == before ? g_steal_pointer(&style) : NULL;
}

void
ap_chart_style_free(ApChartStyle *style)
{
    if (style == NULL)
        return;
    if (style->palette != NULL)
        g_array_unref(style->palette);
    if (style->patterns != NULL)
        g_array_unref(style->patterns);
    for (guint i = 0; i < AP_WORDS; i++)
        g_free(style->words[i]);
    g_clear_object(&style->context);
    g_clear_pointer(&style->texts, g_hash_table_unref);
    g_free(style);
}

ApPaint
ap_style_group(const ApChartStyle *style, gint group)
{
    if (group < 0)
        return (ApPaint){style->everyone, AP_PATTERN_SOLID};
    guint index = (guint)group % style->palette->len;
    return (ApPaint){g_array_index(style->palette, ApColour, index),
                     g_array_index(style->patterns, ApPattern, index)};
}

ApPaint
ap_style_ground(const ApChartStyle *style, gint group)
{
    ApColour colour = ap_style_group(style, group).colour, paper = style->paper;
    const double share = 0.25;
    return (ApPaint){{paper.red + share * (colour.red - paper.red),
                      paper.green + share * (colour.green - paper.green),
                      paper.blue + share * (colour.blue - paper.blue)},
                     AP_PATTERN_SOLID};
}

ApPaint
ap_style_class(const ApChartStyle *style, gint group, ApClass class)
{
    return (ApPaint){ap_style_group(style, group).colour, style->classes[class]};
}

char *
ap_style_say(const ApChartStyle *style, ApWord word, ...)
{
    GString *text = g_string_new(style->words[word]);
    va_list pairs;
    va_start(pairs, word);
    for (const char *name = va_arg(pairs, const char *); name != NULL; name = va_arg(pairs, const char *)) {
        g_autofree char *slot = g_strdup_printf("{%s}", name);
        g_string_replace(text, slot, va_arg(pairs, const char *), 0);
    }
    va_end(pairs);
    return g_string_free(text, FALSE);
}
