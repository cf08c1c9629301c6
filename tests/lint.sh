#!/bin/sh
# `make lint`: what the compiler does not check. Prints each finding, fails when there is one.
cd "$(dirname "$0")/.." || exit 1
findings=$(mktemp)
trap 'rm -f "$findings"' EXIT
found() { echo "$1" | tee -a "$findings"; }

# A folder uses only itself and those before it.
order="base scenario series market script study store chart view verb"
before=" "
for folder in $order; do
    before="$before$folder "
    for use in $(grep -rHoE --include='*.[ch]' '^ *# *include +"[a-z]+/' engine/"$folder" 2>/dev/null | tr -d ' '); do
        file=${use%%:*}
        used=${use##*\"}
        used=${used%/}
        case $before in
        *" $used "*) ;;
        *) found "$file: includes from $used/, which comes after $folder/" ;;
        esac
    done
done
for folder in engine/*/; do
    case " $order " in
    *" $(basename "$folder") "*) ;;
    *) found "$folder: a folder without a place in the order ($order)" ;;
    esac
done

# A library is known to one folder only (GSL to two, Cairo's paint to the window too).
only() {
    headers=$1
    shift
    grep -lE "^ *# *include +<$headers" engine/*.[ch] engine/*/*.[ch] 2>/dev/null | while read -r file; do
        case " $* " in
        *" $(basename "$(dirname "$file")") "*) ;;
        *) found "$file: includes <$headers>, which is known to $* only" ;;
        esac
    done
}
only '(lua|lauxlib|lualib)\.h' script
only 'SDL2?/|^SDL' view
only 'cairo|pango' chart view
only 'gsl/' base study
only 'jansson' store
only 'Random123/' base
only 'sqlite3' store
only '(histedit|editline/readline)\.h' verb

# Nothing else at the top, no file that takes more than an afternoon, nothing left to do.
git ls-files | cut -d/ -f1 | sort -u | while read -r name; do
    case $name in
    engine | scripts | assets | tests | Makefile | README.md | .*) ;;
    *) found "$name: not among engine scripts assets tests Makefile README.md" ;;
    esac
done
git ls-files '*.c' '*.h' '*.lua' '*.sh' Makefile | while read -r file; do
    [ -f "$file" ] || continue
    lines=$(wc -l <"$file")
    [ "$lines" -le 600 ] || [ "$file" != "${file%.d.lua}" ] || found "$file: $lines lines, at most 600"
    grep -nE '(TO[D]O|FIX[M]E)' "$file" | while read -r line; do found "$file:$line"; done
done

clang-format --dry-run -Werror engine/*.c engine/*/*.[ch] tests/*/*.[ch] 2>&1 |
    grep -E 'error:' | cut -d: -f1 | sort -u | while read -r at; do found "$at: not formatted: clang-format -i"; done

cppcheck --quiet --std=c11 --enable=warning,performance,portability --inline-suppr \
    --library=posix --suppress=missingIncludeSystem --suppress=readdirCalled -j2 --template='{file}:{line}: {message} [{id}]' \
    -Iengine -D__x86_64__ -DKERNEL=kernel_v2 -DVERSION='"v"' -DPREFIX='"/"' engine 2>&1 | while read -r line; do found "$line"; done

count=$(wc -l <"$findings")
[ "$count" = 0 ] || { echo "lint: $count findings" && exit 1; }
echo "lint: nothing found"
