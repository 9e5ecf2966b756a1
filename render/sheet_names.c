/* Labels become names of files. */
#include <config.h>

#include "render/sheet_names.h"

#include <string.h>

/* Bytes of a label; with prefix, row and suffix it stays below the 255 that file systems allow. */
#define LONGEST 200

/* A copy of `label` without what Windows, Linux or macOS refuses in a name, or makes hard to type. */
static char *
clean(const char *label)
{
    g_autofree char *normal = g_utf8_normalize(label, -1, G_NORMALIZE_DEFAULT_COMPOSE);
    GString *name = g_string_new(NULL);
    for (const char *at = normal; *at != '\0' && name->len < LONGEST - 4; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        gboolean refused = !g_unichar_isprint(c) || g_unichar_isspace(c) ||
                           (c < 128 && strchr("<>:\"/\\|?*", (int)c) != NULL);
        g_string_append_unichar(name, refused ? '_' : c);
    }
    return g_string_free(name, FALSE);
}

GPtrArray *
ap_sheet_names(const ApYear *year)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) taken = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < year->participants->len; i++) {
        g_autofree char *label = clean(ap_year_participant(year, i)->label);
        g_autofree char *plain = g_strconcat(AP_SHEET_PREFIX, label, AP_SHEET_SUFFIX, NULL);
        g_autofree char *numbered = g_strdup_printf(AP_SHEET_PREFIX "%s.%u" AP_SHEET_SUFFIX, label, i + 1);
        gboolean is_new = g_hash_table_add(taken, g_utf8_casefold(plain, -1));
        g_ptr_array_add(names, g_strdup(is_new ? plain : numbered));
    }
    return names;
}
