/* How charts look and which words they use: the section `charts` of the template's style.yaml, read once.
 * Only this room sees the fields. */
#pragma once

#include "charts/chart.h"

/* The first are drawn in the paint's colour on paper, the others in paper on the paint's colour. */
typedef enum {
    AP_PATTERN_HATCH, /* rising lines */
    AP_PATTERN_DOTS,
    AP_PATTERN_EMPTY, /* the outline only */
    AP_PATTERN_SOLID,
    AP_PATTERN_STRIPES, /* falling lines */
    AP_PATTERN_SPOTS,
    AP_PATTERN_GRID,   /* upright and level lines */
    AP_PATTERN_LEVELS, /* level lines */
    AP_PATTERN_UPRIGHTS,
    AP_PATTERNS
} ApPattern;

/* A fill that is told from others in colour and in grey. */
typedef struct {
    ApColour colour;
    ApPattern pattern;
} ApPaint;

/* Where a published score stands among the thresholds. */
typedef enum { AP_CLASS_GOOD, AP_CLASS_BETWEEN, AP_CLASS_BELOW, AP_CLASSES } ApClass;

#define AP_CHART_WORDS(WORD) \
    WORD(good)               \
    WORD(pass)               \
    WORD(mean)               \
    WORD(reference)          \
    WORD(tick_last)          \
    WORD(class_good)         \
    WORD(class_between)      \
    WORD(class_below)        \
    WORD(class_count)        \
    WORD(none)               \
    WORD(best)               \
    WORD(weakest)            \
    WORD(item)               \
    WORD(band)               \
    WORD(band_last)          \
    WORD(band_count)         \
    WORD(thinned)            \
    WORD(key_bar)            \
    WORD(key_dot)            \
    WORD(key_box)            \
    WORD(key_value)          \
    WORD(key_mean)           \
    WORD(panel)              \
    WORD(key_year)           \
    WORD(year)               \
    WORD(column_participant) \
    WORD(column_group)       \
    WORD(column_value)       \
    WORD(column_class)       \
    WORD(column_band)        \
    WORD(column_count)       \
    WORD(column_number)      \
    WORD(column_item)        \
    WORD(column_facet)       \
    WORD(column_n)           \
    WORD(column_place)       \
    WORD(column_year)        \
    WORD(column_good)        \
    WORD(column_median)      \
    WORD(column_q1)          \
    WORD(column_q3)          \
    WORD(column_min)         \
    WORD(column_max)

typedef enum {
#define AP_WORD_VALUE(name) AP_WORD_##name,
    AP_CHART_WORDS(AP_WORD_VALUE)
#undef AP_WORD_VALUE
        AP_WORDS
} ApWord;

struct ApChartStyle {
    double margin;  /* points; kept free around every figure */
    double width;   /* points; of every figure, without the margins */
    double tallest; /* points; layouts thin out rather than grow beyond it */
    double size;    /* points; of all text */
    double leading; /* points from baseline to baseline */
    ApColour text;
    ApColour paper;
    ApColour everyone; /* of figures that do not tell groups apart */
    ApStroke axis;
    ApStroke grid;
    ApStroke good;
    ApStroke pass;
    ApStroke mean;
    GArray *palette;  /* ApColour */
    GArray *patterns; /* ApPattern, beside the palette */
    ApPattern classes[AP_CLASSES];
    char *words[AP_WORDS];
    PangoContext *context; /* font, language and resolution of all text */
    GHashTable *texts;     /* those that were laid out: charts/text.c fills it, the style lets them go */
};

/* The paint of a group, by its index in the year; of all groups together for -1. */
ApPaint ap_style_group(const ApChartStyle *style, gint group);

/* The colour of a figure's scope, light enough to draw on. */
ApPaint ap_style_ground(const ApChartStyle *style, gint group);

/* The colour of a figure's scope with the pattern of a class. */
ApPaint ap_style_class(const ApChartStyle *style, gint group, ApClass class);

/* The word with its {names} filled in from pairs of name and text, ended by NULL. Caller frees. */
char *ap_style_say(const ApChartStyle *style, ApWord word, ...) G_GNUC_NULL_TERMINATED;
