/* Texts carried into a new year, with marks on what speaks of the old one. */
#include <config.h>

#include "document/carry.h"

#include <glib/gi18n.h>
#include <string.h>

#define YEAR "{year}"
#define WESTERN_YEAR "{western_year}"
#define YEARS_BEFORE_1912 1911 /* of the western calendar before ROC year 1 */

struct ApCarry {
    const ApYear *from;
    const ApGlossary *glossary;
    GPtrArray *dated; /* GRegex: of the glossary, with the year put in */
    GRegex *tags;     /* what is no text: tags of Mustache, attributes, figures, references */
    GRegex *meant;    /* numbers that are marked as meant, and those of lists */
    GRegex *item;     /* the beginning of an item of a list */
};

static GRegex *
compile(const char *pattern)
{
    GRegex *regex = g_regex_new(pattern, G_REGEX_MULTILINE, 0, NULL);
    g_assert(regex != NULL);
    return regex;
}

/* `text` with the year in the place of its names. Caller frees. */
static char *
put_year(const char *text, guint roc_year)
{
    g_autofree char *year = g_strdup_printf("%u", roc_year);
    g_autofree char *western = g_strdup_printf("%u", roc_year + YEARS_BEFORE_1912);
    GString *out = g_string_new(text);
    g_string_replace(out, YEAR, year, 0);
    g_string_replace(out, WESTERN_YEAR, western, 0);
    return g_string_free(out, FALSE);
}

ApCarry *
ap_carry_new(const ApYear *from, const ApGlossary *glossary)
{
    ApCarry *carry = g_new0(ApCarry, 1);
    carry->from = from;
    carry->glossary = glossary;
    carry->dated = g_ptr_array_new_with_free_func((GDestroyNotify)g_regex_unref);
    for (guint i = 0; i < glossary->dated->len; i++) {
        g_autofree char *pattern =
            put_year(g_regex_get_pattern(g_ptr_array_index(glossary->dated, i)), from->roc_year);
        g_ptr_array_add(carry->dated, compile(pattern));
    }
    carry->tags =
        compile("\\{\\{(.|\\n)*?\\}\\}|\\{[^}\\n]*\\}|!\\[[^\\]]*\\]\\([^)]*\\)|@(fig|tbl)-[\\w-]+");
    carry->meant = compile("\\\\[0-9][0-9.,]*|^ *[0-9]+[.)] ");
    carry->item = compile("^ *([0-9]+[.)]|[-*+]) ");
    return carry;
}

void
ap_carry_free(ApCarry *carry)
{
    if (carry == NULL)
        return;
    g_ptr_array_unref(carry->dated);
    g_regex_unref(carry->tags);
    g_regex_unref(carry->meant);
    g_regex_unref(carry->item);
    g_free(carry);
}

/* ---- Which passages. ---- */

/* Replaces what matches in `text` by a blank. */
static void
blank(char **text, const GRegex *regex)
{
    char *left = g_regex_replace_literal(regex, *text, -1, 0, " ", 0, NULL);
    g_free(*text);
    *text = left;
}

static void
blank_name(GString *text, const char *name)
{
    if (*name != '\0')
        g_string_replace(text, name, " ", 0);
}

/* Names of the plan hold numbers that are right as long as the plan is. */
static void
blank_names(const ApYear *year, char **text)
{
    g_autoptr(GString) left = g_string_new(*text);
    for (guint i = 0; i < year->groups->len; i++) {
        blank_name(left, ap_year_group(year, i)->name);
        blank_name(left, ap_year_group(year, i)->level);
    }
    for (guint i = 0; i < year->stages->len; i++)
        blank_name(left, ap_year_stage(year, i)->name);
    for (guint i = 0; i < year->items->len; i++)
        blank_name(left, ap_year_item(year, i)->name);
    g_free(*text);
    *text = g_strdup(left->str);
}

static gboolean
names_agency(const ApYear *year, const char *text)
{
    for (guint i = 0; i < year->agencies->len; i++)
        if (strstr(text, ap_year_agency(year, i)->name) != NULL)
            return TRUE;
    for (guint i = 0; i < year->participants->len; i++) {
        const ApParticipant *participant = ap_year_participant(year, i);
        if (strstr(text, participant->label) != NULL ||
            (*participant->name != '\0' && strstr(text, participant->name) != NULL))
            return TRUE;
    }
    return FALSE;
}

static gboolean
has_digit(const char *text)
{
    for (; *text != '\0'; text = g_utf8_next_char(text))
        if (g_unichar_isdigit(g_utf8_get_char(text)))
            return TRUE;
    return FALSE;
}

static gboolean
is_dated(const ApCarry *carry, const char *text)
{
    for (guint i = 0; i < carry->dated->len; i++)
        if (g_regex_match(g_ptr_array_index(carry->dated, i), text, 0, NULL))
            return TRUE;
    return FALSE;
}

static gboolean
speaks_of_year(const ApCarry *carry, const char *passage)
{
    g_autofree char *text = g_strdup(passage);
    blank(&text, carry->tags);
    if (is_dated(carry, text) || names_agency(carry->from, text))
        return TRUE;
    blank(&text, carry->meant);
    const GPtrArray *numbers = ap_patterns_expressions(carry->glossary->numbers);
    for (guint i = 0; i < numbers->len; i++)
        blank(&text, g_ptr_array_index(numbers, i));
    blank_names(carry->from, &text);
    return has_digit(text);
}

/* ---- Marking. ---- */

/* Whether a tag of Mustache is open at the end of `text`: a mark in its midst would end it. */
static gboolean
is_within_tag(const char *text, const char *at)
{
    const char *open = g_strrstr_len(text, at - text, "{{"), *close = g_strrstr_len(text, at - text, "}}");
    return open != NULL && (close == NULL || close < open);
}

/* A blank line, or one that holds nothing but a tag. */
static gboolean
is_between(const char *line)
{
    g_autofree char *bare = g_strstrip(g_strdup(line));
    return *bare == '\0' || g_str_has_prefix(bare, ":::") ||
           (g_str_has_prefix(bare, "{{") && g_str_has_suffix(bare, "}}") && strstr(bare + 2, "{{") == NULL);
}

/* Adds the passage and, if it needs one, its mark. */
static void
flush(const ApCarry *carry, const char *text, const char *start, GString *passage, GString *out)
{
    if (passage->len > 0 && !is_within_tag(text, start) && speaks_of_year(carry, passage->str)) {
        g_autofree char *mark = put_year(carry->glossary->carried, carry->from->roc_year);
        g_string_append_printf(out, "{{! %s }}\n", mark);
    }
    g_string_append(out, passage->str);
    g_string_truncate(passage, 0);
}

char *
ap_carry_mark(const ApCarry *carry, const char *text)
{
    if (carry->glossary->carried == NULL)
        return g_strdup(text);
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    g_autoptr(GString) passage = g_string_new(NULL);
    GString *out = g_string_new(NULL);
    const char *at = text, *start = text;
    for (guint i = 0; lines[i] != NULL; i++) {
        gboolean last = lines[i + 1] == NULL, between = is_between(lines[i]);
        if (between || g_regex_match(carry->item, lines[i], 0, NULL))
            flush(carry, text, start, passage, out);
        if (passage->len == 0)
            start = at;
        g_string_append_printf(between ? out : passage, "%s%s", lines[i], last ? "" : "\n");
        at += strlen(lines[i]) + 1;
    }
    flush(carry, text, start, passage, out);
    return g_string_free(out, FALSE);
}

void
ap_carry_check(const ApTemplate *template, ApProblems *problems)
{
    const char *carried = ap_template_glossary(template)->carried;
    if (carried == NULL)
        return;
    const char *varies = strstr(carried, YEAR);
    g_autofree char *start =
        varies != NULL ? g_strndup(carried, (gsize)(varies - carried)) : g_strdup(carried);
    g_autofree char *mark = g_strconcat("{{! ", start, NULL);
    const GPtrArray *own = ap_template_own_names(template);
    const char *file, *source;
    for (guint i = 0; i < own->len; i++) {
        if (!ap_template_text(template, g_ptr_array_index(own, i), &file, &source))
            continue;
        g_auto(GStrv) lines = g_strsplit(source, "\n", -1);
        for (guint line = 0; lines[line] != NULL; line++)
            if (strstr(lines[line], mark) != NULL)
                ap_problems_warning(
                    problems, (ApPlace){file, line + 1, 1},
                    _("what follows is carried over from another year; update it, then remove this mark"));
    }
}
