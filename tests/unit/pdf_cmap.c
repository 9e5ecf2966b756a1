/* Which codes a ToUnicode CMap knows. */
#include <config.h>

#include "render/pdf/cmap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Lists the codes that `cmap` knows. */
static void
assert_codes(const char *cmap, const char *expected)
{
    guint8 set[AP_CODE_SET] = {0};
    ap_cmap_read(cmap, set);
    g_autoptr(GString) codes = g_string_new(NULL);
    for (guint code = 0; code < 65536; code++)
        if (set[code / 8] & 1 << code % 8)
            g_string_append_printf(codes, "%x ", code);
    assert_string_equal(codes->str, expected);
}

static void
test_sections(void **state)
{
    (void)state;
    assert_codes("2 beginbfchar\n<0001> <4E00>\n<00ff> <D842DFB7>\nendbfchar\n", "1 ff ");
    assert_codes("1 beginbfchar <01> <41> endbfchar 1 beginbfchar <03> <42> endbfchar", "1 3 ");
    assert_codes("2 beginbfrange\n<0010> <0012> <4E00>\n<20> <21> [<41> <42>]\nendbfrange",
                 "10 11 12 20 21 ");
    assert_codes("", "");
}

static void
test_wrong_counts(void **state)
{
    (void)state;
    assert_codes("2 beginbfchar <0001> <4E00> endbfchar", "");
    assert_codes("1 beginbfchar <0001> <4E00> <0002> <4E01> endbfchar", "");
    assert_codes("1 beginbfchar <0001> <4E00> endbfchar 2 beginbfchar <02> <41> endbfchar", "");
    assert_codes("1 beginbfchar <0001> <4E00>", "");
    assert_codes("1 beginbfrange <0001> <0002> endbfrange", "");
    assert_codes("1 beginbfrange <endbfrange", "");
}

static void
assert_text(const char *cmap, guint code, const char *expected)
{
    g_autoptr(GHashTable) texts = ap_cmap_texts(cmap);
    const char *text = g_hash_table_lookup(texts, GUINT_TO_POINTER(code));
    assert_string_equal(text ? text : "none", expected);
}

static void
test_texts(void **state)
{
    (void)state;
    static const char chars[] = "2 beginbfchar\n<0001> <4E00>\n<00ff> <D842 DFB7>\nendbfchar\n";
    assert_text(chars, 1, "一");
    assert_text(chars, 255, "𠮷");
    assert_text(chars, 2, "none");
    static const char ranges[] =
        "2 beginbfrange\n<10> <12> <0041>\n<20> <22> [<0061> <00620063> <0064>]\nendbfrange";
    assert_text(ranges, 0x10, "A");
    assert_text(ranges, 0x12, "C");
    assert_text(ranges, 0x20, "a");
    assert_text(ranges, 0x21, "bc");
    assert_text(ranges, 0x22, "d");
    assert_text("1 beginbfrange <20> <22> [<0061>] endbfrange", 0x22, "");
    assert_text("2 beginbfchar <0001> <4E00> endbfchar", 1, "none");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sections), cmocka_unit_test(test_wrong_counts),
                                       cmocka_unit_test(test_texts)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
