/* The words of the page and what it shows: the section `html` of style.yaml. */
#pragma once

#include "document/template.h"

typedef struct {
    const char *language;  /* of the page, "zh-Hant-TW" */
    const char *sheet;     /* the stylesheet itself */
    guint contents_levels; /* headings that the contents list */
    const char *skip;      /* the link that leads past the contents */
    const char *back;      /* the link back to them */
    const char *draft;     /* over a draft */
    const char *data;      /* opens the data of a figure; "{label}" stands for "圖 1" */
} ApHtmlStyle;

/* Reads the section; the texts are lent by the template. NULL with problems. */
ApHtmlStyle *ap_html_style_new(const ApTemplate *template, ApProblems *problems);
void ap_html_style_free(ApHtmlStyle *style);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApHtmlStyle, ap_html_style_free)

/* The text that opens the data of the figure `label`. Caller frees. */
char *ap_html_style_data(const ApHtmlStyle *style, const char *label);
