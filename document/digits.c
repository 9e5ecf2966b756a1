/* Numbers typed by hand. */
#include <config.h>

#include "document/digits.h"

#include <glib/gi18n.h>
#include <string.h>

/* Bytes that are right as they stand. */
typedef struct {
    gsize start;
    gsize end;
    gboolean alone; /* holds one number only */
} Stretch;

/* Numbers of any script and form, such as full-width, Roman and circled ones; the zero of Chinese numerals is
 * none. */
static gboolean
is_digit(gunichar character)
{
    GUnicodeType type = g_unichar_type(character);
    return (type == G_UNICODE_DECIMAL_NUMBER || type == G_UNICODE_LETTER_NUMBER ||
            type == G_UNICODE_OTHER_NUMBER) &&
           character != 0x3007;
}

/* The end of the number that begins at byte `at`: digits, with points and commas between them. */
static gsize
end_of_number(const char *text, gsize at)
{
    gsize end = at;
    while (is_digit(g_utf8_get_char(text + end))) {
        end += (gsize)(g_utf8_next_char(text + end) - (text + end));
        if ((text[end] == '.' || text[end] == ',') && g_ascii_isdigit(text[end + 1]))
            end++;
    }
    return end;
}

static guint
count_numbers(const char *text, gsize start, gsize end)
{
    guint count = 0;
    while (start < end)
        if (is_digit(g_utf8_get_char(text + start))) {
            start = end_of_number(text, start);
            count++;
        } else {
            start += (gsize)(g_utf8_next_char(text + start) - (text + start));
        }
    return count;
}

typedef struct {
    const char *text;
    GArray *stretches; /* Stretch */
} Finder;

static void
add_stretch(GArray *stretches, const char *text, gsize start, gsize end)
{
    Stretch stretch = {start, end, count_numbers(text, start, end) == 1};
    g_array_append_val(stretches, stretch);
}

/* An ApPatternFound. */
static void
add_match(gpointer user, G_GNUC_UNUSED guint index, gsize start, gsize end)
{
    const Finder *finder = user;
    add_stretch(finder->stretches, finder->text, start, end);
}

static GArray *
find_allowed(const char *text, const ApGlossary *glossary, const GPtrArray *names)
{
    GArray *allowed = g_array_new(FALSE, FALSE, sizeof(Stretch));
    Finder finder = {text, allowed};
    ap_patterns_find(glossary->numbers, text, add_match, &finder);
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        for (const char *found = strstr(text, name); found != NULL; found = strstr(found + 1, name))
            add_stretch(allowed, text, (gsize)(found - text), (gsize)(found - text) + strlen(name));
    }
    return allowed;
}

static gboolean
is_allowed(const GArray *allowed, gsize start, gsize end, gboolean own_year)
{
    for (guint i = 0; i < allowed->len; i++) {
        const Stretch *stretch = &g_array_index(allowed, Stretch, i);
        if (stretch->start <= start && end <= stretch->end && !(own_year && stretch->alone))
            return TRUE;
    }
    return FALSE;
}

static gboolean
is_typed(const ApProse *prose, gsize start, gsize end)
{
    for (gsize at = start; at < end; at++)
        if (!ap_prose_typed(prose, at))
            return FALSE;
    return TRUE;
}

void
ap_digits_check(ApProse *prose, const ApGlossary *glossary, const GPtrArray *names, guint roc_year,
                ApProblems *problems)
{
    const char *text = prose->text;
    g_autofree char *year = g_strdup_printf("%u", roc_year);
    g_autoptr(GArray) allowed = NULL;
    for (gsize at = 0, end; text[at] != '\0'; at = end) {
        end = end_of_number(text, at);
        if (end == at) {
            end = at + (gsize)(g_utf8_next_char(text + at) - (text + at));
            continue;
        }
        if (!is_typed(prose, at, end) || ap_prose_take_meant(prose, at))
            continue;
        if (allowed == NULL)
            allowed = find_allowed(text, glossary, names);
        g_autofree char *number = g_strndup(text + at, end - at);
        gboolean own_year = strcmp(number, year) == 0;
        if (is_allowed(allowed, at, end, own_year))
            continue;
        if (own_year)
            ap_problems_warning(
                problems, ap_prose_place(prose, at),
                _("“%s” is the report's year, typed by hand; write {{year}}, or \\%s if it is meant"), number,
                number);
        else
            ap_problems_warning(
                problems, ap_prose_place(prose, at),
                prose->plain
                    ? _("“%s” is typed by hand; say it without a number, which the data may change")
                    : _("“%s” is typed by hand; take it from the data, or write \\%s if it is meant"),
                number, number);
    }
}
