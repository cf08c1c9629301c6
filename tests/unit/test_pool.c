#include "support/test.h"

#include "base/pool.h"

#include <string.h>

static void gives_pieces_apart(void **state) {
    (void)state;
    enum { N = 3000 };
    static unsigned char *piece[N];
    Pool *p = pool_new();
    for (int i = 0; i < N; i++) { // in all about three megabytes: some beyond the block
        piece[i] = pool_grow(p, NULL, 0, (size_t)i % 2000 + 1);
        assert_int_equal((uintptr_t)piece[i] % 16, 0);
        memset(piece[i], i % 251, (size_t)i % 2000 + 1);
    }
    for (int i = 0; i < N; i++)
        for (int k = 0; k <= i % 2000; k++) assert_int_equal(piece[i][k], i % 251);
    pool_free(p);
}

static void keeps_what_a_piece_holds_as_it_grows_and_shrinks(void **state) {
    (void)state;
    Pool *p = pool_new();
    size_t had = 5;
    char *at = pool_grow(p, NULL, 0, had);
    memcpy(at, "kept", 5);
    const size_t sizes[] = {16, 17, 900, 1024, 1025, 100000, 3000000, 2000, 1000, 5};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        at = pool_grow(p, at, had, sizes[i]);
        had = sizes[i];
        assert_string_equal(at, "kept");
        at[had - 1] = 0;
    }
    pool_give(p, at, had);
    pool_give(p, NULL, 0);
    pool_free(p);
}

static void hands_out_again_what_came_back(void **state) {
    (void)state;
    Pool *p = pool_new();
    void *first = pool_grow(p, NULL, 0, 100), *second = pool_grow(p, NULL, 0, 100);
    pool_give(p, first, 100);
    pool_give(p, second, 100);
    assert_ptr_equal(pool_grow(p, NULL, 0, 97), second); // of the same size, the last first
    assert_ptr_not_equal(pool_grow(p, NULL, 0, 113), first);
    assert_ptr_equal(pool_grow(p, NULL, 0, 112), first);
    pool_free(p);
    pool_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_pieces_apart),
        cmocka_unit_test(keeps_what_a_piece_holds_as_it_grows_and_shrinks),
        cmocka_unit_test(hands_out_again_what_came_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
