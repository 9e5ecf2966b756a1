#!/bin/sh
# The workbook's charts, kind by kind, of a year with many participants and an earlier year.
for python in python3 /usr/bin/python3; do
  "$python" -c 'import openpyxl' 2>/dev/null && break
  python=
done
[ -n "$python" ] || { echo '1..0 # SKIP python3-openpyxl is not installed'; exit 0; }
. "$AP_SRCDIR/tests/cli/tap.sh"
cd "$work" || exit 99

cp -R "$AP_SRCDIR/tests/golden/folder" year
chmod -R u+w year
sed -i -e 's/good: .*/good: 80/' -e 's/pass: .*/pass: 65/' -e '/^figures:/,$d' year/report.yaml
awk 'BEGIN { for (i = 1; i <= 150; i++) printf "Z%d,2,乙 %d 機關\n", i, i }' >>year/participants.csv
awk 'BEGIN { for (i = 1; i <= 150; i++) printf "Z%d,S1,%.2f\nZ%d,S2,8\n", i, 4 + i / 30, i }' >>year/scores.csv
printf 'date,participant,code,from,to,reason,approved_by\n2024-02-01,A1,T1,8,NA,r,y\n2024-02-02,A2,T1,6,6.5,r,y\n' >year/corrections.csv
sed -i 's/^A1,1,甲機關/A1,1,"甲\t\n機關"/' year/participants.csv
cp -R year earlier
sed -i -e 's/year: .*/year: 111/' -e 's/decimals: .*/decimals: 0/' earlier/report.yaml
cat >>year/report.yaml <<'YAML'
figures:
  - { id: scores, kind: scores, measure: total, caption: 全體成績 }
  - { id: first, kind: scores, measure: total, scope: 'group:1', caption: 第 1 分組成績 }
  - { id: bands, kind: bands, measure: total, caption: 分數帶 }
  - { id: items, kind: items, stage: onsite, caption: 個別項目成績分布 }
  - { id: facets, kind: facets, stage: onsite, by: group, caption: 各構面成績分布 }
  - { id: groups, kind: groups, measure: total, caption: 分組分布 }
  - { id: trend, kind: trend, measure: total, years: [../earlier], caption: 歷年成績 }
YAML
run build year
is 'the year builds' 0 "$status"
"$python" -W error "$AP_SRCDIR/tests/workbook.py" charts year/out >checked || echo "not ok - $?" >>checked
while IFS= read -r line; do
  case $line in
  'ok '*) is "${line#ok }" yes yes ;;
  *) is "$line" yes no ;;
  esac
done <checked

# The sheets of figures that a template leaves out have the ids as names: one that Excel allows, and the tables differ still.
sed -i -e 's/^report:/&\n  template: brief/' -e 's/id: first,/id: fi-rst,/' year/report.yaml
echo "  - { id: history, kind: scores, measure: 'stage:onsite', scope: 'group:2', caption: 第 2 分組實地稽核成績 }" >>year/report.yaml
echo "  - { id: Fi_rst, kind: scores, measure: total, scope: 'group:2', caption: 第 2 分組成績 }" >>year/report.yaml
run build year
is 'ids that differ in a mark alone, and one that Excel keeps for itself' 0 "$status"
is 'make sheets and tables of good names' 'ok no sheet has a name that Excel keeps for itself
ok no two tables have one name' "$("$python" -W error "$AP_SRCDIR/tests/workbook.py" charts year/out | tail -n 2)"

# Where a correction took the points away, the word is marked and commented as a number would be.
is 'corrected cells are marked, numbers and words' '不適用 6.5' "$("$python" -W error - year/out/appendix.xlsx <<'PYTHON'
import sys
import openpyxl

sheet = next(sheet for sheet in openpyxl.load_workbook(sys.argv[1]) if any(cell.comment for row in sheet for cell in row))
print(*(cell.value for row in sheet for cell in row if cell.comment and cell.fill.fill_type == "solid" and cell.font.b))
PYTHON
)"
finish
