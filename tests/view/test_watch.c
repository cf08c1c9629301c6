// The files of a script: what is heard of them, and what they are found to be.
#include "support/test.h"

#include "view/display.h"
#include "view/watch.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct Folder {
    char path[64];
    Watch *watch;
} Folder;

static const char *in(const Folder *f, const char *name) {
    static char out[4][PATH_MAX];
    static int next;
    char *path = out[next++ % 4];
    snprintf(path, PATH_MAX, "%s/%s", f->path, name);
    return path;
}

static void put(const char *path, const char *text) {
    Faults *faults = faults_new();
    assert_true(file_write(path, text, strlen(text), faults));
    faults_free(faults);
}

// As the shell does it: the file stays the same one.
static void overwrite(const char *path, const char *text) {
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static int start(void **state) {
    Folder *f = calloc(1, sizeof *f);
    strcpy(f->path, "/tmp/chokepoint-watch-XXXXXX");
    if (!mkdtemp(f->path)) return 1;
    f->watch = watch_new();
    *state = f;
    return 0;
}

static int stop(void **state) {
    Folder *f = *state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", f->path);
    int failed = system(command);
    watch_free(f->watch);
    free(f);
    return failed;
}

// The script and, perhaps missing, its library.
static void watch_both(Folder *f) {
    const char *script = in(f, "a.lua"), *library = in(f, "lib/b.lua");
    const FileStamp files[] = {{script, file_stamp(script)}, {library, file_stamp(library)}};
    watch_files(f->watch, files, 2);
    if (!watch_hears(f->watch)) skip(); // no inotify here, or /tmp is on another machine
    assert_false(watch_hear(f->watch));
    assert_int_equal(watch_look(f->watch), FILES_SAME);
}

static void heard(Folder *f, FilesAre are) {
    assert_true(watch_hear(f->watch));
    assert_int_equal(watch_look(f->watch), are);
    assert_false(watch_hear(f->watch));
}

static void written_in_every_way(void **state) {
    Folder *f = *state;
    put(in(f, "a.lua"), "1");
    watch_both(f);
    overwrite(in(f, "a.lua"), "12");
    heard(f, FILES_CHANGED);
    watch_accept(f->watch);
    assert_int_equal(watch_look(f->watch), FILES_SAME);
    put(in(f, "a.lua"), "13"); // beside it, and renamed
    heard(f, FILES_CHANGED);
    watch_accept(f->watch);
    overwrite(in(f, "a.lua"), "14"); // the new one is watched, too
    heard(f, FILES_CHANGED);
    watch_accept(f->watch);
    assert_int_equal(rename(in(f, "a.lua"), in(f, "a.lua~")), 0); // as some editors begin
    heard(f, FILES_MISSING);
    put(in(f, "a.lua"), "15");
    heard(f, FILES_CHANGED);
    put(in(f, "other.lua"), "16");
    put(in(f, "a.csv"), "17");
    assert_false(watch_hear(f->watch));
}

static void gone_and_back(void **state) {
    Folder *f = *state;
    put(in(f, "a.lua"), "1");
    watch_both(f);
    assert_int_equal(rename(in(f, "a.lua"), in(f, "kept")), 0);
    heard(f, FILES_MISSING);
    assert_int_equal(rename(in(f, "kept"), in(f, "a.lua")), 0);
    heard(f, FILES_SAME);
}

static void a_library_that_was_missing(void **state) {
    Folder *f = *state;
    put(in(f, "a.lua"), "1");
    watch_both(f);
    assert_int_equal(mkdir(in(f, "lib"), 0700), 0);
    heard(f, FILES_SAME); // and from now on the folder is watched
    put(in(f, "lib/b.lua"), "2");
    heard(f, FILES_CHANGED);
    watch_accept(f->watch);
    assert_int_equal(rename(in(f, "lib"), in(f, "old")), 0);
    heard(f, FILES_MISSING);
    assert_int_equal(mkdir(in(f, "lib"), 0700), 0);
    heard(f, FILES_MISSING);
    put(in(f, "lib/b.lua"), "23");
    heard(f, FILES_CHANGED);
    put(in(f, "old/b.lua"), "3"); // nobody is interested in that any more
    assert_false(watch_hear(f->watch));
}

static void what_a_link_leads_to(void **state) {
    Folder *f = *state;
    put(in(f, "real.lua"), "1");
    assert_int_equal(mkdir(in(f, "lib"), 0700), 0);
    assert_int_equal(symlink("../real.lua", in(f, "lib/b.lua")), 0);
    put(in(f, "a.lua"), "1");
    watch_both(f);
    overwrite(in(f, "real.lua"), "12");
    heard(f, FILES_CHANGED);
}

// Others take the place of those before; their folders are left alone.
static void other_files(void **state) {
    Folder *f = *state;
    assert_int_equal(mkdir(in(f, "lib"), 0700), 0);
    put(in(f, "a.lua"), "1");
    put(in(f, "lib/b.lua"), "1");
    watch_both(f);
    const char *path = in(f, "lib/b.lua");
    watch_files(f->watch, &(FileStamp){path, file_stamp(path)}, 1);
    put(in(f, "a.lua"), "12");
    assert_false(watch_hear(f->watch));
    put(in(f, "lib/b.lua"), "12");
    heard(f, FILES_CHANGED);
    watch_files(f->watch, NULL, 0);
    put(in(f, "lib/b.lua"), "123");
    assert_false(watch_hear(f->watch));
    assert_int_equal(watch_look(f->watch), FILES_SAME);
}

static void in_the_present_folder(void **state) {
    Folder *f = *state;
    char was[PATH_MAX];
    assert_non_null(getcwd(was, sizeof was));
    assert_int_equal(chdir(f->path), 0);
    put("a.lua", "1");
    const FileStamp files[] = {{"a.lua", file_stamp("a.lua")}, {"lib/b.lua", 0}};
    watch_files(f->watch, files, 2);
    put("a.lua", "12");
    heard(f, FILES_CHANGED);
    assert_int_equal(mkdir("lib", 0700), 0);
    heard(f, FILES_CHANGED);
    put("lib/b.lua", "1");
    assert_true(watch_hear(f->watch));
    assert_int_equal(chdir(was), 0);
}

static void scale_of_a_display(void **state) {
    (void)state;
    assert_true(display_scale_of("96") == 1);
    assert_true(display_scale_of("192") == 2);
    assert_true(display_scale_of("110") == 1.125); // hairlines stay on whole pixels of 8
    assert_true(display_scale_of("120.0") == 1.25);
    assert_true(display_scale_of("384") == 4);
    assert_true(display_scale_of("48") == 0.5);
    static const char *const wrong[] = {"", "large", "96dpi", "0", "-96", "24", "480", "nan"};
    for (int i = 0; i < 8; i++) assert_true(display_scale_of(wrong[i]) == 0);
}

#define IN_FOLDER(test) cmocka_unit_test_setup_teardown(test, start, stop)

int main(void) {
    const struct CMUnitTest tests[] = {
        IN_FOLDER(written_in_every_way),
        IN_FOLDER(gone_and_back),
        IN_FOLDER(a_library_that_was_missing),
        IN_FOLDER(what_a_link_leads_to),
        IN_FOLDER(other_files),
        IN_FOLDER(in_the_present_folder),
        cmocka_unit_test(scale_of_a_display),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
