/* What is changed in an OpenDocument package's parts, and that the rest stays as it is. */
#include <config.h>

#include "render/xlsx/opendocument_parts.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

static void
assert_text(GString *text, const char *expected)
{
    assert_non_null(text);
    assert_string_equal(text->str, expected);
    assert_int_equal(text->len, strlen(expected));
    g_string_free(text, TRUE);
}

static void
assert_ordered(const char *part, const char *expected)
{
    assert_text(ap_opendocument_order_styles(part, strlen(part)), expected);
}

/* The same styles in the two orders in which LibreOffice may write them. */
static void
page_styles_are_ordered(void **state)
{
    (void)state;
    const char *ordered =
        DECLARATION "<o:styles><o:automatic-styles><s:style s:name=\"A\"/>"
                    "<s:page-layout s:name=\"page001\"><s:header a=\"&lt;\"/>字</s:page-layout>"
                    "<s:page-layout s:name=\"page002\"><s:footer/></s:page-layout></o:automatic-styles>"
                    "<o:master-styles><s:master-page s:name=\"P&amp;1\" s:page-layout-name=\"page001\">x"
                    "</s:master-page><s:master-page s:name=\"P2\" s:page-layout-name=\"page002\">"
                    "</s:master-page><s:master-page s:name=\"P3\" s:page-layout-name=\"page001\">"
                    "</s:master-page></o:master-styles></o:styles>";
    assert_ordered(DECLARATION
                   "<o:styles><o:automatic-styles><s:page-layout s:name=\"Mpm1\"><s:footer/></s:page-layout>"
                   "<s:style s:name=\"A\"/>"
                   "<s:page-layout s:name=\"Mpm2\"><s:header a=\"&lt;\"/>字</s:page-layout>"
                   "</o:automatic-styles>"
                   "<o:master-styles><s:master-page s:name=\"P3\" s:page-layout-name=\"Mpm2\"/>"
                   "<s:master-page s:name=\"P2\" s:page-layout-name=\"Mpm1\"/>"
                   "<s:master-page s:name=\"P&amp;1\" s:page-layout-name=\"Mpm2\">x</s:master-page>"
                   "</o:master-styles></o:styles>",
                   ordered);
    assert_ordered(DECLARATION
                   "<o:styles><o:automatic-styles><s:style s:name=\"A\"/>"
                   "<s:page-layout s:name=\"Mpm1\"><s:header a=\"&lt;\"/>字</s:page-layout>"
                   "<s:page-layout s:name=\"Mpm2\"><s:footer/></s:page-layout></o:automatic-styles>"
                   "<o:master-styles><s:master-page s:name=\"P&#38;1\" s:page-layout-name=\"Mpm1\">x"
                   "</s:master-page><s:master-page s:name=\"P3\" s:page-layout-name=\"Mpm1\"/>"
                   "<s:master-page s:name=\"P2\" s:page-layout-name=\"Mpm2\"/></o:master-styles></o:styles>",
                   ordered);
}

/* Anything else is copied to the byte, in whatever form it is. */
static void
other_styles_stay(void **state)
{
    (void)state;
    const char *part = DECLARATION
        "<!-- a --><o:styles xmlns:o='urn:o'\n><o:styles><s:style  s:name='b'/><s:style "
        "s:name=\"a\"></s:style>"
        "<![CDATA[<x>]]>&#x5B57;&quot;<?p q?></o:styles><o:automatic-styles/><o:master-styles/></o:styles>\n";
    assert_ordered(part, part);
}

static gboolean
is_picture(const char *path)
{
    return g_str_has_prefix(path, "Pictures/");
}

static void
entries_are_left_out(void **state)
{
    (void)state;
    const char *part =
        DECLARATION "<m:manifest>\n <m:file-entry m:full-path=\"/\"/>\n"
                    " <m:file-entry m:full-path=\"Pictures/\"/>\n"
                    " <m:file-entry m:full-path=\"Object 1/\" m:media-type=\"a;b=&quot;c&quot;\"/>\n"
                    " <m:file-entry m:full-path=\"Pictures/a.png\"><m:x>y</m:x></m:file-entry>\n"
                    " <m:file-entry m:full-path=\"content.xml\"></m:file-entry>\n</m:manifest>";
    assert_text(ap_opendocument_trim_manifest(part, strlen(part), is_picture),
                DECLARATION "<m:manifest>\n <m:file-entry m:full-path=\"/\"/>\n"
                            " <m:file-entry m:full-path=\"Object 1/\" m:media-type=\"a;b=&quot;c&quot;\"/>\n"
                            " <m:file-entry m:full-path=\"content.xml\"></m:file-entry>\n</m:manifest>");
}

static void
damage_is_noticed(void **state)
{
    (void)state;
    static const char *const parts[] = {"", "x", "<a>", "<a></b>", "<a>&b;</a>", "<a/><a/>"};
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
        assert_null(ap_opendocument_order_styles(parts[i], strlen(parts[i])));
        assert_null(ap_opendocument_trim_manifest(parts[i], strlen(parts[i]), is_picture));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(page_styles_are_ordered),
        cmocka_unit_test(other_styles_stay),
        cmocka_unit_test(entries_are_left_out),
        cmocka_unit_test(damage_is_noticed),
    };
    return cmocka_run_group_tests_name("render/xlsx/opendocument_parts", tests, NULL, NULL);
}
