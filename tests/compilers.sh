#!/bin/sh
# The same bytes from every compiler and level: builds the program four times, the example with each, and compares. By hand: make compilers.
set -eu
source=$1
first=
for compiler in gcc clang; do
  for level in -O0 -O3; do
    folder=compilers.out/$compiler$level
    mkdir -p "$folder"
    (cd "$folder" && "$source/configure" -q CC="$compiler" CFLAGS="$level" && make -s all) >"$folder.log" 2>&1 ||
      { tail -n 20 "$folder.log"; exit 1; }
    rm -rf "$folder/out"
    "$folder/auditpress" build --html -o "$folder/out" "$source/examples/111"
    [ -n "$first" ] || first=$folder
    diff -r -x changes.md "$first/out" "$folder/out" && echo "$compiler $level: the same as $first"
  done
done
