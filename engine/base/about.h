// What the build knows about itself.
#ifndef ENGINE_BASE_ABOUT_H
#define ENGINE_BASE_ABOUT_H

const char *about_version(void); // "v1.0", "7829821-dirty", "unknown" outside a clone
const char *about_prefix(void);  // where `make install` puts it by default: "/usr/local"

#endif
