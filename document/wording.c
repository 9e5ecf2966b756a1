/* Terms that are nearly right. Two words of five ideographs or more that begin and end alike and differ by
 * one character within are one term and a slip; with shorter ones, or at the ends, they are often two words
 * (稽核委員 and 稽核人員, 資通安全管理法 and 資通安全管理會). */
#include <config.h>

#include "document/wording.h"

#include <glib/gi18n.h>
#include <string.h>

#define SHORTEST_NAME 5 /* characters */

typedef struct {
    ApProse *prose;
    gunichar *characters;
    glong length;
    gsize *offsets;   /* of each character in the text, and of its end */
    gboolean *known;  /* characters of what is a term as it stands */
    gboolean *warned; /* characters that a warning is about */
    ApProblems *problems;
} Wording;

static gboolean
is_ideograph(gunichar character)
{
    return g_unichar_get_script(character) == G_UNICODE_SCRIPT_HAN;
}

/* Whether the `length` characters at `start` are all typed and `mark` has none of them. */
static gboolean
is_free(const Wording *wording, glong start, glong length, const gboolean *mark)
{
    for (glong i = start; i < start + length; i++)
        if (mark[i] || !is_ideograph(wording->characters[i]) ||
            !ap_prose_typed(wording->prose, wording->offsets[i]))
            return FALSE;
    return TRUE;
}

/* Whether the author meant the word; it is told only once. */
static gboolean
is_meant(Wording *wording, glong start, glong length)
{
    for (glong i = start; i < start + length; i++)
        wording->warned[i] = TRUE;
    return ap_prose_take_meant(wording->prose, wording->offsets[start]);
}

static char *
word_at(const Wording *wording, glong start, glong length)
{
    gsize from = wording->offsets[start];
    return g_strndup(wording->prose->text + from, wording->offsets[start + length] - from);
}

static ApPlace
place_at(const Wording *wording, glong start)
{
    return ap_prose_place(wording->prose, wording->offsets[start]);
}

/* The character that begins at byte `offset`. */
static glong
character_at(const Wording *wording, gsize offset)
{
    glong low = 0, high = wording->length + 1;
    while (high - low > 1) {
        glong middle = low + (high - low) / 2;
        if (wording->offsets[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static void
check_wrong_terms(Wording *wording, const GPtrArray *terms)
{
    gint from, to;
    for (guint i = 0; i < terms->len; i++) {
        const ApCorrectTerm *term = g_ptr_array_index(terms, i);
        g_autoptr(GMatchInfo) match = NULL;
        for (g_regex_match(term->wrong, wording->prose->text, 0, &match); g_match_info_matches(match);
             g_match_info_next(match, NULL)) {
            if (!g_match_info_fetch_pos(match, 0, &from, &to))
                continue;
            glong start = character_at(wording, (gsize)from);
            glong length = character_at(wording, (gsize)to) - start;
            if (!is_free(wording, start, length, wording->warned) || is_meant(wording, start, length))
                continue;
            g_autofree char *word = word_at(wording, start, length);
            ap_problems_warning(wording->problems, place_at(wording, start),
                                wording->prose->plain
                                    ? _("“%s”: the term is “%s”; write that")
                                    : _("“%s”: the term is “%s”; write that, or \\%s if it is meant"),
                                word, term->right, word);
        }
    }
}

/* Whether `word` of `length` characters is `name` of `count` but for one character that differs, is missing
 * or one too many, or for two that have changed places; the first and the last are right. */
static gboolean
is_slip(const gunichar *word, glong length, const gunichar *name, glong count)
{
    glong before = 0, behind = 0, shorter = MIN(length, count);
    if (word[0] != name[0] || word[length - 1] != name[count - 1])
        return FALSE;
    while (before < shorter && word[before] == name[before])
        before++;
    while (behind < shorter - before && word[length - 1 - behind] == name[count - 1 - behind])
        behind++;
    glong rest = MAX(length, count) - before - behind;
    return rest == 1 || (rest == 2 && length == count && word[before] == name[before + 1] &&
                         word[before + 1] == name[before]);
}

static void
check_name(Wording *wording, const char *name)
{
    glong count;
    g_autofree gunichar *characters = g_utf8_to_ucs4_fast(name, -1, &count);
    for (glong start = 0; start < wording->length; start++)
        for (glong length = count - 1; length <= count + 1 && start + length <= wording->length; length++) {
            if (!is_slip(wording->characters + start, length, characters, count) ||
                !is_free(wording, start, length, wording->known) ||
                !is_free(wording, start, length, wording->warned) || is_meant(wording, start, length))
                continue;
            g_autofree char *word = word_at(wording, start, length);
            ap_problems_warning(
                wording->problems, place_at(wording, start),
                wording->prose->plain
                    ? _("“%s” is nearly “%s”; write that, or add it to the names of terms.yaml")
                    : _("“%s” is nearly “%s”; write that, or \\%s if it is meant"),
                word, name, word);
        }
}

/* A word of two to six ideographs that stands twice in a row. */
static void
check_doubled(Wording *wording)
{
    for (glong start = 0; start < wording->length; start++)
        for (glong length = 6; length >= 2; length--) {
            const gunichar *word = wording->characters + start;
            if (start + 2 * length > wording->length ||
                memcmp(word, word + length, (gsize)length * sizeof *word) != 0 ||
                !is_free(wording, start, 2 * length, wording->warned) || is_meant(wording, start, 2 * length))
                continue;
            g_autofree char *once = word_at(wording, start, length);
            ap_problems_warning(wording->problems, place_at(wording, start),
                                wording->prose->plain
                                    ? _("“%s%s” says “%s” twice; write it once")
                                    : _("“%s%s” says “%s” twice; write it once, or \\%s%s if it is meant"),
                                once, once, once, once, once);
        }
}

/* Marks what stands in the text as one of `names` is. */
static void
find_known(Wording *wording, const GPtrArray *names)
{
    const char *text = wording->prose->text;
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        for (const char *found = strstr(text, name); found != NULL; found = strstr(found + 1, name)) {
            glong start = character_at(wording, (gsize)(found - text));
            for (glong j = start; j < start + g_utf8_strlen(name, -1); j++)
                wording->known[j] = TRUE;
        }
    }
}

static gboolean
is_checked(const char *name)
{
    if (g_utf8_strlen(name, -1) < SHORTEST_NAME)
        return FALSE;
    for (; *name != '\0'; name = g_utf8_next_char(name))
        if (!is_ideograph(g_utf8_get_char(name)))
            return FALSE;
    return TRUE;
}

void
ap_wording_check(ApProse *prose, const ApGlossary *glossary, const GPtrArray *names, ApProblems *problems)
{
    Wording wording = {.prose = prose, .problems = problems};
    wording.characters = g_utf8_to_ucs4_fast(prose->text, -1, &wording.length);
    wording.offsets = g_new(gsize, wording.length + 1);
    wording.known = g_new0(gboolean, wording.length + 1);
    wording.warned = g_new0(gboolean, wording.length + 1);
    const char *at = prose->text;
    for (glong i = 0; i <= wording.length; i++, at = g_utf8_next_char(at))
        wording.offsets[i] = (gsize)(at - prose->text);
    find_known(&wording, names);
    check_wrong_terms(&wording, glossary->wrong_terms);
    for (guint i = 0; i < names->len; i++)
        if (is_checked(g_ptr_array_index(names, i)))
            check_name(&wording, g_ptr_array_index(names, i));
    check_doubled(&wording);
    g_free(wording.characters);
    g_free(wording.offsets);
    g_free(wording.known);
    g_free(wording.warned);
}
