// The worker's side: holds the script and its variants, and answers one question after the other.
// While nothing is asked it tries the script by mixed replay, in a process of its own, so that no
// question waits.
#ifndef ENGINE_VIEW_DESK_H
#define ENGINE_VIEW_DESK_H

#include "view/wire.h"

// Reads the script, says so, and answers until the other end is closed; then ends the process.
_Noreturn void desk_serve(int socket, Region *region, const char *path);

#endif
