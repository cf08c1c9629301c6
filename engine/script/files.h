// Every file of a script, read once: the script, what it requires, the data it reads. All runs
// of the script use these bytes, whatever happens on the disk meanwhile.
#ifndef ENGINE_SCRIPT_FILES_H
#define ENGINE_SCRIPT_FILES_H

#include "base/fault.h"
#include "base/file.h"
#include "base/region.h"
#include "script/lexer.h"
#include "script/table.h"

#include <stddef.h>

typedef struct SourceFile {
    const char *path; // as the user would type it
    const char *name; // as the script asks for it: "lib.world", "chips.csv"
    char *bytes;      // with a terminating 0
    size_t size;
    Tokens tokens; // of a Lua file, once asked for
    bool lexed;
    bool is_data;
    DataTable *table;                // of a data file
    const struct RawEntity *sources; // its rows as sources, once asked for
    char *chunk; // a Lua file as compiled by the first run, kept for the next; malloc
    size_t chunk_size, chunk_capacity;
} SourceFile;

typedef struct Files Files;

// Reads the script; paths and names are kept in the region, NULL: on the heap. NULL with a fault.
Files *files_new(const char *script_path, Region *region, Faults *f);
void files_free(Files *x);

// Every place where a file was looked for, as it was just before it was read.
int files_seen(const Files *x, const FileStamp **out);

int files_count(const Files *x);
const SourceFile *files_at(const Files *x, int i); // 0 is the script
SourceFile *files_edit(Files *x, int i);
const Tokens *files_tokens(Files *x, int i);

// FNV-1a over names and bytes of all files, sorted by name: 16 hex digits.
const char *files_hash(Files *x);
const char *const *files_paths(Files *x);
Arena *files_arena(Files *x); // lives as long as the files

// The module "lib.world": beside the script, then in the scripts of the program. Its number, or
// -1 with what is wrong in `why`.
int files_module(Files *x, const char *name, char *why, size_t size);
// The table "chips.csv": beside the script, then in the data of the program. The number of its
// file, or -1 with `why`; a malformed table gives its own faults in `f` and an empty `why`.
int files_table(Files *x, const char *name, char *why, size_t size, Faults *f);

#endif
