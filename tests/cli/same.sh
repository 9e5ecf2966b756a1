#!/bin/sh
# The same inputs give the same bytes, whoever builds them, where, when and how.
. "$AP_SRCDIR/tests/cli/tap.sh"
unset SOURCE_DATE_EPOCH
mkdir "$work/home" "$work/tmp" "$work/deep er"

# hashes FOLDER: what a build left there, but for what tells of the build before.
hashes() {
  (cd "$1" && find . -type f ! -name changes.md | sort | xargs sha256sum)
}
"$auditpress" build --html --edition both -o "$work/first" "$example" >"$work/said" 2>&1
is 'the example is built' 0 $?
expected=$(hashes "$work/first")

# same WHAT COMMAND…: builds the example with a command in front, into a folder of its own.
same() {
  what=$1
  shift
  rm -rf "$work/again"
  "$@" "$auditpress" build --html --edition both -o "$work/again" "$example" >"$work/said" 2>&1
  is "the same $what" "$expected" "$(hashes "$work/again")"
}
same 'in another language' env LC_ALL=zh_TW.UTF-8 LANGUAGE=zh_TW
same 'without any locale' env -i PATH="$PATH"
same 'in another time zone' env TZ=Pacific/Kiritimati
same 'in no home of one'\''s own' env HOME=/nowhere XDG_CACHE_HOME="$work/home" TMPDIR="$work/tmp"
same 'with memory that was never clean' env MALLOC_PERTURB_=165 MALLOC_ARENA_MAX=1
same 'for a careful user' sh -c 'umask 077 && exec "$@"' sh
same 'from another folder' sh -c 'cd "$1" && shift && exec "$@"' sh "$work/deep er"
same 'on one processor' taskset 1
cat >"$work/fonts.conf" <<'EOF'
<fontconfig>
  <include>/etc/fonts/fonts.conf</include>
  <match target="pattern"><edit name="family" mode="prepend_first"><string>DejaVu Sans</string></edit></match>
  <match target="font"><edit name="embolden" mode="assign"><bool>true</bool></edit></match>
</fontconfig>
EOF
same 'for one who likes other fonts' env FONTCONFIG_FILE="$work/fonts.conf"

# The files of the folder written in another order, and read through another name of it.
mkdir "$work/mirror"
(cd "$example" && find . -type d | sed 1d | sort -r | (cd "$work/mirror" && xargs mkdir -p))
(cd "$example" && find . -type f | sort -r) | while IFS= read -r file; do cp "$example/$file" "$work/mirror/$file"; done
ln -s mirror "$work/link"
example=$work/link
same 'from files in another order behind a link'
finish
