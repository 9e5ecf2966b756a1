#!/bin/sh
# What a third party checks: a publication that is whole passes, and one changed number anywhere is named.
. "$AP_SRCDIR/tests/cli/tap.sh"
out=$example/out
spoil=$AP_SRCDIR/tests/publication.py
run build "$example"
is 'the example builds' 0 "$status"

run verify "$out/report.pdf" "$out/appendix.xlsx"
is 'it verifies' 0 "$status"
holds 'one line says so' "$work/stdout" "^$out/report.pdf: verified against $out/appendix.xlsx and $out/statistics.csv"
is 'and no other' 1 "$(wc -l <"$work/stdout")"
is 'nothing is complained of' '' "$(cat "$work/stderr")"
(cd "$out" && "$auditpress" verify report.pdf appendix.xlsx) >"$work/stdout" 2>"$work/stderr"
is 'it verifies in its own folder' 'report.pdf: verified against appendix.xlsx and statistics.csv' "$(cat "$work/stdout")"

# Statistics: a value, a row too few, another name.
cp "$out/statistics.csv" "$work/kept.csv"
run verify --statistics "$work/kept.csv" "$out/report.pdf" "$out/appendix.xlsx"
is 'the statistics may stand elsewhere' 0 "$status"
sed -i 's/^group:2,total,mean,70.70/group:2,total,mean,70.71/' "$out/statistics.csv"
run verify "$out/report.pdf" "$out/appendix.xlsx"
is 'a changed statistic fails' 1 "$status"
holds 'it is named, with both values' "$work/stderr" "^$out/appendix.xlsx:[0-9]+:4: error: .*group:2 total mean.* 70.7 .* 70.71 "
holds 'and the file, by its hash' "$work/stderr" "^$out/statistics.csv:1:1: error: "
is 'nothing is said to be verified' '' "$(cat "$work/stdout")"
sed '/^group:2,total,mean/d' "$work/kept.csv" >"$out/statistics.csv"
run verify "$out/report.pdf" "$out/appendix.xlsx"
is 'a missing statistic fails' 1 "$status"
holds 'it is named too' "$work/stderr" 'group:2 total mean.* is not in '
run verify --statistics "$work/nowhere.csv" "$out/report.pdf" "$out/appendix.xlsx"
is 'statistics that are not there fail' 1 "$status"
holds 'which are asked for' "$work/stderr" 'nowhere.csv:1:1: error: the file is missing'
cp "$work/kept.csv" "$out/statistics.csv"

# A report of other scores beside this appendix.
cp -R "$example" "$work/other"
rm -rf "$work/other/out" "$work/other/published.csv"
sed -i '2s/,[^,]*$/,1/' "$work/other/scores.csv"
run build "$work/other"
is 'other scores build' 0 "$status"
run verify --statistics "$out/statistics.csv" "$work/other/out/report.pdf" "$out/appendix.xlsx"
is 'the report of other scores fails' 1 "$status"
holds 'its text is named by page and number' "$work/stderr" '/other/out/report.pdf:[0-9]+:1: error: [0-9.]+ is printed where [0-9.]+ is expected'
holds 'its figures too' "$work/stderr" '/other/out/report.pdf:[0-9]+:1: error: [0-9.]+ is drawn in '
holds 'so is the input that differs' "$work/stderr" '/other/out/report.pdf:1:1: error: .*scores.csv'

# Files that cannot be read, and wrong usage.
head -c 20000 "$out/report.pdf" >"$work/cut.pdf"
run verify --statistics "$out/statistics.csv" "$work/cut.pdf" "$out/appendix.xlsx"
is 'a report that was cut off cannot be read' 1 "$status"
holds 'as its place says' "$work/stderr" "^$work/cut.pdf:1:1: error: "
run verify "$work/nowhere.pdf" "$out/appendix.xlsx"
is 'nor one that is not there' 1 "$status"
holds 'which is named' "$work/stderr" "$work/nowhere.pdf"
run verify "$out/report.pdf" "$out/statistics.csv"
is 'statistics are no appendix' 1 "$status"
run verify "$out/report.pdf"
is 'one file is wrong usage' 2 "$status"

# One number of the PDF or of the workbook.
python=
for candidate in python3 /usr/bin/python3; do
  [ -n "$python" ] || { command -v "$candidate" >/dev/null && python=$candidate; }
done
if [ -z "$python" ] || ! command -v qpdf >/dev/null; then
  skip 'python3 or qpdf is not installed'
  finish
  exit
fi

qpdf --qdf --object-streams=disable "$out/report.pdf" "$work/report.qdf"
for change in '70.70 70.71' '81.35 81.85' '66.92 65.92'; do
  # shellcheck disable=SC2086 -- two words are meant
  "$python" "$spoil" digit "$work/report.qdf" "$work/changed.qdf" $change
  fix-qdf "$work/changed.qdf" >"$work/report.pdf"
  run verify --statistics "$out/statistics.csv" "$work/report.pdf" "$out/appendix.xlsx"
  is "a changed digit fails: $change" 1 "$status"
  holds 'page, number and what was expected are named' "$work/stderr" \
    "^$work/report.pdf:1[0-9]:1: error: ${change#* } is printed where ${change% *} is expected"
  is 'and nothing else' 1 "$(wc -l <"$work/stderr")"
done

# cell SHEET CELL VALUE WHERE: a workbook with that value fails, and the place is named.
cell() {
  "$python" "$spoil" cell "$out/appendix.xlsx" "$work/appendix.xlsx" "$1" "$2" "$3"
  run verify --statistics "$out/statistics.csv" "$out/report.pdf" "$work/appendix.xlsx"
  is "a changed cell fails: $1 $2" 1 "$status"
  holds 'it is named' "$work/stderr" "$4"
  holds 'so is the workbook, by its hash' "$work/stderr" "^$work/appendix.xlsx:1:1: error: "
}
cell 統計 D51 70.71 "^$work/appendix.xlsx:51:4: error: .*統計.*group:2 total mean.* 70.71 .* 70.70 "
cell 統計 C5 18 "^$work/appendix.xlsx:5:3: error: .*統計.*all total n.* 18 .* 17 "
cell 統計 G6 88.001 "^$work/appendix.xlsx:6:7: error: .*統計.*88.001"
cell 引用數字 E108 12.34 "^$work/appendix.xlsx:108:5: error: .*引用數字.* computed as 12.34"
cell '圖 1' C5 87 "^$out/report.pdf:[0-9]+:1: error: 88.00 is drawn in .*圖 1"
cell 評分 D6 9 .
finish
