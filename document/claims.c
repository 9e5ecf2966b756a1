/* Finds the claims in prose and the words that need one. */
#include <config.h>

#include "document/claims.h"

#include "document/claim.h"

#include <glib/gi18n.h>
#include <string.h>

/* The words of the claim that begins with the run at byte `at`, up to its end. */
static char *
claimed_words(const ApProse *prose, gsize at)
{
    const char *claim = ap_prose_run(prose, at)->claim;
    gsize end = at;
    while (prose->text[end] != '\0' && g_strcmp0(ap_prose_run(prose, end)->claim, claim) == 0)
        end++;
    return g_strndup(prose->text + at, end - at);
}

static void
check_claims(const ApProse *prose, const ApStore *store, ApProblems *problems)
{
    const char *before = NULL;
    for (const char *at = prose->text; *at != '\0'; at = g_utf8_next_char(at)) {
        const char *claim = ap_prose_run(prose, (gsize)(at - prose->text))->claim;
        if (claim != NULL && g_strcmp0(claim, before) != 0) {
            g_autofree char *words = claimed_words(prose, (gsize)(at - prose->text));
            ap_claim_verify(claim, words, ap_prose_place(prose, (gsize)(at - prose->text)), store, problems);
        }
        before = claim;
    }
}

static gboolean
ends_sentence(const char *at)
{
    gunichar character = g_utf8_get_char(at);
    return character == '\n' ||
           g_utf8_strchr("\u3002\uFF1B\uFF01\uFF1F" /* full stop, semicolon, exclamation and question mark */,
                         -1, character) != NULL;
}

/* Whether the sentence around byte `at` prints data, so that the template says the word where a section found
 * it to be so; or is none, but the head of a column or the like. */
static gboolean
is_bound(const ApProse *prose, gsize at)
{
    const char *start = prose->text + at, *end = start;
    while (*end != '\0' && !ends_sentence(end))
        end = g_utf8_next_char(end);
    if (*end == '\0')
        return TRUE;
    while (start > prose->text && !ends_sentence(g_utf8_prev_char(start)))
        start = g_utf8_prev_char(start);
    for (; start < end; start = g_utf8_next_char(start))
        if (!ap_prose_typed(prose, (gsize)(start - prose->text)))
            return TRUE;
    return FALSE;
}

typedef struct {
    ApProse *prose;
    GHashTable *own;
    ApProblems *problems;
} Check;

/* An ApPatternFound. */
static void
check_word(gpointer user, G_GNUC_UNUSED guint index, gsize start, gsize end)
{
    const Check *check = user;
    ApProse *prose = check->prose;
    ApPlace place = ap_prose_place(prose, start);
    if (!ap_prose_typed(prose, start) || ap_prose_take_meant(prose, start) ||
        ap_prose_run(prose, start)->claim != NULL ||
        (!g_hash_table_contains(check->own, place.file) && is_bound(prose, start)))
        return;
    g_autofree char *word = g_strndup(prose->text + start, end - start);
    ap_problems_warning(
        check->problems, place,
        _("“%s” says something of the scores that nothing checks; write [%s]{what the data must show}, or "
          "\\%s if it says nothing of them"),
        word, word, word);
}

void
ap_claims_check(ApProse *prose, const ApGlossary *glossary, GHashTable *own, const ApStore *store,
                ApProblems *problems)
{
    Check check = {prose, own, problems};
    check_claims(prose, store, problems);
    ap_patterns_find(glossary->claims, prose->text, check_word, &check);
}
