// The one way errors travel outside `script/`: functions return false or NULL and add what they
// found to a list of faults. A run over bad input collects every fault before it stops. Only
// verbs and the window print. A message says what was found, what is expected and the fix.
#ifndef ENGINE_BASE_FAULT_H
#define ENGINE_BASE_FAULT_H

#include <stdbool.h>

typedef enum FaultKind {
    FAULT_INPUT, // a script, a table or an option is wrong: exit 1
    FAULT_LIMIT, // memory, instructions or time used up: exit 3
    FAULT_IO     // a file could not be read or written: exit 1
} FaultKind;

typedef struct Fault {
    FaultKind kind;
    const char *file; // as the user would type it; NULL where there is none
    int line;         // 1-based; 0 where there is none
    const char *text; // without file and line, no newline
} Fault;

typedef struct Faults Faults;

Faults *faults_new(void);
void faults_free(Faults *f);
void faults_clear(Faults *f);

// Copies its texts. An identical fault (file, line, text) is added once.
void fault_add(Faults *f, const char *file, int line, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void fault_add_kind(Faults *f, FaultKind kind, const char *file, int line, const char *format,
                    ...) __attribute__((format(printf, 5, 6)));

// Adds all of `from`, `before` put before each text.
void faults_copy(const Faults *from, const char *before, Faults *to);

int faults_count(const Faults *f);
void faults_sort(Faults *f); // by file, line, then text; call before showing
const Fault *fault_at(const Faults *f, int i);

// "file:line: text" with file and line left out where there are none. The text lives with `f`.
const char *fault_line(Faults *f, int i);
int faults_exit_code(const Faults *f); // 0, 1 or 3, by the worst kind

#endif
