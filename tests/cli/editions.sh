#!/bin/sh
# Two editions of one year: the internal one names participants, the public one never does.
. "$AP_SRCDIR/tests/cli/tap.sh"
unset SOURCE_DATE_EPOCH

# Names for all participants but the first; two of them have characters that XML and JSON escape.
awk -F, -v OFS=, 'NR == 1 { print $0, "name" }
  NR == 2 { print $0, "" }
  NR == 3 { print $0, "甲乙 & 丙丁署" }
  NR == 4 { print $0, "東<西>總局" }
  NR > 4 { print $0, "測試機關" NR "處" }' "$AP_SRCDIR/examples/111/participants.csv" | tr -d '\r' >"$example/participants.csv"

run build --html --edition both -o "$work/out" "$example"
is 'both editions are built at once' 0 "$status"
is 'in silence' '' "$(cat "$work/stderr")"
is 'each with all its files' "$(cd "$work/out" && find . -path ./internal -prune -o -type f -print | sort)" \
  "$(cd "$work/out/internal" && find . -type f | sort)"

run build --html -o "$work/public" "$example"
is 'report.yaml asks for the public edition' '' \
  "$(diff -r "$work/public" "$work/out" | grep -v '^Only in .*: internal$')"
run build --html --edition internal -o "$work/internal" "$example"
is 'the internal edition alone is the same' '' "$(diff -r "$work/internal" "$work/out/internal")"
sed -i 's/edition: public/edition: internal/' "$example/report.yaml"
run build -o "$work/planned" "$example"
is 'report.yaml may ask for the internal edition' '' "$(diff -r "$work/internal/figures" "$work/planned/figures")"
run build --edition secret "$example"
is 'there is no third edition' 2 "$status"

unpack() { python3 "$AP_SRCDIR/tests/unpack.py" "$1"; }
unpack "$work/out" >"$work/public.bytes"
unpack "$work/out/internal" >"$work/internal.bytes"
is 'the public edition holds no name anywhere' '' \
  "$(grep -aoE '甲乙 ?&(amp;)? ?丙丁署|東(<|&lt;)西(>|&gt;)總局|測試機關 ?[0-9]+ ?處' "$work/public.bytes" | sort -u)"
for name in '甲乙 &amp; 丙丁署' '東&lt;西&gt;總局' '測試機關5處' '測試機關18處'; do
  is "the internal edition holds $name" yes "$(grep -qaF "$name" "$work/internal.bytes" && echo yes || echo no)"
done
is 'who has no name is printed by the label' yes \
  "$(grep -qaF 'A 級機關 1<' "$work/internal.bytes" && echo yes || echo no)"
pdftotext "$work/internal/report.pdf" - | tr -d ' \n' >"$work/internal.txt"
is 'the text of the report names who is best' yes "$(grep -q '測試機關18處' "$work/internal.txt" && echo yes || echo no)"
holds 'and so does its page' "$work/internal/report.html" '東&lt;西&gt;總局'

# hostile WHAT PATTERN: the public edition of the folder, spoilt by now, is refused with such a message.
hostile() {
  run build --edition public -o "$work/hostile" "$example"
  is "$1 is refused" 1 "$status"
  holds 'with the row of the participant and the file' "$work/stderr" "^$example/participants.csv:$2"
  is 'and nothing is written' no "$(test -e "$work/hostile" && echo yes || echo no)"
}
cp -R "$example" "$work/clean"
printf '\n測試機關 5\n處之防護**良**好。\n' >>"$example/text/findings-advice.md"
hostile 'a name typed by hand' '5:1: error: report.pdf .*測試機關5處'
run build --edition internal -o "$work/internal" "$example"
is 'but not by the internal edition' 0 "$status"
rm -rf "$example" && cp -R "$work/clean" "$example"
sed -i 's/物聯網設備檢測/甲乙 \& 丙丁署設備檢測/' "$example/items.csv"
hostile 'a name in the words of the tables' '3:1: error: appendix.xlsx .*甲乙&丙丁署'
rm -rf "$example" && cp -R "$work/clean" "$example"
sed -i 's/"*測試機關8處"*/勞動部/' "$example/participants.csv"
run build --edition public -o "$work/listed" "$example"
is 'an agency that is listed may be a participant' 0 "$status"
printf '\nB 級機關 1 成績居中。\n\n勞動部成績居中。\n' >>"$example/text/findings-advice.md"
run build --edition public -o "$work/listed" "$example"
is 'and be named away from its label' 0 "$status"
printf '\nB 級機關 1（勞動部）成績居中。\n' >>"$example/text/findings-advice.md"
hostile 'but with its label in one paragraph it' '8:1: error: report.pdf .*勞動部'

# A file with names is hashed without them, since a guess at a name could be proved by the hash; but a workbook
# that holds other tables beside them is hashed with those.
python=
for candidate in python3 /usr/bin/python3; do
  if [ -z "$python" ] && "$candidate" -c 'import openpyxl' 2>/dev/null; then python=$candidate; fi
done
if [ -z "$python" ]; then
  skip 'openpyxl is not installed'
  finish
  exit
fi
# pack FOLDER [CELL VALUE]…: the folder's tables as sheets of one workbook, with other values in cells as corrections!F2.
pack() {
  "$python" - "$@" <<'PYTHON'
import csv, hashlib, io, pathlib, sys
import openpyxl

folder, cells = pathlib.Path(sys.argv[1]), sys.argv[2:]
book, tables = openpyxl.Workbook(), {}
for path in sorted(pathlib.Path(folder, "tables").glob("*.csv")):
    sheet = book.create_sheet(path.stem)
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.reader(file):
            sheet.append(row)
for place, value in zip(cells[::2], cells[1::2]):
    name, cell = place.split("!")
    book[name][cell] = value
del book["Sheet"]
book.save(folder / "scores.xlsx")

text = io.StringIO()
writer = csv.writer(text, lineterminator="\n")
columns = [[cell.value for cell in book["participants"][1]].index(name) for name in ("participant", "group", "label")]
writer.writerows([row[column] for column in columns] for row in book["participants"].iter_rows(values_only=True))
for name in ("items", "scores", "corrections", "agencies", "published"):
    text.write(name + "\n")
    writer.writerows([cell or "" for cell in row] for row in book[name].iter_rows(values_only=True))
print(hashlib.sha256(text.getvalue().encode()).hexdigest())
PYTHON
}
# hash FILE: what build.json of the public edition says of it.
hash() {
  rm -rf "$work/hashed"
  run build --edition public -o "$work/hashed" "$book"
  "$python" -c 'import json, sys; print(json.load(open(sys.argv[1]))["inputs"]["year"].get(sys.argv[2], "none"))' \
    "$work/hashed/build.json" "$1"
}
book=$work/book
cp -R "$work/clean" "$book"
mkdir "$book/tables" && mv "$book"/*.csv "$book/tables"
expected=$(pack "$book")
first=$(hash 'scores.xlsx without names')
is 'a workbook with names is hashed without them' "$expected" "$first"
is 'and not as it is' none "$(hash scores.xlsx)"
pack "$book" participants!D5 另一機關 >"$work/ignored"
is 'another name makes no other hash' "$first" "$(hash 'scores.xlsx without names')"
expected=$(pack "$book" corrections!F2 另一理由)
is 'but another reason of a correction does' "$expected" "$(hash 'scores.xlsx without names')"

# Nor does the hash of an earlier year's file give the names of that year away.
book=$work/later
cp -R "$work/clean" "$work/earlier"
cp -R "$AP_SRCDIR/examples/111" "$book"
chmod -R u+w "$book"
sed -i -e 's/year: 111/year: 110/' "$work/earlier/report.yaml"
printf '  - { id: years, kind: trend, measure: total, years: [../earlier], caption: 歷年成績 }\n' >>"$book/report.yaml"
is 'the participants of an earlier year are hashed without names' 64 \
  "$(hash '../earlier/participants.csv without names' | tr -d '\n' | wc -c | tr -d ' ')"
is 'and not with them' none "$(hash ../earlier/participants.csv)"
finish
