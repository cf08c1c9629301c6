// Memory shared by a process and its children.
#include "support/test.h"

#include "base/arena.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static void what_a_child_builds_is_read_here(void **state) {
    (void)state;
    Region *r = region_new((size_t)1 << 30);
    assert_non_null(r);
    char **told = region_take(r, sizeof *told);
    pid_t child = fork();
    if (child == 0) {
        Arena *a = arena_in(r);
        for (int i = 0; i < 1000; i++) arena_alloc(a, 5000);
        *told = arena_printf(a, "%d chips", 42);
        _exit(0);
    }
    int status = 1;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
    assert_string_equal(*told, "42 chips");
    assert_true(region_holds(r, *told));
    assert_false(region_holds(r, &status));
    region_free(r);
}

static void what_is_given_back_is_taken_again(void **state) {
    (void)state;
    Region *r = region_new((size_t)1 << 24);
    char *first = region_take(r, 100), *second = region_take(r, 1000);
    assert_int_equal((uintptr_t)second % 64, 0);
    memset(second, 7, 1000);
    region_give(r, second, 1000);
    char *third = region_take(r, 500), *fourth = region_take(r, 500);
    assert_ptr_equal(third, second);
    assert_ptr_equal(fourth, second + 512); // the rest of the gap
    assert_true(region_take(r, 100) != first);
    for (int i = 0; i < 1000; i++) { // far more than the region holds at once
        Arena *a = arena_in(r);
        memset(arena_alloc(a, 200000), i, 200000);
        arena_free(a);
    }
    region_free(r);
}

static void a_full_region_says_so(void **state) {
    (void)state;
    Region *r = region_new((size_t)1 << 24);
    assert_null(region_take(r, (size_t)1 << 24));
    assert_null(region_take(r, (size_t)1 << 40));
    assert_non_null(region_take(r, (size_t)1 << 23));
    assert_null(region_take(r, (size_t)1 << 23));
    assert_null(region_new(1)); // less than is of any use
    region_free(r);
    region_free(NULL);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_a_child_builds_is_read_here),
        cmocka_unit_test(what_is_given_back_is_taken_again),
        cmocka_unit_test(a_full_region_says_so),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
