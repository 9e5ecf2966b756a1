/* The scanner of content streams: marks, strings and names as the rest relies on them. */
#include <config.h>

#include "render/pdf/scan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
on_begin(gpointer data, const ApScanMark *mark)
{
    if (mark->mcid >= 0)
        g_string_append_printf(data, "begin %ld|", mark->mcid);
    if (mark->text)
        g_string_append_printf(data, "text %.*s|", (int)mark->length, (const char *)mark->text);
}

static void
on_end(gpointer data)
{
    g_string_append(data, "end|");
}

static void
on_gap(gpointer data)
{
    g_string_append(data, "gap|");
}

static void
on_show(gpointer data, const char *font, const guint8 *codes, gsize length)
{
    g_string_append_printf(data, "show %s", font ? font : "-");
    for (gsize i = 0; i < length; i++)
        g_string_append_printf(data, " %02x", codes[i]);
    g_string_append(data, "|");
}

static void
on_draw(gpointer data, const char *name)
{
    g_string_append_printf(data, "draw %s|", name);
}

static void
on_fail(gpointer data, const char *what)
{
    g_string_append_printf(data, "fail %s|", what);
}

static void
assert_scan(const char *content, gboolean needs_marks, const char *expected)
{
    static const ApScanEvents events = {on_begin, on_end, on_show, on_gap, on_draw, on_fail};
    g_autoptr(GString) log = g_string_new(NULL);
    ap_content_scan(content, strlen(content), needs_marks, &events, log);
    assert_string_equal(log->str, expected);
}

static void
test_marks(void **state)
{
    (void)state;
    assert_scan("/P <</MCID 7>> BDC 0 0 1 1 re f EMC", TRUE, "begin 7|end|");
    assert_scan("/Span<</ActualText<414243>/MCID 3>>BDC /X Do EMC", TRUE, "begin 3|text ABC|draw X|end|");
    assert_scan("/Artifact BMC 0 0 1 1 re f EMC 0 0 1 1 re f", TRUE,
                "end|fail something is drawn that is neither tagged nor an artifact|");
    assert_scan("/Artifact BMC /Span <</ActualText (a)>> BDC f EMC EMC", TRUE, "text a|end|end|");
    assert_scan("/Span <</ActualText ()>> BDC (a) Tj EMC", FALSE, "text |show - 61|end|");
    assert_scan("/P <</MCID 0>> BDC /Artifact BMC EMC EMC", TRUE,
                "begin 0|fail marked content is nested|end|end|");
    assert_scan("EMC", TRUE, "fail marked content ends without a beginning|");
    assert_scan("/P <</MCID 0>> BDC", TRUE, "begin 0|fail marked content does not end|");
    assert_scan("0 0 1 1 re f W n", FALSE, "");
}

static void
test_strings(void **state)
{
    (void)state;
    assert_scan("/F1 12 Tf [<0001>-20<00 0a0>]TJ", FALSE, "show F1 00 01 00 0a 00|");
    assert_scan("(a\\(b(c)\\051\\n\\\\) Tj", FALSE, "show - 61 28 62 28 63 29 29 0a 5c|");
    assert_scan("% (no) Tj\n(\\1a) Tj", FALSE, "show - 01 61|");
    assert_scan("(open", FALSE, "");
    assert_scan("/Span <</Lang (de) /ActualText (b)>> BDC (c) Tj EMC", FALSE, "text b|show - 63|end|");
}

static void
test_gaps(void **state)
{
    (void)state;
    assert_scan("[-900 (a) -199 (b) 900 (c) -201.5 (d)] TJ", FALSE, "show - 61 62 63|gap|show - 64|");
    assert_scan("BT 1 0 0 1 5 5 Tm (a) Tj ET", FALSE, "gap|gap|show - 61|");
    assert_scan("(a) ' 5 -300 Td", FALSE, "gap|show - 61|gap|");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_marks), cmocka_unit_test(test_strings),
                                       cmocka_unit_test(test_gaps)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
