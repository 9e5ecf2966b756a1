/* East Asian width. */
#include <config.h>

#include "render/columns.h"

guint
ap_columns(const char *text)
{
    guint columns = 0;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (!g_unichar_iszerowidth(c))
            columns += g_unichar_iswide(c) ? 2 : 1;
    }
    return columns;
}
