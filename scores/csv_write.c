/* Rows of CSV, quoted where they must be. */
#include <config.h>

#include "scores/csv_write.h"

#include <string.h>

static void
append_field(GString *csv, const char *field)
{
    if (strpbrk(field, ",\"\r\n") == NULL) {
        g_string_append(csv, field);
        return;
    }
    g_string_append_c(csv, '"');
    for (const char *at = field; *at != '\0'; at++) {
        if (*at == '"')
            g_string_append_c(csv, '"');
        g_string_append_c(csv, *at);
    }
    g_string_append_c(csv, '"');
}

void
ap_csv_append_row(GString *csv, const char *const *fields, guint n_fields)
{
    for (guint i = 0; i < n_fields; i++) {
        append_field(csv, fields[i]);
        g_string_append_c(csv, i + 1 < n_fields ? ',' : '\n');
    }
}
