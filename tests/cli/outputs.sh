#!/bin/sh
# The outputs that report.yaml asks for, and what is said of one that cannot be made.
. "$AP_SRCDIR/tests/cli/tap.sh"
out=$example/out

# want LIST: asks for the outputs.
want() {
  sed -i '/^  outputs:/d; s/^report:.*/&\n  outputs: ['"$1"']/' "$example/report.yaml"
}

# made: what is in the folder of outputs.
made() {
  (cd "$out" && find . -type f | sed 's/^..//; s/fig-.*/fig/' | sort -u | tr '\n' ' ')
}

want statistics
run build "$example"
is 'the statistics alone' 'build.json statistics.csv statistics.json ' "$(made)"
rm -rf "$out"
want 'statistics, html'
run build "$example"
is 'the page with them' 'build.json report.html statistics.csv statistics.json ' "$(made)"
rm -rf "$out"
want 'pdf, figures'
run build "$example"
is 'the report and the figures' 'build.json figures/fig report.pdf ' "$(made)"
rm -rf "$out"

mkdir "$work/nothing"
want 'xlsx, ods'
status=0
PATH=$work/nothing "$auditpress" build "$example" >"$work/stdout" 2>"$work/stderr" || status=$?
is 'without LibreOffice the rest is built' '0 appendix.xlsx build.json ' "$status $(made)"
holds 'and a warning at the wish says why' "$work/stderr" '111/report\.yaml:[0-9]+:19: warning: appendix\.ods was not made.*libreoffice-calc'
rm -rf "$out"
status=0
PATH=$work/nothing "$auditpress" build --final "$example" >"$work/stdout" 2>"$work/stderr" || status=$?
is 'a final report is refused then' '1 no' "$status $(test -e "$out" && echo yes || echo no)"

mkdir "$work/broken"
printf '#!/bin/sh\nexit 1\n' >"$work/broken/soffice"
chmod +x "$work/broken/soffice"
status=0
PATH=$work/broken:$PATH "$auditpress" build "$example" >"$work/stdout" 2>"$work/stderr" || status=$?
is 'so it is if LibreOffice fails' '0 appendix.xlsx build.json ' "$status $(made)"
holds 'and that is said' "$work/stderr" 'report\.yaml:[0-9]+:19: warning: .*could not convert'

if ! command -v soffice >/dev/null; then
  skip 'LibreOffice is not installed'
  finish
  exit
fi
run build "$example"
is 'with LibreOffice both workbooks are made without a complaint' '0 appendix.ods appendix.xlsx build.json  ' \
  "$status $(made) $(cat "$work/stderr")"
is 'the second says what it is where its file begins' 'mimetypeapplication/vnd.oasis.opendocument.spreadsheet' \
  "$(head -c 84 "$out/appendix.ods" | tail -c 54)"
mkdir "$work/tmp"
(cd "$work" && TMPDIR=$work/tmp TZ=Asia/Taipei LC_ALL=C HOME=/nowhere "$auditpress" build -o again "$example")
is 'another folder, time zone and locale give the same bytes' '' "$(diff -r "$out" "$work/again" 2>&1)"
is 'nothing is left of the conversion' '' "$(ls -A "$work/tmp")"

for python in python3 /usr/bin/python3; do
  "$python" -c 'import openpyxl' 2>/dev/null && break
  python=
done
[ -n "$python" ] || { skip 'python3-openpyxl is not installed'; finish; exit; }
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to xlsx --outdir "$work/back" \
  "$out/appendix.ods" >/dev/null 2>&1
"$python" -W error "$AP_SRCDIR/tests/workbook.py" same "$out/appendix.xlsx" "$work/back/appendix.xlsx" >"$work/checked" 2>&1
is 'both hold the same cells' 'ok every cell is the same' "$(cat "$work/checked")"
charts() { "$python" -m zipfile -l "$1" | grep -c '^xl/charts/chart'; }
is 'and the charts are still charts' '8 8' \
  "$(charts "$out/appendix.xlsx") $(charts "$work/back/appendix.xlsx")"
finish
