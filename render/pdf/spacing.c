/* The room of characters: the blank of marks, quarter-ems, spaces. */
#include <config.h>

#include "render/pdf/spacing.h"

/* In font sizes: the space between Han and Latin, what of it may shrink, and the space between words. The
 * Chinese faces' own space is half an em, too wide between Latin words. */
#define GAP 0.25
#define GAP_SHRINK 0.1
#define WORD_SPACE 0.3
#define WORD_SHRINK 0.08
/* Blank that stays at the side of a mark whose blank is taken off, and the most that one mark loses. */
#define MARK_BLANK 0.08
#define MARK_LOSS 0.5
/* A space between words stretches so many times as much as the place between two ideographs. */
#define SPACE_STRETCH 3.0

static ApCluster *
at(const ApText *text, guint index)
{
    return &g_array_index(text->clusters, ApCluster, index);
}

/* The blank at both sides of a mark that may go, from its ink: the faces of the national set centre their
 * marks, others do not. */
static void
measure_mark(ApCluster *cluster, PangoFont *font, guint32 glyph, double size)
{
    PangoRectangle ink, logical;
    pango_font_get_glyph_extents(font, glyph, &ink, &logical);
    double unit = ap_shaper_unit(size);
    double left = unit * ink.x - MARK_BLANK * size;
    double right = unit * (logical.width - ink.x - ink.width) - MARK_BLANK * size;
    left = MAX(left, 0);
    right = MAX(right, 0);
    double loss = MARK_LOSS * size;
    if (left + right > loss && left > 0 && right > 0) {
        /* a centred mark loses the same at both sides */
        left = MIN(left, loss / 2);
        right = MIN(right, loss / 2);
    }
    cluster->shrink_left = MIN(left, loss);
    cluster->shrink_right = MIN(right, loss);
}

static void
trim_left(ApCluster *cluster)
{
    cluster->advance -= cluster->shrink_left;
    cluster->offset -= cluster->shrink_left;
    cluster->shrink_left = 0;
}

static void
trim_right(ApCluster *cluster)
{
    cluster->advance -= cluster->shrink_right;
    cluster->shrink_right = 0;
}

void
ap_cluster_set_class(ApCluster *cluster, PangoFont *font, guint32 glyph, double size)
{
    cluster->class = ap_char_class(cluster->character);
    if (cluster->class == AP_CHAR_SPACE) {
        cluster->advance = WORD_SPACE * size;
        cluster->shrink_right = WORD_SHRINK * size;
        cluster->stretch = SPACE_STRETCH;
    } else if (ap_class_is_mark(cluster->class) && cluster->advance > 0.9 * size) {
        measure_mark(cluster, font, glyph, size);
        /* a bracket stands close to what it holds */
        if (cluster->class == AP_CHAR_OPEN)
            trim_right(cluster);
        if (cluster->class == AP_CHAR_CLOSE)
            trim_left(cluster);
    }
}

/* Of two marks side by side, a bracket loses its blank towards the other, a stop towards a bracket that
 * closes over it and towards another stop; between a bracket that closes and one that opens some remains. */
static void
trim_pair(ApCluster *before, ApCluster *after)
{
    if (!ap_class_is_mark(before->class) || !ap_class_is_mark(after->class))
        return;
    before->stretch = 0;
    if (before->class == AP_CHAR_CLOSE || (before->class == AP_CHAR_STOP && after->class != AP_CHAR_OPEN))
        trim_right(before);
    if ((after->class == AP_CHAR_OPEN && before->class != AP_CHAR_CLOSE) ||
        (after->class == AP_CHAR_STOP && before->class == AP_CHAR_STOP))
        trim_left(after);
}

/* Spaces between Han and Latin become quarter-ems, beside full-width marks nothing. */
static void
set_space(ApCluster *space, const ApCluster *before, const ApCluster *after, double size)
{
    if (ap_classes_meet(before->class, after->class)) {
        space->advance = GAP * size;
        space->shrink_right = GAP_SHRINK * size;
        space->stretch = 1;
    } else if (ap_class_is_mark(before->class) || ap_class_is_mark(after->class)) {
        space->advance = 0;
        space->shrink_right = 0;
        space->stretch = 1;
    }
}

static gboolean
is_wide_side(const ApCluster *cluster)
{
    return ap_class_is_wide(cluster->class) || cluster->class == AP_CHAR_SPACE;
}

static void
set_neighbours(ApText *text, double size)
{
    for (guint i = 0; i + 1 < text->clusters->len; i++) {
        ApCluster *before = at(text, i), *after = at(text, i + 1);
        if (is_wide_side(before) || is_wide_side(after))
            before->stretch = MAX(before->stretch, 1);
        trim_pair(before, after);
        if (ap_classes_meet(before->class, after->class))
            before->gap = GAP * size;
        if (before->class == AP_CHAR_MIDDLE && after->character == before->character)
            before->stretch = 0; /* a dash of two characters is one stroke */
        if (after->class == AP_CHAR_SPACE && i + 2 < text->clusters->len && after->after != AP_BREAK_FORCED) {
            before->stretch = 0; /* the space itself stretches */
            set_space(after, before, at(text, i + 2), size);
        }
    }
}

/* What a line gains where such a mark starts or ends it. */
static void
set_ends(ApText *text)
{
    for (guint i = 0; i < text->clusters->len; i++) {
        ApCluster *cluster = at(text, i);
        if (cluster->class == AP_CHAR_OPEN)
            cluster->lead = cluster->shrink_left;
        if (cluster->class == AP_CHAR_CLOSE || cluster->class == AP_CHAR_STOP)
            cluster->trail = cluster->shrink_right;
    }
}

static void
set_sums(ApText *text)
{
    text->sums = g_new0(ApSum, text->clusters->len + 1);
    for (guint i = 0; i < text->clusters->len; i++) {
        const ApCluster *c = at(text, i);
        double gap_shrink = c->gap > 0 ? c->gap * GAP_SHRINK / GAP : 0;
        text->sums[i + 1].width = text->sums[i].width + c->advance + c->gap;
        text->sums[i + 1].shrink = text->sums[i].shrink + c->shrink_left + c->shrink_right + gap_shrink;
        text->sums[i + 1].stretch = text->sums[i].stretch + c->stretch;
    }
}

void
ap_text_set_spacing(ApText *text)
{
    set_neighbours(text, text->style->size);
    set_ends(text);
    set_sums(text);
}
