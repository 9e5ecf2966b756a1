/* Asks iconv which codes have a character, once for each. */
#include <config.h>

#include "document/simplified.h"

struct ApSimplified {
    GIConv big5, mainland; /* (GIConv)-1: the system lacks it */
    GHashTable *answers;   /* gunichar → gboolean */
};

ApSimplified *
ap_simplified_new(void)
{
    ApSimplified *simplified = g_new0(ApSimplified, 1);
    simplified->big5 = g_iconv_open("BIG5", "UTF-8");
    simplified->mainland = g_iconv_open("GB2312", "UTF-8");
    simplified->answers = g_hash_table_new(NULL, NULL);
    return simplified;
}

static void
close_code(GIConv code)
{
    if (code != (GIConv)-1)
        g_iconv_close(code);
}

void
ap_simplified_free(ApSimplified *simplified)
{
    if (simplified == NULL)
        return;
    close_code(simplified->big5);
    close_code(simplified->mainland);
    g_hash_table_unref(simplified->answers);
    g_free(simplified);
}

static gboolean
is_in_code(GIConv code, gunichar character)
{
    char utf8[6], out[8];
    char *from = utf8, *to = out;
    gsize left = (gsize)g_unichar_to_utf8(character, utf8), room = sizeof out;
    return g_iconv(code, &from, &left, &to, &room) != (gsize)-1;
}

gboolean
ap_simplified_has(ApSimplified *simplified, gunichar character)
{
    gpointer key = GUINT_TO_POINTER(character), answer;
    if (simplified->big5 == (GIConv)-1 || simplified->mainland == (GIConv)-1)
        return FALSE;
    if (g_hash_table_lookup_extended(simplified->answers, key, NULL, &answer))
        return GPOINTER_TO_INT(answer);
    gboolean has = !is_in_code(simplified->big5, character) && is_in_code(simplified->mainland, character);
    g_hash_table_insert(simplified->answers, key, GINT_TO_POINTER(has));
    return has;
}
