/* Two transcripts are laid side by side as in patience diff: a passage that both have once is a fixed
 * point, the longest run of fixed points in the same order on both sides holds, and what lies between two of
 * them is aligned in the same way. So a section finds its counterpart by what it still says, even where its
 * heading has changed. Where nothing is fixed, old and new passages are paired by likeness. */
#include <config.h>

#include "document/compare.h"

#include <string.h>

/* Pairs that a gap may have before its passages are listed as they come, unpaired: a byte each. */
#define PAIRS_LIMIT ((gsize)16777216)

/* Likenesses are in thousandths. Sentences below this one have nothing to do with each other; rows of a
 * table, whose cells may be single numbers, are always counterparts, if weak ones. */
#define LIKENESS_OF_SENTENCES 300
#define LIKENESS_OF_ROWS 1

/* One side, prepared. */
typedef struct {
    const ApTranscript *transcript;
    guint *ids;       /* by passage: the same number for the same kind and key */
    GArray **bigrams; /* by passage: guint64, sorted; NULL until it is asked for */
} Side;

typedef struct {
    Side before;
    Side after;
    guint n_ids;
    GArray *changes;
} Comparison;

/* A stretch of both sides: from `before` and `after` up to the ends, which are outside. */
typedef struct {
    guint before, before_end;
    guint after, after_end;
} Gap;

/* ---- Preparing. ---- */

static Side
side_new(const ApTranscript *transcript, GHashTable *known)
{
    guint n = transcript->list->len;
    Side side = {transcript, g_new(guint, n), g_new0(GArray *, n)};
    for (guint i = 0; i < n; i++) {
        const ApPassage *passage = ap_transcript_at(transcript, i);
        char *key = g_strdup_printf("%d%s", (int)passage->kind, passage->key);
        gpointer id = g_hash_table_lookup(known, key);
        if (id == NULL) {
            id = GUINT_TO_POINTER(g_hash_table_size(known) + 1);
            g_hash_table_insert(known, key, id);
        } else
            g_free(key);
        side.ids[i] = GPOINTER_TO_UINT(id);
    }
    return side;
}

static void
side_clear(Side *side)
{
    for (guint i = 0; i < side->transcript->list->len; i++)
        if (side->bigrams[i] != NULL)
            g_array_unref(side->bigrams[i]);
    g_free(side->bigrams);
    g_free(side->ids);
}

/* ---- Likeness. ---- */

static gint
compare_bigrams(gconstpointer a, gconstpointer b)
{
    guint64 first = *(const guint64 *)a, second = *(const guint64 *)b;
    return (first > second) - (first < second);
}

/* Each two characters that follow each other, the beginning and the end counting as one. */
static const GArray *
bigrams(Side *side, guint index)
{
    if (side->bigrams[index] != NULL)
        return side->bigrams[index];
    GArray *pairs = g_array_new(FALSE, FALSE, sizeof(guint64));
    gunichar last = 0;
    for (const char *at = ap_transcript_at(side->transcript, index)->key;; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        guint64 pair = ((guint64)last << 32) | c;
        g_array_append_val(pairs, pair);
        last = c;
        if (c == 0)
            break;
    }
    g_array_sort(pairs, compare_bigrams);
    return side->bigrams[index] = pairs;
}

/* The share of pairs of characters that two passages have in common (Dice), in thousandths. */
static guint
share_of_bigrams(const GArray *a, const GArray *b)
{
    guint common = 0;
    for (guint i = 0, j = 0; i < a->len && j < b->len;) {
        guint64 first = g_array_index(a, guint64, i), second = g_array_index(b, guint64, j);
        common += first == second;
        i += first <= second;
        j += second <= first;
    }
    return 2000 * common / (a->len + b->len);
}

/* 0 if the two can't be counterparts. */
static guint
likeness(Comparison *comparison, guint before, guint after)
{
    ApPassageKind kind = ap_transcript_at(comparison->before.transcript, before)->kind;
    if (kind != ap_transcript_at(comparison->after.transcript, after)->kind)
        return 0;
    guint share = share_of_bigrams(bigrams(&comparison->before, before), bigrams(&comparison->after, after));
    if (kind == AP_PASSAGE_ROW)
        return MAX(share, LIKENESS_OF_ROWS);
    return share >= LIKENESS_OF_SENTENCES ? share : 0;
}

/* ---- Pairing within a gap without fixed points. ---- */

/* Notes that `before` became `after`; either is -1 for none. Equal passages are no change. */
static void
note(Comparison *comparison, gint before, gint after)
{
    if (before >= 0 && after >= 0 && comparison->before.ids[before] == comparison->after.ids[after])
        return;
    ApPassageChange change = {
        before >= 0 ? ap_transcript_at(comparison->before.transcript, (guint)before) : NULL,
        after >= 0 ? ap_transcript_at(comparison->after.transcript, (guint)after) : NULL,
    };
    g_array_append_val(comparison->changes, change);
}

static void
note_unpaired(Comparison *comparison, Gap gap)
{
    for (guint i = gap.before; i < gap.before_end; i++)
        note(comparison, (gint)i, -1);
    for (guint i = gap.after; i < gap.after_end; i++)
        note(comparison, -1, (gint)i);
}

/* What to do with the first passages of two rests. */
enum { STEP_GONE, STEP_NEW, STEP_PAIR };

/* For each pair of rests (i of the old, j of the new ones) the step that leads to the highest sum of
 * likenesses; `steps` has a row more and a column more than there are passages. */
static void
choose_steps(Comparison *comparison, Gap gap, guint8 *steps)
{
    guint rows = gap.before_end - gap.before, columns = gap.after_end - gap.after;
    gsize width = (gsize)columns + 1;
    g_autofree guint *below = g_new0(guint, width), *sums = g_new0(guint, width);
    for (guint i = rows; i-- > 0;) {
        sums[columns] = 0;
        for (guint j = columns; j-- > 0;) {
            guint like = likeness(comparison, gap.before + i, gap.after + j);
            guint8 step = below[j] >= sums[j + 1] ? STEP_GONE : STEP_NEW;
            sums[j] = MAX(below[j], sums[j + 1]);
            if (like > 0 && like + below[j + 1] >= sums[j]) {
                step = STEP_PAIR;
                sums[j] = like + below[j + 1];
            }
            steps[i * width + j] = step;
        }
        guint *swapped = below;
        below = sums;
        sums = swapped;
    }
}

static void
pair_gap(Comparison *comparison, Gap gap)
{
    gsize rows = gap.before_end - gap.before, columns = gap.after_end - gap.after;
    if (rows == 0 || columns == 0 || rows > PAIRS_LIMIT / columns) {
        note_unpaired(comparison, gap);
        return;
    }
    g_autofree guint8 *steps = g_new(guint8, rows * (columns + 1));
    choose_steps(comparison, gap, steps);
    guint i = gap.before, j = gap.after;
    while (i < gap.before_end && j < gap.after_end)
        switch (steps[(i - gap.before) * (columns + 1) + (j - gap.after)]) {
        case STEP_PAIR:
            note(comparison, (gint)i++, (gint)j++);
            break;
        case STEP_GONE:
            note(comparison, (gint)i++, -1);
            break;
        default:
            note(comparison, -1, (gint)j++);
        }
    note_unpaired(comparison, (Gap){i, gap.before_end, j, gap.after_end});
}

/* ---- Fixed points. ---- */

typedef struct {
    guint before;
    guint after;
    gint previous; /* of the longest run that ends here: the point before, or -1 */
} Point;

/* How often each id occurs in a stretch of one side, and where last. */
typedef struct {
    guint count;
    guint at;
} Occurrence;

static void
count_ids(const Side *side, guint begin, guint end, Occurrence *occurrences)
{
    for (guint i = begin; i < end; i++)
        occurrences[side->ids[i]].at = i;
    for (guint i = begin; i < end; i++)
        occurrences[side->ids[i]].count++;
}

static void
forget_ids(const Side *side, guint begin, guint end, Occurrence *occurrences)
{
    for (guint i = begin; i < end; i++)
        occurrences[side->ids[i]].count = 0;
}

/* What both sides of the gap have just once, in the order of `before`: Point, caller unrefs. `scratch` holds
 * an occurrence an id a side, all 0 before and after. */
static GArray *
common_points(const Comparison *comparison, Gap gap, Occurrence *scratch)
{
    const Side *before = &comparison->before, *after = &comparison->after;
    Occurrence *former = scratch, *present = scratch + comparison->n_ids;
    GArray *points = g_array_new(FALSE, FALSE, sizeof(Point));
    count_ids(before, gap.before, gap.before_end, former);
    count_ids(after, gap.after, gap.after_end, present);
    for (guint i = gap.before; i < gap.before_end; i++) {
        guint id = before->ids[i];
        Point point = {i, present[id].at, -1};
        if (former[id].count == 1 && present[id].count == 1)
            g_array_append_val(points, point);
    }
    forget_ids(before, gap.before, gap.before_end, former);
    forget_ids(after, gap.after, gap.after_end, present);
    return points;
}

/* Keeps the longest run of points that ascends on the side `after` too. */
static void
keep_longest_run(GArray *points)
{
    if (points->len == 0)
        return;
    Point *all = (Point *)points->data;
    g_autofree gint *ends = g_new(gint, points->len + 1); /* by length - 1: the lowest end of such a run */
    guint length = 0;
    for (guint i = 0; i < points->len; i++) {
        guint low = 0, high = length;
        while (low < high) {
            guint middle = (low + high) / 2;
            if (all[ends[middle]].after < all[i].after)
                low = middle + 1;
            else
                high = middle;
        }
        all[i].previous = low > 0 ? ends[low - 1] : -1;
        ends[low] = (gint)i;
        length = MAX(length, low + 1);
    }
    g_autofree Point *kept = g_new(Point, length + 1);
    gint at = ends[length - 1];
    for (guint i = length; i-- > 0; at = all[at].previous)
        kept[i] = all[at];
    memcpy(all, kept, length * sizeof(Point));
    g_array_set_size(points, length);
}

static gboolean
same(const Comparison *comparison, guint before, guint after)
{
    return comparison->before.ids[before] == comparison->after.ids[after];
}

static void
align(Comparison *comparison, Gap gap, Occurrence *scratch)
{
    while (gap.before < gap.before_end && gap.after < gap.after_end &&
           same(comparison, gap.before, gap.after)) {
        gap.before++;
        gap.after++;
    }
    while (gap.before < gap.before_end && gap.after < gap.after_end &&
           same(comparison, gap.before_end - 1, gap.after_end - 1)) {
        gap.before_end--;
        gap.after_end--;
    }
    g_autoptr(GArray) points = common_points(comparison, gap, scratch);
    keep_longest_run(points);
    if (points->len == 0) {
        pair_gap(comparison, gap);
        return;
    }
    for (guint i = 0; i < points->len; i++) {
        const Point *point = &g_array_index(points, Point, i);
        align(comparison, (Gap){gap.before, point->before, gap.after, point->after}, scratch);
        gap.before = point->before + 1;
        gap.after = point->after + 1;
    }
    align(comparison, gap, scratch);
}

GArray *
ap_compare_transcripts(const ApTranscript *before, const ApTranscript *after)
{
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Comparison comparison = {
        .before = side_new(before, known),
        .after = side_new(after, known),
        .changes = g_array_new(FALSE, FALSE, sizeof(ApPassageChange)),
    };
    comparison.n_ids = g_hash_table_size(known) + 1; /* they count from 1 */
    g_autofree Occurrence *scratch = g_new0(Occurrence, 2 * (gsize)comparison.n_ids);
    align(&comparison, (Gap){0, before->list->len, 0, after->list->len}, scratch);
    side_clear(&comparison.before);
    side_clear(&comparison.after);
    return comparison.changes;
}
