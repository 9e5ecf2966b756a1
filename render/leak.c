/* One search finds the names, the labels and the texts that are public by design; what is found in a passage
 * is then judged together. */
#include <config.h>

#include "render/leak.h"

#include "render/needles.h"
#include "render/passages.h"

#include <glib/gi18n.h>
#include <string.h>

#define EXCERPT 12 /* characters of context on each side in a message */

typedef enum {
    NEEDLE_NAME,
    NEEDLE_LABEL,
    NEEDLE_KNOWN /* public by design */
} NeedleKind;

typedef struct {
    NeedleKind kind;
    guint participant; /* of a name or label */
} Needle;

typedef struct {
    Needle needle;
    gsize start, end; /* bytes of the folded passage */
} Hit;

typedef struct {
    const ApYear *year;
    ApProblems *problems;
    ApNeedles *words;
    GArray *needles;      /* Needle, as `words` */
    GHashTable *known;    /* folded texts that are public by design */
    GHashTable *reported; /* participants, in the output at hand */
    const char *output;
    const char *passage; /* folded */
    GArray *hits;        /* Hit */
} Search;

/* ---- What is the same for a reader. ---- */

static gboolean
is_invisible(gunichar c)
{
    GUnicodeType type = g_unichar_type(c);
    return g_unichar_isspace(c) || type == G_UNICODE_FORMAT || type == G_UNICODE_SPACE_SEPARATOR;
}

/* The character that stands for others of its kind: one dash, one dot between parts of a name; and U+81FA
 * stands for U+53F0, which abbreviates it in names of places. */
static gunichar
representative(gunichar c)
{
    switch (c) {
    case 0x53F0:
        return 0x81FA;
    case 0x2022: /* bullet, hyphenation point, katakana middle dot */
    case 0x2027:
    case 0x30FB:
        return 0xB7;
    case 0x2212: /* minus */
        return '-';
    default:
        return g_unichar_type(c) == G_UNICODE_DASH_PUNCTUATION ? '-' : c;
    }
}

/* `text` in the form in which texts are compared: compatible characters are one, whatever their case, and
 * blanks and invisible characters go. */
static char *
fold(const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autofree char *compatible = g_utf8_normalize(valid, -1, G_NORMALIZE_ALL_COMPOSE);
    g_autofree char *lower = g_utf8_casefold(compatible, -1);
    g_autofree char *normal = g_utf8_normalize(lower, -1, G_NORMALIZE_ALL_COMPOSE);
    GString *folded = g_string_sized_new(strlen(normal));
    for (const char *at = normal; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (!is_invisible(c))
            g_string_append_unichar(folded, representative(c));
    }
    return g_string_free(folded, FALSE);
}

/* ---- What is searched for. ---- */

static void
add_needle(Search *search, NeedleKind kind, guint participant, const char *text)
{
    g_autofree char *folded = fold(text);
    if (*folded == '\0')
        return;
    Needle needle = {kind, participant};
    ap_needles_add(search->words, folded);
    g_array_append_val(search->needles, needle);
    if (kind == NEEDLE_KNOWN)
        g_hash_table_add(search->known, g_steal_pointer(&folded));
}

static void
add_known(Search *search)
{
    add_needle(search, NEEDLE_KNOWN, 0, search->year->publisher);
    for (guint i = 0; i < search->year->agencies->len; i++) {
        const ApAgency *agency = ap_year_agency(search->year, i);
        add_needle(search, NEEDLE_KNOWN, 0, agency->name);
        add_needle(search, NEEDLE_KNOWN, 0, agency->consultant);
        add_needle(search, NEEDLE_KNOWN, 0, agency->certifier);
        add_needle(search, NEEDLE_KNOWN, 0, agency->scope);
    }
}

/* FALSE if no participant has a name to be kept. */
static gboolean
add_participants(Search *search)
{
    gboolean any = FALSE;
    for (guint i = 0; i < search->year->participants->len; i++) {
        const ApParticipant *participant = ap_year_participant(search->year, i);
        g_autofree char *name = fold(participant->name), *label = fold(participant->label);
        if (*name == '\0' || strcmp(name, label) == 0)
            continue;
        add_needle(search, NEEDLE_NAME, i, participant->name);
        add_needle(search, NEEDLE_LABEL, i, participant->label);
        any = TRUE;
    }
    return any;
}

/* ---- What is found. ---- */

/* Whether a number or Latin word goes on beyond the edge at `at`, so that something else is meant. */
static gboolean
goes_on(const char *passage, gsize at)
{
    return at > 0 && g_ascii_isalnum(passage[at - 1]) && g_ascii_isalnum(passage[at]);
}

static void
on_found(gpointer user, guint index, gsize start, gsize end)
{
    Search *search = user;
    Hit hit = {g_array_index(search->needles, Needle, index), start, end};
    gboolean must_stand_alone = hit.needle.kind == NEEDLE_LABEL || end - start <= 2;
    if (must_stand_alone && (goes_on(search->passage, start) || goes_on(search->passage, end)))
        return;
    g_array_append_val(search->hits, hit);
}

/* Whether the hit is but a part of a longer text that is public. */
static gboolean
is_within_known(const Search *search, const Hit *hit)
{
    for (guint i = 0; i < search->hits->len; i++) {
        const Hit *other = &g_array_index(search->hits, Hit, i);
        if (other->needle.kind == NEEDLE_KNOWN && other->start <= hit->start && other->end >= hit->end &&
            other->end - other->start > hit->end - hit->start)
            return TRUE;
    }
    return FALSE;
}

static gboolean
has_label(const Search *search, guint participant)
{
    for (guint i = 0; i < search->hits->len; i++) {
        const Hit *hit = &g_array_index(search->hits, Hit, i);
        if (hit->needle.kind == NEEDLE_LABEL && hit->needle.participant == participant)
            return TRUE;
    }
    return FALSE;
}

/* The passage around the hit. Caller frees. */
static char *
excerpt(const Search *search, const Hit *hit)
{
    const char *start = search->passage + hit->start, *end = search->passage + hit->end;
    for (guint i = 0; i < EXCERPT && start > search->passage; i++)
        start = g_utf8_prev_char(start);
    for (guint i = 0; i < EXCERPT && *end != '\0'; i++)
        end = g_utf8_next_char(end);
    return g_strdelimit(g_strndup(start, (gsize)(end - start)), "\x1f", ' ');
}

static void
report(Search *search, const Hit *hit, gboolean is_known)
{
    const ApParticipant *participant = ap_year_participant(search->year, hit->needle.participant);
    if (!g_hash_table_add(search->reported, GUINT_TO_POINTER(hit->needle.participant)))
        return;
    g_autofree char *context = excerpt(search, hit);
    if (is_known)
        ap_problems_error(
            search->problems, participant->place,
            _("%s of the public edition would tell that “%s” is “%s”: “%s”; take one of the two out"),
            search->output, participant->label, participant->name, context);
    else
        ap_problems_error(
            search->problems, participant->place,
            _("%s of the public edition would name “%s”: “%s”; take the name out of what it comes "
              "from, or list the agency in agencies.csv if it is public"),
            search->output, participant->name, context);
}

/* `together`: what stands in `text` is seen together. */
static void
search_passage(Search *search, const char *text, gboolean together)
{
    g_autofree char *folded = fold(text);
    search->passage = folded;
    g_array_set_size(search->hits, 0);
    ap_needles_search(search->words, folded, on_found, search);
    for (guint i = 0; i < search->hits->len; i++) {
        const Hit *hit = &g_array_index(search->hits, Hit, i);
        if (hit->needle.kind != NEEDLE_NAME || is_within_known(search, hit))
            continue;
        g_autofree char *name = g_strndup(folded + hit->start, hit->end - hit->start);
        gboolean is_known = g_hash_table_contains(search->known, name);
        if (!is_known || (together && has_label(search, hit->needle.participant)))
            report(search, hit, is_known);
    }
}

static gboolean
search_output(Search *search, const char *name, GBytes *bytes, GError **error)
{
    g_autoptr(ApPassages) passages = ap_passages_new(name, bytes, error);
    if (passages == NULL)
        return FALSE;
    search->output = name;
    g_hash_table_remove_all(search->reported);
    for (guint i = 0; i < passages->together->len; i++)
        search_passage(search, g_ptr_array_index(passages->together, i), TRUE);
    for (guint i = 0; i < passages->apart->len; i++)
        search_passage(search, g_ptr_array_index(passages->apart, i), FALSE);
    return TRUE;
}

gboolean
ap_leak_check(const ApYear *year, GHashTable *outputs, ApProblems *problems, GError **error)
{
    g_autoptr(ApNeedles) words = ap_needles_new();
    g_autoptr(GArray) needles = g_array_new(FALSE, FALSE, sizeof(Needle));
    g_autoptr(GArray) hits = g_array_new(FALSE, FALSE, sizeof(Hit));
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) reported = g_hash_table_new(NULL, NULL);
    Search search = {.year = year,
                     .problems = problems,
                     .words = words,
                     .needles = needles,
                     .known = known,
                     .reported = reported,
                     .hits = hits};
    if (!add_participants(&search))
        return TRUE;
    add_known(&search);
    g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(outputs), (GCompareFunc)strcmp);
    gboolean read = TRUE;
    for (GList *name = names; read && name != NULL; name = name->next)
        read = search_output(&search, name->data, g_hash_table_lookup(outputs, name->data), error);
    return read;
}
