/* Where a line may end: Unicode's rules as Pango finds them, Chinese ones, and those of numbers and
 * references. */
#include <config.h>

#include "render/pdf/breaks.h"

typedef struct {
    ApText *text;
    const ApPageStyle *style;
    const GArray *no_break; /* guint: bytes of spaces at which no line ends */
    const PangoLogAttr *attributes;
} Finder;

static ApCluster *
at(const ApText *text, guint index)
{
    return &g_array_index(text->clusters, ApCluster, index);
}

static gboolean
is_number_head(const ApPageStyle *style, gunichar c)
{
    for (const gunichar *head = style->number_heads; *head; head++)
        if (*head == c)
            return TRUE;
    return FALSE;
}

/* Also of full width, which stand among the ideographs otherwise. */
static gboolean
is_digit(const ApCluster *cluster)
{
    return cluster->class == AP_CHAR_DIGIT || (cluster->character >= 0xff10 && cluster->character <= 0xff19);
}

/* Whether the rules of Chinese lines, of numbers and of references part these two. */
static gboolean
may_part(const Finder *finder, const ApCluster *before, const ApCluster *after)
{
    if (ap_char_starts_no_line(after->character) || ap_char_ends_no_line(before->character))
        return FALSE;
    if (is_digit(before) && after->class == AP_CHAR_HAN)
        return FALSE;
    if (is_digit(after) && is_number_head(finder->style, before->character))
        return FALSE;
    return TRUE;
}

static gboolean
same_reference(const Finder *finder, const ApCluster *before, const ApCluster *after)
{
    const ApTextPiece *piece = &g_array_index(finder->text->pieces, ApTextPiece, before->stretch_of);
    return before->stretch_of == after->stretch_of && piece->run && piece->run->kind == AP_RUN_REFERENCE;
}

static gboolean
is_no_break(const Finder *finder, const ApCluster *cluster)
{
    for (guint i = 0; i < finder->no_break->len; i++)
        if (g_array_index(finder->no_break, guint, i) == cluster->text_start)
            return TRUE;
    return FALSE;
}

static ApBreak
break_between(const Finder *finder, const ApCluster *before, const ApCluster *space, const ApCluster *after,
              const PangoLogAttr *attribute)
{
    if (!may_part(finder, before, after) || (space && is_no_break(finder, space)))
        return AP_BREAK_NEVER;
    if (same_reference(finder, before, after))
        return AP_BREAK_NEVER;
    gboolean both_wide = ap_class_is_wide(before->class) && ap_class_is_wide(after->class);
    if (attribute->is_line_break || both_wide)
        return AP_BREAK_ALLOWED;
    return attribute->is_char_break ? AP_BREAK_TORN : AP_BREAK_NEVER;
}

/* `offset` counts characters, as Pango's attributes do. */
static void
set_breaks(const Finder *finder)
{
    ApText *text = finder->text;
    guint offset = 0;
    guint last = text->clusters->len; /* the last cluster that is no space */
    for (guint i = 0; i + 1 < text->clusters->len; i++) {
        ApCluster *cluster = at(text, i);
        const ApCluster *next = at(text, i + 1);
        offset +=
            (guint)g_utf8_pointer_to_offset(text->text + cluster->text_start, text->text + next->text_start);
        if (cluster->class != AP_CHAR_SPACE)
            last = i;
        if (cluster->after == AP_BREAK_FORCED)
            continue;
        if (next->class == AP_CHAR_SPACE || last == text->clusters->len)
            cluster->after = AP_BREAK_NEVER; /* a line ends after its spaces, and has something before them */
        else
            cluster->after = break_between(finder, at(text, last), last == i ? NULL : cluster, next,
                                           &finder->attributes[offset]);
    }
}

void
ap_text_set_breaks(ApText *text, const ApPageStyle *style, const GArray *no_break)
{
    int characters = (int)g_utf8_strlen(text->text, -1);
    g_autofree PangoLogAttr *attributes = g_new0(PangoLogAttr, (gsize)characters + 1);
    if (characters > 0)
        pango_get_log_attrs(text->text, -1, 0, pango_language_from_string("zh-tw"), attributes,
                            characters + 1);
    Finder finder = {text, style, no_break, attributes};
    set_breaks(&finder);
}
