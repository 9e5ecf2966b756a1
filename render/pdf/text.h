/* A paragraph's characters as glyphs: shaped once, with what each may do to a line. */
#pragma once

#include "render/pdf/punctuation.h"
#include "render/pdf/shaper.h"

/* Between a label such as that of a figure and its caption: an ideographic space. */
#define AP_LABEL_SPACE "\u3000"

typedef enum {
    AP_BREAK_NEVER,
    AP_BREAK_TORN,    /* inside a word or reference: only if nothing else fits */
    AP_BREAK_ALLOWED, /* a line may end here */
    AP_BREAK_FORCED,  /* a line must end here */
} ApBreak;

/* What is never parted: one or more characters and the glyphs that show them. Lengths are points. */
typedef struct {
    guint text_start, text_length;   /* bytes in ApText.text */
    guint glyph_start, glyph_length; /* in ApText.glyphs */
    ApFace *face;
    guint stretch_of; /* the stretch of text it belongs to: index in ApText.pieces */
    gunichar character;
    ApCharClass class;
    ApBreak after;
    double advance;     /* as set, trimmed beside other marks */
    double offset;      /* of the glyphs, from the cluster's left edge */
    double gap;         /* after it, if the line goes on */
    double lead, trail; /* what is taken off at a line's start and end */
    double shrink_left; /* what a tight line may take off besides */
    double shrink_right;
    double stretch; /* its share, after it, of what a loose line gives */
} ApCluster;

/* A glyph and its place from its cluster's left edge; y upwards. */
typedef struct {
    guint32 glyph;
    double x, y;
} ApClusterGlyph;

/* A stretch of text that came from one run. */
typedef struct {
    const ApRun *run; /* borrowed; NULL for a label */
    gboolean bold;    /* stroked; a bold font needs no stroke */
} ApTextPiece;

/* Sums over the clusters before each, so that the width of a stretch is a difference. */
typedef struct {
    double width, shrink, stretch;
} ApSum;

typedef struct {
    const ApTextStyle *style; /* borrowed */
    char *text;
    GArray *clusters; /* ApCluster */
    GArray *glyphs;   /* ApClusterGlyph */
    GArray *pieces;   /* ApTextPiece */
    ApSum *sums;      /* one more than clusters */
    guint label_end;  /* clusters of the label */
} ApText;

/* Shapes `label` (may be NULL) and `runs` (ApRun, may be NULL) one after the other. A glyph that no font has
 * becomes a problem at its run's origin. Never NULL. */
ApText *ap_text_new(ApShaper *shaper, ApTextRole role, const char *label, const GPtrArray *runs);
void ap_text_free(ApText *text);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApText, ap_text_free)

guint ap_text_length(const ApText *text); /* clusters */

static inline const ApCluster *
ap_text_cluster(const ApText *text, guint index)
{
    return &g_array_index(text->clusters, ApCluster, index);
}

/* The width of the clusters from `start` to before `end`, set on one line. */
double ap_text_width(const ApText *text, guint start, guint end);
/* The widest stretch without a break, and the width of the longest line if only forced breaks are taken. */
double ap_text_minimum_width(const ApText *text);
double ap_text_natural_width(const ApText *text);
