// The words of a script besides the constructors of the schema: one row for each, from which
// `chokepoint docs`, the reference and the editor file are made. A test compares the rows with
// what a script can really reach.
#ifndef ENGINE_SCRIPT_WORDS_H
#define ENGINE_SCRIPT_WORDS_H

#include <stdbool.h>

typedef enum WordGroup {
    WORDS_MONEY,
    WORDS_TIME,
    WORDS_NUMBERS,
    WORDS_HARDWARE,
    WORDS_PATHS,
    WORDS_DISTRIBUTIONS,
    WORDS_STRUCTURE, // off, rule, data, require
    WORDS_LUA,       // Lua's own, where they differ from Lua's manual
    WORD_GROUPS
} WordGroup;

typedef struct ScriptWord {
    const char *name;
    WordGroup group;
    const char *form; // as it is written: "grow(value, rate)"
    const char
        *takes; // parameters with their types, "value: number; rate: number"; NULL: it is
                // a value; a type T is a number or a path and is given back as such
    const char *gives; // type of what it gives, NULL for nothing
    const char *doc;   // one line
} ScriptWord;

extern const ScriptWord SCRIPT_WORDS[];
extern const int SCRIPT_WORD_COUNT;

// What a rule reaches through its `w`; names without "w.".
extern const ScriptWord RULE_WORDS[];
extern const int RULE_WORD_COUNT;

const ScriptWord *word_find(const char *name); // of SCRIPT_WORDS; NULL

// What people call a constructor or a function besides its name: "ban embargo ..." of control.
const char *word_also(const char *name); // ""
const char *word_meant(const char *by);  // "control" by "embargo"; NULL

const char *word_group_title(WordGroup g); // "Money"

#endif
