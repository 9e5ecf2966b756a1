#!/bin/sh
# Workbooks in the place of CSV files: made by openpyxl and by LibreOffice, where they are installed.
. "$AP_SRCDIR/tests/cli/tap.sh"

"$auditpress" stats --format csv "$example" >"$work/csv.stats"

# same WHAT FOLDER: the folder gives the statistics of the CSV files and checks clean.
same() {
  "$auditpress" stats --format csv "$2" >"$work/stats" 2>"$work/stderr"
  is "$1 give the same statistics" '' "$(diff "$work/csv.stats" "$work/stats"; cat "$work/stderr")"
  run check "$2"
  is "$1 reconcile with what was published" "0 " "$status $(cat "$work/stderr")"
}

# fresh FOLDER: the example without its tables.
fresh() {
  rm -rf "$1" && cp -R "$example" "$1" && rm -f "$1"/*.csv
}

# What is no workbook is told once, and nothing else is asked of what it may hold.
fresh "$work/broken"
printf 'participant,code,score\n' >"$work/broken/scores.xlsx"
run check "$work/broken"
is 'a CSV file under the name of a workbook is the one problem' \
  "1 $work/broken/scores.xlsx:1:1: error: this is text, not a workbook; if it is CSV, name it .csv" \
  "$status $(cat "$work/stderr")"

python=
for candidate in python3 /usr/bin/python3; do
  if [ -z "$python" ] && "$candidate" -c 'import openpyxl' 2>/dev/null; then python=$candidate; fi
done
if [ -n "$python" ]; then
  fresh "$work/single"
  fresh "$work/shared"
  "$python" - "$example" "$work/single" "$work/shared" <<'PYTHON'
import csv, datetime, pathlib, re, sys
import openpyxl

source, single, shared = map(pathlib.Path, sys.argv[1:])


def value(text):
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        return datetime.date.fromisoformat(text)
    if re.fullmatch(r"\d+(\.\d+)?", text):
        return float(text) if "." in text else int(text)
    return text or None


book = openpyxl.Workbook()
book.active.title = "notes"
book.active["A1"] = "nothing that counts"
for path in sorted(source.glob("*.csv")):
    own = openpyxl.Workbook()
    for sheet in own.active, book.create_sheet(path.stem):
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                sheet.append([value(cell) for cell in row])
    own.save(single / (path.stem + ".xlsx"))
book.save(shared / "scores.xlsx")
bad = book["scores"]
bad["C3"] = "=1+1"
bad["C5"] = "7,5"
book.save(shared / "bad.xlsx")
PYTHON
  mv "$work/shared/bad.xlsx" "$work/bad.xlsx"
  same 'workbooks of openpyxl' "$work/single"
  same 'sheets of one workbook of openpyxl' "$work/shared"

  cp "$example/scores.csv" "$work/shared"
  run check "$work/shared"
  is 'a table in two places is refused' 1 "$status"
  holds 'and both are named' "$work/stderr" "^$work/shared/scores\.csv:1:1: error: .*scores\.csv.*scores\.xlsx"
  rm "$work/shared/scores.csv"

  cp "$work/bad.xlsx" "$work/shared/scores.xlsx"
  run check "$work/shared"
  is 'cells that cannot be used are refused' 1 "$status"
  holds 'a formula that was never calculated has its place' "$work/stderr" \
    "^$work/shared/scores\.xlsx:3:3: error: sheet “scores”: .*formula has no stored value"
  holds 'so has a score that is no decimal' "$work/stderr" \
    "^$work/shared/scores\.xlsx:5:3: error: sheet “scores”: .*7,5"

  run correct "$work/single" --participant C6 --code S9 --to 5 --reason x --approved-by y --date 2023-05-01
  is 'a ledger in a workbook is not appended to' 1 "$status"
  holds 'but named' "$work/stderr" "^$work/single/corrections\.xlsx:1:1: error: "
else
  skip 'openpyxl is not installed'
fi

if command -v soffice >/dev/null; then
  for kind in xlsx ods; do
    fresh "$work/$kind"
    soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$kind" \
      --infilter='CSV:44,34,76,1' --outdir "$work/$kind" "$example"/*.csv >/dev/null 2>&1
    same "$kind files of LibreOffice" "$work/$kind"
  done
else
  skip 'LibreOffice is not installed'
fi
finish
