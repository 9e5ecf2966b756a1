/* The look of the pages: the section `pages` of style.yaml. Lengths are points. */
#pragma once

#include "document/tree.h"
#include "render/pdf/page.h"
#include "scores/store.h"
#include "scores/yaml.h"

/* Every kind of text that the report sets. */
typedef enum {
    AP_TEXT_BODY,
    AP_TEXT_HEADING_1,
    AP_TEXT_HEADING_2,
    AP_TEXT_HEADING_3,
    AP_TEXT_HEADING_4,
    AP_TEXT_HEADING_5,
    AP_TEXT_CAPTION,
    AP_TEXT_CELL,
    AP_TEXT_HEADER_CELL,
    AP_TEXT_CONTENTS_TITLE,
    AP_TEXT_CONTENTS_1,
    AP_TEXT_CONTENTS_2,
    AP_TEXT_CONTENTS_3,
    AP_TEXT_NOTE,
    AP_TEXT_COVER_TITLE,
    AP_TEXT_COVER,
    AP_TEXT_RUNNING_HEAD,
    AP_TEXT_PAGE_NUMBER,
    AP_TEXT_MARGIN,
    AP_TEXT_STAMP,
    AP_TEXT_WATERMARK,
    AP_N_TEXTS,
} ApTextRole;

typedef struct {
    double size;
    double pitch;  /* from baseline to baseline */
    double indent; /* of the first line; of contents entries and lists, of the whole */
    double before; /* space above and below */
    double after;
    gboolean bold;
    ApAlign align;
    ApColor color;
} ApTextStyle;

typedef struct {
    char *family;
    char *package; /* the Debian package that installs it */
    ApPlace place; /* in style.yaml; its file is borrowed from the YAML */
} ApFontName;

typedef struct {
    double width, height; /* of the paper */
    double top, right, bottom, left;
    GPtrArray *fonts; /* ApFontName, in the order in which a character is looked for */
    char *families;   /* the same, joined for Pango */
    ApFontName *bold; /* a font that is really bold, or NULL: outlines are stroked */
    ApTextStyle texts[AP_N_TEXTS];
    char *watermark;                      /* word over the pages of a draft */
    char *word_all;                       /* in a draft's margin: the scope of all participants, */
    char *word_total;                     /* the measure of the total */
    char *word_statistics[AP_STATISTICS]; /* and each statistic */
    char *leader;                         /* between an entry of the contents and its page */
    double leader_pitch;                  /* from dot to dot */
    gunichar *number_heads;               /* characters that stay with the number after them, ended by 0 */
    guint contents_levels;                /* headings that the contents list */
    double caption_gap;                   /* between a caption and its table or figure */
    double cell_padding_x, cell_padding_y;
    double column_minimum, column_maximum; /* of a table, where the text gives a choice */
    double rule, rule_outer;               /* thickness */
    ApColor rule_color, header_fill;
} ApPageStyle;

/* Reads the section `pages`. NULL with problems. */
ApPageStyle *ap_page_style_new(ApYaml *style, ApProblems *problems);
void ap_page_style_free(ApPageStyle *style);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApPageStyle, ap_page_style_free)

/* The families of all its fonts, the bold one too, and NULL. The list is the caller's to free, the names are
 * lent.
 */
const char **ap_page_style_families(const ApPageStyle *style);

/* The height and width that the text may fill. */
double ap_page_style_text_width(const ApPageStyle *style);
double ap_page_style_text_height(const ApPageStyle *style);
