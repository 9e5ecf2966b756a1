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
    char *quote_open; /* "" without a style for it */
    char *quote_close;
    char *two;                 /* before a measure word; NULL: as the numeral */
    char *measures[AP_COUNTS]; /* measure words; NULL for none */
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

/* The marks of a quotation; a style may do without them. */
static void
read_quotes(const Reader *reader, const yaml_node_t *join, ApWords *words)
{
    gboolean quoted = join != NULL && (ap_yaml_get(reader->style, join, "open") != NULL ||
                                       ap_yaml_get(reader->style, join, "close") != NULL);
    words->quote_open = quoted ? read_text(reader, join, "open") : g_strdup("");
    words->quote_close = quoted ? read_text(reader, join, "close") : g_strdup("");
}

/* `counts`: how many of each kind of thing is said in words. A style may do without it: then it is said
 * without measure words. */
static void
read_counts(const Reader *reader, const yaml_node_t *section, ApWords *words)
{
    static const char *const names[AP_COUNTS] = {"participants", "groups",   "stages",     "facets",
                                                 "items",        "agencies", "corrections"};
    if (section == NULL || ap_yaml_get(reader->style, section, "counts") == NULL)
        return;
    const yaml_node_t *counts = require(reader, section, "counts", YAML_MAPPING_NODE);
    words->two = read_text(reader, counts, "two");
    for (guint i = 0; i < AP_COUNTS; i++)
        words->measures[i] = read_text(reader, counts, names[i]);
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
    read_quotes(&reader, join, words);
    read_counts(&reader, section, words);
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
    g_free(words->quote_open);
    g_free(words->quote_close);
    g_free(words->two);
    for (guint i = 0; i < AP_COUNTS; i++)
        g_free(words->measures[i]);
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

char *
ap_words_count(const ApWords *words, ApCount count, guint number)
{
    g_autofree char *numeral = number == 2 && words->two != NULL
                                   ? g_strdup(words->two)
                                   : ap_words_numeral(words, AP_NUMERAL_PLAIN, number);
    return g_strconcat(numeral, words->measures[count], NULL);
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

char *
ap_words_join_quoted(const ApWords *words, const GPtrArray *texts)
{
    g_autoptr(GPtrArray) quoted = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < texts->len; i++)
        g_ptr_array_add(
            quoted, g_strconcat(words->quote_open, g_ptr_array_index(texts, i), words->quote_close, NULL));
    return ap_words_join(words, quoted);
}
