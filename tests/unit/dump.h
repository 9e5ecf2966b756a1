/* A document tree as text that a person can read and compare. */
#pragma once

#include "document/tree.h"

/* Each block on a line, indented by depth: its kind, its label and id, its runs. A run that prints a value
 * reads [text=value], a reference <text:target>, a break ⏎, strong **text**, emphasis *text*. Caller frees.
 */
char *ap_dump_blocks(const GPtrArray *blocks);

/* All problems, as "line:column: error: message" lines. Caller frees. */
char *ap_dump_problems(const ApProblems *problems);
