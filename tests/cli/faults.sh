#!/bin/sh
# A sample of `make faults`: builds that fail or are killed at their system calls lose nothing.
. "$AP_SRCDIR/tests/cli/tap.sh"
shim=$AP_BUILDDIR/tests/faults/shim.so
if [ ! -e "$shim" ]; then
  skip 'a sanitizer wants to be loaded first, and so does the shim'
  finish
  exit
fi
status=0
TMPDIR=$work "$AP_SRCDIR/tests/faults/run" "$shim" "$auditpress" "$AP_SRCDIR/tests/golden/folder" 3 >"$work/tried" 2>&1 || status=$?
is 'whatever fails, reports stay whole, and nothing lies about' 0 "$status"
sed 's/^/# /' "$work/tried"
is 'calls of each kind were tried' 4 "$(grep -oE '^(write|stream|read|memory) ' "$work/tried" | sort -u | wc -l)"
holds 'builds were killed' "$work/tried" '^write KILL: .* [1-9][0-9]* killed'
holds 'and some could not be made' "$work/tried" ' [1-9][0-9]* refused'
finish
