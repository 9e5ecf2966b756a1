/* Dresses numbers and lists in the words of style.yaml. */
#include <config.h>

#include "document/words.h"

#include <glib/gi18n.h>
#include <string.h>

#define DIGITS 10
#define UNITS 3 /* tens, hundreds, thousands */
#define LARGEST_NUMERAL 9999

struct ApWords {
    char *digits[2][DIGITS]; /* by ApNumeral */
    char *units[2][UNITS];
    GPtrArray *headings; /* char *: patterns, by level */
    GPtrArray *lists;
    GPtrArray *bullets;
    char *labels[3]; /* by ApLabel */
    char *join_between;
    char *join_last;
};

typedef struct {
    ApYaml *style;
    ApProblems *problems;
} Reader;

/* `key` of `map`, which is to be of `type`; NULL with a problem. */
static const yaml_node_t *
require(const Reader *reader, const yaml_node_t *map, const char *key, yaml_node_type_t type)
{
    const yaml_node_t *node = map != NULL ? ap_yaml_get(reader->style, map, key) : NULL;
    if (node != NULL && node->type == type)
        return node;
    if (node == NULL && map != NULL)
        ap_problems_error(reader->problems, ap_yaml_place(reader->style, map),
                          _("key “%s” is missing here; add it"), key);
    else if (node != NULL)
        ap_problems_error(reader->problems, ap_yaml_place(reader->style, node),
                          type == YAML_SCALAR_NODE     ? _("“%s” must be a single value")
                          : type == YAML_SEQUENCE_NODE ? _("“%s” must be a list, each element with a dash")
                                                       : _("“%s” must be a mapping of keys and values"),
                          key);
    return NULL;
}

static char *
read_text(const Reader *reader, const yaml_node_t *map, const char *key)
{
    const yaml_node_t *node = require(reader, map, key, YAML_SCALAR_NODE);
    return node != NULL ? g_strdup(ap_yaml_text(node)) : NULL;
}

/* Reads `count` characters, one for each of `into`. */
static void
read_characters(const Reader *reader, const yaml_node_t *map, const char *key, char **into, guint count)
{
    const yaml_node_t *node = require(reader, map, key, YAML_SCALAR_NODE);
    if (node == NULL)
        return;
    const char *text = ap_yaml_text(node);
    if (g_utf8_strlen(text, -1) != (glong)count) {
        ap_problems_error(reader->problems, ap_yaml_place(reader->style, node),
                          _("“%s” must have %u characters, not “%s”"), key, count, text);
        return;
    }
    for (guint i = 0; i < count; i++, text = g_utf8_next_char(text))
        into[i] = g_strndup(text, (gsize)(g_utf8_next_char(text) - text));
}

/* A pattern says where its number goes: {n}, {plain} or {formal}. */
static void
check_pattern(const Reader *reader, const yaml_node_t *node)
{
    const char *text = ap_yaml_text(node);
    if (strstr(text, "{n}") == NULL && strstr(text, "{plain}") == NULL && strstr(text, "{formal}") == NULL)
        ap_problems_error(reader->problems, ap_yaml_place(reader->style, node),
                          _("“%s” shows no number; write {n}, {plain} or {formal} where it goes"), text);
}

static GPtrArray *
read_texts(const Reader *reader, const yaml_node_t *map, const char *key, gboolean patterns)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(g_free);
    const yaml_node_t *list = require(reader, map, key, YAML_SEQUENCE_NODE);
    for (guint i = 0; i < ap_yaml_length(list); i++) {
        const yaml_node_t *node = ap_yaml_element(reader->style, list, i);
        if (ap_yaml_text(node) == NULL) {
            ap_problems_error(reader->problems, ap_yaml_place(reader->style, node),
                              _("“%s” must be a list of texts"), key);
            continue;
        }
        if (patterns)
            check_pattern(reader, node);
        g_ptr_array_add(texts, g_strdup(ap_yaml_text(node)));
    }
    if (list != NULL && texts->len == 0)
        ap_problems_error(reader->problems, ap_yaml_place(reader->style, list),
                          _("“%s” is empty; fill it in"), key);
    return texts;
}

static char *
read_pattern(const Reader *reader, const yaml_node_t *map, const char *key)
{
    const yaml_node_t *node = require(reader, map, key, YAML_SCALAR_NODE);
    if (node == NULL)
        return NULL;
    check_pattern(reader, node);
    return g_strdup(ap_yaml_text(node));
}

static void
read_numerals(const Reader *reader, const yaml_node_t *section, ApWords *words)
{
    static const char *const names[] = {"plain", "formal"};
    const yaml_node_t *numerals = require(reader, section, "numerals", YAML_MAPPING_NODE);
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        const yaml_node_t *map = require(reader, numerals, names[i], YAML_MAPPING_NODE);
        read_characters(reader, map, "digits", words->digits[i], DIGITS);
        read_characters(reader, map, "units", words->units[i], UNITS);
    }
}

ApWords *
ap_words_new(ApYaml *style, ApProblems *problems)
{
    Reader reader = {style, problems};
    guint errors = ap_problems_count_errors(problems);
    const yaml_node_t *section = require(&reader, ap_yaml_root(style), "words", YAML_MAPPING_NODE);
    g_autoptr(ApWords) words = g_new0(ApWords, 1);
    read_numerals(&reader, section, words);
    words->headings = read_texts(&reader, section, "headings", TRUE);
    words->lists = read_texts(&reader, section, "lists", TRUE);
    words->bullets = read_texts(&reader, section, "bullets", FALSE);
    words->labels[AP_LABEL_FIGURE] = read_pattern(&reader, section, "figure");
    words->labels[AP_LABEL_TABLE] = read_pattern(&reader, section, "table");
    words->labels[AP_LABEL_TABLE_CONTINUED] = read_pattern(&reader, section, "table_continued");
    const yaml_node_t *join = require(&reader, section, "join", YAML_MAPPING_NODE);
    words->join_between = read_text(&reader, join, "between");
    words->join_last = read_text(&reader, join, "last");
    if (section != NULL)
        ap_yaml_check_asked(style, section, problems);
    return ap_problems_count_errors(problems) > errors ? NULL : g_steal_pointer(&words);
}

void
ap_words_free(ApWords *words)
{
    if (words == NULL)
        return;
    for (guint i = 0; i < 2; i++) {
        for (guint j = 0; j < DIGITS; j++)
            g_free(words->digits[i][j]);
        for (guint j = 0; j < UNITS; j++)
            g_free(words->units[i][j]);
    }
    g_clear_pointer(&words->headings, g_ptr_array_unref);
    g_clear_pointer(&words->lists, g_ptr_array_unref);
    g_clear_pointer(&words->bullets, g_ptr_array_unref);
    for (guint i = 0; i < G_N_ELEMENTS(words->labels); i++)
        g_free(words->labels[i]);
    g_free(words->join_between);
    g_free(words->join_last);
    g_free(words);
}

/* Digits with their units, from the highest place; zeros between digits are said once (一百零五), those at
 * the end not at all, and the one before the tens not in 10 to 19 (十二). */
char *
ap_words_numeral(const ApWords *words, ApNumeral numeral, guint number)
{
    if (number > LARGEST_NUMERAL)
        return g_strdup_printf("%u", number);
    char *const *digits = words->digits[numeral];
    char *const *units = words->units[numeral];
    if (number < DIGITS)
        return g_strdup(digits[number]);
    GString *text = g_string_new(NULL);
    gboolean zeros = FALSE;
    for (guint place = UNITS + 1, power = 1000; place-- > 0; power /= 10) {
        guint digit = number / power % 10;
        if (digit == 0) {
            zeros = text->len > 0;
            continue;
        }
        if (zeros)
            g_string_append(text, digits[0]);
        zeros = FALSE;
        if (!(place == 1 && digit == 1 && text->len == 0))
            g_string_append(text, digits[digit]);
        if (place > 0)
            g_string_append(text, units[place - 1]);
    }
    return g_string_free(text, FALSE);
}

/* `pattern` with the number in its place. */
static char *
fill_pattern(const ApWords *words, const char *pattern, guint number)
{
    g_autofree char *arabic = g_strdup_printf("%u", number);
    g_autofree char *plain = ap_words_numeral(words, AP_NUMERAL_PLAIN, number);
    g_autofree char *formal = ap_words_numeral(words, AP_NUMERAL_FORMAL, number);
    GString *text = g_string_new(pattern);
    g_string_replace(text, "{n}", arabic, 0);
    g_string_replace(text, "{plain}", plain, 0);
    g_string_replace(text, "{formal}", formal, 0);
    return g_string_free(text, FALSE);
}

static const char *
pattern_at(const GPtrArray *patterns, guint level)
{
    return g_ptr_array_index(patterns, CLAMP(level, 1, patterns->len) - 1);
}

char *
ap_words_heading(const ApWords *words, guint level, guint number)
{
    return fill_pattern(words, pattern_at(words->headings, level), number);
}

char *
ap_words_list(const ApWords *words, guint level, guint number)
{
    if (number == 0)
        return g_strdup(pattern_at(words->bullets, level));
    return fill_pattern(words, pattern_at(words->lists, level), number);
}

char *
ap_words_label(const ApWords *words, ApLabel label, guint number)
{
    return fill_pattern(words, words->labels[label], number);
}

char *
ap_words_join(const ApWords *words, const GPtrArray *texts)
{
    GString *joined = g_string_new(NULL);
    for (guint i = 0; i < texts->len; i++) {
        if (i > 0)
            g_string_append(joined, i + 1 < texts->len ? words->join_between : words->join_last);
        g_string_append(joined, g_ptr_array_index(texts, i));
    }
    return g_string_free(joined, FALSE);
}
