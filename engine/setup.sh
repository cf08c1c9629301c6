#!/bin/sh
# Installs the packages that are missing (Debian: one apt-get call) and writes the compiler
# flags they need to the file named by $1. On other systems it names the packages and stops.
set -eu
out=$1
pkgs="lua5.4 gsl sdl2 cairo pangocairo jansson"

debian="pkg-config liblua5.4-dev libgsl-dev libsdl2-dev libcairo2-dev libpango1.0-dev libjansson-dev librandom123-dev libcmocka-dev fonts-inter"

if command -v apt-get >/dev/null 2>&1 && command -v dpkg-query >/dev/null 2>&1; then
    missing=
    for p in $debian; do
        case $(dpkg-query -W -f='${Status}' "$p" 2>/dev/null) in
        *"install ok installed") ;;
        *) missing="$missing $p" ;;
        esac
    done
    if [ -n "$missing" ]; then
        root=
        [ "$(id -u)" = 0 ] || root=sudo
        echo "installing:$missing" >&2
        $root apt-get update -qq >&2
        $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
    fi
fi

# shellcheck disable=SC2086
cflags=$(pkg-config --cflags $pkgs)
# shellcheck disable=SC2086
libs=$(pkg-config --libs $pkgs)
printf 'PKG_CFLAGS := %s\nPKG_LIBS := %s\n' "$cflags" "$libs" >"$out"
