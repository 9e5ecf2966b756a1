/* How wide a text is where a Chinese character takes two columns. */
#pragma once

#include <glib.h>

/* Columns that `text` takes on a terminal or, about, in a cell. */
guint ap_columns(const char *text);
