/* The document tree: what the report says, in reading order, before anyone thinks of fonts or pages. */
#pragma once

#include "document/node.h"

typedef enum {
    AP_RUN_TEXT,
    AP_RUN_REFERENCE, /* "圖 1": `text` is what is printed, `target` the id of a figure or table ("fig-x",
                         "tbl-x") */
    AP_RUN_BREAK,     /* a forced line break */
} ApRunKind;

/* A stretch of text of one kind. */
typedef struct {
    ApRunKind kind;
    char *text;            /* UTF-8, never NULL */
    char *target;          /* of a reference, else NULL */
    char *value;           /* the value of the store that is printed here, or NULL (node.h) */
    gboolean interpolated; /* printed from the context, not written in the template or text file */
    gboolean meant;        /* begins with a number or word that its author marked as meant: "\7" */
    gboolean escaped;      /* one mark that its author wrote behind a backslash, to print it: "\%" */
    char *claim;           /* what the data must show for these words to be true (claims.h), or NULL */
    gboolean strong;
    gboolean emphasis;
    ApPlace place;  /* in the template or text file */
    ApPlace origin; /* of the data, for an interpolated stretch; else equal to place */
} ApRun;

typedef enum { AP_ALIGN_LEFT, AP_ALIGN_CENTER, AP_ALIGN_RIGHT } ApAlign;

typedef enum {
    AP_BLOCK_HEADING,   /* level, label, runs */
    AP_BLOCK_PARAGRAPH, /* runs */
    AP_BLOCK_LIST,      /* children: items */
    AP_BLOCK_ITEM,      /* label, children: paragraphs and lists */
    AP_BLOCK_TABLE,     /* id, label, runs (the caption), table */
    AP_BLOCK_FIGURE,    /* id, label, runs (the caption), figure, alt */
    AP_BLOCK_CONTENTS,  /* 目次: runs (its title); the renderer fills in the pages */
    AP_BLOCK_FIGURES,   /* 圖目次 */
    AP_BLOCK_TABLES,    /* 表目次 */
    AP_BLOCK_COVER,     /* children: paragraphs; the first is the title */
    AP_BLOCK_NOTE, /* children: paragraphs set smaller, such as the remark that the scores are synthetic */
    AP_BLOCK_BODY, /* here the body starts, on page 1 */
    AP_BLOCK_PAGE, /* a new page */
} ApBlockKind;

/* A cell. A merged cell is described once, at its top left; the places it covers have `covered`. */
typedef struct {
    GPtrArray *runs; /* ApRun */
    guint row_span;
    guint column_span;
    gboolean covered;
    gboolean header; /* heads its row (scope Row) or, in header rows, its column */
    ApAlign align;
} ApTableCell;

typedef struct {
    guint rows;
    guint columns;
    guint header_rows;
    ApTableCell *cells; /* rows × columns */
    double *weights;    /* columns: wished share of the width, 0 = from the content */
} ApTable;

typedef struct ApBlock {
    ApBlockKind kind;
    guint level;         /* of a heading, a list or an item: its depth, from 1 */
    char *label;         /* "壹、", "(一)", "圖 1", "表 2", "1、"; "" if it has none */
    char *continuation;  /* of a table: the label over a later part, "表 2 (續)" */
    char *id;            /* of a table or figure: "tbl-x", "fig-x"; of a heading: a stable name */
    GPtrArray *runs;     /* ApRun */
    GPtrArray *children; /* ApBlock */
    ApTable *table;
    gint figure;  /* index in ApYear.figures */
    guint number; /* of a figure, table or heading: its count, from 1, or 0 if it bears none; of an ordered
                     list: its first number; of its items: theirs; 0 in an unordered one */
    char *alt;    /* of a figure: its alternative text; of a table: its summary */
    ApPlace place;
} ApBlock;

typedef struct {
    char *title;
    char *author;
    char *language; /* "zh-TW" */
    char *subject;
    GPtrArray *blocks; /* ApBlock, in reading order */
    ApNode *context;   /* all that its texts may use (docs/context.md); NULL if they use nothing */
} ApDocument;

ApRun *ap_run_new(ApRunKind kind, const char *text);
void ap_run_free(ApRun *run);
ApBlock *ap_block_new(ApBlockKind kind, ApPlace place);
void ap_block_free(ApBlock *block);
ApTable *ap_table_new(guint rows, guint columns);
void ap_table_free(ApTable *table);
ApTableCell *ap_table_cell(const ApTable *table, guint row, guint column);
ApDocument *ap_document_new_empty(void);
void ap_document_free(ApDocument *document);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApRun, ap_run_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApBlock, ap_block_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApTable, ap_table_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(ApDocument, ap_document_free)

/* The block that shows figure `index` of ApYear.figures, lent; NULL if the text does not show it. */
const ApBlock *ap_document_figure(const ApDocument *document, guint index);

/* The plain text of some runs. Caller frees. */
char *ap_runs_text(const GPtrArray *runs);
