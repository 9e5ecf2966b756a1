# Sourced by the command-line tests: TAP, a folder of their own, and the program as $auditpress, which is
# AP_PROGRAM if that is set: something that runs it (make valgrind).
set -u
auditpress=${AP_PROGRAM:-$AP_BUILDDIR/auditpress}
work=$(mktemp -d "${TMPDIR:-/tmp}/auditpress-test.XXXXXX")
trap 'chmod -R u+w "$work"; rm -rf "$work"' EXIT
example=$work/111
cp -R "$AP_SRCDIR/examples/111" "$example"
chmod -R u+w "$example"
rm -rf "$example/out"
number=0

# is WHAT EXPECTED ACTUAL: one test.
is() {
  number=$((number + 1))
  if [ "$2" = "$3" ]; then
    echo "ok $number - $1"
  else
    echo "not ok $number - $1"
    printf '# expected: %s\n# but got:  %s\n' "$2" "$3" | sed '2,$s/^\([^#]\)/# \1/'
  fi
}

# run ARGUMENT…: runs the program; sets $status, and leaves its output in $work/stdout and $work/stderr.
run() {
  status=0
  "$auditpress" "$@" >"$work/stdout" 2>"$work/stderr" || status=$?
}

# holds WHAT FILE PATTERN: the file has a line that matches the extended regular expression.
holds() {
  if grep -qE -- "$3" "$2"; then is "$1" yes yes; else is "$1" "$3" "$(cat "$2")"; fi
}

# skip WHY: stands for tests that cannot run here.
skip() {
  number=$((number + 1))
  echo "ok $number # SKIP $1"
}

finish() {
  echo "1..$number"
}
