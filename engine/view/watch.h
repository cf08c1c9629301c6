// The files that a script was read from, and whether they are still what they were then. Their
// folders are watched, so that a file that is written beside and renamed, or vanishes and comes
// back, or appears where one was looked for in vain, is noticed as well.
#ifndef ENGINE_VIEW_WATCH_H
#define ENGINE_VIEW_WATCH_H

#include "base/file.h"

typedef enum FilesAre { FILES_SAME, FILES_CHANGED, FILES_MISSING } FilesAre;

typedef struct Watch Watch;

Watch *watch_new(void);
void watch_free(Watch *w);

// In place of those before; copied.
void watch_files(Watch *w, const FileStamp *files, int n);
FilesAre watch_look(Watch *w); // MISSING: one that was there is not
void watch_accept(Watch *w);   // whatever they are now is no change

// Readable when something happened in the folders; -1: the system does not tell.
int watch_socket(const Watch *w);
// Takes what happened: did it concern one of the files?
bool watch_hear(Watch *w);
// Whether every change is heard. Not so where a folder lies on another machine, or there are too
// many watches: then somebody must look now and then.
bool watch_hears(const Watch *w);

#endif
