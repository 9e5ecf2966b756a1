/* The look of the pages, read from style.yaml: every key is needed, so that the file shows all there is. */
#include <config.h>

#include "render/pdf/style.h"

#include "charts/contrast.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct {
    ApYaml *yaml;
    ApProblems *problems;
} Reader;

/* Keys of `texts`, by role. */
static const char *const text_names[AP_N_TEXTS] = {
    [AP_TEXT_BODY] = "body",
    [AP_TEXT_HEADING_1] = "heading-1",
    [AP_TEXT_HEADING_2] = "heading-2",
    [AP_TEXT_HEADING_3] = "heading-3",
    [AP_TEXT_HEADING_4] = "heading-4",
    [AP_TEXT_HEADING_5] = "heading-5",
    [AP_TEXT_CAPTION] = "caption",
    [AP_TEXT_CELL] = "cell",
    [AP_TEXT_HEADER_CELL] = "header-cell",
    [AP_TEXT_CONTENTS_TITLE] = "contents-title",
    [AP_TEXT_CONTENTS_1] = "contents-1",
    [AP_TEXT_CONTENTS_2] = "contents-2",
    [AP_TEXT_CONTENTS_3] = "contents-3",
    [AP_TEXT_NOTE] = "note",
    [AP_TEXT_COVER_TITLE] = "cover-title",
    [AP_TEXT_COVER] = "cover",
    [AP_TEXT_RUNNING_HEAD] = "running-head",
    [AP_TEXT_PAGE_NUMBER] = "page-number",
    [AP_TEXT_MARGIN] = "margin",
    [AP_TEXT_STAMP] = "stamp",
    [AP_TEXT_WATERMARK] = "watermark",
};

static const yaml_node_t *
need(Reader *reader, const yaml_node_t *map, const char *key)
{
    const yaml_node_t *node = ap_yaml_get(reader->yaml, map, key);
    if (!node)
        ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, map),
                          _("key “%s” is missing here; add it"), key);
    return node;
}

static const char *
need_text(Reader *reader, const yaml_node_t *map, const char *key)
{
    const yaml_node_t *node = need(reader, map, key);
    const char *text = node ? ap_yaml_text(node) : NULL;
    if (node && !text)
        ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, node),
                          _("“%s” must be a single value"), key);
    return text ? text : "";
}

/* A length: a number of points, or of centimetres if "cm" follows. FALSE if it is none. */
static gboolean
parse_length(const char *text, double *points)
{
    char *end = NULL;
    double value = g_ascii_strtod(text, &end);
    if (end == text || value < 0 || value > 10000)
        return FALSE;
    while (*end == ' ')
        end++;
    if (strcmp(end, "cm") == 0)
        value *= 72 / 2.54;
    else if (*end && strcmp(end, "pt") != 0)
        return FALSE;
    *points = value;
    return TRUE;
}

static double
length_of(Reader *reader, const yaml_node_t *node, const char *key)
{
    double points = 0;
    const char *text = ap_yaml_text(node);
    if (!text || !parse_length(text, &points))
        ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, node),
                          _("“%s” is not a length; write points, or centimetres as 2.5cm"),
                          text ? text : key);
    return points;
}

static double
need_length(Reader *reader, const yaml_node_t *map, const char *key)
{
    const yaml_node_t *node = need(reader, map, key);
    return node ? length_of(reader, node, key) : 0;
}

static double
maybe_length(Reader *reader, const yaml_node_t *map, const char *key, double otherwise)
{
    const yaml_node_t *node = ap_yaml_get(reader->yaml, map, key);
    return node ? length_of(reader, node, key) : otherwise;
}

static ApColor
maybe_color(Reader *reader, const yaml_node_t *map, const char *key, ApColor otherwise)
{
    const yaml_node_t *node = ap_yaml_get(reader->yaml, map, key);
    if (!node)
        return otherwise;
    const char *text = ap_yaml_text(node);
    char *end = NULL;
    guint64 value = text && text[0] == '#' ? g_ascii_strtoull(text + 1, &end, 16) : 0;
    if (!end || *end || strlen(text) != 7) {
        ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, node),
                          _("“%s” is not a colour; write it as '#12436D'"), text ? text : key);
        return otherwise;
    }
    return (ApColor){(double)(value >> 16 & 0xff) / 255, (double)(value >> 8 & 0xff) / 255,
                     (double)(value & 0xff) / 255};
}

static gboolean
maybe_yes(Reader *reader, const yaml_node_t *map, const char *key)
{
    const yaml_node_t *node = ap_yaml_get(reader->yaml, map, key);
    if (!node)
        return FALSE;
    const char *text = ap_yaml_text(node);
    if (g_strcmp0(text, "yes") != 0 && g_strcmp0(text, "no") != 0)
        ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, node), _("“%s” must be yes or no"),
                          key);
    return g_strcmp0(text, "yes") == 0;
}

static ApAlign
maybe_align(Reader *reader, const yaml_node_t *map, const char *key)
{
    const yaml_node_t *node = ap_yaml_get(reader->yaml, map, key);
    const char *text = node ? ap_yaml_text(node) : "left";
    if (g_strcmp0(text, "center") == 0)
        return AP_ALIGN_CENTER;
    if (g_strcmp0(text, "right") == 0)
        return AP_ALIGN_RIGHT;
    if (g_strcmp0(text, "left") != 0)
        ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, node),
                          _("“%s” must be left, center or right"), key);
    return AP_ALIGN_LEFT;
}

static void
read_text(Reader *reader, const yaml_node_t *map, ApTextStyle *style)
{
    style->size = need_length(reader, map, "size");
    if (style->size < 1) {
        ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, map),
                          _("“size” must be at least 1 point"));
        style->size = 1;
    }
    style->pitch = maybe_length(reader, map, "pitch", style->size * 1.5);
    style->indent = maybe_length(reader, map, "indent", 0) * style->size;
    style->before = maybe_length(reader, map, "before", 0);
    style->after = maybe_length(reader, map, "after", 0);
    style->bold = maybe_yes(reader, map, "bold");
    style->align = maybe_align(reader, map, "align");
    style->color = maybe_color(reader, map, "color", (ApColor){0, 0, 0});
}

static void
read_texts(Reader *reader, const yaml_node_t *map, ApPageStyle *style)
{
    for (guint i = 0; map && i < AP_N_TEXTS; i++) {
        const yaml_node_t *text = need(reader, map, text_names[i]);
        if (text)
            read_text(reader, text, &style->texts[i]);
    }
}

static void
font_name_free(gpointer data)
{
    ApFontName *name = data;
    g_free(name->family);
    g_free(name->package);
    g_free(name);
}

static ApFontName *
read_font(Reader *reader, const yaml_node_t *map)
{
    ApFontName *name = g_new0(ApFontName, 1);
    name->family = g_strdup(need_text(reader, map, "family"));
    name->package = g_strdup(need_text(reader, map, "package"));
    name->place = ap_yaml_place(reader->yaml, map);
    return name;
}

static void
read_fonts(Reader *reader, const yaml_node_t *list, ApPageStyle *style)
{
    g_autoptr(GString) families = g_string_new(NULL);
    for (guint i = 0; i < ap_yaml_length(list); i++) {
        const yaml_node_t *map = ap_yaml_element(reader->yaml, list, i);
        if (!map)
            break;
        ApFontName *name = read_font(reader, map);
        g_ptr_array_add(style->fonts, name);
        g_string_append_printf(families, "%s%s", families->len > 0 ? "," : "", name->family);
    }
    if (list && style->fonts->len == 0)
        ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, list), _("name at least one font"));
    style->families = g_string_free(g_steal_pointer(&families), FALSE);
}

static void
read_page(Reader *reader, const yaml_node_t *map, ApPageStyle *style)
{
    style->width = need_length(reader, map, "width");
    style->height = need_length(reader, map, "height");
    style->top = need_length(reader, map, "top");
    style->right = need_length(reader, map, "right");
    style->bottom = need_length(reader, map, "bottom");
    style->left = need_length(reader, map, "left");
    if (style->left + style->right + 72 > style->width || style->top + style->bottom + 72 > style->height)
        ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, map),
                          _("the margins leave less than an inch for the text; make them smaller"));
}

static void
read_table(Reader *reader, const yaml_node_t *map, ApPageStyle *style)
{
    style->cell_padding_x = need_length(reader, map, "padding-x");
    style->cell_padding_y = need_length(reader, map, "padding-y");
    style->column_minimum = need_length(reader, map, "column-minimum");
    style->column_maximum = need_length(reader, map, "column-maximum");
    style->rule = need_length(reader, map, "rule");
    style->rule_outer = need_length(reader, map, "rule-outer");
    style->rule_color = maybe_color(reader, map, "rule-color", (ApColor){0, 0, 0});
    style->header_fill = maybe_color(reader, map, "header-fill", (ApColor){1, 1, 1});
}

/* Levels of headings in the contents; there is a text for each. */
static guint
need_levels(Reader *reader, const yaml_node_t *map, const char *key)
{
    const char *text = need_text(reader, map, key);
    guint64 levels = 0;
    guint most = AP_TEXT_CONTENTS_3 - AP_TEXT_CONTENTS_1 + 1;
    if (*text && !g_ascii_string_to_unsigned(text, 10, 1, most, &levels, NULL))
        ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, ap_yaml_get(reader->yaml, map, key)),
                          _("“%s” is not a whole number from 1 to %d"), text, (int)most);
    return (guint)levels;
}

static void
read_words(Reader *reader, const yaml_node_t *map, ApPageStyle *style)
{
    style->watermark = g_strdup(need_text(reader, map, "watermark"));
    style->leader = g_strdup(need_text(reader, map, "leader"));
    style->leader_pitch = need_length(reader, map, "leader-pitch");
    style->number_heads = g_utf8_to_ucs4_fast(need_text(reader, map, "number-heads"), -1, NULL);
    style->contents_levels = need_levels(reader, map, "contents-levels");
    style->caption_gap = need_length(reader, map, "caption-gap");
}

static void
read_margin_words(Reader *reader, const yaml_node_t *map, ApPageStyle *style)
{
    style->word_all = g_strdup(need_text(reader, map, "all"));
    style->word_total = g_strdup(need_text(reader, map, "total"));
    for (guint i = 0; i < AP_STATISTICS; i++)
        style->word_statistics[i] = g_strdup(need_text(reader, map, ap_statistic_name((ApStatistic)i)));
}

static ApColour
colour_of(ApColor color)
{
    return (ApColour){color.red, color.green, color.blue};
}

/* Text must be read on the paper, that of a header on its fill. A watermark must not. */
static void
check_contrasts(Reader *reader, const yaml_node_t *pages, const ApPageStyle *style)
{
    const yaml_node_t *texts = ap_yaml_get(reader->yaml, pages, "texts");
    for (guint i = 0; i < AP_N_TEXTS; i++) {
        const yaml_node_t *text = ap_yaml_get(reader->yaml, texts, text_names[i]);
        ApColor ground = i == AP_TEXT_HEADER_CELL ? style->header_fill : (ApColor){1, 1, 1};
        double contrast = ap_contrast(colour_of(style->texts[i].color), colour_of(ground));
        if (text && i != AP_TEXT_WATERMARK && contrast < AP_CONTRAST_TEXT)
            ap_problems_error(reader->problems, ap_yaml_place(reader->yaml, text),
                              _("“%s” can hardly be read on its ground: contrast %.1f, needed %.1f"),
                              text_names[i], contrast, AP_CONTRAST_TEXT);
    }
}

ApPageStyle *
ap_page_style_new(ApYaml *yaml, ApProblems *problems)
{
    Reader reader = {yaml, problems};
    guint errors = ap_problems_count_errors(problems);
    const yaml_node_t *pages = need(&reader, ap_yaml_root(yaml), "pages");
    if (!pages)
        return NULL;
    g_autoptr(ApPageStyle) style = g_new0(ApPageStyle, 1);
    style->fonts = g_ptr_array_new_with_free_func(font_name_free);
    const yaml_node_t *paper = need(&reader, pages, "paper");
    if (paper)
        read_page(&reader, paper, style);
    const yaml_node_t *fonts = need(&reader, pages, "fonts");
    read_fonts(&reader, fonts, style);
    const yaml_node_t *bold = ap_yaml_get(yaml, pages, "bold-font");
    style->bold = bold ? read_font(&reader, bold) : NULL;
    read_texts(&reader, need(&reader, pages, "texts"), style);
    const yaml_node_t *table = need(&reader, pages, "table");
    if (table)
        read_table(&reader, table, style);
    read_words(&reader, pages, style);
    const yaml_node_t *margin = need(&reader, pages, "margin-words");
    if (margin)
        read_margin_words(&reader, margin, style);
    check_contrasts(&reader, pages, style);
    ap_yaml_check_asked(yaml, pages, problems);
    return ap_problems_count_errors(problems) > errors ? NULL : g_steal_pointer(&style);
}

const char **
ap_page_style_families(const ApPageStyle *style)
{
    const char **families = g_new0(const char *, style->fonts->len + 2);
    for (guint i = 0; i < style->fonts->len; i++)
        families[i] = ((const ApFontName *)style->fonts->pdata[i])->family;
    if (style->bold)
        families[style->fonts->len] = style->bold->family;
    return families;
}

void
ap_page_style_free(ApPageStyle *style)
{
    if (!style)
        return;
    g_ptr_array_unref(style->fonts);
    g_free(style->families);
    if (style->bold)
        font_name_free(style->bold);
    g_free(style->watermark);
    g_free(style->word_all);
    g_free(style->word_total);
    for (guint i = 0; i < AP_STATISTICS; i++)
        g_free(style->word_statistics[i]);
    g_free(style->leader);
    g_free(style->number_heads);
    g_free(style);
}

double
ap_page_style_text_width(const ApPageStyle *style)
{
    return style->width - style->left - style->right;
}

double
ap_page_style_text_height(const ApPageStyle *style)
{
    return style->height - style->top - style->bottom;
}
