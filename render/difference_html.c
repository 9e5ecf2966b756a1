/* A difference as one HTML page. */
#include <config.h>

#include "render/difference_outline.h"

#include <glib/gi18n.h>
#include <string.h>

static const char style[] =
    "body{font:16px/1.6 \"Noto Sans TC\",\"Noto Sans CJK TC\",sans-serif;max-width:60rem;margin:2rem auto;"
    "padding:0 1rem;color:#222;background:#fff}"
    "h1{font-size:1.5rem}h2{font-size:1.2rem;border-bottom:2px solid #12436d;margin-top:2rem}"
    "h3{font-size:1rem;margin-bottom:.3rem}"
    "table{border-collapse:collapse;width:100%}"
    "th,td{border:1px solid #bbb;padding:.2rem .6rem;text-align:left;vertical-align:top}"
    "td.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}"
    "p{margin:.2rem 0;padding:.1rem .6rem}"
    "p.old{border-left:4px solid #801650;background:#fbf0f5}"
    "p.new{border-left:4px solid #28a197;background:#eef8f7;margin-bottom:.8rem}"
    "mark{background:#ffe08a;color:inherit}del,ins{text-decoration:none}";

static void
append_escaped(GString *page, const char *text, gssize length)
{
    g_autofree char *escaped = g_markup_escape_text(text, length);
    g_string_append(page, escaped);
}

/* ---- Numbers and figures. ---- */

static void
append_number(GString *page, const char *number)
{
    g_string_append(page, "<td class=\"n\">");
    append_escaped(page, number != NULL ? number : "–", -1);
    g_string_append(page, "</td>");
}

/* The rows of a group; its title heads them all. */
static void
append_rows(GString *page, const ApDifferenceGroup *group)
{
    for (guint i = 0; i < group->lines->len; i++) {
        const ApDifferenceLine *line = ap_difference_line(group, i);
        g_string_append(page, "<tr>");
        if (i == 0) {
            g_string_append_printf(page, "<th scope=\"rowgroup\" rowspan=\"%u\">", group->lines->len);
            append_escaped(page, group->title, -1);
            g_string_append(page, "</th>");
        }
        g_string_append(page, "<td>");
        append_escaped(page, line->label, -1);
        g_string_append(page, "</td>");
        if (line->before != NULL || line->after != NULL) {
            append_number(page, line->before);
            append_number(page, line->after);
        }
        g_string_append(page, "</tr>\n");
    }
}

/* ---- Passages. ---- */

/* The bytes that both texts begin with, in whole characters. */
static gsize
common_begin(const char *a, const char *b)
{
    const char *begin = a;
    while (*a != '\0' && g_utf8_get_char(a) == g_utf8_get_char(b)) {
        a = g_utf8_next_char(a);
        b = g_utf8_next_char(b);
    }
    return (gsize)(a - begin);
}

/* The bytes that both end with behind the first `begin`. */
static gsize
common_end(const char *a, const char *b, gsize begin)
{
    const char *a_end = a + strlen(a), *b_end = b + strlen(b), *end = a_end;
    while (a_end > a + begin && b_end > b + begin) {
        const char *former = g_utf8_prev_char(a_end), *present = g_utf8_prev_char(b_end);
        if (g_utf8_get_char(former) != g_utf8_get_char(present))
            break;
        a_end = former;
        b_end = present;
    }
    return (gsize)(end - a_end);
}

/* One of two versions, with what the other does not have marked; `other` may be NULL. */
static void
append_version(GString *page, const char *class, const char *element, const char *text, const char *other)
{
    if (text == NULL)
        return;
    gsize length = strlen(text);
    gsize begin = other != NULL ? common_begin(text, other) : 0;
    gsize end = other != NULL ? common_end(text, other, begin) : length;
    g_string_append_printf(page, "<p class=\"%s\"><%s>", class, element);
    append_escaped(page, text, (gssize)begin);
    if (begin + end < length) {
        g_string_append(page, "<mark>");
        append_escaped(page, text + begin, (gssize)(length - begin - end));
        g_string_append(page, "</mark>");
    }
    append_escaped(page, text + length - end, (gssize)end);
    g_string_append_printf(page, "</%s></p>\n", element);
}

static void
append_passages(GString *page, const ApDifferenceGroup *group)
{
    if (group->title[0] != '\0') {
        g_string_append(page, "<h3>");
        append_escaped(page, group->title, -1);
        g_string_append(page, "</h3>\n");
    }
    for (guint i = 0; i < group->lines->len; i++) {
        const ApDifferenceLine *line = ap_difference_line(group, i);
        append_version(page, "old", "del", line->before, line->after);
        append_version(page, "new", "ins", line->after, line->before);
    }
}

/* ---- The page. ---- */

static void
append_part(GString *page, const ApDifferencePart *part)
{
    g_string_append_printf(page, "<h2>%s (%u)</h2>\n%s", part->title, part->n_lines,
                           part->of_passages ? "" : "<table>\n");
    for (guint g = 0; g < part->groups->len; g++)
        (part->of_passages ? append_passages : append_rows)(page, ap_difference_group(part, g));
    if (!part->of_passages)
        g_string_append(page, "</table>\n");
}

GBytes *
ap_report_difference_html(const ApReportDifference *difference)
{
    g_autoptr(GPtrArray) outline = ap_difference_outline_new(difference);
    g_autofree char *title = g_markup_printf_escaped(_("What changed: %s → %s"), difference->before->path,
                                                     difference->after->path);
    GString *page = g_string_new(NULL);
    g_string_append_printf(page,
                           "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                           "<title>%s</title>\n<style>%s</style>\n</head>\n<body>\n<h1>%s</h1>\n",
                           C_("language of the page", "en"), title, style, title);
    for (guint i = 0; i < outline->len; i++)
        append_part(page, ap_difference_part(outline, i));
    const char *last = outline->len == 0 ? _("Nothing differs.") : ap_difference_remark(difference);
    if (last != NULL)
        g_string_append_printf(page, "<p>%s</p>\n", last);
    g_string_append(page, "</body>\n</html>\n");
    return g_string_free_to_bytes(page);
}
