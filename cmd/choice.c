/* Ranges and lists of participants. */
#include <config.h>

#include "cmd/choice.h"

#include "cmd/terminal.h"

#include <glib/gi18n.h>
#include <string.h>

#define DOTS ".."

static void
add_range(GArray *chosen, guint first, guint last)
{
    for (guint i = first; i <= last; i++)
        g_array_append_val(chosen, i);
}

/* "1..100"; FALSE if it is no such range. `from` and `to` count from 1. */
static gboolean
read_range(const char *text, guint64 *from, guint64 *to)
{
    const char *dots = strstr(text, DOTS);
    if (dots == NULL)
        return FALSE;
    g_autofree char *first = g_strndup(text, (gsize)(dots - text));
    return g_ascii_string_to_unsigned(first, 10, 1, G_MAXUINT, from, NULL) &&
           g_ascii_string_to_unsigned(dots + strlen(DOTS), 10, *from, G_MAXUINT, to, NULL);
}

static gboolean
add_id(GArray *chosen, const ApYear *year, const char *id)
{
    for (guint i = 0; i < year->participants->len; i++)
        if (strcmp(ap_year_participant(year, i)->id, id) == 0) {
            g_array_append_val(chosen, i);
            return TRUE;
        }
    return FALSE;
}

static gboolean
add_ids(const char *command, GArray *chosen, const ApYear *year, const char *text)
{
    g_auto(GStrv) ids = g_strsplit(text, ",", -1);
    for (guint i = 0; ids[i] != NULL; i++)
        if (!add_id(chosen, year, g_strstrip(ids[i]))) {
            ap_terminal_complain(
                _("%s: there is no participant “%s”; take ids such as %s, or rows such as 1..%u"), command,
                ids[i], ap_year_participant(year, 0)->id, year->participants->len);
            return FALSE;
        }
    return TRUE;
}

GArray *
ap_choice_read(const char *command, const ApYear *year, const char *text)
{
    g_autoptr(GArray) chosen = g_array_new(FALSE, FALSE, sizeof(guint));
    guint count = year->participants->len;
    guint64 from = 1, to = count;
    if (text != NULL && !read_range(text, &from, &to))
        return add_ids(command, chosen, year, text) ? g_steal_pointer(&chosen) : NULL;
    if (from > count) {
        ap_terminal_complain(_("%s: there is no row %u among the %u participants"), command, (guint)from,
                             count);
        return NULL;
    }
    add_range(chosen, (guint)from - 1, (guint)MIN(to, count) - 1);
    return g_steal_pointer(&chosen);
}
