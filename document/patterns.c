/* One alternation of all expressions says whether any can match. */
#include <config.h>

#include "document/patterns.h"

#include <string.h>

struct ApPatterns {
    GPtrArray *expressions; /* GRegex */
    GRegex *any;            /* NULL: they cannot be put together */
};

/* Whether a part of the expression is about the expression as a whole: a call of a group, a verb. It would be
 * about all of them in an alternation. Some that do no such thing are taken for it. */
static gboolean
looks_around(const char *expression)
{
    static const char *const calls[] = {"(*", "\\g", "(?R", "(?&", "(?P", "(?+"};
    for (guint i = 0; i < G_N_ELEMENTS(calls); i++)
        if (strstr(expression, calls[i]) != NULL)
            return TRUE;
    for (const char *at = strstr(expression, "(?"); at != NULL; at = strstr(at + 1, "(?"))
        if (g_ascii_isdigit(at[2]) || (at[2] == '-' && g_ascii_isdigit(at[3])))
            return TRUE;
    return FALSE;
}

/* Groups count from one in each alternative of (?|, so that a reference to one stays what it is. */
static GRegex *
put_together(const GPtrArray *expressions)
{
    g_autoptr(GString) all = g_string_new("(?|");
    for (guint i = 0; i < expressions->len; i++) {
        const char *expression = g_regex_get_pattern(g_ptr_array_index(expressions, i));
        if (looks_around(expression))
            return NULL;
        g_string_append_printf(all, "%s(?:%s)", i > 0 ? "|" : "", expression);
    }
    g_string_append_c(all, ')');
    return g_regex_new(all->str, G_REGEX_OPTIMIZE, G_REGEX_MATCH_NOTEMPTY, NULL);
}

ApPatterns *
ap_patterns_new(GPtrArray *expressions)
{
    ApPatterns *patterns = g_new0(ApPatterns, 1);
    patterns->expressions = expressions;
    patterns->any = expressions->len > 1 ? put_together(expressions) : NULL;
    return patterns;
}

void
ap_patterns_free(ApPatterns *patterns)
{
    if (patterns == NULL)
        return;
    g_ptr_array_unref(patterns->expressions);
    if (patterns->any != NULL)
        g_regex_unref(patterns->any);
    g_free(patterns);
}

const GPtrArray *
ap_patterns_expressions(const ApPatterns *patterns)
{
    return patterns->expressions;
}

/* Also TRUE if that could not be found out, as in a text too long for an alternation. */
static gboolean
may_match(const ApPatterns *patterns, const char *text)
{
    g_autoptr(GError) error = NULL;
    return patterns->any == NULL || g_regex_match_full(patterns->any, text, -1, 0, 0, NULL, &error) ||
           error != NULL;
}

void
ap_patterns_find(const ApPatterns *patterns, const char *text, ApPatternFound found, gpointer user)
{
    gint start, end;
    if (!may_match(patterns, text))
        return;
    for (guint i = 0; i < patterns->expressions->len; i++) {
        g_autoptr(GMatchInfo) match = NULL;
        for (g_regex_match(g_ptr_array_index(patterns->expressions, i), text, 0, &match);
             g_match_info_matches(match); g_match_info_next(match, NULL))
            if (g_match_info_fetch_pos(match, 0, &start, &end))
                found(user, i, (gsize)start, (gsize)end);
    }
}
