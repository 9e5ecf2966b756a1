/* Fingerprints: those that everybody else computes of the same bytes. */
#include <config.h>

#include "render/digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The examples of FIPS 180-4, and a length that is no multiple of a block. */
static void
test_known(void **state)
{
    (void)state;
    g_autofree char *nothing = ap_digest(NULL, 0), *abc = ap_digest("abc", 3);
    assert_string_equal(nothing, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    assert_string_equal(abc, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    char many[1001];
    memset(many, 'a', sizeof many);
    g_autofree char *own = ap_digest(many, sizeof many);
    g_autofree char *other = g_compute_checksum_for_data(G_CHECKSUM_SHA256, (guchar *)many, sizeof many);
    assert_string_equal(own, other);
}

static void
test_bytes(void **state)
{
    (void)state;
    g_autoptr(GBytes) empty = g_bytes_new(NULL, 0), abc = g_bytes_new_static("abc", 3);
    g_autofree char *nothing = ap_digest_bytes(empty), *something = ap_digest_bytes(abc);
    g_autofree char *expected = ap_digest("abc", 3);
    assert_string_equal(something, expected);
    assert_string_not_equal(nothing, something);
}

/* Bytes may be equal and two; those that are let go by others are not mistaken for later ones. */
static void
test_kept(void **state)
{
    (void)state;
    g_autoptr(ApDigests) digests = ap_digests_new();
    g_autofree char *expected = ap_digest("abc", 3);
    g_autoptr(GBytes) abc = g_bytes_new("abc", 3), again = g_bytes_new("abc", 3);
    const char *first = ap_digests_of(digests, abc);
    assert_string_equal(first, expected);
    assert_ptr_equal(ap_digests_of(digests, abc), first);
    assert_string_equal(ap_digests_of(digests, again), expected);
    for (guint i = 0; i < 100; i++) {
        char text[4];
        (void)g_snprintf(text, sizeof text, "%u", i);
        g_autoptr(GBytes) bytes = g_bytes_new(text, strlen(text));
        g_autofree char *own = ap_digest(text, strlen(text));
        assert_string_equal(ap_digests_of(digests, bytes), own);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_known), cmocka_unit_test(test_bytes),
                                       cmocka_unit_test(test_kept)};
    return cmocka_run_group_tests_name("fingerprints", tests, NULL, NULL);
}
