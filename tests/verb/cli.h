// Runs the program as a user would: in a folder, with an environment, output and errors caught.
#ifndef TESTS_VERB_CLI_H
#define TESTS_VERB_CLI_H

#include <stdbool.h>
#include <stddef.h>

typedef struct Ran {
    int code;        // exit code; -signal when one ended it
    char *out, *err; // malloc, terminated
    size_t out_size;
} Ran;

// A folder of this test program's own, made at first use; without '/' at the end.
const char *cli_folder(void);
void cli_clean(void); // removes it

// A file in that folder; its full path (static, until the next call).
const char *cli_write(const char *name, const char *text);
bool cli_exists(const char *name);
char *cli_read(const char *name, size_t *size); // malloc; NULL when it is not there
int cli_count(void);                            // files in the folder

// The repository's root, without '/' at the end.
const char *cli_root(void);

// Runs `chokepoint` with a NULL-terminated list of words. `env`: "NAME=value", ..., NULL: set in
// addition; NULL for none. `folder` NULL: the repository's root.
Ran cli_run(const char *folder, const char *const *env, const char *const *words);
// The same with `input` on its standard input.
Ran cli_run_input(const char *const *words, const char *input);
// The same, sent a signal after some milliseconds.
Ran cli_run_signal(const char *const *words, int signal_number, int after_ms);
void ran_done(Ran *r);

#define RUN(...) cli_run(NULL, NULL, (const char *const[]){__VA_ARGS__, NULL})

// Exit code, `out` and `err` exactly; NULL: whatever it is. Frees it.
void cli_check_ran(Ran r, int code, const char *out, const char *err, const char *file,
                   int line);
#define assert_ran(code, out, err, ...)                                                        \
    cli_check_ran(RUN(__VA_ARGS__), (code), (out), (err), __FILE__, __LINE__)

#endif
