#include "support/test.h"

#include "base/file.h"
#include "base/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static char dir[] = "/tmp/chokepoint-setup-XXXXXX";

// What the script may use; everything else is missing on the machine of these tests. The compiler
// may be one that looks for others in PATH, as a compiler cache does.
static const char TOOLS[] = "for t in sh cat cut tr grep sed id mktemp rm mv env; do "
                            "ln -s \"$(command -v $t)\" \"$D/$t\"; done; "
                            "printf '#!/bin/sh\\nPATH=\"%s\" exec cc \"$@\"\\n' \"$PATH\" "
                            ">\"$D/cc\"; chmod +x \"$D/cc\"";

static int shell(const char *command) {
    int status = system(command);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int make_machine(void **state) {
    (void)state;
    strcpy(dir + strlen(dir) - 6, "XXXXXX");
    if (!mkdtemp(dir)) return -1;
    setenv("D", dir, 1);
    return shell(TOOLS);
}

static int remove_machine(void **state) {
    (void)state;
    return shell("rm -rf \"$D\"");
}

// engine/setup.sh with `arguments` on the machine; what it said in `said`.
static int set_up(const char *arguments, Text *said) {
    char home[4096];
    assert_true(file_home("engine", home, sizeof home));
    Text command = {0};
    text_printf(&command, "PATH=\"$D\" sh '%ssetup.sh' %s >\"$D/said\" 2>&1", home, arguments);
    int status = shell(command.data);
    text_done(&command);
    Faults *f = faults_new();
    char path[64];
    snprintf(path, sizeof path, "%s/said", dir);
    char *data = file_read(path, NULL, f);
    assert_no_faults(f);
    text_add(said, data);
    free(data);
    faults_free(f);
    return status;
}

static void names_packages_where_there_is_no_apt_get(void **state) {
    (void)state;
    Text said = {0};
    assert_int_equal(set_up("lint", &said), 1);
    assert_string_equal(
        text_get(&said),
        "chokepoint: missing: clang-format cppcheck\n"
        "This system has no apt-get. Install the packages and then make again:\n"
        "    Fedora    dnf install clang-tools-extra cppcheck\n"
        "    Arch      pacman -S clang cppcheck\n"
        "    Homebrew  brew install clang-format cppcheck\n");
    text_done(&said);
    assert_int_equal(set_up("build \"$D/config.mk\"", &said), 1);
    assert_non_null(
        strstr(text_get(&said), "chokepoint: missing: pkg-config Lua-5.4 GSL SDL2 "));
    assert_int_not_equal(shell("test -e \"$D/config.mk\""), 0);
    text_done(&said);
}

static void goes_on_where_all_is_there(void **state) {
    (void)state;
    assert_int_equal(
        shell("ln -s /bin/true \"$D/cppcheck\"; ln -s /bin/true \"$D/clang-format\""), 0);
    Text said = {0};
    assert_int_equal(set_up("lint", &said), 0);
    assert_string_equal(text_get(&said), "");
    text_done(&said);
}

static void make_apt_get(const char *body) {
    Text command = {0};
    text_printf(&command,
                "printf '#!/bin/sh\\n%s\\n' >\"$D/apt-get\"; chmod +x \"$D/apt-get\"; "
                "printf '#!/bin/sh\\necho 0\\n' >\"$D/root-id\"; chmod +x \"$D/root-id\"; "
                "mv \"$D/root-id\" \"$D/id\"; ln -s /bin/true \"$D/clang-format\"",
                body);
    assert_int_equal(shell(command.data), 0);
    text_done(&command);
}

static void installs_exactly_what_is_missing(void **state) {
    (void)state;
    make_apt_get("echo \"$@\" >>\"$D/calls\"");
    Text said = {0};
    assert_int_equal(set_up("lint", &said), 0);
    assert_string_equal(text_get(&said), "installing cppcheck\n");
    assert_int_equal(shell("grep -qx 'install -y -qq --no-install-recommends -o "
                           "DPkg::Lock::Timeout=60 cppcheck' \"$D/calls\" && "
                           "[ $(grep -c install \"$D/calls\") = 1 ]"),
                     0);
    text_done(&said);
}

static void says_what_to_do_when_apt_get_fails(void **state) {
    (void)state;
    make_apt_get("[ $1 = update ] || { echo E: Unable to locate; exit 100; }");
    Text said = {0};
    assert_int_equal(set_up("lint", &said), 1);
    assert_string_equal(text_get(&said),
                        "installing cppcheck\n"
                        "E: Unable to locate\n"
                        "chokepoint: packages are missing; when apt-get works, run\n"
                        "    apt-get install --no-install-recommends cppcheck\n"
                        "and then make again\n");
    text_done(&said);
}

static void asks_for_root_where_there_is_no_sudo(void **state) {
    (void)state;
    make_apt_get("exit 0");
    assert_int_equal(shell("printf '#!/bin/sh\\necho 1000\\n' >\"$D/id\""), 0);
    Text said = {0};
    assert_int_equal(set_up("lint", &said), 1);
    assert_string_equal(text_get(&said),
                        "chokepoint: packages are missing; as root, run\n"
                        "    apt-get install --no-install-recommends cppcheck\n"
                        "and then make again\n");
    text_done(&said);
    assert_int_equal(shell("printf '#!/bin/sh\\necho sudo >\"$D/root\"\\nexec \"$@\"\\n' "
                           ">\"$D/sudo\"; chmod +x \"$D/sudo\""),
                     0);
    assert_int_equal(set_up("lint", &said), 0);
    assert_int_equal(shell("grep -q sudo \"$D/root\""), 0);
    text_done(&said);
}

#define TEST(t) cmocka_unit_test_setup_teardown(t, make_machine, remove_machine)

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(names_packages_where_there_is_no_apt_get),
        TEST(goes_on_where_all_is_there),
        TEST(installs_exactly_what_is_missing),
        TEST(says_what_to_do_when_apt_get_fails),
        TEST(asks_for_root_where_there_is_no_sudo),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
