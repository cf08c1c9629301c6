#!/bin/sh
# Installs what is missing, with one apt-get install, and writes what the compiler needs.
#   setup.sh build FILE   what building and testing need; their flags go to FILE, for make
#   setup.sh lint         what `make lint` needs
# On a system without apt-get it names the packages and stops, unless all is there already.
set -eu

# Each need: how to see that it is there, and the packages of Debian, Fedora, Arch, Homebrew.
needs_build='
pkg-config   |command -v pkg-config              |pkg-config      |pkgconf-pkg-config|pkgconf  |pkgconf
libc         |header stdio.h                     |libc6-dev       |glibc-devel       |glibc    |-
Lua-5.4      |pkg-config --exists $(lua_module)  |liblua5.4-dev   |lua-devel         |lua      |lua@5.4
GSL          |pkg-config --exists gsl            |libgsl-dev      |gsl-devel         |gsl      |gsl
SDL2         |pkg-config --exists sdl2           |libsdl2-dev     |SDL2-devel        |sdl2     |sdl2
Cairo        |pkg-config --exists cairo          |libcairo2-dev   |cairo-devel       |cairo    |cairo
Pango        |pkg-config --exists pangocairo     |libpango1.0-dev |pango-devel       |pango    |pango
jansson      |pkg-config --exists jansson        |libjansson-dev  |jansson-devel     |jansson  |jansson
libedit      |pkg-config --exists libedit        |libedit-dev     |libedit-devel     |libedit  |libedit
Random123    |header Random123/philox.h          |librandom123-dev|Random123-devel   |random123|random123
cmocka       |pkg-config --exists cmocka         |libcmocka-dev   |libcmocka-devel   |cmocka   |cmocka
Inter        |font Inter                         |fonts-inter     |rsms-inter-fonts  |inter-font|font-inter
'
needs_lint='
clang-format |command -v clang-format            |clang-format    |clang-tools-extra |clang    |clang-format
cppcheck     |command -v cppcheck                |cppcheck        |cppcheck          |cppcheck |cppcheck
'

# Lua 5.4 has another module name on every system.
lua_module() {
    for m in lua5.4 lua-5.4 lua54 lua; do
        if pkg-config --exists "$m >= 5.4" "$m < 5.5" 2>/dev/null; then
            echo "$m"
            return
        fi
    done
    echo lua5.4
}
header() { echo "#include <$1>" | ${CC:-cc} -E - >/dev/null; }
# A font is looked for where its packages put it; another one serves in its place.
font() { fc-list : family | grep -qE "^$1(,| |\$)"; }

# The column $2 of the needs in $1 that are not met, in one line.
missing() {
    echo "$1" | while IFS='|' read -r name check packages; do
        [ -n "$name" ] || continue
        eval "$check" >/dev/null 2>&1 || echo "$name|$check|$packages" | cut -d'|' -f"$2" | tr -d ' '
    done | grep -v '^-$' | tr '\n' ' ' | sed 's, $,,'
}

install_debian() {
    packages=$(missing "$1" 3)
    [ -n "$packages" ] || return 0
    if [ "$(id -u)" = 0 ]; then
        root=
    elif command -v sudo >/dev/null; then
        root=sudo
    else
        stop "as root" "$packages"
    fi
    echo "installing $packages" >&2
    log=$(mktemp)
    # A repository that cannot be reached need not be the one we want: the install decides.
    $root apt-get update -qq >"$log" 2>&1 || true
    # shellcheck disable=SC2086
    if ! $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
        --no-install-recommends -o DPkg::Lock::Timeout=60 $packages >>"$log" 2>&1; then
        cat "$log" >&2
        rm -f "$log"
        stop "when apt-get works" "$packages"
    fi
    rm -f "$log"
}

stop() {
    echo "chokepoint: packages are missing; $1, run" >&2
    echo "    apt-get install --no-install-recommends $2" >&2
    echo "and then make again" >&2
    exit 1
}

name_packages() {
    needed=$(missing "$1" 1)
    needed=${needed%Inter}
    [ -n "$needed" ] || return 0
    echo "chokepoint: missing: $needed" >&2
    echo "This system has no apt-get. Install the packages and then make again:" >&2
    echo "    Fedora    dnf install $(missing "$1" 4)" >&2
    echo "    Arch      pacman -S $(missing "$1" 5)" >&2
    echo "    Homebrew  brew install $(missing "$1" 6)" >&2
    case $needed in
    *Random123*) echo "Random123 is headers only: if no package has it, put its folder among the headers." >&2 ;;
    esac
    exit 1
}

write_flags() {
    modules="$(lua_module) gsl sdl2 cairo pangocairo jansson libedit"
    # System headers, so that our warnings are about our code.
    # shellcheck disable=SC2086
    {
        echo "PKG_CFLAGS := $(pkg-config --cflags $modules | sed 's/-I/-isystem /g')"
        echo "PKG_LIBS := $(pkg-config --libs $modules)"
        echo "TEST_LIBS := $(pkg-config --libs cmocka)"
    } >"$1.part"
    mv "$1.part" "$1"
}

case $1 in
build) needs=$needs_build ;;
lint) needs=$needs_lint ;;
esac
if command -v apt-get >/dev/null; then
    install_debian "$needs"
else
    name_packages "$needs"
fi
if [ "$1" = build ]; then write_flags "$2"; fi
