#include "support/test.h"

#include "base/text.h"

#include <math.h>
#include <string.h>

static void grows(void **state) {
    (void)state;
    Text t = {0};
    assert_string_equal(text_get(&t), "");
    for (int i = 0; i < 500; i++) text_printf(&t, "%d,", i);
    text_add(&t, "end");
    text_addn(&t, "!?", 1);
    assert_int_equal(t.length, strlen(t.data));
    assert_string_equal(t.data + t.length - 8, "499,end!");
    text_done(&t);
    assert_null(t.data);
    text_addn(&t, "", 0);
    assert_string_equal(t.data, "");
    text_done(&t);
}

static void finds_what_was_meant(void **state) {
    (void)state;
    static const char *const FIELDS[] = {"price",  "unit_cost", "flops", "bandwidth",
                                         "memory", "by",        "to",    "per_buyer"};
    enum { N = sizeof FIELDS / sizeof *FIELDS };
    assert_string_equal(text_nearest("prices", FIELDS, N), "price");
    assert_string_equal(text_nearest("UnitCost", FIELDS, N), "unit_cost");
    assert_string_equal(text_nearest("unit-costs", FIELDS, N), "unit_cost");
    assert_string_equal(text_nearest("bandwith", FIELDS, N), "bandwidth");
    assert_string_equal(text_nearest("pirce", FIELDS, N), "price"); // two letters swapped
    assert_string_equal(text_nearest("perbuyer", FIELDS, N), "per_buyer");
    assert_string_equal(text_nearest("memroy", FIELDS, N), "memory");
    assert_null(text_nearest("at", FIELDS, N)); // two letters: only the same word
    assert_null(text_nearest("colour", FIELDS, N));
    assert_null(text_nearest("", FIELDS, N));
    assert_null(text_nearest("price", FIELDS, 0));
}

static void does_not_compare_endless_words(void **state) {
    (void)state;
    char word[300];
    memset(word, 'a', sizeof word - 1);
    word[sizeof word - 1] = 0;
    const char *const candidates[] = {word, "price"};
    assert_null(text_nearest(word, candidates, 2));
    assert_string_equal(text_nearest("price", candidates, 2), "price");
}

static void counts_columns(void **state) {
    (void)state;
    assert_int_equal(text_width(""), 0);
    assert_int_equal(text_width("abc"), 3);
    assert_int_equal(text_width("\u2212\u00a51.2B \u2581\u2588"), 9);
}

static void hashes(void **state) {
    (void)state; // the published values of FNV-1a
    assert_true(text_hash(TEXT_HASH, "", 0) == 0xcbf29ce484222325ULL);
    assert_true(text_hash(TEXT_HASH, "a", 1) == 0xaf63dc4c8601ec8cULL);
    assert_true(text_hash(TEXT_HASH, "foobar", 6) == 0x85944171f73967e8ULL);
    uint64_t parts = text_hash(text_hash(TEXT_HASH, "foo", 3), "bar", 3);
    assert_true(parts == 0x85944171f73967e8ULL);
}

static void assert_short(const char *prefix, double value, const char *expected) {
    char out[32];
    text_short(out, prefix, value);
    assert_string_equal(out, expected);
}

static void numbers_for_people(void **state) {
    (void)state;
    assert_short("", 0, "0");
    assert_short("", -0.0, "0");
    assert_short("", 0.25, "0.25");
    assert_short("", 0.2468, "0.247");
    assert_short("", 1, "1");
    assert_short("", 100, "100");
    assert_short("", 999.4, "999");
    assert_short("", 999.6, "1k");
    assert_short("", 9.996, "10");
    assert_short("", 45200, "45.2k");
    assert_short("", 999499, "999k");
    assert_short("", 999501, "1M");
    assert_short("", 2.85e6, "2.85M");
    assert_short("$", 1.234e9, "$1.23B");
    assert_short("\u00a5", -1.6e11, "\u2212\u00a5160B");
    assert_short("", 1e15, "1e+15");
    assert_short("", 999e12, "999T");
    assert_short("", 0.99996, "1");
    assert_short("", 0.000123, "0.000123");
    assert_short("", NAN, "\u2013");
    assert_short("$", -INFINITY, "\u2212$\u221e");
}

static void assert_utf8(const char *s, size_t size, size_t until) {
    assert_int_equal(text_not_utf8(s, size), until);
}

static void finds_what_is_not_utf8(void **state) {
    (void)state;
    static const char GOOD[] =
        "a\0\xc2\x80\xdf\xbf\xe0\xa0\x80\xed\x9f\xbf\xee\x80\x80\xf0\x90\x80\x80"
        "\xf4\x8f\xbf\xbf";
    assert_utf8(GOOD, sizeof GOOD, sizeof GOOD);
    assert_utf8("", 0, 0);
    assert_utf8("ab\x80", 3, 2);           // a byte of the middle first
    assert_utf8("ab\xc3", 3, 2);           // cut off
    assert_utf8("a\xe5\xad\x41", 4, 1);    // the third byte is none
    assert_utf8("\xc0\x80", 2, 0);         // longer than it need be
    assert_utf8("\xe0\x9f\xbf", 3, 0);     // likewise
    assert_utf8("\xed\xa0\x80", 3, 0);     // half of a pair
    assert_utf8("\xf4\x90\x80\x80", 4, 0); // above U+10FFFF
    assert_utf8("\xff", 1, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(grows),
        cmocka_unit_test(finds_what_was_meant),
        cmocka_unit_test(does_not_compare_endless_words),
        cmocka_unit_test(counts_columns),
        cmocka_unit_test(finds_what_is_not_utf8),
        cmocka_unit_test(hashes),
        cmocka_unit_test(numbers_for_people),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
