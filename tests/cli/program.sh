#!/bin/sh
# The program as such: help, version, exit statuses, and silence where nothing is wrong.
. "$AP_SRCDIR/tests/cli/tap.sh"

run --version
is '--version succeeds' 0 "$status"
holds '--version names the program' "$work/stdout" '^auditpress [0-9]+\.[0-9]+\.[0-9]+$'

run --help
is '--help succeeds' 0 "$status"
for command in build check stats figure diff verify new; do
  holds "--help lists $command" "$work/stdout" "^  $command "
  run "$command" --help
  is "$command --help succeeds" 0 "$status"
  holds "$command --help shows its usage" "$work/stdout" "auditpress $command"
  run "$command" --no-such-option
  is "$command refuses an unknown option" 2 "$status"
  is "$command says nothing on standard output then" '' "$(cat "$work/stdout")"
  run --help
done

run
is 'no command is wrong usage' 2 "$status"
run print
is 'an unknown command is wrong usage' 2 "$status"
holds 'it is named' "$work/stderr" 'print'
run stats "$example" "$example"
is 'two folders are wrong usage' 2 "$status"
run stats --format xml "$example"
is 'an unknown format is wrong usage' 2 "$status"
run figure no-such-figure "$example"
is 'an unknown figure is wrong usage' 2 "$status"
holds 'the figures that there are are named' "$work/stderr" 'technical-scores'
run build --draft --final "$example"
is 'a draft cannot be final' 2 "$status"

run stats "$work/nowhere"
is 'a folder that is not there is wrong input' 1 "$status"
holds 'and is named with its file' "$work/stderr" "^$work/nowhere.*:1:1: error: "

run check "$example"
is 'the example checks' 0 "$status"
is 'without a word' '' "$(cat "$work/stdout" "$work/stderr")"

if [ -e /dev/full ]; then
  status=0
  "$auditpress" stats "$example" >/dev/full 2>"$work/stderr" || status=$?
  is 'a full standard output is a failure of the system' 3 "$status"
fi
finish
