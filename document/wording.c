/* Terms that are nearly right. Two words of five ideographs or more that begin and end alike and differ by
 * one character within are one term and a slip; with shorter ones they are often two words (稽核委員 and
 * 稽核人員). At the ends, where a word may be part of another, only long terms can be told. */
#include <config.h>

#include "document/wording.h"

#include <glib/gi18n.h>
#include <string.h>

#define SHORTEST_NAME 5 /* characters */

/* Names without their first or last character are half words from here on: with shorter ones that may be by
 * chance. */
#define SHORTEST_WITHOUT_FIRST 7
#define SHORTEST_WITHOUT_LAST 10

#define LONGEST_DOUBLED 24 /* characters: of a word or clause that is repeated by mistake */

typedef struct {
    ApProse *prose;
    gunichar *characters;
    glong length;
    gsize *offsets;   /* of each character in the text, and of its end */
    glong *known;     /* by character: the end of the term that reaches farthest of those that begin here or
                         before */
    gboolean *warned; /* characters that a warning is about */
    ApProblems *problems;
} Wording;

static gboolean
is_ideograph(gunichar character)
{
    return g_unichar_get_script(character) == G_UNICODE_SCRIPT_HAN;
}

/* Whether the `length` characters at `start` are all typed and no warning is about them. */
static gboolean
is_free(const Wording *wording, glong start, glong length)
{
    for (glong i = start; i < start + length; i++)
        if (wording->warned[i] || !is_ideograph(wording->characters[i]) ||
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
            if (!is_free(wording, start, length) || is_meant(wording, start, length))
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

/* Whether the characters are (part of) a term as it stands. */
static gboolean
is_known(const Wording *wording, glong start, glong length)
{
    return wording->known[start] >= start + length;
}

static void
report_name(Wording *wording, glong start, glong length, const char *name)
{
    if (!is_free(wording, start, length) || is_meant(wording, start, length))
        return;
    g_autofree char *word = word_at(wording, start, length);
    ap_problems_warning(wording->problems, place_at(wording, start),
                        wording->prose->plain
                            ? _("“%s” is nearly “%s”; write that, or add it to the names of terms.yaml")
                            : _("“%s” is nearly “%s”; write that, or \\%s if it is meant"),
                        word, name, word);
}

static gboolean
stands_at(const Wording *wording, glong start, const gunichar *characters, glong count)
{
    return start + count <= wording->length &&
           memcmp(wording->characters + start, characters, (gsize)count * sizeof *characters) == 0;
}

/* The name without its first or its last character. */
static void
check_ends(Wording *wording, const char *name, const gunichar *characters, glong count)
{
    for (glong start = 0; start < wording->length; start++) {
        if (count >= SHORTEST_WITHOUT_FIRST && stands_at(wording, start, characters + 1, count - 1) &&
            !is_known(wording, start, count - 1))
            report_name(wording, start, count - 1, name);
        if (count >= SHORTEST_WITHOUT_LAST && stands_at(wording, start, characters, count - 1) &&
            !is_known(wording, start, count - 1))
            report_name(wording, start, count - 1, name);
    }
}

static void
check_name(Wording *wording, const char *name)
{
    glong count;
    g_autofree gunichar *characters = g_utf8_to_ucs4_fast(name, -1, &count);
    for (glong start = 0; start < wording->length; start++)
        for (glong length = count - 1; length <= count + 1 && start + length <= wording->length; length++)
            if (is_slip(wording->characters + start, length, characters, count) &&
                !is_known(wording, start, length))
                report_name(wording, start, length, name);
    check_ends(wording, name, characters, count);
}

/* A word of two ideographs or more that stands twice in a row. */
static void
check_doubled(Wording *wording)
{
    for (glong start = 0; start < wording->length; start++)
        for (glong length = LONGEST_DOUBLED; length >= 2; length--) {
            const gunichar *word = wording->characters + start;
            if (start + 2 * length > wording->length ||
                memcmp(word, word + length, (gsize)length * sizeof *word) != 0 ||
                !is_free(wording, start, 2 * length) || is_meant(wording, start, 2 * length))
                continue;
            g_autofree char *once = word_at(wording, start, length);
            ap_problems_warning(wording->problems, place_at(wording, start),
                                wording->prose->plain
                                    ? _("“%s%s” says “%s” twice; write it once")
                                    : _("“%s%s” says “%s” twice; write it once, or \\%s%s if it is meant"),
                                once, once, once, once, once);
        }
}

/* Notes what stands in the text as one of `names` is. */
static void
find_known(Wording *wording, const GPtrArray *names)
{
    const char *text = wording->prose->text;
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        for (const char *found = strstr(text, name); found != NULL; found = strstr(found + 1, name)) {
            glong start = character_at(wording, (gsize)(found - text));
            wording->known[start] = MAX(wording->known[start], start + g_utf8_strlen(name, -1));
        }
    }
    for (glong i = 1; i < wording->length; i++)
        wording->known[i] = MAX(wording->known[i], wording->known[i - 1]);
}

/* Simplified characters: those that Big5 has not but the code of the mainland has. Without these codes, which
 * the system's iconv lends, nothing is told. */
static gboolean
is_in_code(GIConv code, gunichar character)
{
    char utf8[6], out[8];
    char *from = utf8, *to = out;
    gsize left = (gsize)g_unichar_to_utf8(character, utf8), room = sizeof out;
    return g_iconv(code, &from, &left, &to, &room) != (gsize)-1;
}

/* How many characters from `start` on, typed and not yet told of, are simplified. */
static glong
count_simplified(const Wording *wording, glong start, GIConv traditional, GIConv simplified)
{
    glong end = start;
    while (end < wording->length && is_free(wording, end, 1) &&
           !is_in_code(traditional, wording->characters[end]) &&
           is_in_code(simplified, wording->characters[end]))
        end++;
    return end - start;
}

static void
report_simplified(Wording *wording, glong start, glong length)
{
    if (is_meant(wording, start, length))
        return;
    g_autofree char *word = word_at(wording, start, length);
    ap_problems_warning(wording->problems, place_at(wording, start),
                        wording->prose->plain
                            ? _("“%s” is simplified; write the traditional form")
                            : _("“%s” is simplified; write the traditional form, or \\%s if it is meant"),
                        word, word);
}

static void
check_simplified(Wording *wording)
{
    const GIConv none = (GIConv)-1;
    GIConv traditional = g_iconv_open("BIG5", "UTF-8"), simplified = g_iconv_open("GB2312", "UTF-8");
    for (glong start = 0; traditional != none && simplified != none && start < wording->length; start++) {
        glong length = count_simplified(wording, start, traditional, simplified);
        if (length > 0)
            report_simplified(wording, start, length);
        start += length;
    }
    if (traditional != none)
        g_iconv_close(traditional);
    if (simplified != none)
        g_iconv_close(simplified);
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
    gsize places = (gsize)wording.length + 1;
    wording.offsets = g_new(gsize, places);
    wording.known = g_new0(glong, places);
    wording.warned = g_new0(gboolean, places);
    const char *at = prose->text;
    for (glong i = 0; i <= wording.length; i++, at = g_utf8_next_char(at))
        wording.offsets[i] = (gsize)(at - prose->text);
    find_known(&wording, names);
    check_wrong_terms(&wording, glossary->wrong_terms);
    for (guint i = 0; i < names->len; i++)
        if (is_checked(g_ptr_array_index(names, i)))
            check_name(&wording, g_ptr_array_index(names, i));
    check_doubled(&wording);
    check_simplified(&wording);
    g_free(wording.characters);
    g_free(wording.offsets);
    g_free(wording.known);
    g_free(wording.warned);
}
