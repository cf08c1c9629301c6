#!/bin/sh
# Runs test programs one after another, prints what failed and a closing count.
passed=0
failed=0
for t in "$@"; do
    log=$t.log
    if "$t" >"$log" 2>&1; then
        passed=$((passed + $(grep -c '\[       OK \]' "$log")))
    else
        failed=$((failed + 1))
        echo "FAILED $t"
        grep -vE '^\[ +(RUN|OK) +\]' "$log" | tail -40
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
