#!/bin/sh
# What a reader of the report sees in Chinese lives in templates/ or in the year folder, never in C.
set -u
cd "$AP_SRCDIR" || exit 99
echo 1..1
# Comments may explain a Chinese word, so they are taken out first. 不適用 and what officers write in its place are read
# from score sheets, never printed.
found=$(find cmd scores document charts render -name '*.[ch]' -print | sort | while read -r file; do
  sed -e 's:/\*.*\*/::' -e '/\/\*/,/\*\//d' "$file" | grep -nP '[\x{3400}-\x{9fff}]' | grep -vE '不適用|免評' | sed "s:^:$file\::"
done)
if [ -z "$found" ]; then
  echo "ok 1 - no Chinese in the code"
else
  echo "not ok 1 - no Chinese in the code"
  echo "$found" | sed 's/^/# /'
fi
