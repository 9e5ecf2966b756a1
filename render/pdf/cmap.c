/* Which codes of a font have a text. */
#include <config.h>

#include "render/pdf/cmap.h"

#include <stdlib.h>
#include <string.h>

void
ap_code_set_add(guint8 set[static AP_CODE_SET], guint code)
{
    set[code >> 3 & (AP_CODE_SET - 1)] |= (guint8)(1 << (code & 7));
}

/* The next code in angle brackets, if there is one before `end`; `at` moves behind its digits. */
static gboolean
read_code(const char **at, const char *end, guint *code)
{
    const char *open = *at < end ? memchr(*at, '<', (gsize)(end - *at)) : NULL;
    if (!open)
        return FALSE;
    char *after = NULL;
    *code = (guint)strtoul(open + 1, &after, 16) & 0xffff;
    *at = after;
    return after < end;
}

/* The entries of one section, such as beginbfchar to endbfchar: a code, or the first and the last one, and
 * the text, which for a range may be an array. Returns how many there are. */
static guint
read_section(const char *at, const char *end, gboolean is_range, guint8 *known)
{
    guint n_entries = 0, first = 0, last = 0;
    while (read_code(&at, end, &first)) {
        last = first;
        if (is_range && !read_code(&at, end, &last))
            break;
        const char *text = strpbrk(at, "<[");
        const char *close = text ? strchr(text, *text == '[' ? ']' : '>') : NULL;
        if (!close || close >= end)
            break;
        for (guint code = first; code <= last; code++)
            ap_code_set_add(known, code);
        at = close + 1;
        n_entries++;
    }
    return n_entries;
}

/* All sections of one kind; FALSE if one announces another number of entries than it has, which makes readers
 * give up the whole CMap. `cmap` ends with a NUL. */
static gboolean
read_sections(const char *cmap, gboolean is_range, guint8 *known)
{
    const char *begin = is_range ? "beginbfrange" : "beginbfchar";
    const char *end = is_range ? "endbfrange" : "endbfchar";
    const char *at = cmap;
    while ((at = strstr(at, begin))) {
        const char *number = at;
        while (number > cmap && number[-1] == ' ')
            number--;
        while (number > cmap && g_ascii_isdigit(number[-1]))
            number--;
        guint n_announced = (guint)strtoul(number, NULL, 10);
        const char *section = at + strlen(begin);
        at = strstr(section, end);
        if (!at || read_section(section, at, is_range, known) != n_announced)
            return FALSE;
    }
    return TRUE;
}

void
ap_cmap_read(const char *cmap, guint8 set[static AP_CODE_SET])
{
    guint8 read[AP_CODE_SET] = {0};
    if (!read_sections(cmap, FALSE, read) || !read_sections(cmap, TRUE, read))
        return;
    for (guint i = 0; i < AP_CODE_SET; i++)
        set[i] |= read[i];
}
