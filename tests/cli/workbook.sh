#!/bin/sh
# The workbook as another program reads it: openpyxl, and LibreOffice where it is installed.
for python in python3 /usr/bin/python3; do
  "$python" -c 'import openpyxl' 2>/dev/null && break
  python=
done
[ -n "$python" ] || { echo '1..0 # SKIP python3-openpyxl is not installed'; exit 0; }
. "$AP_SRCDIR/tests/cli/tap.sh"

# Names that a spreadsheet program could take for formulas, patterns or the ends of texts.
first=$(sed -n 2p "$example/participants.csv" | cut -d, -f1)
sed -i "2s/.*/=1+1*~?,1,\"@A, '級' \"\"機關\"\"\"/" "$example/participants.csv"
sed -i "s/^$first,/=1+1*~?,/" "$example/scores.csv"
sed -i 's/name: 第 1 分組/name: "第 '"'1'"' *分?組"/' "$example/report.yaml"
run build "$example"
is 'the example builds' 0 "$status"

recalculated=
if command -v soffice >/dev/null; then
  mkdir -p "$work/profile/user"
  cat >"$work/profile/user/registrymodifications.xcu" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
XML
  "$python" "$AP_SRCDIR/tests/workbook.py" spoil "$example/out/appendix.xlsx" "$work/spoilt.xlsx"
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to xlsx --outdir "$work/recalculated" \
    "$work/spoilt.xlsx" >/dev/null 2>&1
  recalculated=$work/recalculated/spoilt.xlsx
fi
"$python" -W error "$AP_SRCDIR/tests/workbook.py" check "$example/out" ${recalculated:+"$recalculated"} >"$work/checked" || echo "not ok - $?" >>"$work/checked"
while IFS= read -r line; do
  case $line in
  'ok '*) is "${line#ok }" yes yes ;;
  *) is "$line" yes no ;;
  esac
done <"$work/checked"
[ -n "$recalculated" ] || skip 'LibreOffice is not installed'
finish
