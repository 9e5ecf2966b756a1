#!/bin/sh
# A build makes only what changed, and its bytes are those of a full build: whatever was edited between.
# (changes.md alone tells of former outputs.) AP_EDITS says how many edits at random, AP_SEED which ones.
. "$AP_SRCDIR/tests/cli/tap.sh"
out=$example/out
edits=${AP_EDITS:-12}
seed=${AP_SEED:-111}
rm "$example/published.csv"

# ---- What is kept, and what is said of it. ----

run build "$example"
is 'the first build is silent' '0 ' "$status $(cat "$work/stdout" "$work/stderr")"
find "$out" -type f -exec touch -d 2001-02-03 {} +
run build "$example"
is 'of an unchanged folder nothing is made' "0 $out: nothing changed; all 21 files were kept" "$status $(cat "$work/stdout")"
is 'nor written' '' "$(find "$out" -type f -newermt 2001-02-04)"
touch "$example"/*.csv
run build "$example"
holds 'times of inputs mean nothing' "$work/stdout" 'nothing changed'

cp "$example/text/findings-issues.md" "$work/findings.md"
echo '另見附錄。' >>"$example/text/findings-issues.md"
run build "$example"
holds 'after a new sentence the rest is kept' "$work/stdout" ': 18 of 21 files were kept as they were'
is 'with its time' 18 "$(find "$out" -type f ! -newermt 2001-02-04 | wc -l)"
is 'what holds the sentence is new' 'appendix.xlsx build.json changes.md report.pdf ' \
  "$(find "$out" -type f -newermt 2001-02-04 -printf '%P\n' | sort | tr '\n' ' ')"

run correct "$example" --participant C6 --code S9 --to 5.55 --reason r --approved-by a --date 2023-04-01
cp -R "$out" "$work/former"
run build "$example"
for file in $(cd "$out" && find . -name '*.png'); do
  cmp -s "$out/$file" "$work/former/$file" || echo "$file"
done | sort >"$work/differing"
find "$out" -name '*.png' -newermt 2001-02-04 -printf './figures/%f\n' | sort >"$work/redrawn"
is 'after a correction the figures that changed are drawn' "$(cat "$work/differing")" "$(cat "$work/redrawn")"
is 'and only they' yes "$([ -s "$work/redrawn" ] && [ "$(wc -l <"$work/redrawn")" -lt 8 ] && echo yes || echo no)"

# ---- Outputs that are no longer what was made. ----

printf x >>"$out/report.pdf"
rm "$out/statistics.csv"
run build "$example"
is 'an output that was changed or lost is made again' 0 "$status"
"$auditpress" build -o "$work/full" "$example"
is 'as it was' '' "$(diff -r -x changes.md "$out" "$work/full" 2>&1)"
mv "$out/figures/fig-8-facets.png" "$work/elsewhere.png"
ln -s "$work/elsewhere.png" "$out/figures/fig-8-facets.png"
run build "$example"
is 'a link in its place is no output' no "$(test -L "$out/figures/fig-8-facets.png" && echo yes || echo no)"

# ---- What is not an input and yet reaches the outputs. ----

run build "$example"
mkdir -p "$work/home/.fonts"
font=$(fc-list : file | sed -n 's/: *$//; /\.[ot]tf$/p' | sort | head -n 1)
HOME=$work/home "$auditpress" build "$example" >/dev/null
HOME=$work/home "$auditpress" build "$example" >"$work/stdout"
holds 'the same fonts' "$work/stdout" 'nothing changed'
cp "$font" "$work/home/.fonts"
HOME=$work/home "$auditpress" build "$example" >"$work/stdout"
is 'another font may be preferred, so all is made' 0 "$(grep -c 'nothing changed' "$work/stdout")"
run build "$example"
SOURCE_DATE_EPOCH=1700000000 "$auditpress" build "$example" >"$work/stdout"
is 'a date in the environment is in the outputs' 0 "$(grep -c 'nothing changed' "$work/stdout")"

# ---- What is said of the inputs. ----

sed -i 's/^  outputs:.*//; s/^report:.*/&\n  outputs: [pdf, ods]/' "$example/report.yaml"
mkdir "$work/nothing"
PATH=$work/nothing "$auditpress" build "$example" >/dev/null 2>"$work/first"
PATH=$work/nothing "$auditpress" build "$example" >"$work/stdout" 2>"$work/second"
holds 'a build that warns is kept too' "$work/stdout" 'nothing changed'
is 'and warns again' "$(cat "$work/first")" "$(cat "$work/second")"
(cd "$example" && PATH=$work/nothing "$auditpress" build >"$work/stdout" 2>"$work/second")
holds 'by the name that the folder is called by' "$work/second" '^\./report\.yaml:'
sed -i '/^  outputs: /d' "$example/report.yaml"

# ---- Edits at random. ----

cp -R "$AP_SRCDIR/templates/annual" "$example/annual"
chmod -R u+w "$example/annual"

# pick N: a number from 1 to N.
pick() {
  seed=$(((seed * 1103515245 + 12345) % 2147483648))
  picked=$((seed / 65536 % $1 + 1))
}
# one_of FILE…: one of them.
one_of() {
  pick $#
  eval "chosen=\${$picked}"
}
# through FILE AWK: runs the file through awk.
through() {
  awk "$2" "$1" >"$work/edited" && cat "$work/edited" >"$1"
}
edit() {
  pick 17
  case $picked in
    1) kind='scores' && pick 300 && through "$example/scores.csv" 'BEGIN { FS = OFS = "," } NR == '$((picked + 1))' { $3 = sprintf("%.1f", $3 / 2) } { print }' ;;
    2) kind='weights' && pick 49 && sed -i "s/technical, weight: .* }/technical, weight: $picked }/; s/\(- { stage: onsite, weight: \)[0-9]* }/\1@ }/; 0,/@/s//$((100 - picked))/; s/@/100/" "$example/report.yaml" ;;
    3) kind='labels' && pick 40 && sed -i "$((picked + 1))s/\$/甲/" "$example/participants.csv" ;;
    4) kind='a text' && one_of "$example"/text/*.md && echo "第 $seed 次修訂。" >>"$chosen" ;;
    5) kind='a text goes' && one_of "$example"/text/*.md && rm "$chosen" ;;
    6) kind='title' && sed -i "s/^  title: .*/  title: 報告 $seed/" "$example/report.yaml" ;;
    7) kind='caption' && sed -i "s/id: facets,\(.*\)caption: .*/id: facets,\1caption: 比較 $seed }/" "$example/report.yaml" ;;
    8) kind='style' && pick 90 && sed -i "s/^  width: .*/  width: 4${picked}.5/" "$example/annual/style.yaml" ;;
    9) kind='template' && one_of "$example"/annual/*-notes.md && echo "註 $seed。" >>"$chosen" ;;
    10) kind='a correction' && "$auditpress" correct "$example" --participant B3 --code S2 --to "0.$((seed % 97 + 1))" --reason r --approved-by a --date 2024-01-01 2>/dev/null ;;
    11) kind='rows' && { head -n 1 "$example/scores.csv"; sed 1d "$example/scores.csv" | sort -t, -k "$((seed % 3 + 1))"; } >"$work/edited" && cp "$work/edited" "$example/scores.csv" ;;
    12) kind='touch' && find "$example" -type f -exec touch {} + ;;
    13) kind='an output goes' && one_of $(find "$out" -type f | sort) && rm "$chosen" ;;
    14) kind='an output is damaged' && one_of $(find "$out" -type f | sort) && printf '\1' | dd of="$chosen" bs=1 seek=$((seed % 99)) conv=notrunc 2>/dev/null ;;
    15) kind='the record goes' && rm -f "$example/.out.auditpress" ;;
    16) kind='the record is damaged' && [ -e "$example/.out.auditpress" ] && head -c $((seed % 3000)) "$example/.out.auditpress" >"$work/edited" && cp "$work/edited" "$example/.out.auditpress" ;;
    17) kind='options' && one_of '' --draft --html '--edition internal' '--edition both' '--draft --html' && options=$chosen ;;
  esac
}

options=
start=$seed
log=
while [ "$edits" -gt 0 ]; do
  edits=$((edits - 1))
  edit
  log="$log, $kind"
  rm -rf "$work/full" "$work/.full.auditpress"
  # shellcheck disable=SC2086 -- the words of the options are meant
  run build $options "$example"
  former=$status
  # shellcheck disable=SC2086
  run build $options -o "$work/full" "$example"
  # Files that an earlier edition or option left are not of this build.
  differing=$(diff -r "$out" "$work/full" 2>&1 | grep -v "^Only in $out")
  if [ "$former$status$differing" != 00 ]; then
    is "seed $start: the same bytes as a full build after$log" '0 0 ' "$former $status $differing"
    finish
    exit
  fi
done
is "seed $start: the same bytes as a full build after each edit" yes yes
echo "# edited:$log"
finish
