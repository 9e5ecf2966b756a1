/* Terms that are nearly right. Two words of five ideographs or more that begin and end alike and differ by
 * one character within are one term and a slip; with shorter ones they are often two words (稽核委員 and
 * 稽核人員). At the ends, where a word may be part of another, only long terms can be told. */
#include <config.h>

#include "document/wording.h"

#include "document/simplified.h"

#include <glib/gi18n.h>
#include <string.h>

#define SHORTEST_NAME 5 /* characters */

/* Names without their first or last character are half words from here on: with shorter ones that may be by
 * chance. */
#define SHORTEST_WITHOUT_FIRST 7
#define SHORTEST_WITHOUT_LAST 10

#define LONGEST_DOUBLED 24 /* characters: of a word or clause that is repeated by mistake */

/* Characters are of so many kinds, by their code: a word is sooner looked for where its first character may
 * be. */
#define KINDS 64

/* A name as terms.yaml or the year's plan has it. */
typedef struct {
    const char *text;     /* lent */
    gunichar *characters; /* the same */
    glong length;
    guint64 bits;     /* of its characters */
    gboolean checked; /* is long enough for a word that is nearly the same to be a slip */
} Name;

struct ApWording {
    const ApGlossary *glossary;
    GArray *names; /* Name */
    ApSimplified *simplified;
};

/* A text that is being checked. */
typedef struct {
    const ApWording *wording;
    ApProse *prose;
    gunichar *characters;
    glong length;
    guint64 bits;       /* of its characters */
    glong first[KINDS]; /* where the first character of each kind is; the length if there is none */
    glong *next;        /* by character: where the next of its kind is; the length if there is none */
    gsize *offsets;     /* of each character in the text, and of its end */
    glong *known;       /* by character: the end of the name that reaches farthest of those that begin here or
                           before; NULL until something looks like a slip */
    gboolean *warned;   /* characters that a warning is about */
    ApProblems *problems;
} Text;

static gboolean
is_ideograph(gunichar character)
{
    return g_unichar_get_script(character) == G_UNICODE_SCRIPT_HAN;
}

/* Whether the `length` characters at `start` are all typed and no warning is about them. */
static gboolean
is_free(const Text *text, glong start, glong length)
{
    for (glong i = start; i < start + length; i++)
        if (text->warned[i] || !is_ideograph(text->characters[i]) ||
            !ap_prose_typed(text->prose, text->offsets[i]))
            return FALSE;
    return TRUE;
}

/* Whether the author meant the word; it is told only once. */
static gboolean
is_meant(Text *text, glong start, glong length)
{
    for (glong i = start; i < start + length; i++)
        text->warned[i] = TRUE;
    return ap_prose_take_meant(text->prose, text->offsets[start]);
}

static char *
word_at(const Text *text, glong start, glong length)
{
    gsize from = text->offsets[start];
    return g_strndup(text->prose->text + from, text->offsets[start + length] - from);
}

static ApPlace
place_at(const Text *text, glong start)
{
    return ap_prose_place(text->prose, text->offsets[start]);
}

/* The character that begins at byte `offset`. */
static glong
character_at(const Text *text, gsize offset)
{
    glong low = 0, high = text->length + 1;
    while (high - low > 1) {
        glong middle = low + (high - low) / 2;
        if (text->offsets[middle] <= offset)
            low = middle;
        else
            high = middle;
    }
    return low;
}

/* An ApPatternFound: `user` is the Text. */
static void
report_wrong_term(gpointer user, guint index, gsize from, gsize to)
{
    Text *text = user;
    glong start = character_at(text, from), length = character_at(text, to) - start;
    if (!is_free(text, start, length) || is_meant(text, start, length))
        return;
    const char *right = g_ptr_array_index(text->wording->glossary->right_terms, index);
    g_autofree char *word = word_at(text, start, length);
    ap_problems_warning(text->problems, place_at(text, start),
                        text->prose->plain ? _("“%s”: the term is “%s”; write that")
                                           : _("“%s”: the term is “%s”; write that, or \\%s if it is meant"),
                        word, right, word);
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
find_known(Text *text)
{
    const GArray *names = text->wording->names;
    const char *start = text->prose->text;
    text->known = g_new0(glong, (gsize)text->length + 1);
    for (guint i = 0; i < names->len; i++) {
        const Name *name = &g_array_index(names, Name, i);
        for (const char *found = strstr(start, name->text); found != NULL;
             found = strstr(found + 1, name->text)) {
            glong at = character_at(text, (gsize)(found - start));
            text->known[at] = MAX(text->known[at], at + name->length);
        }
    }
    for (glong i = 1; i < text->length; i++)
        text->known[i] = MAX(text->known[i], text->known[i - 1]);
}

/* Whether the characters are (part of) a name as it stands. */
static gboolean
is_known(Text *text, glong start, glong length)
{
    if (text->known == NULL)
        find_known(text);
    return text->known[start] >= start + length;
}

static void
report_name(Text *text, glong start, glong length, const char *name)
{
    if (!is_free(text, start, length) || is_meant(text, start, length))
        return;
    g_autofree char *word = word_at(text, start, length);
    ap_problems_warning(text->problems, place_at(text, start),
                        text->prose->plain
                            ? _("“%s” is nearly “%s”; write that, or add it to the names of terms.yaml")
                            : _("“%s” is nearly “%s”; write that, or \\%s if it is meant"),
                        word, name, word);
}

static glong
first_of(const Text *text, gunichar character)
{
    return text->first[character % KINDS];
}

static gboolean
stands_at(const Text *text, glong start, const gunichar *characters, glong count)
{
    return start + count <= text->length && text->characters[start] == *characters &&
           memcmp(text->characters + start, characters, (gsize)count * sizeof *characters) == 0;
}

/* The name without its first or its last character. */
static void
check_half(Text *text, const Name *name, const gunichar *half)
{
    glong count = name->length - 1;
    for (glong start = first_of(text, *half); start < text->length; start = text->next[start])
        if (stands_at(text, start, half, count) && !is_known(text, start, count))
            report_name(text, start, count, name->text);
}

static void
check_name(Text *text, const Name *name)
{
    for (glong start = first_of(text, *name->characters); start < text->length; start = text->next[start]) {
        if (text->characters[start] != *name->characters)
            continue;
        for (glong length = name->length - 1; length <= name->length + 1 && start + length <= text->length;
             length++)
            if (is_slip(text->characters + start, length, name->characters, name->length) &&
                !is_known(text, start, length))
                report_name(text, start, length, name->text);
    }
    if (name->length >= SHORTEST_WITHOUT_FIRST)
        check_half(text, name, name->characters + 1);
    if (name->length >= SHORTEST_WITHOUT_LAST)
        check_half(text, name, name->characters);
}

/* A word of two ideographs or more that stands twice in a row. */
static void
check_doubled(Text *text)
{
    for (glong start = 0; start < text->length; start++)
        for (glong length = MIN(LONGEST_DOUBLED, (text->length - start) / 2); length >= 2; length--) {
            const gunichar *word = text->characters + start;
            if (word[0] != word[length] || memcmp(word, word + length, (gsize)length * sizeof *word) != 0 ||
                !is_free(text, start, 2 * length) || is_meant(text, start, 2 * length))
                continue;
            g_autofree char *once = word_at(text, start, length);
            ap_problems_warning(text->problems, place_at(text, start),
                                text->prose->plain
                                    ? _("“%s%s” says “%s” twice; write it once")
                                    : _("“%s%s” says “%s” twice; write it once, or \\%s%s if it is meant"),
                                once, once, once, once, once);
        }
}

/* How many characters from `start` on, typed and not yet told of, are simplified. */
static glong
count_simplified(const Text *text, glong start)
{
    glong end = start;
    while (end < text->length && is_free(text, end, 1) &&
           ap_simplified_has(text->wording->simplified, text->characters[end]))
        end++;
    return end - start;
}

static void
report_simplified(Text *text, glong start, glong length)
{
    if (is_meant(text, start, length))
        return;
    g_autofree char *word = word_at(text, start, length);
    ap_problems_warning(text->problems, place_at(text, start),
                        text->prose->plain
                            ? _("“%s” is simplified; write the traditional form")
                            : _("“%s” is simplified; write the traditional form, or \\%s if it is meant"),
                        word, word);
}

static void
check_simplified(Text *text)
{
    for (glong start = 0; start < text->length; start++) {
        glong length = count_simplified(text, start);
        if (length > 0)
            report_simplified(text, start, length);
        start += length;
    }
}

/* A set that holds these characters, and perhaps others. */
static guint64
bits_of(const gunichar *characters, glong length)
{
    guint64 bits = 0;
    for (glong i = 0; i < length; i++)
        bits |= G_GUINT64_CONSTANT(1) << (characters[i] % KINDS);
    return bits;
}

/* Whether the text may hold something that is nearly `name`: that lacks at most one of its characters. */
static gboolean
may_hold(const Text *text, const Name *name)
{
    guint64 lacking = name->bits & ~text->bits;
    return (lacking & (lacking - 1)) == 0;
}

static gboolean
is_checked(const Name *name)
{
    for (glong i = 0; i < name->length; i++)
        if (!is_ideograph(name->characters[i]))
            return FALSE;
    return name->length >= SHORTEST_NAME;
}

static void
name_clear(gpointer name)
{
    g_free(((Name *)name)->characters);
}

ApWording *
ap_wording_new(const ApGlossary *glossary, const GPtrArray *names)
{
    ApWording *wording = g_new0(ApWording, 1);
    wording->glossary = glossary;
    wording->simplified = ap_simplified_new();
    wording->names = g_array_new(FALSE, FALSE, sizeof(Name));
    g_array_set_clear_func(wording->names, name_clear);
    for (guint i = 0; i < names->len; i++) {
        Name name = {.text = g_ptr_array_index(names, i)};
        name.characters = g_utf8_to_ucs4_fast(name.text, -1, &name.length);
        name.bits = bits_of(name.characters, name.length);
        name.checked = is_checked(&name);
        g_array_append_val(wording->names, name);
    }
    return wording;
}

void
ap_wording_free(ApWording *wording)
{
    if (wording == NULL)
        return;
    ap_simplified_free(wording->simplified);
    g_array_unref(wording->names);
    g_free(wording);
}

/* Says where the characters of each kind are. */
static void
link_kinds(Text *text)
{
    text->bits = bits_of(text->characters, text->length);
    text->next = g_new(glong, (gsize)text->length + 1);
    for (guint kind = 0; kind < KINDS; kind++)
        text->first[kind] = text->length;
    for (glong i = text->length - 1; i >= 0; i--) {
        glong *first = &text->first[text->characters[i] % KINDS];
        text->next[i] = *first;
        *first = i;
    }
}

void
ap_wording_check(const ApWording *wording, ApProse *prose, ApProblems *problems)
{
    Text text = {.wording = wording, .prose = prose, .problems = problems};
    text.characters = g_utf8_to_ucs4_fast(prose->text, -1, &text.length);
    text.offsets = g_new(gsize, (gsize)text.length + 1);
    text.warned = g_new0(gboolean, (gsize)text.length + 1);
    const char *at = prose->text;
    for (glong i = 0; i <= text.length; i++, at = g_utf8_next_char(at))
        text.offsets[i] = (gsize)(at - prose->text);
    link_kinds(&text);
    ap_patterns_find(wording->glossary->wrong_terms, prose->text, report_wrong_term, &text);
    for (guint i = 0; i < wording->names->len; i++) {
        const Name *name = &g_array_index(wording->names, Name, i);
        if (name->checked && may_hold(&text, name))
            check_name(&text, name);
    }
    check_doubled(&text);
    check_simplified(&text);
    g_free(text.characters);
    g_free(text.next);
    g_free(text.offsets);
    g_free(text.known);
    g_free(text.warned);
}
