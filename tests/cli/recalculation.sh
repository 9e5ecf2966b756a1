#!/bin/sh
# Year folders by chance: LibreOffice, computing their workbooks anew, gets what is published in every cell.
# AP_FOLDERS and AP_SEED say how many and which.
for python in python3 /usr/bin/python3; do
  "$python" -c 'import openpyxl, yaml' 2>/dev/null && break
  python=
done
[ -n "$python" ] || { echo '1..0 # SKIP python3-openpyxl or python3-yaml is not installed'; exit 0; }
command -v soffice >/dev/null || { echo '1..0 # SKIP LibreOffice is not installed'; exit 0; }
. "$AP_SRCDIR/tests/cli/tap.sh"
first=${AP_SEED:-60601}
last=$((first + ${AP_FOLDERS:-5} - 1))

mkdir -p "$work/profile/user"
cat >"$work/profile/user/registrymodifications.xcu" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
XML
for seed in $(seq "$first" "$last"); do
  "$python" "$AP_SRCDIR/tests/oracle.py" make "$seed" "$work/$seed"
  "$python" "$AP_SRCDIR/tests/oracle.py" make "$((seed + 500000))" "$work/$seed-earlier"
  sed -i 's/year: 111/year: 110/' "$work/$seed-earlier/report.yaml"
  sed -i 's/^report:.*/&\n  outputs: [xlsx, statistics]/' "$work/$seed/report.yaml"
  echo "  - { id: trend, kind: trend, measure: total, years: [../$seed-earlier], caption: 歷年 }" >>"$work/$seed/report.yaml"
  run build "$work/$seed"
  is "folder $seed builds" 0 "$status"
  "$python" "$AP_SRCDIR/tests/workbook.py" spoil "$work/$seed/out/appendix.xlsx" "$work/$seed.xlsx"
done
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to xlsx --outdir "$work/recalculated" \
  "$work"/*.xlsx >/dev/null 2>&1
for seed in $(seq "$first" "$last"); do
  is "folder $seed" 'ok every cell is computed to what is published' \
    "$("$python" -W error "$AP_SRCDIR/tests/workbook.py" recalculated "$work/$seed/out" "$work/recalculated/$seed.xlsx" 2>&1 | tail -n 1)"
done
finish
