// The commands. One table (verbs.c) names every verb, what it takes and its options: the command
// line is read by it and --help is written from it. A verb is one file with one function that
// reads its command line with args_open, does its work and returns an exit code.
#ifndef ENGINE_VERB_VERB_H
#define ENGINE_VERB_VERB_H

#include "base/fault.h"
#include "base/text.h"

#include <stdbool.h>

enum { // exit codes
    EXIT_FINE = 0,
    EXIT_FAULT = 1,   // a fault in the input
    EXIT_USAGE = 2,   // a wrong command line
    EXIT_LIMIT = 3,   // memory, instructions or time used up
    EXIT_BROKEN = 130 // interrupted
};

typedef struct Option {
    const char *name;  // "output" for --output
    char letter;       // 'o' for -o; 0 for none
    const char *value; // what it takes, as the help shows it ("FILE"); NULL for a flag
    bool many;         // may be given more than once
    const char *doc;
} Option;

typedef struct Verb {
    const char *name;
    const char *takes;                  // "SCRIPT...", for the first line of its help
    int min, max;                       // how many of those; max -1: any number
    const char *doc;                    // one line
    const char *more;                   // lines under the options: examples; NULL for none
    int (*main)(int argc, char **argv); // argv[0] is the verb's name
    const Option *options;
    int n_options;
} Verb;

extern const Verb VERBS[];
extern const int VERB_COUNT;

const Verb *verb_find(const char *name); // NULL

// Reads argv[0..argc) as `chokepoint VERB ...` and runs it. Returns the exit code.
int verb_main(int argc, char **argv);

typedef struct Given {
    const Option *option;
    const char *value; // NULL for a flag
} Given;

// A command line read by a verb's table.
typedef struct Args {
    const Verb *verb;
    int n; // what is no option, in order
    const char **at;
    bool help; // -h or --help was there
    int n_given;
    Given *given; // in order
} Args;

// Reads a command line: --name value, --name=value, -o value, -ovalue, `--` ends the options, a
// lone "-" is no option. False with what is wrong in `why`. Free with args_done either way.
bool args_read(Args *a, const Verb *verb, int argc, char **argv, Text *why);
void args_done(Args *a);

// args_read for a verb: prints its help when asked for, and what is wrong when something is.
// False when the verb should return `*exit_code` at once (nothing to free then).
bool args_open(Args *a, int argc, char **argv, int *exit_code);

bool args_has(const Args *a, const char *option);
const char *args_value(const Args *a, const char *option); // the last one given; NULL
int args_count(const Args *a, const char *option);
const char *args_nth(const Args *a, const char *option, int i);

// Prints "chokepoint run: ..." and where its help is; returns EXIT_USAGE.
int verb_usage(const char *verb, const char *format, ...) __attribute__((format(printf, 2, 3)));

// Prints every fault, sorted, one per line, to stderr; returns the exit code of the worst. On a
// terminal the source line follows with a caret below the place, but not quietly.
int verb_faults(Faults *f);
int verb_faults_quietly(Faults *f);
void faults_text(Faults *f, bool excerpts, Text *out); // what they print

const char *help_about(void);             // what the program does, in two sentences
void help_program(Text *out);             // `chokepoint --help`
void help_verb(const Verb *v, Text *out); // `chokepoint VERB --help`

// Until the program ends, an interrupt (Ctrl-C, TERM) ends it with 130 (143), but never while
// files are being written between hold and release.
void interrupt_watch(void);
void interrupt_hold(bool hold);

int verb_run(int argc, char **argv);
int verb_view(int argc, char **argv);
int verb_check(int argc, char **argv);
int verb_docs(int argc, char **argv);
int verb_explain(int argc, char **argv);
int verb_ledger(int argc, char **argv);
int verb_sources(int argc, char **argv);
int verb_new(int argc, char **argv);
int verb_repl(int argc, char **argv);
int verb_diff(int argc, char **argv);
int verb_completion(int argc, char **argv);

#endif
