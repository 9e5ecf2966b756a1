#!/bin/sh
# The rooms of docs/architecture.md only look downwards: cmd → render → charts, document → scores.
set -u
cd "$AP_SRCDIR" || exit 99

number=0
# check NAME FOLDERS PATTERN: no file in FOLDERS includes what PATTERN names.
check() {
  number=$((number + 1))
  # shellcheck disable=SC2086 -- several folders are meant
  found=$(grep -rnE "^ *# *include *[<\"]($3)" --include='*.[ch]' $2)
  if [ -z "$found" ]; then
    echo "ok $number - $1"
  else
    echo "not ok $number - $1"
    echo "$found" | sed 's/^/# /'
  fi
}

echo 1..8
check 'scores/ looks at no other room' scores '(document|charts|render|cmd)/'
check 'scores/ knows no drawing, PDF or text library' scores 'cairo|pango|hb|hpdf|qpdf|xlsxwriter|md4c'
check 'document/ looks at scores/ only' document '(charts|render|cmd)/'
check 'document/ knows no fonts and no pages' document 'cairo|pango|hb|hpdf|qpdf|xlsxwriter'
check 'charts/ looks at scores/ only' charts '(document|render|cmd)/'
check 'charts/ knows no files and no PDF' charts 'cairo-(pdf|svg)|hpdf|qpdf|xlsxwriter|stdio|gio/'
check 'render/ never looks at cmd/' render 'cmd/'

number=$((number + 1))
strays=$(grep -rnE '^ *# *include *[<"](hpdf|qpdf|xlsxwriter)' --include='*.[ch]' . |
  grep -vE '^\./(render/pdf|tests)/[^:]*:[0-9]+: *# *include *[<"](hpdf|qpdf)' |
  grep -vE '^\./(render/xlsx|bench|tests)/[^:]*:[0-9]+: *# *include *[<"]xlsxwriter')
if [ -z "$strays" ]; then
  echo "ok $number - only render/pdf/ includes libharu or qpdf, only render/xlsx/ libxlsxwriter"
else
  echo "not ok $number - only render/pdf/ includes libharu or qpdf, only render/xlsx/ libxlsxwriter"
  echo "$strays" | sed 's/^/# /'
fi
