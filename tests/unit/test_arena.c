#include "support/test.h"

#include "base/arena.h"

#include <string.h>

static void gives_zeroed_aligned_memory(void **state) {
    (void)state;
    Arena *a = arena_new();
    for (size_t size = 0; size < 5000; size += 37) {
        unsigned char *p = arena_alloc(a, size);
        assert_int_equal((uintptr_t)p % (size < 64 ? 16 : 64), 0);
        for (size_t i = 0; i < size; i++) assert_int_equal(p[i], 0);
        memset(p, 0xAB, size);
    }
    arena_free(a);
}

static void keeps_small_memory_while_large_is_taken(void **state) {
    (void)state;
    Arena *a = arena_new();
    char *small = arena_text(a, "kept");
    char *large = arena_alloc(a, 3u << 20);
    memset(large, 1, 3u << 20);
    char *more = arena_text(a, "also kept");
    assert_string_equal(small, "kept");
    assert_string_equal(more, "also kept");
    assert_ptr_equal(more, small + 16); // the block in use stays in use
    arena_free(a);
}

static void grows_an_array(void **state) {
    (void)state;
    Arena *a = arena_new();
    int *items = NULL, n = 0, cap = 0;
    for (int i = 0; i < 1000; i++) ARENA_PUSH(a, items, n, cap, i * i);
    assert_int_equal(n, 1000);
    for (int i = 0; i < n; i++) assert_int_equal(items[i], i * i);
    arena_free(a);
}

static void shrinks_a_copy(void **state) {
    (void)state;
    Arena *a = arena_new();
    char *p = arena_grow(a, "abcdef", 6, 3);
    assert_memory_equal(p, "abc", 3);
    arena_free(a);
}

static void copies_texts(void **state) {
    (void)state;
    Arena *a = arena_new();
    assert_null(arena_text(a, NULL));
    assert_string_equal(arena_textn(a, "ByteDance", 4), "Byte");
    assert_string_equal(arena_printf(a, "%s is %d", "n", 42), "n is 42");
    arena_free(a);
    arena_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_zeroed_aligned_memory),
        cmocka_unit_test(keeps_small_memory_while_large_is_taken),
        cmocka_unit_test(grows_an_array),
        cmocka_unit_test(shrinks_a_copy),
        cmocka_unit_test(copies_texts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
