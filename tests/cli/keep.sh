#!/bin/sh
# Earlier builds that stay beside the present one, and two builds at the same time.
. "$AP_SRCDIR/tests/cli/tap.sh"
out=$example/out
rm "$example/published.csv"

# next N: build number N, which says so.
next() {
  sed -i "s/^  title: .*/  title: 報告 $1/" "$example/report.yaml"
  shift
  run build "$@" "$example"
}
# titles: which build is in each folder, from the last.
titles() {
  for folder in "$out" "$out".*; do
    [ -d "$folder" ] && printf '%s=%s ' "${folder##*/}" "$(pdfinfo "$folder/report.pdf" 2>/dev/null | sed -n 's/^Title: *報告 //p')"
  done
}

next 1 --keep 2
is 'a first build keeps none' '0 out=1 ' "$status $(titles)"
cp -R "$out" "$work/first"
next 2 --keep 2
is 'the second keeps the first' 'out=2 out.1=1 ' "$(titles)"
is 'as it was' '' "$(diff -r "$work/first" "$out.1" 2>&1)"
is 'each file for itself' 1 "$(find "$out.1" -type f -printf '%n\n' | sort -u)"
echo mine >"$out.1/figures/mine.txt"
next 2 --keep 2
is 'a build of the same keeps nothing' 'out=2 out.1=1 ' "$(titles)"
next 3 --keep 2
next 4 --keep 2
is 'so many stay' 'out=4 out.1=3 out.2=2 ' "$(titles)"
next 5
is 'a build that is not asked leaves them alone' 'out=5 out.1=3 out.2=2 ' "$(titles)"
rm -rf "$out.1"
next 6 --keep 3
is 'a number that is free is taken' 'out=6 out.1=5 out.2=2 ' "$(titles)"
next 7 --keep 1
is 'fewer stay if fewer are asked for' 'out=7 out.1=6 ' "$(titles)"
mkdir "$out.2"
next 8 --keep 3
is 'a folder that is no build is in the way' '3 out=7 out.1=6 out.2= ' "$status $(titles)"
holds 'which is said' "$work/stderr" 'out\.2 is in the way.*without --keep$'
rmdir "$out.2"
ln -s "$out" "$work/link"
run build --keep 1 -o "$work/link" "$example"
holds 'beside a link none can be kept' "$work/stderr" 'no earlier build can be kept beside .*link'
is 'and nothing was written' '3 out=7 out.1=6 ' "$status $(titles)"
for wrong in 0 -1 1001; do
  run build --keep=$wrong "$example"
  is "--keep $wrong is refused" 2 "$status"
done
is 'nothing is left beside' '.out.auditpress ' "$(ls -A "$example" | grep '^\.' | tr '\n' ' ')"

# ---- Two at a time. ----

if command -v flock >/dev/null; then
  mkfifo "$work/held"
  : >"$work/stderr"
  # It holds the folder until the build has said that it waits, but not forever.
  flock "$out" sh -c 'echo held >"$1"; for i in $(seq 600); do grep -q waiting "$2" && break; sleep 0.1; done' sh \
    "$work/held" "$work/stderr" &
  read -r _ <"$work/held"
  next 9
  is 'a build waits for another that writes to the folder' '0 out=9 out.1=6 ' "$status $(titles)"
  holds 'and says so' "$work/stderr" "another one is writing to $out; waiting"
  wait
else
  skip 'flock is not installed'
fi

# ---- What killed builds left where temporary files are. ----

mkdir "$work/tmp" "$work/tmp/auditpress-scratch-dead01" "$work/tmp/another"
echo x >"$work/tmp/auditpress-scratch-dead01/tmp.xyz"
if command -v flock >/dev/null; then
  mkdir "$work/tmp/auditpress-scratch-live01"
  (flock -s 9 && exec sleep 60) 9<"$work/tmp/auditpress-scratch-live01" &
  holder=$!
  until ! flock -n "$work/tmp/auditpress-scratch-live01" true; do :; done
fi
rm -rf "$out"
TMPDIR=$work/tmp "$auditpress" build "$example" >/dev/null
is 'the next build removes them, and only them' 'another auditpress-scratch-live01 ' "$(ls "$work/tmp" | tr '\n' ' ')"
kill "$holder"
finish
