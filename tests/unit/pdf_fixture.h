/* Pages made by hand, for the tests of the PDF writer. */
#pragma once

#include "render/pdf/write.h"

/* Shapes one line of `text` in a font such as "TW-Kai 14" and sets it at `x`, `y` of `page`. */
void fixture_text(ApFaces *faces, ApPage *page, ApElement *element, const char *font, const char *text,
                  double x, double y);
ApElement *fixture_paragraph(ApFaces *faces, ApPage *page, ApElement *parent, const char *text, double y);
ApPage *fixture_page(ApPages *pages, const char *label);

/* Four pages with everything: title, contents with links, headings, rare characters, a table over two pages,
 * a list, a figure, a note. */
ApPages *fixture_report(ApFaces *faces);
extern const ApPdfOptions fixture_options;
extern const char *const fixture_families[]; /* of the fonts in it */

/* Writes `pages` and returns the bytes; fails the test if that fails. */
GBytes *fixture_write(const ApPages *pages);

/* Runs a command in which %s stands for the path of a file with `bytes`; its output, stdout and stderr. */
char *fixture_run(GBytes *bytes, const char *command);
