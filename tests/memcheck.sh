#!/bin/sh
# `make memcheck`: the flagship and the window under valgrind. Prints what it finds, fails when there
# is anything.
cd "$(dirname "$0")/.." || exit 1
build=$(pwd)/${BUILD:-build}
app=$build/chokepoint out=$build/memcheck script=scripts/h200_2026.lua
command -v valgrind >/dev/null || {
    echo "memcheck: run: apt-get install --no-install-recommends valgrind" >&2
    exit 1
}
rm -rf "$out" && mkdir -p "$out" || exit 1
unset DISPLAY WAYLAND_DISPLAY
# Valgrind knows no AVX-512, so that the kernel is not left to choose.
export CHOKEPOINT_ISA=v2 SDL_VIDEODRIVER=dummy XDG_STATE_HOME="$out/state"

found=0
check() {
    name=$1
    shift
    echo "$name"
    valgrind -q --leak-check=full --show-leak-kinds=definite --errors-for-leak-kinds=definite \
        --suppressions=tests/memcheck.supp --log-file="$out/$name.%p.log" "$@" >"$out/$name.out" 2>&1
    cat "$out/$name".*.log
    [ -z "$(cat "$out/$name".*.log)" ] || found=1
}

check run "$app" run $script --quiet -o "$out/a.csv" -o "$out/a.json" -o "$out/a.png" -o "$out/a.svg" -o "$out/a.pdf"
check check "$app" check $script
check explain "$app" explain $script bought ByteDance H200 --at 2026-05
check draws "$app" run $script --draws 100 --quiet
check screenshot "$app" view $script --screenshot "$out/window.png"
for test in view/test_window view/test_script view/test_open; do check "$(basename $test)" "$build/tests/$test"; done

# Open, draw, close: the state is written once the window is open.
rm -rf "$out/state"
check window "$app" view $script --draws 100 &
for _ in $(seq 600); do
    grep -qs '^recent' "$out/state/chokepoint/window" && break
    sleep 0.2
done
sleep 5
kill -TERM "$(ls "$out"/window.*.log | sed 's/.*window\.\([0-9]*\)\.log/\1/' | sort -n | head -1)"
wait
# A shell says here how the program ended, if it was not by itself.
cat "$out"/window.*.log "$out/window.out" | grep . && found=1

[ $found = 0 ] && echo "memcheck: nothing found"
exit $found
