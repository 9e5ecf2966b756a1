/* What the tests of layout share: the template's style, documents made by hand, marks as text. */
#pragma once

#include "render/pdf/layout.h"
#include "render/pdf/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

typedef struct {
    char *source;
    ApProblems *problems;
    ApYaml *yaml;
    ApPageStyle *style;
    ApFaces *faces;
    ApShaper *shaper;
} Bench;

/* The style of the annual template, faces and a shaper; for a group's setup and teardown. */
int bench_setup(void **state);
int bench_teardown(void **state);

/* A group of one run. */
GPtrArray *runs_of(const char *text);
ApText *text_of(Bench *bench, ApTextRole role, const char *text);

ApDocument *document_new(void);
ApBlock *document_add(GPtrArray *blocks, ApBlockKind kind, const char *label, const char *text);
ApBlock *document_heading(ApDocument *document, guint level, const char *label, const char *text);
ApBlock *document_figure(ApDocument *document, const char *id, guint figure);
/* A table whose cells hold "row,column" in front of `text`. */
ApBlock *document_table(ApDocument *document, const char *id, guint rows, guint columns, const char *text);

/* Lays it out with two figures of 453 × 240 points; fails the test on any problem. */
ApPages *lay_out(Bench *bench, const ApDocument *document);

/* The text of `element` with its children, in the order of marks and pages; of artifacts if it is NULL. */
char *element_text(const ApPages *pages, const ApElement *element);
gboolean element_holds(const ApElement *element, const ApElement *inner);
/* The first element of this kind in reading order after `skip` others; NULL if there is none. */
ApElement *element_find(const ApElement *root, ApElementKind kind, guint skip);
/* First and last page with a mark of `element`; FALSE if it has none. */
gboolean element_pages(const ApPages *pages, const ApElement *element, guint *first, guint *last);
/* The number of different baselines of `element` on page `page`. */
guint element_lines(const ApPages *pages, const ApElement *element, guint page);
/* The right edge of the ink of a run's last drawn glyph. */
double run_ink_right(const ApGlyphRun *run);
