#!/bin/sh
# check tells where a year comes near what Excel can hold, before a workbook refuses it.
. "$AP_SRCDIR/tests/cli/tap.sh"
cd "$work" || exit 99

# start: a small sound folder; text N: N times x.
start() {
  rm -rf folder
  cp -R "$AP_SRCDIR/tests/golden/folder" folder
  chmod -R u+w folder
}
text() {
  awk -v n="$1" 'BEGIN { while (n-- > 0) printf "x" }'
}
# told WHAT STATUS PATTERN: check ends so and says a line that matches.
told() {
  run check folder
  is "$1" "$2" "$status"
  holds "and that is said" "$work/stderr" "$3"
}

start
run check folder
is 'a small year is far from every limit' '0 ' "$status $(cat "$work/stderr")"

start
sed -i "2s/,[^,]*\$/,$(text 240)/" folder/participants.csv
told 'a label near the length of a heading' 0 '^folder/participants\.csv:2:1: warning: this text takes 240 of the 255 characters of a column.s heading'
sed -i "2s/,[^,]*\$/,$(text 256)/" folder/participants.csv
told 'one beyond it' 1 '^folder/participants\.csv:2:1: error: this text takes 256 of the 255'

start
printf 'date,participant,code,from,to,reason,approved_by\n2024-02-01,A1,T1,8,8.5,%s,y\n' "$(text 30000)" >folder/corrections.csv
told 'a reason that would come near the length of a cell' 1 '^folder/corrections\.csv:2:6: error: .* is longer than 2000 characters'

# A figure of items has a column a participant.
start
awk 'BEGIN { for (i = 1; i <= 15000; i++) printf "Z%d,1,z%d\n", i, i }' >>folder/participants.csv
awk 'BEGIN { for (i = 1; i <= 15000; i++) printf "Z%d,T1,8\nZ%d,T2,8\nZ%d,S1,8\nZ%d,S2,8\n", i, i, i, i }' >>folder/scores.csv
told 'participants near the columns of a sheet' 0 '^folder/report\.yaml:[0-9]+:[0-9]+: warning: the sheet of the figure takes 15011 of the 16384 columns'

# Pilots between the codes: the formula of the stage names each run of codes.
start
awk 'BEGIN { for (i = 1; i <= 150; i++) printf "technical,,P%d,p%d,,PC%d,1\ntechnical,,Q%d,q%d,,QC%d,\n", i, i, i, i, i, i }' >>folder/items.csv
for participant in A1 A2; do
  awk -v p="$participant" 'BEGIN { for (i = 1; i <= 150; i++) printf "%s,PC%d,1\n", p, i }' >>folder/scores.csv
done
told 'a stage with a pilot behind every item' 1 '^folder/report\.yaml:[0-9]+:[0-9]+: error: the formula of its value takes [0-9]+ of the 8192 characters'

# A group a level, and a figure that shows each beside the others.
start
awk 'BEGIN { for (i = 3; i <= 240; i++) printf "  - { id: g%d, name: g%d, stages: [{ stage: onsite, weight: 100 }] }\n", i, i }' >groups
sed -i '/^figures:/e cat groups' folder/report.yaml
told 'groups near the series of a chart' 0 '^folder/report\.yaml:[0-9]+:[0-9]+: warning: the chart takes 240 of the 255 series'

# Two hundred and sixty groups, each of which a text holds against all: more printed numbers than a sheet may have links.
start
awk 'BEGIN { for (i = 3; i <= 260; i++) printf "  - { id: g%d, name: g%d, stages: [{ stage: onsite, weight: 100 }] }\n", i, i }' >groups
sed -i -e '/^figures:/,$d' -e 's/^report:/&\n  outputs: [xlsx]/' folder/report.yaml
cat groups >>folder/report.yaml
awk 'BEGIN { for (i = 3; i <= 260; i++) printf "Z%d,g%d,z%d\n", i, i, i }' >>folder/participants.csv
awk 'BEGIN { for (i = 3; i <= 260; i++) printf "Z%d,S1,8\nZ%d,S2,8\n", i, i }' >>folder/scores.csv
mkdir folder/text
printf '{{#groups}}{{#groups}}{{#total}}{{mean}} {{/total}}{{/groups}}\n\n{{/groups}}\n' >folder/text/findings-advice.md
run build folder
is 'more numbers than links are listed all the same' '0 ' "$status $(cat "$work/stderr")"
is 'as many with a link as there may be' 65530 "$(python3 - folder/out/appendix.xlsx <<'PYTHON'
import sys, zipfile

book = zipfile.ZipFile(sys.argv[1])
print(max(book.read(name).count(b"<hyperlink ") for name in book.namelist() if name.startswith("xl/worksheets/sheet")))
PYTHON
)"

# Texts of formulas, and the names of sheets, which are a template's.
start
sed -i "s/^A1,/$(text 240),/" folder/participants.csv folder/scores.csv
told 'an identifier near the length of a text in a formula' 0 '^folder/participants\.csv:2:1: warning: this text takes 240 of the 255 characters of a text in a formula'
start
mkdir folder/own
printf 'base: annual\n' >folder/own/template.yaml
sed "s/name: 評分$/name: $(text 29)/" "$AP_SRCDIR/templates/annual/style.yaml" >folder/own/style.yaml
sed -i 's/^report:/&\n  template: own/' folder/report.yaml
told 'a name near the length of that of a sheet' 0 'own/style\.yaml:[0-9]+:[0-9]+: warning: this text takes 29 of the 31 characters of a sheet.s name'
finish
