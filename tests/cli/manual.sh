#!/bin/sh
# The examples of the manual do what they say, in the order in which they stand.
. "$AP_SRCDIR/tests/cli/tap.sh"
cd "$work" || exit 99
for page in auditpress.1 auditpress-yearfolder.5; do
  sed -n -e '/^\.EX/,/^\.EE/s/^\$ auditpress //p' "$AP_SRCDIR/man/$page" | sed 's/\\-/-/g' >"$work/examples"
  while IFS= read -r example_line; do
    # shellcheck disable=SC2086 -- the words of a command line are meant
    run $example_line </dev/null
    is "$page: auditpress $example_line" 0 "$status"
  done <"$work/examples"
done
"$auditpress" --help | sed -n 's/^  \([a-z]*\)  *.*/\1/p' | while IFS= read -r command; do
  grep -qE "^\.(B|BR|BI) \"?$command\b" "$AP_SRCDIR/man/auditpress.1" || echo "$command"
done >"$work/missing"
is 'every command is in the manual' '' "$(cat "$work/missing")"
finish
