/* The known names nearest to one that is unknown. */
#include <config.h>

#include "scores/nearest.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_NAMES 3

typedef struct {
    const char *name;
    glong distance;
    guint index;
} Near;

/* How many characters must be inserted, deleted, replaced or swapped with their neighbour to make `b` of `a`
 * (optimal string alignment). */
static glong
edit_distance(const char *a, const char *b)
{
    glong a_length, b_length;
    g_autofree gunichar *from = g_utf8_to_ucs4_fast(a, -1, &a_length);
    g_autofree gunichar *to = g_utf8_to_ucs4_fast(b, -1, &b_length);
    gsize width = (gsize)b_length + 1;
    g_autofree glong *cost = g_new0(glong, (gsize)(a_length + 1) * width);
    for (glong j = 0; j <= b_length; j++)
        cost[j] = j;
    for (glong i = 1; i <= a_length; i++) {
        glong *row = cost + (gsize)i * width;
        const glong *above = row - width;
        row[0] = i;
        for (glong j = 1; j <= b_length; j++) {
            glong best = above[j - 1] + (from[i - 1] != to[j - 1]);
            best = MIN(best, MIN(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                best = MIN(best, above[(glong)j - 2 - (glong)width] + 1);
            row[j] = best;
        }
    }
    return cost[(gsize)a_length * width + (gsize)b_length];
}

static gint
compare_near(gconstpointer a, gconstpointer b)
{
    const Near *left = a, *right = b;
    if (left->distance != right->distance)
        return left->distance < right->distance ? -1 : 1;
    return left->index < right->index ? -1 : left->index > right->index;
}

static glong
distance_to_name(const char *word, const char *name)
{
    glong distance = edit_distance(word, name);
    const char *dot = strrchr(name, '.');
    return dot == NULL ? distance : MIN(distance, edit_distance(word, dot + 1));
}

char *
ap_nearest(const char *word, const GPtrArray *names)
{
    /* One slip in a short word, one in about three characters of a long one. */
    glong tolerance = MAX(1, (g_utf8_strlen(word, -1) + 1) / 3);
    g_autoptr(GArray) near = g_array_new(FALSE, FALSE, sizeof(Near));
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        Near found = {name, distance_to_name(word, name), i};
        if (found.distance <= tolerance && g_hash_table_add(seen, (gpointer)name))
            g_array_append_val(near, found);
    }
    if (near->len == 0)
        return NULL;
    g_array_sort(near, compare_near);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < MIN(near->len, MOST_NAMES); i++)
        g_string_append_printf(text, i == 0 ? _("“%s”") : _(", “%s”"), g_array_index(near, Near, i).name);
    return g_string_free(text, FALSE);
}
