#include "support/golden.h"

#include "support/test.h"

#include "base/file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static size_t line_length(const char *s) {
    return strcspn(s, "\n");
}

// The lines where the two part, at most 12 pairs.
static void print_difference(const char *want, const char *got) {
    int shown = 0;
    for (int line = 1; (*want || *got) && shown < 12; line++) {
        size_t w = line_length(want), g = line_length(got);
        if (w != g || memcmp(want, got, w) != 0) {
            print_error("line %d\n  - %.*s\n  + %.*s\n", line, (int)w, want, (int)g, got);
            shown++;
        }
        want += w + (want[w] == '\n');
        got += g + (got[g] == '\n');
    }
}

void golden_check(const char *name, const char *text, const char *file, int line) {
    char path[4096], home[3800];
    const char *update = getenv("UPDATE_GOLDEN");
    Faults *faults = faults_new();
    assert_true(file_home("tests", home, sizeof home));
    snprintf(path, sizeof path, "%s/golden/%s", home, name);
    if (update && *update == '1') {
        bool written = file_write(path, text, strlen(text), faults);
        assert_no_faults(faults);
        faults_free(faults);
        if (!written) _fail(file, line);
        return;
    }
    size_t size;
    char *want = file_read(path, &size, faults);
    assert_no_faults(faults);
    faults_free(faults);
    bool same = want && strcmp(want, text) == 0;
    if (!same) {
        print_error("%s differs (- kept, + now); UPDATE_GOLDEN=1 keeps the new text\n", path);
        print_difference(want ? want : "", text);
    }
    free(want);
    if (!same) _fail(file, line);
}
