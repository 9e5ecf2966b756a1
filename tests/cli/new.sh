#!/bin/sh
# A new year folder checks clean once its scores are filled in.
. "$AP_SRCDIR/tests/cli/tap.sh"

# fill DIR: puts a score into every cell that is due. Only the agencies A take the technical test, with the codes T; theirs
# are the highest scores and those of C the lowest, as the texts carried over claim.
fill() {
  awk -F, -v OFS=, 'NR == 1 { split($0, code) } NR > 1 { for (i = 2; i <= NF; i++) if (code[i] ~ /^S/ || $1 ~ /^A/) $i = $1 ~ /^A/ ? 1 : $1 ~ /^B/ ? 0.5 : 0.2 } 1' \
    "$1/scores.csv" >"$work/filled" && cp "$work/filled" "$1/scores.csv"
}

run new "$work/112" --year 112
is 'a new folder is started' 0 "$status"
run check "$work/112"
is 'without scores it does not check' 1 "$status"
is 'because every score is missing, and nothing else' 0 "$(grep -vc 'scores.csv' "$work/stderr")"
fill "$work/112"
run check "$work/112"
is 'with scores it checks' 0 "$status"
is 'without a word' '' "$(cat "$work/stderr")"

run new "$work/113" --year 113 --from "$example"
is 'a folder is started from another' 0 "$status"
fill "$work/113"
run check "$work/113"
is 'with scores it checks' 0 "$status"
holds 'its year is the new one' "$work/113/report.yaml" '^  year: 113'
holds 'so is its title' "$work/113/report.yaml" '^  title: 113 '
holds 'it is published two years later than 111' "$work/113/report.yaml" '^  published: 114-06'
is 'the texts are carried over' "$(ls "$example/text")" "$(ls "$work/113/text")"
is 'the items are carried over' "$(cat "$example/items.csv")" "$(cat "$work/113/items.csv")"

cp -R "$work/113" "$work/before"
run new "$work/113" --year 114
is 'a folder that is there is not written over' 1 "$status"
is 'nor changed' '' "$(diff -r "$work/before" "$work/113")"
run new "$work/115"
is 'a year is asked for' 2 "$status"
run new "$work/115" --year 115 --from "$work/nowhere"
is 'a folder to start from that is not there is wrong input' 1 "$status"
is 'and nothing is made' no "$(test -e "$work/115" && echo yes || echo no)"
finish
