#!/bin/sh
# The whole line: the example becomes the report, and its files are what they claim to be.
. "$AP_SRCDIR/tests/cli/tap.sh"
out=$example/out
unset SOURCE_DATE_EPOCH

run build "$example"
is 'the example builds' 0 "$status"
is 'in silence' '' "$(cat "$work/stdout" "$work/stderr")"
is 'into the files of the contract' \
  'appendix.xlsx build.json figures report.pdf statistics.csv statistics.json' "$(ls "$out" | tr '\n' ' ' | sed 's/ $//')"
is 'with sixteen figures' 16 "$(ls "$out/figures" | grep -cE '^fig-[1-8]-[a-z0-9-]+\.(svg|png)$')"
"$auditpress" stats --format csv "$example" >"$work/stats.csv"
is 'and the statistics that stats prints' '' "$(diff "$work/stats.csv" "$out/statistics.csv")"

pdftotext -layout "$out/report.pdf" "$work/report.txt" 2>"$work/poppler"
is 'poppler reads the report without a warning' '' "$(cat "$work/poppler")"
missing=$(sed 1d "$example/published.csv" | tr -d '\r' | cut -d, -f4 | sort -u | while read -r value; do
  grep -qF -- "$value" "$work/report.txt" || echo "$value"
done)
is 'every published number is in the text' '' "$missing"
for n in 1 2 3 4 5 6 7 8; do
  is "figure $n is in its list and under its figure" 2 "$(grep -cE "^ *圖 ?$n[ 　]" "$work/report.txt")"
done
for n in 1 2 3 4 5; do
  holds "table $n is in its list" "$work/report.txt" "^ *表 ?$n[ 　].*[.…·]+ *[0-9]+\$"
done
is 'no placeholder is left' '' "$(grep -nE '\{\{|\}\}|@fig|@tbl' "$work/report.txt")"

# The page that the list gives for a figure is the one that shows it: page labels begin at 1 behind the front matter.
front=$(pdftotext "$out/report.pdf" - | awk 'BEGIN { RS = "\f" } /壹、/ && !/目次/ { print NR - 1; exit }')
wrong=
for n in 1 2 3 4 5 6 7 8; do
  page=$(grep -E "^ *圖 ?$n[ 　].*[0-9]+\$" "$work/report.txt" | head -n 1 | grep -oE '[0-9]+$')
  pdftotext -f $((front + page)) -l $((front + page)) "$out/report.pdf" - | grep -qE "^圖 ?$n[ 　]?" || wrong="$wrong $n"
done
is 'the list of figures gives true page numbers' '' "$wrong"

qpdf --check "$out/report.pdf" >"$work/qpdf" 2>&1
is 'qpdf finds no fault' 0 $?
is 'every font is embedded, subset and has its characters' '' \
  "$(pdffonts "$out/report.pdf" 2>&1 | sed 1,2d | awk '{ if ($(NF-4) != "yes" || $(NF-3) != "yes" || $(NF-2) != "yes") print }')"
# A screen reader says the headers of a cell's row and column before the cell.
is 'every table has headers of columns and of rows' 5 "$(pdfinfo -struct "$out/report.pdf" | awk '
  /^ *Table/ { column = row = 0 }
  /\/Scope \/Column/ { column = 1 }
  /\/Scope \/Row/ { tables += column && !row; row = 1 }
  END { print tables + 0 }')"
is 'the file is under a megabyte' yes "$([ "$(wc -c <"$out/report.pdf")" -lt 1000000 ] && echo yes || echo no)"
is 'no path of this machine is in an output' '' \
  "$(grep -lF -e "$work" -e "$AP_SRCDIR" "$out"/*.json "$out"/*.csv "$out"/report.pdf "$out"/figures/*)"

cp -R "$example" "$work/elsewhere"
rm -rf "$work/elsewhere/out"
(cd "$work/elsewhere" && umask 077 && TZ=Asia/Taipei LC_ALL=C "$auditpress" build -o "$work/again")
is 'another folder, time zone and locale give the same bytes' '' "$(diff -r "$out" "$work/again" 2>&1)"

run build --draft -o "$work/draft" "$example"
is 'a draft is built' 0 "$status"
pdftotext "$work/draft/report.pdf" - | tr -d ' \n' >"$work/draft.txt"
holds 'which says what it is' "$work/draft.txt" '草案'
holds 'and in its margin what each number is, over how many' "$work/draft.txt" '74\.76第1分組總成績平均n=6'
is 'the finished report says neither' 0 "$(pdftotext "$out/report.pdf" - | tr -d ' \n' | grep -cE '草案|n=6')"

cp -R "$out" "$work/former"
echo 'A1,S1,99' >>"$example/scores.csv"
run build "$example"
is 'wrong input is refused' 1 "$status"
is 'and the former outputs stay' '' "$(diff -r "$work/former" "$out")"
run build -o "$work/none" "$example"
is 'nor is anything begun elsewhere' no "$(test -e "$work/none" && echo yes || echo no)"

cp "$AP_SRCDIR/examples/111/scores.csv" "$example/scores.csv"
rm -rf "$example/text" "$example/agencies.csv"
run build "$example"
is 'without the agencies and the texts of the year it builds too' 0 "$status"
is 'with the tables that are left' 3 "$(pdftotext -layout "$out/report.pdf" - | grep -cE '^ *表 ?[1-5][ 　].*[.…·]+ *[0-9]+$')"

# A figure that the year no longer has goes; what else lies there, and a figure that someone worked on, stays.
echo mine >"$out/figures/fig-9-mine.svg"
echo edited >"$out/figures/fig-8-facets.svg"
sed -i '/id: facets,/d' "$example/report.yaml"
run build "$example"
is 'a year with a figure less builds' 0 "$status"
is 'and only its files are gone' 'fig-8-facets.svg fig-9-mine.svg ' "$(ls "$out/figures" | grep -vE '^fig-[1-7]-' | tr '\n' ' ')"
is 'of the others each is there' 14 "$(ls "$out/figures" | grep -cE '^fig-[1-7]-')"

# What the stages took: each with its time, and together no more than what the clock says.
rm -rf "$out"
run build --timings "$example"
is 'the stages are listed with their times' 0 "$status"
grep -E '^ *[0-9]+\.[0-9] +[0-9]+\.[0-9]  [a-z]' "$work/stdout" >"$work/timings"
is 'from the start to the end' 'starting the program;reading the year folder;composing the text;writing the appendix;setting the report;drawing the figures;searching the public edition for names;comparing with the last build;publishing;together' \
  "$(sed 's/^ *[0-9.]* *[0-9.]*  //' "$work/timings" | paste -sd ';')"
is 'and add up' yes "$(awk '/together$/ { all = $1; next } { sum += $1 } END { print (all > 1 && all - sum < 1 && sum - all < 1 ? "yes" : "no") }' "$work/timings")"
run build --timings "$example"
is 'of a build that makes nothing, too' 'together' "$(sed -n '$s/.*  //p' "$work/stdout")"

# Ids and names of every kind, and rows that merge with those above from end to end.
mkdir "$work/names"
cp "$AP_SRCDIR"/tests/golden/folder/* "$AP_SRCDIR"/tests/golden/problems/names-of-any-kind/*.* "$work/names"
run build "$work/names"
is 'ids and names of every kind build' '0 ' "$status $(cat "$work/stderr")"
finish
