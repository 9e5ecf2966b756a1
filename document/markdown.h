/* Reads the Markdown of docs/context.md into blocks of the document tree, by md4c. */
#pragma once

#include "document/mustache.h"
#include "document/tree.h"

/* An ApEscape: `text` so that Markdown prints it as it is, whatever it holds; control characters become
 * spaces. */
void ap_markdown_escape(GString *out, const char *text);

/* The text of which `length` bytes at `escaped` are what ap_markdown_escape made. Caller frees. */
char *ap_markdown_unescape(const char *escaped, gsize length);

/* The blocks (ApBlock) of `rendered`, not yet numbered: headings, figures, tables and items have no labels,
 * references no text. A table that has a caption has an id. Whatever the language does not have is a problem.
 * Never NULL. */
GPtrArray *ap_markdown_read(const ApRendered *rendered, ApProblems *problems);
