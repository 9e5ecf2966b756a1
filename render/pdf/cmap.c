/* Which codes of a font have a text, and which. */
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

/* Called for each code; `text` begins at the bracket of what it stands for. `offset` is 0, or for a code
 * inside a range how far it is from the first. */
typedef void (*Take)(gpointer into, guint code, guint offset, const char *text);

/* The entries of one section, such as beginbfchar to endbfchar: a code, or the first and the last one, and
 * the text, which for a range may be an array. Returns how many there are. */
static guint
read_section(const char *at, const char *end, gboolean is_range, Take take, gpointer into)
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
            take(into, code, code - first, text);
        at = close + 1;
        n_entries++;
    }
    return n_entries;
}

/* All sections of one kind; FALSE if one announces another number of entries than it has, which makes readers
 * give up the whole CMap. `cmap` ends with a NUL. */
static gboolean
read_sections(const char *cmap, gboolean is_range, Take take, gpointer into)
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
        if (!at || read_section(section, at, is_range, take, into) != n_announced)
            return FALSE;
    }
    return TRUE;
}

static void
take_code(gpointer into, guint code, guint offset, const char *text)
{
    (void)offset;
    (void)text;
    ap_code_set_add(into, code);
}

void
ap_cmap_read(const char *cmap, guint8 set[static AP_CODE_SET])
{
    guint8 read[AP_CODE_SET] = {0};
    if (!read_sections(cmap, FALSE, take_code, read) || !read_sections(cmap, TRUE, take_code, read))
        return;
    for (guint i = 0; i < AP_CODE_SET; i++)
        set[i] |= read[i];
}

/* ---- The texts. ---- */

/* What one code of an entry stands for: the string in brackets, its last unit `offset` further; or of an
 * array the string at `offset`. */
static char *
entry_text(const char *at, guint offset)
{
    if (*at == '[')
        for (; offset > 0 && *at != ']'; offset--) {
            at = strpbrk(at + 1, ">]");
            at += *at == '>';
        }
    at = strpbrk(at, "<]");
    g_autoptr(GArray) units = g_array_new(FALSE, FALSE, sizeof(gunichar2));
    for (guint unit = 0, n_digits = 0; *at && *at != '>' && *at != ']'; at++) {
        int digit = g_ascii_xdigit_value(*at);
        if (digit < 0)
            continue;
        unit = unit << 4 | (guint)digit;
        if (++n_digits % 4 == 0) {
            gunichar2 whole = (gunichar2)unit;
            g_array_append_val(units, whole);
            unit = 0;
        }
    }
    if (units->len == 0)
        return g_strdup("");
    gunichar2 *last = &g_array_index(units, gunichar2, units->len - 1);
    *last = (gunichar2)(*last + offset);
    char *text = g_utf16_to_utf8((const gunichar2 *)(gpointer)units->data, units->len, NULL, NULL, NULL);
    return text ? text : g_strdup("");
}

static void
take_text(gpointer into, guint code, guint offset, const char *text)
{
    g_hash_table_insert(into, GUINT_TO_POINTER(code), entry_text(text, offset));
}

GHashTable *
ap_cmap_texts(const char *cmap)
{
    GHashTable *texts = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    if (!read_sections(cmap, FALSE, take_text, texts) || !read_sections(cmap, TRUE, take_text, texts))
        g_hash_table_remove_all(texts);
    return texts;
}
