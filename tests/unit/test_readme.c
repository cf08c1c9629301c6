// What the README shows is what the tree holds.
#include "support/test.h"

#include "base/file.h"

#include <stdlib.h>
#include <string.h>

static char *tree_read(const char *relative) {
    char home[512], path[640];
    assert_true(file_home("scripts", home, sizeof home));
    snprintf(path, sizeof path, "%s/../%s", home, relative);
    Faults *f = faults_new();
    char *text = file_read(path, NULL, f);
    assert_no_faults(f);
    faults_free(f);
    return text;
}

static void twelve_lines(void **state) {
    (void)state;
    char *readme = tree_read("README.md"), *script = tree_read("scripts/01_permit.lua");
    char *begin = strstr(readme, "```lua\n");
    assert_non_null(begin);
    begin += strlen("```lua\n");
    char *end = strstr(begin, "```");
    assert_non_null(end);
    *end = 0;
    assert_string_equal(begin, script);
    int lines = 0;
    for (const char *c = script; *c; c++) lines += *c == '\n';
    assert_int_equal(lines, 12);
    free(readme);
    free(script);
}

// Every file that the README links to is there.
static void links(void **state) {
    (void)state;
    char *readme = tree_read("README.md");
    int n = 0;
    for (char *c = readme; (c = strstr(c, "](")); n++) {
        c += 2;
        char *end = strchr(c, ')');
        assert_non_null(end);
        char path[256];
        snprintf(path, sizeof path, "%.*s", (int)(end - c), c);
        free(tree_read(path));
        c = end;
    }
    assert_true(n > 6);
    free(readme);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(twelve_lines),
        cmocka_unit_test(links),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
