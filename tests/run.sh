#!/bin/sh
# Runs test programs, as many at a time as there are processors; prints what failed and, at the
# end, "N passed, N failed" and what was skipped. No display, whatever the caller has.
unset DISPLAY WAYLAND_DISPLAY
export SDL_VIDEODRIVER=dummy
export LSAN_OPTIONS=suppressions=$(pwd)/tests/lsan.supp:print_suppressions=0

# A program that ends without naming a failed test (a crash, a time-out) counts as one.
run_one() {
    timeout 300 "$1" >"$1.log" 2>&1
    status=$?
    passed=$(grep -c '^\[       OK \]' "$1.log")
    skipped=$(awk '/^\[  SKIPPED \] [0-9]+ test\(s\), listed below/ { n += $4 } END { print n + 0 }' "$1.log")
    failed=$(($(grep -c '^\[ RUN      \]' "$1.log") - passed - skipped))
    if [ "$status" != 0 ]; then
        [ "$failed" -gt 0 ] || failed=1
        {
            echo "FAILED $1 (exit status $status)"
            grep -avE '^\[ +(RUN|OK) +\]|^\[=+\]' "$1.log" | tail -40
        } >&2
    fi
    [ "$skipped" = 0 ] || grep -a '^\[  SKIPPED \] [a-z_]*$' "$1.log" | sort -u >&2
    echo "$passed $failed $skipped"
}

if [ "$1" = --one ]; then
    run_one "$2"
    exit
fi
printf '%s\0' "$@" | xargs -0 -n 1 -P "$(nproc 2>/dev/null || echo 1)" sh "$0" --one |
    awk '{ passed += $1; failed += $2; skipped += $3 }
         END { printf "%d passed, %d failed", passed, failed
               if (skipped) printf ", %d skipped", skipped
               print ""
               exit failed > 0 || passed == 0 }'
