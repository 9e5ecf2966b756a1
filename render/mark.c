/* Marks of printed values. */
#include <config.h>

#include "render/mark.h"

#include <string.h>

/* Ids may hold blanks themselves, so they are tried, not split. */
gboolean
ap_mark_find(const ApStore *store, const char *mark, guint *scope, guint *measure, ApStatistic *statistic)
{
    const char *last = strrchr(mark, ' ');
    if (last == NULL || !ap_statistic_from_name(last + 1, statistic))
        return FALSE;
    for (*scope = 0; *scope < ap_store_n_scopes(store); (*scope)++) {
        const char *id = ap_store_scope(store, *scope)->id;
        gsize length = strlen(id);
        if (strncmp(mark, id, length) != 0 || mark[length] != ' ' || mark + length >= last)
            continue;
        g_autofree char *rest = g_strndup(mark + length + 1, (gsize)(last - mark) - length - 1);
        if (ap_store_find_measure(store, rest, measure))
            return ap_store_summary(store, *scope, *measure) != NULL;
    }
    return FALSE;
}
