/* The page that is being written, shared by the parts of this room. */
#pragma once

#include "charts/chart.h"
#include "document/tree.h"
#include "render/html/style.h"

typedef struct {
    const ApStore *store;
    const ApDocument *document;
    const ApHtmlStyle *style;
    const ApChart *const *charts; /* as ApYear.figures */
    guint n_charts;
    GHashTable *ids;         /* ApBlock → id (char *), of all that a link may lead to */
    GHashTable *targets;     /* id in the document → id on the page, lent by `ids` */
    const ApBlock *contents; /* the table of contents, beside the text; NULL if there is none */
    GString *out;
    GError *error; /* of the system */
} ApHtmlPage;

/* Ids of the page itself. Those of blocks never hold a full stop. */
#define AP_HTML_CONTENTS "page.contents"
#define AP_HTML_TEXT "page.text"

/* The id of a part of `block`, "fig-x.caption". Caller frees. */
char *ap_html_part_id(const ApHtmlPage *page, const ApBlock *block, const char *part);

/* ids.c: gives every block that a link may lead to an id; fills `ids` and `targets`. */
void ap_html_give_ids(ApHtmlPage *page);

/* text.c: runs with their values, references and emphasis. */
void ap_html_runs(ApHtmlPage *page, const GPtrArray *runs);
/* The label of a block in a span of its own, with a blank after that of a figure or table; nothing if it has
 * none. */
void ap_html_label(ApHtmlPage *page, const ApBlock *block);

/* contents.c: the title of `block` and the links of the list that it stands for. */
void ap_html_contents(ApHtmlPage *page, const ApBlock *block);

/* table.c */
void ap_html_table(ApHtmlPage *page, const ApBlock *block);

/* figure.c: the drawing, its caption and its data. */
void ap_html_figure(ApHtmlPage *page, const ApBlock *block);

/* blocks.c: everything but the cover and the table of contents, in sections. */
void ap_html_body(ApHtmlPage *page);
