/* Two lists of numbers side by side. Mostly the first is whole within the second, which one pass shows; only
 * where it is not, the best alignment is searched: Needleman and Wunsch, J. Mol. Biol. 48 (1970), 443. */
#include <config.h>

#include "render/align.h"

#include <string.h>

/* A match outweighs any number of likenesses. */
#define MATCH ((gint64)1 << 32)

/* So many cells of the table are tried; beyond, only the first pass counts. */
#define CELLS_LIMIT ((guint64)1 << 26)

/* Each expected number where it comes first. FALSE if one is missing. */
static gboolean
align_greedily(const char *const *expected, guint n, const char *const *found, guint m, ApAligned *aligned)
{
    guint next = 0;
    gboolean is_whole = TRUE;
    for (guint i = 0; i < n; i++) {
        guint at = next;
        while (at < m && strcmp(expected[i], found[at]) != 0)
            at++;
        aligned[i] = (ApAligned){at < m ? (gint)at : -1, -1};
        if (at < m)
            next = at + 1;
        else
            is_whole = FALSE;
    }
    return is_whole;
}

/* How likely `found` is what became of `expected`: 0 if it has other decimals, else the more digits in
 * common, the more. */
static gint64
likeness(const char *expected, const char *found)
{
    gsize length = strlen(expected);
    const char *point = strchr(expected, '.'), *other = strchr(found, '.');
    gsize places = point ? strlen(point) : 0, other_places = other ? strlen(other) : 0;
    if (places != other_places)
        return 0;
    if (length != strlen(found))
        return 1;
    gint64 common = 2;
    for (gsize i = 0; i < length; i++)
        common += expected[i] == found[i];
    return common;
}

typedef enum { SKIP_FOUND, SKIP_EXPECTED, PAIR } Step;

/* Fills `steps` (n × m), the best step from each pair of positions on. */
static void
find_steps(const char *const *expected, guint n, const char *const *found, guint m, guint8 *steps)
{
    g_autofree gint64 *below = g_new0(gint64, m + 1);
    g_autofree gint64 *row = g_new0(gint64, m + 1);
    for (guint i = n; i-- > 0;) {
        row[m] = 0;
        for (guint j = m; j-- > 0;) {
            gint64 pair = strcmp(expected[i], found[j]) == 0 ? MATCH : likeness(expected[i], found[j]);
            Step step = SKIP_FOUND;
            gint64 best = row[j + 1];
            if (below[j] > best) {
                best = below[j];
                step = SKIP_EXPECTED;
            }
            if (pair > 0 && below[j + 1] + pair > best) {
                best = below[j + 1] + pair;
                step = PAIR;
            }
            row[j] = best;
            steps[(gsize)i * m + j] = (guint8)step;
        }
        memcpy(below, row, (m + 1) * sizeof *row);
    }
}

static void
align_best(const char *const *expected, guint n, const char *const *found, guint m, ApAligned *aligned)
{
    g_autofree guint8 *steps = g_malloc((gsize)n * m);
    find_steps(expected, n, found, m, steps);
    guint i = 0, j = 0;
    for (; i < n; i++) {
        while (j < m && steps[(gsize)i * m + j] == SKIP_FOUND)
            j++;
        aligned[i] = (ApAligned){-1, -1};
        if (j == m || steps[(gsize)i * m + j] == SKIP_EXPECTED)
            continue;
        if (strcmp(expected[i], found[j]) == 0)
            aligned[i].found = (gint)j;
        else
            aligned[i].instead = (gint)j;
        j++;
    }
}

ApAligned *
ap_align(const char *const *expected, guint n, const char *const *found, guint m)
{
    ApAligned *aligned = g_new0(ApAligned, n + 1);
    if (!align_greedily(expected, n, found, m, aligned) && m > 0 && (guint64)n * m <= CELLS_LIMIT)
        align_best(expected, n, found, m, aligned);
    return aligned;
}
