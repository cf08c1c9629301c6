#include "support/test.h"

#include <string.h>

static void sorts_by_file_line_text(void **state) {
    (void)state;
    Faults *f = faults_new();
    fault_add(f, "b.lua", 2, "second");
    fault_add(f, "a.lua", 10, "line ten");
    fault_add(f, "a.lua", 9, "line nine: %d", 9);
    fault_add(f, NULL, 0, "no file");
    fault_add(f, "b.lua", 2, "first");
    fault_add(f, "c.lua", 0, "no line");
    assert_faults(f, "no file", "a.lua:9: line nine: 9", "a.lua:10: line ten", "b.lua:2: first",
                  "b.lua:2: second", "c.lua: no line");
    faults_free(f);
}

static void adds_the_same_once(void **state) {
    (void)state;
    Faults *f = faults_new();
    char file[] = "a.lua";
    fault_add(f, file, 3, "twice");
    fault_add(f, "a.lua", 3, "twice");
    fault_add(f, "a.lua", 4, "twice");
    file[0] = 'z'; // texts are copied
    assert_faults(f, "a.lua:3: twice", "a.lua:4: twice");
    faults_clear(f);
    assert_int_equal(faults_count(f), 0);
    faults_free(f);
}

static void worst_kind_gives_the_exit_code(void **state) {
    (void)state;
    Faults *f = faults_new();
    assert_int_equal(faults_exit_code(f), 0);
    fault_add_kind(f, FAULT_IO, NULL, 0, "disk");
    assert_int_equal(faults_exit_code(f), 1);
    fault_add_kind(f, FAULT_LIMIT, NULL, 0, "memory");
    fault_add(f, "a.lua", 1, "input");
    assert_int_equal(faults_exit_code(f), 3);
    assert_int_equal(fault_at(f, 1)->kind, FAULT_LIMIT);
    faults_free(f);
}

static void keeps_long_texts_whole(void **state) {
    (void)state;
    Faults *f = faults_new();
    char longer[5000];
    memset(longer, 'x', sizeof longer - 1);
    longer[sizeof longer - 1] = 0;
    fault_add(f, NULL, 0, "%s!", longer);
    assert_int_equal(strlen(fault_at(f, 0)->text), sizeof longer);
    faults_free(f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sorts_by_file_line_text),
        cmocka_unit_test(adds_the_same_once),
        cmocka_unit_test(worst_kind_gives_the_exit_code),
        cmocka_unit_test(keeps_long_texts_whole),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
