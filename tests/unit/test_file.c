#include "support/test.h"

#include "base/file.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char dir[] = "/tmp/chokepoint-test-XXXXXX";

// A path in the test's own folder; up to four live at a time.
static const char *in_dir(const char *name) {
    static char path[4][256];
    static int i;
    i = (i + 1) % 4;
    snprintf(path[i], sizeof path[i], "%s/%s", dir, name);
    return path[i];
}

static void put(const char *name, const char *text) {
    FILE *f = fopen(in_dir(name), "wb");
    assert_non_null(f);
    fputs(text, f);
    fclose(f);
}

static int files_in_dir(void) {
    int n = 0;
    DIR *d = opendir(dir);
    for (struct dirent *e; (e = readdir(d));) n += e->d_name[0] != '.';
    closedir(d);
    return n;
}

static int make_dir(void **state) {
    *state = NULL;
    strcpy(dir + strlen(dir) - 6, "XXXXXX");
    return mkdtemp(dir) ? 0 : -1;
}

static int remove_dir(void **state) {
    (void)state;
    char command[512];
    snprintf(command, sizeof command, "rm -rf '%s'", dir);
    return system(command);
}

// The one fault is "cannot " and the texts one after another.
static void assert_fault(Faults *f, const char *verb, const char *path, const char *rest,
                         const char *other, const char *end) {
    char want[1024];
    snprintf(want, sizeof want, "cannot %s %s%s%s%s", verb, path, rest, other, end);
    assert_faults(f, want);
    assert_int_equal(fault_at(f, 0)->kind, FAULT_IO);
    faults_clear(f);
}

static void reads_whole_files(void **state) {
    (void)state;
    Faults *f = faults_new();
    enum { SIZE = 100001 };
    char *data = malloc(SIZE), *back;
    size_t size = 0;
    for (int i = 0; i < SIZE; i++) data[i] = (char)(i * 7);
    assert_true(file_write(in_dir("data"), data, SIZE, f));
    back = file_read(in_dir("data"), &size, f);
    assert_no_faults(f);
    assert_int_equal(size, SIZE);
    assert_memory_equal(back, data, SIZE);
    assert_int_equal(back[SIZE], 0);
    free(back);
    put("empty", "");
    back = file_read(in_dir("empty"), &size, f);
    assert_int_equal(size, 0);
    assert_string_equal(back, "");
    free(back);
    free(data);
    faults_free(f);
}

static void names_a_missing_file(void **state) {
    (void)state;
    Faults *f = faults_new();
    put("h200_2026.lua", "x");
    assert_null(file_read(in_dir("h200-2026.lua"), NULL, f));
    assert_fault(f, "read", in_dir("h200-2026.lua"),
                 ": No such file or directory; did you mean ", in_dir("h200_2026.lua"), "?");
    assert_null(file_read(in_dir("other.lua"), NULL, f));
    assert_fault(f, "read", in_dir("other.lua"),
                 ": No such file or directory; check the name and the folder you "
                 "are in",
                 "", "");
    assert_null(file_read(in_dir("sub/other.lua"), NULL, f));
    assert_fault(f, "read", in_dir("sub/other.lua"),
                 ": No such file or directory; there is no folder ", in_dir("sub"), "");
    faults_free(f);
}

static void names_what_cannot_be_read(void **state) {
    (void)state;
    Faults *f = faults_new();
    assert_null(file_read(dir, NULL, f));
    assert_fault(f, "read", dir, ": Is a directory; name a file in it", "", "");
    put("closed", "x");
    chmod(in_dir("closed"), 0);
    bool root = geteuid() == 0; // root may read everything: be somebody else for a moment
    if (root) assert_int_equal(chmod(dir, 0755) + seteuid(65534), 0);
    char *data = file_read(in_dir("closed"), NULL, f);
    if (root) assert_int_equal(seteuid(0), 0);
    assert_null(data);
    assert_fault(f, "read", in_dir("closed"), ": Permission denied; make it readable for you",
                 "", "");
    faults_free(f);
}

static void replaces_a_file_whole(void **state) {
    (void)state;
    Faults *f = faults_new();
    put("out.csv", "old and longer than the new");
    chmod(in_dir("out.csv"), 0640);
    assert_true(file_write(in_dir("out.csv"), "new", 3, f));
    char *back = file_read(in_dir("out.csv"), NULL, f);
    assert_string_equal(back, "new");
    free(back);
    struct stat st;
    assert_int_equal(stat(in_dir("out.csv"), &st), 0);
    assert_int_equal(st.st_mode & 0777, 0640);
    assert_int_equal(files_in_dir(), 1);
    faults_free(f);
}

static void follows_a_link(void **state) {
    (void)state;
    Faults *f = faults_new();
    put("target", "old");
    assert_int_equal(symlink("target", in_dir("link")), 0);
    assert_true(file_write(in_dir("link"), "new", 3, f));
    struct stat st;
    assert_int_equal(lstat(in_dir("link"), &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    char *back = file_read(in_dir("target"), NULL, f);
    assert_string_equal(back, "new");
    free(back);
    faults_free(f);
}

static void leaves_nothing_where_it_cannot_write(void **state) {
    (void)state;
    Faults *f = faults_new();
    assert_false(file_write(in_dir("no/out.csv"), "x", 1, f));
    assert_fault(f, "write", in_dir("no/out.csv"),
                 ": No such file or directory; make the folder ", in_dir("no"), " first");
    assert_false(file_write(dir, "x", 1, f));
    assert_fault(f, "write", dir, ": Is a directory; name a file in it", "", "");
    put("kept", "old");
    chmod(dir, 0555);
    bool root = geteuid() == 0;
    if (root) assert_int_equal(seteuid(65534), 0);
    bool fresh = file_write(in_dir("out.csv"), "x", 1, f);
    if (root) assert_int_equal(seteuid(0), 0);
    chmod(dir, 0755);
    assert_false(fresh);
    assert_fault(f, "write", in_dir("out.csv"),
                 ": Permission denied; choose a folder and a file that you may "
                 "write",
                 "", "");
    assert_int_equal(files_in_dir(), 1);
    faults_free(f);
}

static void a_write_protected_file_stays(void **state) {
    (void)state;
    Faults *f = faults_new();
    put("kept", "old");
    chmod(in_dir("kept"), 0444);
    chmod(dir, 0777);
    bool root = geteuid() == 0;
    if (root) assert_int_equal(seteuid(65534), 0);
    bool written = file_write(in_dir("kept"), "new", 3, f);
    if (root) assert_int_equal(seteuid(0), 0);
    assert_false(written);
    assert_fault(f, "write", in_dir("kept"),
                 ": Permission denied; choose a folder and a file that you may "
                 "write",
                 "", "");
    char *back = file_read(in_dir("kept"), NULL, f);
    assert_string_equal(back, "old");
    free(back);
    faults_free(f);
}

static void a_full_device_is_a_fault(void **state) {
    (void)state;
    if (access("/dev/full", W_OK) != 0) skip();
    Faults *f = faults_new();
    assert_false(file_write("/dev/full", "x", 1, f));
    assert_faults(f,
                  "cannot write /dev/full: No space left on device; make room on the disk or "
                  "choose another one");
    faults_clear(f);
    assert_true(file_write("/dev/null", "x", 1, f));
    assert_no_faults(f);
    faults_free(f);
}

static void dash_is_standard_output(void **state) {
    (void)state;
    Faults *f = faults_new();
    fflush(stdout);
    int saved = dup(1);
    assert_non_null(freopen(in_dir("stdout"), "w", stdout));
    bool fine = file_write("-", "to stdout", 9, f);
    fflush(stdout);
    dup2(saved, 1);
    close(saved);
    assert_true(fine);
    char *back = file_read(in_dir("stdout"), NULL, f);
    assert_string_equal(back, "to stdout");
    free(back);
    faults_free(f);
}

static void knows_files_and_their_change(void **state) {
    (void)state;
    assert_false(file_exists(in_dir("a")));
    assert_true(file_stamp(in_dir("a")) == 0);
    put("a", "x");
    assert_true(file_exists(in_dir("a")));
    assert_false(file_exists(dir));
    uint64_t first = file_stamp(in_dir("a")), second;
    assert_true(first != 0 && file_stamp(in_dir("a")) == first);
    put("a", "xy"); // perhaps within one tick of the clock
    second = file_stamp(in_dir("a"));
    assert_true(second != 0 && second != first);
    put("b", "xy");
    assert_int_equal(rename(in_dir("b"), in_dir("a")), 0);
    assert_true(file_stamp(in_dir("a")) != second);
}

static void finds_home_from_the_build_tree(void **state) {
    (void)state;
    char home[4096];
    assert_true(file_home("tests", home, sizeof home));
    assert_int_equal(home[strlen(home) - 1], '/');
    strcat(home, "unit/test_file.c");
    assert_true(file_exists(home));
    assert_false(file_home("no-such-kind", home, sizeof home));
    assert_false(file_home("tests", home, 5));
}

#define TEST(t) cmocka_unit_test_setup_teardown(t, make_dir, remove_dir)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(reads_whole_files),
        TEST(names_a_missing_file),
        TEST(names_what_cannot_be_read),
        TEST(replaces_a_file_whole),
        TEST(follows_a_link),
        TEST(leaves_nothing_where_it_cannot_write),
        TEST(a_write_protected_file_stays),
        TEST(a_full_device_is_a_fault),
        TEST(dash_is_standard_output),
        TEST(knows_files_and_their_change),
        TEST(finds_home_from_the_build_tree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
