/* Breaking, justifying and painting lines. */
#include <config.h>

#include "render/pdf/line.h"

#include <math.h>

/* How many ways to end a line are weighed; the nearest to its edge first. */
#define CANDIDATES 6
/* A gap stretched by so much of the size is as bad as a line shrunk to its limit. */
#define FULL_STRETCH 0.08
/* A line whose gaps would be stretched by more of the size than this is left ragged. */
#define LARGEST_STRETCH 0.5
/* What a torn word, and a last line of a single character, cost. */
#define TORN_COST 1e8
#define SHORT_LAST_COST 1e5
/* Halvings in the search for the narrowest width of balanced lines. */
#define BALANCE_STEPS 8
/* Slack of a comparison of widths. */
#define EPSILON 1e-6

/* ---- Breaking ---- */

/* The best way to reach a break. */
typedef struct {
    double cost;
    guint previous; /* the break before */
} Way;

typedef struct {
    const ApText *text;
    const ApLineMeasure *measure;
    guint n;
    Way *ways;    /* by cluster that starts a line; n is the end */
    double limit; /* the width that lines may have */
} Breaker;

static double
room(const Breaker *breaker, guint start)
{
    return breaker->limit - (start == 0 ? breaker->measure->first_indent : breaker->measure->rest_indent);
}

static guint
trimmed_end(const ApText *text, guint start, guint end)
{
    while (end > start && ap_text_cluster(text, end - 1)->class == AP_CHAR_SPACE)
        end--;
    return end;
}

/* What the clusters of a line may lose together, without the blanks that its ends lose anyway. */
static double
shrink_room(const ApText *text, guint start, guint end)
{
    end = trimmed_end(text, start, end);
    if (end <= start)
        return 0;
    const ApCluster *first = ap_text_cluster(text, start), *last = ap_text_cluster(text, end - 1);
    double gap = text->sums[end].shrink - text->sums[end - 1].shrink - last->shrink_left - last->shrink_right;
    return MAX(text->sums[end].shrink - text->sums[start].shrink - first->lead - last->trail - gap, 0);
}

static double
stretch_units(const ApText *text, guint start, guint end)
{
    end = trimmed_end(text, start, end);
    return end <= start ? 0
                        : text->sums[end].stretch - text->sums[start].stretch -
                              ap_text_cluster(text, end - 1)->stretch;
}

static gboolean
fits(const Breaker *breaker, guint start, guint end)
{
    double excess = ap_text_width(breaker->text, start, end) - room(breaker, start) - EPSILON;
    return excess <= 0 || (breaker->measure->justify && excess <= shrink_room(breaker->text, start, end));
}

/* Whether a line up to `end` is so much too wide that no longer one fits: a mark at the end of a line loses
 * its blank, so what is too wide here may fit one further on. */
static gboolean
is_far(const Breaker *breaker, guint start, guint end)
{
    double excess = ap_text_width(breaker->text, start, end) - room(breaker, start);
    excess -= 2 * breaker->text->style->size;
    return excess > 0 && excess > shrink_room(breaker->text, start, end);
}

/* Whether all there is on the line is one character and its marks. */
static gboolean
is_single(const ApText *text, guint start, guint end)
{
    guint n = 0;
    for (guint i = start; i < end && n < 2; i++) {
        ApCharClass class = ap_text_cluster(text, i)->class;
        n += !ap_class_is_mark(class) && class != AP_CHAR_SPACE;
    }
    return n < 2;
}

static double
line_cost(const Breaker *breaker, guint start, guint end, gboolean last)
{
    double rest = room(breaker, start) - ap_text_width(breaker->text, start, end);
    if (!breaker->measure->justify)
        return 0;
    if (last && rest >= 0)
        return start > 0 && is_single(breaker->text, start, end) ? SHORT_LAST_COST : 0;
    double size = breaker->text->style->size;
    double full = rest < 0 ? shrink_room(breaker->text, start, end)
                           : stretch_units(breaker->text, start, end) * FULL_STRETCH * size;
    double ratio = full > 0 ? fabs(rest) / full : fabs(rest) / (FULL_STRETCH * size);
    double badness = 1 + 100 * ratio * ratio * ratio;
    return badness * badness;
}

static void
offer(Breaker *breaker, guint start, guint end, double extra)
{
    ApBreak after = end == breaker->n ? AP_BREAK_FORCED : ap_text_cluster(breaker->text, end - 1)->after;
    double cost =
        breaker->ways[start].cost + extra + line_cost(breaker, start, end, after == AP_BREAK_FORCED);
    if (cost < breaker->ways[end].cost)
        breaker->ways[end] = (Way){cost, start};
}

/* The ends that a line from `start` could have, found by going forward as far as it fits. */
static void
extend(Breaker *breaker, guint start)
{
    guint ends[CANDIDATES] = {0}, n_ends = 0, torn = 0, never = start + 1;
    for (guint end = start + 1; end <= breaker->n; end++) {
        ApBreak after = end == breaker->n ? AP_BREAK_FORCED : ap_text_cluster(breaker->text, end - 1)->after;
        gboolean inside = fits(breaker, start, end);
        if (inside && after >= AP_BREAK_ALLOWED)
            ends[n_ends++ % CANDIDATES] = end;
        if (inside && after == AP_BREAK_TORN)
            torn = end;
        if (inside)
            never = end;
        if (inside ? after == AP_BREAK_FORCED : is_far(breaker, start, end))
            break;
    }
    if (n_ends == 0) {
        offer(breaker, start, torn ? torn : never, TORN_COST);
        return;
    }
    guint n = breaker->measure->justify ? MIN(n_ends, CANDIDATES) : 1;
    for (guint i = 0; i < n; i++)
        offer(breaker, start, ends[(n_ends - 1 - i) % CANDIDATES], 0);
}

/* ---- Setting ---- */

static double
aligned_x(ApAlign align, double rest)
{
    return align == AP_ALIGN_CENTER ? rest / 2 : align == AP_ALIGN_RIGHT ? rest : 0;
}

static ApLine
set_line(const Breaker *breaker, guint start, guint end)
{
    const ApLineMeasure *measure = breaker->measure;
    double indent = start == 0 ? measure->first_indent : measure->rest_indent;
    double width = ap_text_width(breaker->text, start, end);
    double rest = measure->width - indent - width;
    gboolean last =
        end == breaker->n || (end > 0 && ap_text_cluster(breaker->text, end - 1)->after == AP_BREAK_FORCED);
    ApLine line = {.start = start, .end = end, .x = indent, .width = width};
    double units = stretch_units(breaker->text, start, end), shrink = shrink_room(breaker->text, start, end);
    if (measure->justify && rest < 0 && shrink > 0) {
        line.shrink = MIN(-rest / shrink, 1);
        line.width -= line.shrink * shrink;
    } else if (measure->justify && rest > 0 && !last &&
               rest <= units * LARGEST_STRETCH * breaker->text->style->size) {
        line.stretch = rest / units;
        line.width += rest;
    } else if (rest > 0) {
        line.x += aligned_x(measure->align, rest);
    }
    return line;
}

/* Finds the ways to all breaks; the number of lines on the best way to the end. */
static guint
find_ways(Breaker *breaker, double limit)
{
    breaker->limit = limit;
    for (guint i = 0; i <= breaker->n; i++)
        breaker->ways[i] = (Way){i == 0 ? 0 : INFINITY, 0};
    for (guint start = 0; start < breaker->n; start++)
        if (isfinite(breaker->ways[start].cost))
            extend(breaker, start);
    guint n_lines = 0;
    for (guint end = breaker->n; end > 0; end = breaker->ways[end].previous)
        n_lines++;
    return n_lines;
}

/* The narrowest limit that needs no more lines makes them equally long. No word is torn for it. */
static void
balance(Breaker *breaker, guint n_lines)
{
    double wide = breaker->limit, cost = breaker->ways[breaker->n].cost;
    double narrow = wide / n_lines;
    for (guint i = 0; i < BALANCE_STEPS; i++) {
        double middle = (narrow + wide) / 2;
        gboolean good = find_ways(breaker, middle) <= n_lines &&
                        (breaker->ways[breaker->n].cost < TORN_COST || cost >= TORN_COST);
        *(good ? &wide : &narrow) = middle;
    }
    find_ways(breaker, wide);
}

GArray *
ap_lines_break(const ApText *text, const ApLineMeasure *measure)
{
    Breaker breaker = {text, measure, ap_text_length(text), NULL, measure->width};
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(ApLine));
    if (breaker.n == 0) {
        ApLine empty = {.x = measure->first_indent};
        g_array_append_val(lines, empty);
        return lines;
    }
    breaker.ways = g_new(Way, breaker.n + 1);
    guint n_lines = find_ways(&breaker, measure->width);
    if (measure->balance && n_lines > 1)
        balance(&breaker, n_lines);
    for (guint end = breaker.n; end > 0; end = breaker.ways[end].previous) {
        ApLine line = set_line(&breaker, breaker.ways[end].previous, end);
        g_array_prepend_val(lines, line);
    }
    g_free(breaker.ways);
    return lines;
}

/* ---- Painting ---- */

static double
gap_after(const ApLine *line, const ApText *text, guint index)
{
    const ApCluster *cluster = ap_text_cluster(text, index);
    double own = text->sums[index + 1].shrink - text->sums[index].shrink - cluster->shrink_left -
                 cluster->shrink_right;
    return cluster->gap - line->shrink * own + line->stretch * cluster->stretch;
}

/* The pen's way over one cluster: `left` is what its glyphs move, the result the pen's step. */
static double
step(const ApText *text, const ApLine *line, guint index, guint first, guint last, double *left)
{
    const ApCluster *cluster = ap_text_cluster(text, index);
    double lead = index == first ? cluster->lead : line->shrink * cluster->shrink_left;
    if (index == first)
        lead += line->shrink * (cluster->shrink_left - cluster->lead);
    double trail = index == last ? cluster->trail + line->shrink * (cluster->shrink_right - cluster->trail)
                                 : line->shrink * cluster->shrink_right;
    *left = cluster->offset - lead;
    return cluster->advance - lead - trail + (index < last ? gap_after(line, text, index) : 0);
}

double
ap_line_place(const ApText *text, const ApLine *line, guint index)
{
    guint end = trimmed_end(text, line->start, line->end);
    double pen = line->x, left;
    for (guint i = line->start; i < MIN(index, end); i++)
        pen += step(text, line, i, line->start, end - 1, &left);
    return pen;
}

static ApElement *
meaning_of(const ApMeaning *meaning, const ApCluster *cluster)
{
    return meaning->pieces ? meaning->pieces[cluster->stretch_of] : meaning->element;
}

static gboolean
same_run(const ApText *text, const ApPageMark *mark, const ApCluster *cluster, const ApElement *element)
{
    const ApTextPiece *piece = &g_array_index(text->pieces, ApTextPiece, cluster->stretch_of);
    return mark && mark->element == element && mark->run->face == cluster->face &&
           mark->run->bold == piece->bold;
}

static ApPageMark *
begin_run(ApPage *page, const ApText *text, const ApCluster *cluster, ApElement *element, double x, double y)
{
    ApPageMark *mark = ap_page_mark_new(AP_MARK_GLYPHS, element);
    mark->run = ap_glyph_run_new();
    mark->run->face = cluster->face;
    mark->run->size = text->style->size;
    mark->run->color = text->style->color;
    mark->run->bold = g_array_index(text->pieces, ApTextPiece, cluster->stretch_of).bold;
    mark->run->x = x;
    mark->run->y = y;
    g_ptr_array_add(page->marks, mark);
    return mark;
}

static void
append_cluster(ApGlyphRun *run, GString *string, const ApText *text, const ApCluster *cluster, double x)
{
    guint start = (guint)string->len;
    g_string_append_len(string, text->text + cluster->text_start, cluster->text_length);
    for (guint i = 0; i < cluster->glyph_length; i++) {
        const ApClusterGlyph *from = &g_array_index(text->glyphs, ApClusterGlyph, cluster->glyph_start + i);
        ApGlyph glyph = {from->glyph, x + from->x, from->y, start, i == 0 ? cluster->text_length : 0};
        g_array_append_val(run->glyphs, glyph);
    }
}

/* Notes the value that `cluster` prints, once on each of its lines. What is an artifact repeats what was
 * noted. */
static void
note_value(ApPage *page, const ApText *text, const ApCluster *cluster, const ApElement *element, double y)
{
    const ApRun *run = g_array_index(text->pieces, ApTextPiece, cluster->stretch_of).run;
    if (element == NULL || run == NULL || run->value == NULL)
        return;
    const ApPrinted printed = {y, run->text, run->value};
    const ApPrinted *last =
        page->printed->len > 0 ? &g_array_index(page->printed, ApPrinted, page->printed->len - 1) : NULL;
    if (last == NULL || last->text != printed.text)
        g_array_append_val(page->printed, printed);
}

static void
end_run(ApPageMark *mark, GString *string)
{
    if (mark) {
        g_free(mark->run->text);
        mark->run->text = g_strndup(string->str, string->len);
    }
    g_string_truncate(string, 0);
}

void
ap_line_paint(ApPage *page, const ApText *text, const ApLine *line, double x, double y,
              const ApMeaning *meaning)
{
    ApPageMark *mark = NULL;
    g_autoptr(GString) string = g_string_new(NULL);
    guint end = trimmed_end(text, line->start, line->end);
    double pen = x + line->x, left = 0;
    for (guint i = line->start; i < line->end; i++) {
        const ApCluster *cluster = ap_text_cluster(text, i);
        double advance = i < end ? step(text, line, i, line->start, end - 1, &left) : 0;
        if (cluster->glyph_length > 0) {
            ApElement *element = meaning_of(meaning, cluster);
            note_value(page, text, cluster, element, y);
            if (!same_run(text, mark, cluster, element)) {
                end_run(mark, string);
                mark = begin_run(page, text, cluster, element, pen, y);
            }
            append_cluster(mark->run, string, text, cluster, pen + left - mark->run->x);
        }
        pen += advance;
        left = 0;
    }
    end_run(mark, string);
}

double
ap_line_baseline(const ApTextStyle *style)
{
    /* an ideograph's box stands on 0.2 of its size below the baseline, in the faces of the national set and
     * others */
    return (style->pitch - style->size) / 2 + style->size * 0.8;
}
