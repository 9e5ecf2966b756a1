/* Notes in the margin of a draft: beside each printed value of the store, what it is. */
#pragma once

#include "render/pdf/layout.h"
#include "render/pdf/shaper.h"

/* Writes the notes of all pages: down the right margin, then down the left; a value that a page prints twice
 * is told once. */
void ap_margin_notes(ApShaper *shaper, ApDescribe describe, gconstpointer data, ApPages *pages);
