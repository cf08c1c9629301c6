// Files: read whole, write beside and rename, so that nobody ever sees half a file.
#ifndef ENGINE_BASE_FILE_H
#define ENGINE_BASE_FILE_H

#include "base/fault.h"
#include "base/text.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

// The bytes with a terminating 0 (malloc; the caller frees), or NULL with a fault.
char *file_read(const char *path, size_t *size, Faults *f);

// Replaces `path` by `data`; on any error the old file stays and no part of the new is left.
// The path "-" writes to stdout.
bool file_write(const char *path, const void *data, size_t size, Faults *f);

// What is there and nearest to the relative `path` in `folder` ("" is the present one), every part
// of it that is missing replaced by the nearest name: "libs/world.lua" may be "lib/world_2026.lua".
// Without `folder`; false when nothing is near.
bool file_nearest(const char *folder, const char *path, Text *out);

bool file_exists(const char *path); // a readable regular file

// A number that is another one once the file was changed, replaced or made readable; 0 when it is
// missing.
uint64_t file_stamp(const char *path);
// What a file was when it was looked for.
typedef struct FileStamp {
    const char *path;
    uint64_t stamp;
} FileStamp;

// Where scripts/lib and assets are: beside the program's own tree, else under PREFIX/share.
// A path in `out` that ends without '/'; kind is "scripts" or "assets".
bool file_home(const char *kind, char *out, size_t size);

#endif
