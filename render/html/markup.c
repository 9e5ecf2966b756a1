/* Elements, attributes and escaped text. */
#include <config.h>

#include "render/html/markup.h"

#include <stdarg.h>
#include <string.h>

#define REPLACEMENT "\357\277\275" /* U+FFFD */

/* What HTML and XML both take as content: no controls, no noncharacters. */
static gboolean
is_allowed(gunichar c)
{
    if (c == '\t' || c == '\n')
        return TRUE;
    return c >= 0x20 && !(c >= 0x7f && c <= 0x9f) && !(c >= 0xfdd0 && c <= 0xfdef) && (c & 0xfffe) != 0xfffe;
}

/* The reference for a character that markup or its reader would take for something else; NULL if there is no
 * need. A line end is among them, since an attribute would lose it. */
static const char *
reference(gunichar c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    case '\t':
        return "&#9;";
    case '\n':
        return "&#10;";
    default:
        return NULL;
    }
}

void
ap_markup_text(GString *out, const char *text)
{
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        const char *named = reference(c);
        if (!is_allowed(c))
            g_string_append(out, REPLACEMENT);
        else if (named != NULL)
            g_string_append(out, named);
        else
            g_string_append_len(out, p, g_utf8_next_char(p) - p);
    }
}

void
ap_markup_attribute(GString *out, const char *name, const char *value)
{
    g_string_append_printf(out, " %s=\"", name);
    ap_markup_text(out, value);
    g_string_append_c(out, '"');
}

static void
begin_tag(GString *out, const char *name, va_list attributes)
{
    g_string_append_c(out, '<');
    g_string_append(out, name);
    const char *attribute;
    while ((attribute = va_arg(attributes, const char *)) != NULL) {
        const char *value = va_arg(attributes, const char *);
        if (value != NULL)
            ap_markup_attribute(out, attribute, value);
    }
}

void
ap_markup_open(GString *out, const char *name, ...)
{
    va_list attributes;
    va_start(attributes, name);
    begin_tag(out, name, attributes);
    va_end(attributes);
    g_string_append_c(out, '>');
}

void
ap_markup_void(GString *out, const char *name, ...)
{
    va_list attributes;
    va_start(attributes, name);
    begin_tag(out, name, attributes);
    va_end(attributes);
    g_string_append(out, "/>");
}

void
ap_markup_close(GString *out, const char *name)
{
    g_string_append_printf(out, "</%s>", name);
}
