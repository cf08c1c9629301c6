#include "support/test.h"
#include "support/script.h"

#include "base/excerpt.h"

#include <stdio.h>
#include <string.h>

static void shows(const char *message, int line, const char *expected) {
    Faults *f = faults_new();
    Arena *arena = arena_new();
    Text out = {0};
    Excerpt e;
    fault_add(f, "e.lua", line, "%s", message);
    bool found = excerpt_find(fault_at(f, 0), arena, &e);
    if (found) excerpt_add(&e, line, &out);
    assert_int_equal(found, expected != NULL);
    if (expected) assert_string_equal(text_get(&out), expected);
    text_done(&out);
    arena_free(arena);
    faults_free(f);
}

static void a_field_of_the_line(void **state) {
    (void)state;
    folder_write("e.lua", "local price = 1 -- price\n"
                          "chip \"price\" { list_price = 1, price = months(3) }\r\n"
                          "\tcap\xc3\xa9 \"\xc3\xa9\xc3\xa9\" units=5\n"
                          "x\x1b[2J == 3");
    shows("chip \"price\": field 'price': is months", 2,
          "     2 | chip \"price\" { list_price = 1, price = months(3) }\n"
          "       |                                ^^^^^\n");
    shows("approval \"\xc3\xa9\xc3\xa9\": field 'units': is 5", 3,
          "     3 | \tcap\xc3\xa9 \"\xc3\xa9\xc3\xa9\" units=5\n"
          "       | \t          ^^^^^\n");
}

static void a_name_or_the_first_word(void **state) {
    (void)state;
    shows("chip \"nobody\": field 'none': no \"list_price\" here", 2,
          "     2 | chip \"price\" { list_price = 1, price = months(3) }\n"
          "       |                ^^^^^^^^^^\n");
    shows("what is this", 1,
          "     1 | local price = 1 -- price\n"
          "       | ^^^^^\n");
    shows("what is this", 4,
          "     4 | x?[2J == 3\n"
          "       | ^\n");
}

static void no_line_no_excerpt(void **state) {
    (void)state;
    shows("the whole", 0, NULL);
    shows("behind the end", 5, NULL);
    Faults *f = faults_new();
    Excerpt e;
    fault_add(f, "none.lua", 1, "gone");
    fault_add(f, NULL, 0, "nowhere");
    assert_false(excerpt_find(fault_at(f, 0), NULL, &e));
    assert_false(excerpt_find(fault_at(f, 1), NULL, &e));
    faults_free(f);
}

static void a_long_line_is_cut(void **state) {
    (void)state;
    char line[400], expected[400];
    memset(line, 'a', 300);
    strcpy(line + 300, " far\n");
    folder_write("e.lua", line);
    snprintf(expected, sizeof expected, "     1 | %.160s...\n", line);
    shows("field 'far': is far", 1, expected);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_field_of_the_line),
        cmocka_unit_test(a_name_or_the_first_word),
        cmocka_unit_test(no_line_no_excerpt),
        cmocka_unit_test(a_long_line_is_cut),
    };
    return cmocka_run_group_tests(tests, folder_setup, folder_teardown);
}
