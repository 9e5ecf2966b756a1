/* Elements are told apart by their tags alone. What is inside a unit goes to one text, what is outside to
 * another. */
#include <config.h>

#include "render/markup.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    const char *const *units;
    const GPtrArray *strings; /* NULL unless it is a sheet */
    char gap;
    GPtrArray *passages;
    GString *outside;
    GString *inside;    /* NULL outside of units */
    GString *aside;     /* the values of attributes since the last unit, so that they part no text */
    char *unit;         /* the name of the outermost unit */
    guint depth;        /* elements of that name that are open */
    gboolean is_shared; /* in a cell that holds an index */
} Scan;

/* The entities of XML, and characters by number. An unknown one stays as it is. */
static void
append_unescaped(GString *out, const char *text, gsize length)
{
    static const char *const entities[][2] = {{"&amp;", "&"},   {"&lt;", "<"},   {"&gt;", ">"},
                                              {"&quot;", "\""}, {"&apos;", "'"}, {"&nbsp;", " "}};
    const char *end = text + length;
    while (text < end) {
        guint known = 0;
        while (known < G_N_ELEMENTS(entities) && !g_str_has_prefix(text, entities[known][0]))
            known++;
        if (known < G_N_ELEMENTS(entities)) {
            g_string_append(out, entities[known][1]);
            text += strlen(entities[known][0]);
        } else if (g_str_has_prefix(text, "&#")) {
            gboolean is_hex = text[2] == 'x' || text[2] == 'X';
            char *after;
            gunichar c = (gunichar)strtoul(text + (is_hex ? 3 : 2), &after, is_hex ? 16 : 10);
            g_string_append_unichar(out, g_unichar_validate(c) ? c : 0xfffd);
            text = *after == ';' ? after + 1 : MAX(after, text + 2);
        } else {
            g_string_append_c(out, *text++);
        }
    }
}

static GString *
current(const Scan *scan)
{
    return scan->inside != NULL ? scan->inside : scan->outside;
}

static void
add_text(Scan *scan, const char *text, gsize length)
{
    GString *out = current(scan);
    if (scan->is_shared) {
        gulong index = strtoul(text, NULL, 10);
        if (index < scan->strings->len)
            g_string_append(out, g_ptr_array_index(scan->strings, index));
    } else {
        append_unescaped(out, text, length);
    }
}

/* Appends what was set aside. */
static void
add_aside(Scan *scan)
{
    g_string_append_len(current(scan), scan->aside->str, (gssize)scan->aside->len);
    g_string_truncate(scan->aside, 0);
}

/* Elements whose text stands apart from what is around them; all others are taken to be within a line. */
static gboolean
stands_apart(const char *name)
{
    static const char *const names[] = {"c",          "dd", "desc", "div",   "dt",         "f",
                                        "figcaption", "li", "p",    "pt",    "table-cell", "td",
                                        "text",       "th", "tr",   "title", "v",          NULL};
    return g_strv_contains(names, name);
}

static void
begin_element(Scan *scan, const char *name)
{
    if (scan->inside != NULL) {
        scan->depth += strcmp(name, scan->unit) == 0;
    } else if (g_strv_contains(scan->units, name)) {
        add_aside(scan);
        scan->inside = g_string_new(NULL);
        scan->unit = g_strdup(name);
        scan->depth = 1;
    }
}

static void
end_element(Scan *scan, const char *name)
{
    scan->is_shared = FALSE;
    if (scan->inside == NULL || strcmp(name, scan->unit) != 0 || --scan->depth > 0)
        return;
    add_aside(scan);
    g_ptr_array_add(scan->passages, g_string_free(g_steal_pointer(&scan->inside), FALSE));
    g_clear_pointer(&scan->unit, g_free);
}

/* The values of the attributes between the name and the end of a tag. */
static void
add_attributes(Scan *scan, const char *at, const char *end)
{
    while (at < end) {
        const char *equals = memchr(at, '=', (gsize)(end - at));
        const char *open = equals != NULL ? equals + 1 + strspn(equals + 1, " \t\r\n") : end;
        if (open >= end || (*open != '"' && *open != '\''))
            return;
        const char *close = memchr(open + 1, *open, (gsize)(end - open - 1));
        if (close == NULL)
            return;
        g_string_append_c(scan->aside, scan->gap);
        append_unescaped(scan->aside, open + 1, (gsize)(close - open - 1));
        at = close + 1;
    }
}

/* The end of the tag that begins at `tag`: a '>' outside of quotes. */
static const char *
find_end(const char *tag)
{
    char quote = '\0';
    for (; *tag != '\0'; tag++)
        if (quote != '\0')
            quote = *tag == quote ? '\0' : quote;
        else if (*tag == '"' || *tag == '\'')
            quote = *tag;
        else if (*tag == '>')
            break;
    return tag;
}

/* The tag between the brackets, which are not in it. */
static void
read_tag(Scan *scan, const char *tag, const char *end)
{
    gboolean closes = *tag == '/', is_empty = end > tag && end[-1] == '/';
    tag += closes;
    gsize length = strcspn(tag, " \t\r\n/>");
    const char *colon = memchr(tag, ':', length);
    const char *local = colon != NULL ? colon + 1 : tag;
    g_autofree char *name = g_strndup(local, (gsize)(tag + length - local));
    if (!closes)
        begin_element(scan, name);
    add_attributes(scan, tag + length, end);
    if (stands_apart(name))
        g_string_append_c(current(scan), scan->gap);
    gboolean is_cell = scan->strings != NULL && strcmp(name, "c") == 0;
    if (closes || is_empty)
        end_element(scan, name);
    else if (is_cell)
        scan->is_shared = g_strstr_len(tag, end - tag, " t=\"s\"") != NULL;
}

static void
scan_markup(Scan *scan, const char *text)
{
    while (*text != '\0') {
        gsize length = strcspn(text, "<");
        add_text(scan, text, length);
        text += length;
        if (*text == '\0')
            break;
        gboolean is_comment = g_str_has_prefix(text, "<!--");
        const char *end = is_comment ? strstr(text, "-->") : find_end(text + 1);
        if (is_comment || text[1] == '!' || text[1] == '?') {
            end = end != NULL ? end + (is_comment ? 2 : 0) : text + strlen(text);
            add_text(scan, text + 1, (gsize)(end - text - 1));
        } else {
            read_tag(scan, text + 1, end);
        }
        text = *end == '\0' ? end : end + 1;
    }
}

void
ap_markup_sheet_passages(const char *text, const char *const *units, const GPtrArray *strings, char gap,
                         GPtrArray *passages)
{
    Scan scan = {.units = units, .strings = strings, .gap = gap, .passages = passages};
    scan.outside = g_string_new(NULL);
    scan.aside = g_string_new(NULL);
    scan_markup(&scan, text);
    add_aside(&scan);
    if (scan.inside != NULL)
        g_ptr_array_add(passages, g_string_free(scan.inside, FALSE));
    g_ptr_array_add(passages, g_string_free(scan.outside, FALSE));
    g_string_free(scan.aside, TRUE);
    g_free(scan.unit);
}

void
ap_markup_passages(const char *text, const char *const *units, char gap, GPtrArray *passages)
{
    ap_markup_sheet_passages(text, units, NULL, gap, passages);
}
