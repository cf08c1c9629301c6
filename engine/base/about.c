#include "base/about.h"

const char *about_version(void) {
    return VERSION;
}

const char *about_prefix(void) {
    return PREFIX;
}
