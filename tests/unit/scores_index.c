/* The index from ids to numbers: keys of every length, found by text and by a key made beforehand. */
#include <config.h>

#include "scores/index.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

/* The lengths around which a key is held in itself. */
#define LONGEST 40U
#define SHORT 16U

static ApSlice
slice(const char *text)
{
    return (ApSlice){text, strlen(text)};
}

/* Keys that differ in their last byte alone: LENGTH times x, and 26 letters behind each. */
static char *
make_text(guint number)
{
    guint length = number / 26 % LONGEST;
    g_autofree char *start = g_strnfill(length, 'x');
    return g_strdup_printf("%s%c", start, 'a' + (char)(number % 26));
}

static void
test_lengths(void **state)
{
    g_autoptr(ApIndex) index = ap_index_new();
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(g_free);
    guint value;
    (void)state;
    for (guint i = 0; i < 26 * LONGEST; i++) {
        g_ptr_array_add(texts, make_text(i));
        assert_false(ap_index_find(index, slice(texts->pdata[i]), &value));
        ap_index_add(index, slice(texts->pdata[i]), i);
    }
    for (guint i = 0; i < texts->len; i++) {
        ApSlice text = slice(texts->pdata[i]);
        assert_true(ap_index_find(index, text, &value));
        assert_int_equal(value, i);
        ApIndexKey key;
        assert_int_equal(ap_index_make_key(text, &key), text.length <= SHORT);
        if (text.length > SHORT)
            continue;
        g_autofree char *again = ap_index_key_text(&key);
        assert_string_equal(again, text.text);
        ap_index_fetch(index, &key);
        assert_true(ap_index_find_key(index, &key, &value));
        assert_int_equal(value, i);
    }
}

/* Zeros stand behind the bytes of a short key: they are no part of it. */
static void
test_zeros(void **state)
{
    g_autoptr(ApIndex) index = ap_index_new();
    guint value;
    ApIndexKey key;
    (void)state;
    ap_index_add(index, (ApSlice){"A\0\0", 3}, 3);
    ap_index_add(index, (ApSlice){"A", 1}, 1);
    assert_true(ap_index_find(index, (ApSlice){"A", 1}, &value));
    assert_int_equal(value, 1);
    assert_false(ap_index_find(index, (ApSlice){"A\0", 2}, &value));
    assert_true(ap_index_make_key((ApSlice){"A\0\0", 3}, &key));
    assert_true(ap_index_find_key(index, &key, &value));
    assert_int_equal(value, 3);
    assert_false(ap_index_make_key((ApSlice){"", 0}, &key));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lengths),
        cmocka_unit_test(test_zeros),
    };
    return cmocka_run_group_tests_name("the index", tests, NULL, NULL);
}
