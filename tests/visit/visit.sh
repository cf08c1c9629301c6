#!/bin/sh
# One visit to the window as a person makes it, on a display of its own: `make visit`. Every step is
# checked by something that can be seen from outside: what is on screen, what was written, how the
# program ended. The pictures stay in build/visit to be looked at.
cd "$(dirname "$0")/../.." || exit 1
build=$(pwd)/${BUILD:-build}
app=$build/chokepoint out=$build/visit

missing=
for tool in Xvfb:xvfb xdotool:xdotool pkg-config:pkg-config; do
    command -v "${tool%:*}" >/dev/null || missing="$missing ${tool#*:}"
done
pkg-config --exists x11 2>/dev/null || missing="$missing libx11-dev"
if [ -n "$missing" ]; then
    echo "visit: needs a display to itself; run: apt-get install --no-install-recommends$missing" >&2
    exit 1
fi

rm -rf "$out" && mkdir -p "$out/work" "$out/state" "$out/exports" || exit 1
# shellcheck disable=SC2046
${CC:-cc} -O1 -o "$out/desktop" tests/visit/desktop.c $(pkg-config --cflags --libs x11 cairo) || exit 1

# --- The display -------------------------------------------------------------------------------

server= visit=
leave() {
    [ -z "$visit" ] || kill -9 "$visit" 2>/dev/null
    [ -z "$server" ] || kill "$server" 2>/dev/null
}
trap leave EXIT
trap 'exit 1' INT TERM HUP

mkfifo "$out/number"
Xvfb -displayfd 3 -screen 0 1920x1200x24 -nolisten tcp -noreset 3>"$out/number" >"$out/server.log" 2>&1 &
server=$!
read -r number <"$out/number"
rm "$out/number"
export DISPLAY=":$number" SDL_VIDEODRIVER=x11 XDG_STATE_HOME="$out/state"
unset WAYLAND_DISPLAY GDK_SCALE QT_SCALE_FACTOR

# --- What a step is made of ---------------------------------------------------------------------

steps=0
step() {
    steps=$((steps + 1))
    echo "$1"
}
fail() {
    echo "visit: $1; see $out" >&2
    [ -z "$window" ] || "$out/desktop" picture "$window" "$out/failed.png"
    sed 's/^/stderr: /' "$out/stderr" >&2
    exit 1
}
# Within ten seconds.
until_true() {
    for _ in $(seq 100); do
        eval "$1" && return
        sleep 0.1
    done
    fail "$2"
}
key() { xdotool key --delay 30 "$@"; }
at() { xdotool mousemove --window "$window" "$1" "$2"; }
click() {
    at "$1" "$2"
    xdotool click 1
}
picture() { "$out/desktop" picture "$window" "$out/$1.png" || fail "no picture"; }
# Once nothing moves any more.
snap() {
    picture "$1"
    for _ in $(seq 60); do
        sleep 0.2
        picture next
        cmp -s "$out/next.png" "$out/$1.png" && rm "$out/next.png" && return
        mv "$out/next.png" "$out/$1.png"
    done
    fail "the window does not come to rest: $1"
}
# And no passing message is left.
rest() {
    at 600 60
    sleep 4.3
    snap "$1"
}
same() { cmp -s "$out/$1.png" "$out/$2.png" || fail "$1.png and $2.png should be the same"; }
differ() { cmp -s "$out/$1.png" "$out/$2.png" && fail "$1.png and $2.png should differ"; }
title() { xdotool getwindowname "$window"; }
alive() { kill -0 "$visit" 2>/dev/null || fail "the window is gone"; }
# Milliseconds of processor time of the window and all that it started.
used_ms() {
    for p in $(ps -o pid= -s "$visit"); do cat "/proc/$p/task/"*/schedstat 2>/dev/null; done |
        awk '{ ns += $1 } END { printf "%d", ns / 1e6 }'
}
now_ms() { echo $(($(date +%s%N) / 1000000)); }
# The n-th of the list that $1 opens.
choose() {
    key "$1" Home
    for _ in $(seq 2 "$2"); do key Down; done
    key Return
}
# The n-th; 0 is the baseline.
choose_case() {
    key Escape Tab Return Home
    for _ in $(seq "$1"); do key Down; done
    key Return Escape
}
settings() {
    choose e 5
    sleep 0.3
    "$out/desktop" paste
}
open_window() {
    (cd "$out/work" && exec env --default-signal=INT setsid "$app" view "$@" 2>>"$out/stderr") &
    visit=$!
    window=
    until_true 'window=$(xdotool search --onlyvisible --pid $visit 2>/dev/null | tail -1); [ -n "$window" ]' \
        "no window was opened"
    xdotool windowfocus "$window"
    sleep 0.5
}
# Waits for its end; it must be a clean one, with nothing left running.
gone() {
    asked=$(now_ms)
    wait "$visit"
    code=$?
    echo "    closed in $(($(now_ms) - asked)) ms"
    [ "$code" = 0 ] || fail "exit code $code $1"
    left=$(ps -o pid= -s "$visit")
    [ -z "$left" ] || fail "still running $1: $left"
    visit= window=
}

cp scripts/h200_2026.lua "$out/work/h200.lua"
cp scripts/hindcast_h20.lua "$out/work/second one.lua"

# --- The visit -----------------------------------------------------------------------------------

step "open"
began=$(now_ms)
open_window h200.lua --size 1280x800
echo "    open after $(($(now_ms) - began)) ms"
until_true '[ "$(title)" = "H200 approvals 2026" ]' "the title is not the script's"
grep -q "^recent $out/work/h200.lua$" "$out/state/chokepoint/window" || fail "not among the recent"
rest open

step "idle: no processor time at all"
sleep 2
before=$(used_ms)
sleep 3
after=$(used_ms)
[ $((after - before)) -le 3 ] || fail "idle took $((after - before)) ms in 3 s"

step "drag a slider: the third lever"
at 160 237
xdotool mousedown 1
for x in 166 172 178 184 190; do at $x 237 && sleep 0.05; done
picture dragging
xdotool mouseup 1
rest dragged
differ open dragged
settings >"$out/settings.lua"
levy=$(sed -n 's/^  export_levy = \([0-9.]*\)$/\1/p' "$out/settings.lua")
[ -n "$levy" ] || fail "the settings do not name the levy: $(cat "$out/settings.lua")"

step "export its data: the bytes of a run without a window"
choose e 4
until_true '[ -s "$out/work/h200.csv" ]' "no table was written"
"$app" run "$out/work/h200.lua" --set "export_levy=$levy" --quiet -o "$out/headless.csv" 2>>"$out/stderr"
for f in work/h200 headless; do tr '[:upper:]' '[:lower:]' <"$out/$f.csv" | sort >"$out/$(basename $f).sorted"; done
cmp "$out/h200.sorted" "$out/headless.sorted" || fail "the window ran something else"

step "choose a case"
choose_case 3
rest case
differ dragged case
settings | grep -q '^case "75k cap"' || fail "the case is not chosen"

step "reset: as it was opened"
key r
rest reset
same open reset

step "play, pause, the end"
key space
sleep 1
picture playing
sleep 1.2
picture playing-on
differ playing playing-on
key space
rest paused
sleep 1
snap paused-still
same paused paused-still
key Escape
rest played
same open played

step "draws: 1,000 with their bands, then 10,000 stopped"
choose n 2
rest ensemble
differ open ensemble
choose n 3
sleep 0.4
picture drawing
key n
rest stopped
before=$(used_ms)
sleep 2
[ $(($(used_ms) - before)) -le 3 ] || fail "the draws were not stopped"

step "differences to the baseline, with paired draws"
choose_case 3
choose n 1
rest cap-draws
key d
rest difference
differ cap-draws difference
key d
rest undone
same cap-draws undone

step "pin a run, move on"
key r
sleep 0.5
choose_case 1
sleep 0.3
key p
choose_case 3
rest pinned
settings | grep -q '^case "75k cap"' || fail "the case is not chosen"

step "why a month bound"
click 600 570
rest why
differ pinned why
key Escape Escape End # the click had moved the time, too
rest why-closed
same pinned why-closed

step "dark, light; larger, smaller"
key t
rest dark
differ pinned dark
grep -q '^theme dark$' "$out/state/chokepoint/window" || fail "the theme is not remembered"
key t plus plus
rest larger
differ pinned larger
key 0
rest natural
same pinned natural

step "a folder takes the exports; pictures"
"$out/desktop" drop "$window" "$out/exports" || fail "the folder was not taken"
for i in 1 2 3 4; do choose e $i && sleep 0.7; done
until_true '[ -s "$out/exports/h200.csv" ]' "no exports"
[ "$(head -c 4 "$out/exports/h200.png" | tail -c 3)" = PNG ] || fail "not a PNG"
grep -q '<svg' "$out/exports/h200.svg" && tail -c 10 "$out/exports/h200.svg" | grep -q '</svg>' || fail "not an SVG"
[ "$(head -c 4 "$out/exports/h200.pdf")" = %PDF ] && tail -c 8 "$out/exports/h200.pdf" | grep -q EOF || fail "not a PDF"
head -1 "$out/exports/h200.csv" | grep -q '^scenario,case,' || fail "not a table"

step "an export that cannot be written"
mkdir "$out/gone"
"$out/desktop" drop "$window" "$out/gone" || fail "the folder was not taken"
sleep 0.3
rmdir "$out/gone"
choose e 1
sleep 0.5
picture unwritable
sleep 5 # a long message stays longer
rest after-unwritable
differ unwritable after-unwritable
alive
"$out/desktop" drop "$window" "$out/exports"

step "save a fault: a banner, and the last good run stays"
key r
rest good
cp "$out/work/h200.lua" "$out/good.lua"
echo 'chip "H300" { price = months(3) }' >>"$out/work/h200.lua"
rest fault
differ good fault
rm "$out/exports/h200.csv"
choose e 4
until_true '[ -s "$out/exports/h200.csv" ]' "no export beside a fault"
grep -q H300 "$out/exports/h200.csv" && fail "the fault was run"

step "repair it as editors do: write beside, rename"
cp "$out/good.lua" "$out/work/h200.lua.new"
mv "$out/work/h200.lua.new" "$out/work/h200.lua"
rest repaired
same good repaired

step "a script that loops for ever is stopped"
echo 'while true do end' >>"$out/work/h200.lua"
sleep 0.5
key d
sleep 1
key d
picture looping
alive
cp "$out/good.lua" "$out/work/h200.lua"
rest ended
same good ended

step "the script is gone, and back"
mv "$out/work/h200.lua" "$out/work/away.lua"
sleep 3.5
snap away
differ good away
mv "$out/work/away.lua" "$out/work/h200.lua"
rest back
same good back

step "drop a second script; its lesson"
"$out/desktop" drop "$window" "$out/work/second one.lua" || fail "the script was not taken"
until_true '[ "$(title)" != "H200 approvals 2026" ]' "the second script was not opened"
grep -m1 '^recent' "$out/state/chokepoint/window" | grep -q 'second one.lua$' || fail "not among the recent"
rest second
key l
rest lesson
differ second lesson
key Next
rest lesson-next
differ lesson lesson-next
key a
rest lesson-answer
differ lesson-next lesson-answer
key l

step "back to the first by the list of recent scripts"
choose o 1
until_true '[ "$(title)" = "H200 approvals 2026" ]' "the recent script was not opened"
rest recent

step "another size while it plays and draws"
choose n 3
key space
for size in "1000 700" "1600 1000" "900 560" "1280 800"; do
    # shellcheck disable=SC2086
    xdotool windowsize "$window" $size
    sleep 0.4
    picture "size-${size% *}"
    alive
done
key n Escape
rest sized
grep -q '^width 1280$' "$out/state/chokepoint/window" || fail "the size is not remembered"

step "close it by its frame"
"$out/desktop" close "$window"
gone "after it was closed"

step "twice as large where the display says so"
"$out/desktop" resource "Xft.dpi: 192"
open_window h200.lua --size 900x560
[ "$(xdotool getwindowgeometry "$window" | sed -n 's/.*Geometry: //p')" = 1800x1120 ] || fail "not twice as large"
rest dpi-192

step "a signal while it draws"
for signal in TERM INT HUP; do
    choose n 3
    sleep 0.5
    kill -"$signal" "$visit"
    gone "after SIG$signal"
    [ "$signal" = HUP ] || open_window h200.lua --size 900x560
done

[ -s "$out/stderr" ] && fail "something was written to stderr"
echo "visit: $steps steps, all as they should be; pictures in $out"
