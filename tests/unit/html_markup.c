/* Markup: whatever a text holds, an XML reader gets it back; drawings get ids of their own. */
#include <config.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "render/html/markup.h"
#include "render/html/svg.h"

#include <libxml/parser.h>
#include <string.h>

#define REPLACEMENT "\xef\xbf\xbd"

static xmlDoc *
parse(const GString *text)
{
    xmlDoc *doc = xmlReadMemory(text->str, (int)text->len, NULL, "UTF-8", XML_PARSE_NONET);
    assert_non_null(doc);
    return doc;
}

/* `expected` comes back from an attribute and from the content of an element without children. */
static void
assert_read_back(const char *text, const char *expected)
{
    g_autoptr(GString) out = g_string_new(NULL);
    ap_markup_open(out, "p", "title", text, "none", NULL, NULL);
    ap_markup_text(out, text);
    ap_markup_close(out, "p");
    xmlDoc *doc = parse(out);
    xmlNode *root = xmlDocGetRootElement(doc);
    xmlChar *title = xmlGetProp(root, BAD_CAST "title"), *content = xmlNodeGetContent(root);
    assert_string_equal(title, expected);
    assert_string_equal(content, expected);
    assert_int_equal(xmlChildElementCount(root), 0);
    assert_null(root->properties->next);
    xmlFree(title);
    xmlFree(content);
    xmlFreeDoc(doc);
}

static void
texts_come_back(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "",
        "<script>alert(1)</script>",
        "</p><p onclick=\"x\">",
        "\" onmouseover=\"alert(1)",
        "' onfocus='alert(1)",
        "&amp; &lt; &#60; &copy &;",
        "]]> <![CDATA[ <!-- --> <?php ?>",
        "`${x}` {{y}} %s \\",
        "a\tb\nc",
        "𠀋堃 e\xcc\x81 \xe2\x80\xa8 \xc2\xa0",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        assert_read_back(texts[i], texts[i]);
}

static void
what_no_page_may_hold_is_replaced(void **state)
{
    (void)state;
    assert_read_back("a\x01\x1b\r\x7f\xc2\x85z",
                     "a" REPLACEMENT REPLACEMENT REPLACEMENT REPLACEMENT REPLACEMENT "z");
    assert_read_back("a\xff\xef\xbf\xbfz", "a" REPLACEMENT REPLACEMENT "z");
}

static void
the_marks_themselves_are_gone(void **state)
{
    (void)state;
    g_autoptr(GString) out = g_string_new(NULL);
    ap_markup_text(out, "<>&\"'");
    assert_string_equal(out->str, "&lt;&gt;&amp;&quot;&#39;");
}

static void
a_drawing_gets_ids_of_its_own(void **state)
{
    (void)state;
    static const char svg[] =
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">\n"
        "<title>A &lt;b&gt;</title><desc>C</desc>\n<clipPath id=\"clip0\"><path d=\"M 0 0\"/></clipPath>\n"
        "<g clip-path=\"url(#clip0)\" style=\"fill:url(#clip0);\"><use "
        "xlink:href=\"#glyph0-1\"/></g></svg>\n";
    g_autoptr(GBytes) bytes = g_bytes_new_static(svg, strlen(svg));
    g_autoptr(GString) out = g_string_new(NULL);
    assert_true(ap_svg_append(out, bytes, "fig-x.", NULL));
    assert_string_equal(out->str,
                        "<svg aria-labelledby=\"fig-x.title\" aria-describedby=\"fig-x.desc\" "
                        "xmlns=\"http://www.w3.org/2000/svg\"><title id=\"fig-x.title\">A &lt;b&gt;</title>"
                        "<desc id=\"fig-x.desc\">C</desc><clipPath id=\"fig-x.clip0\"><path d=\"M 0 0\"/>"
                        "</clipPath><g clip-path=\"url(#fig-x.clip0)\" style=\"fill:url(#fig-x.clip0);\">"
                        "<use href=\"#fig-x.glyph0-1\"/></g></svg>");
}

static void
a_broken_drawing_is_an_error(void **state)
{
    (void)state;
    g_autoptr(GBytes) bytes = g_bytes_new_static("<svg><g></svg>", 14);
    g_autoptr(GString) out = g_string_new(NULL);
    g_autoptr(GError) error = NULL;
    assert_false(ap_svg_append(out, bytes, "x.", &error));
    assert_non_null(error);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_come_back),
        cmocka_unit_test(what_no_page_may_hold_is_replaced),
        cmocka_unit_test(the_marks_themselves_are_gone),
        cmocka_unit_test(a_drawing_gets_ids_of_its_own),
        cmocka_unit_test(a_broken_drawing_is_an_error),
    };
    int status = cmocka_run_group_tests_name("html: markup", tests, NULL, NULL);
    xmlCleanupParser();
    return status;
}
