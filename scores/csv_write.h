/* CSV that is written: fields quoted where RFC 4180 asks for it, rows that end in LF. */
#pragma once

#include <glib.h>

/* Appends a row of `n_fields` texts. */
void ap_csv_append_row(GString *csv, const char *const *fields, guint n_fields);
