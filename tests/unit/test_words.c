#include "support/test.h"

#include "scenario/schema.h"
#include "script/rules.h"
#include "script/sandbox.h"
#include "script/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// The names that a script can reach: its surroundings stand behind a metatable.
static int names_of_a_script(Run *run, char names[256][32]) {
    lua_State *L = run->L;
    int n = 0;
    push_surroundings(L);
    assert_true(lua_getmetatable(L, -1));
    lua_getfield(L, -1, "__index");
    for (lua_pushnil(L); lua_next(L, -2) && n < 256; lua_pop(L, 1))
        snprintf(names[n++], 32, "%s", lua_tostring(L, -2));
    lua_settop(L, 0);
    return n;
}

static void rows_are_what_a_script_reaches(void **state) {
    (void)state;
    char path[] = "/tmp/chokepoint-words-XXXXXX", names[256][32];
    int file = mkstemp(path);
    assert_true(file >= 0);
    close(file);
    Faults *faults = faults_new();
    Files *files = files_new(path, NULL, faults);
    assert_no_faults(faults);
    ScriptLimits limits = {0};
    RunPlan plan = {.mode = RUN_TRACE};
    Run *run = run_new(files, &limits, &plan);
    int n = names_of_a_script(run, names);
    assert_true(n > 30);
    for (int i = 0; i < n; i++)
        if (!kind_find(names[i]) && !word_find(names[i]))
            fail_msg("'%s' can be reached and is in no table", names[i]);
    assert_int_equal(n, SCRIPT_WORD_COUNT + kind_count());
    run_free(run, false);
    files_free(files);
    faults_free(faults);
    unlink(path);
}

static void rows_are_in_groups(void **state) {
    (void)state;
    bool done[WORD_GROUPS] = {false};
    for (int i = 0; i < SCRIPT_WORD_COUNT; i++) {
        const ScriptWord *w = &SCRIPT_WORDS[i];
        assert_ptr_equal(word_find(w->name), w);
        assert_non_null(strstr(w->form, w->name));
        assert_true(*w->doc);
        if (i && w->group != w[-1].group) {
            assert_false(done[w->group]);
            done[w[-1].group] = true;
        }
    }
    assert_null(word_find("nosuch"));
}

static void other_names_lead_to_the_word(void **state) {
    (void)state;
    assert_string_equal(word_meant("embargo"), "control");
    assert_string_equal(word_meant("licence"), "approval");
    assert_string_equal(word_meant("tax"), "export_levy");
    assert_null(word_meant("emb"));
    assert_null(word_meant(""));
    assert_non_null(strstr(word_also("control"), "embargo"));
    assert_string_equal(word_also("nosuch"), "");
    static const char *const CONSTRUCTORS[] = {"chip", "buyer", "lever"};
    for (int i = 0; i < 3; i++)
        assert_true(kind_find(CONSTRUCTORS[i]) && *word_also(CONSTRUCTORS[i]));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_are_what_a_script_reaches),
        cmocka_unit_test(rows_are_in_groups),
        cmocka_unit_test(other_names_lead_to_the_word),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
