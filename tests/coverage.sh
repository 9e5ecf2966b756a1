#!/bin/sh
# How many lines the tests run, by file and by room: coverage.sh SOURCE. By hand: make coverage. Builds everything anew without optimising,
# runs every test, and prints what gcov counted; the lines that no test ran are in coverage.out/uncovered.
set -eu
source=$1
mkdir -p coverage.out
cd coverage.out
"$source/configure" -q CC=gcc CFLAGS='-O0 -g --coverage'
make -s -j "$(nproc)" all
# A test that runs the program as another user cannot count its lines.
GCOV_ERROR_FILE=/dev/null make -s -j "$(nproc)" check >check.log 2>&1 || { grep -E '^(FAIL|ERROR)' check.log; exit 1; }
find . -name '*.gcda' | xargs gcov -t 2>/dev/null >lines
awk -F: -v root="$source/" '
  $2 + 0 == 0 && $3 == "Source" { file = $4; sub(root, "", file); sub(/^(\.\.\/)+/, "", file); next }
  file !~ /^(scores|document|charts|render|cmd)\// { next }
  { count = $1; gsub(/ /, "", count) }
  count == "-" { next }
  # A file that is built into two programs is counted once, by whichever ran the line.
  { key = file ":" ($2 + 0); seen[key] = file; if (count !~ /^(#####|=====)/) ran[key] = 1 }
  END {
    for (key in seen) {
      file = seen[key]; room = file; sub(/\/[^\/]*$/, "", room)
      all[file]++; all[room]++; done[file] += key in ran; done[room] += key in ran
      if (!(key in ran)) print key >"uncovered"
    }
    for (name in all) printf "%6.2f %% of %5d lines  %s\n", 100 * done[name] / all[name], all[name], name
  }' lines | sort -k6 >summary
sort -t: -k1,1 -k2,2n -o uncovered uncovered
cat summary
