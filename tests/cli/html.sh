#!/bin/sh
# The report as a page: well-formed, whole, and in need of nobody.
. "$AP_SRCDIR/tests/cli/tap.sh"
out=$example/out
page=$out/report.html

run build "$example"
is 'a page is made only if it is asked for' no "$(test -e "$page" && echo yes || echo no)"
run build --html "$example"
is 'the example builds with a page' 0 "$status"
is 'without a complaint' '' "$(cat "$work/stderr")"
holds 'build.json vouches for it' "$out/build.json" "\"report.html\": \"$(sha256sum <"$page" | cut -d' ' -f1)\""
holds 'and counts the stylesheet among the inputs' "$out/build.json" '"annual/report.css"'
holds 'it is Chinese as Taiwan writes it' "$page" '<html [^>]*lang="zh-Hant-TW"'

if command -v xmllint >/dev/null; then
  is 'it is well-formed' '' "$(xmllint --noout "$page" 2>&1)"
else
  skip 'xmllint is not installed'
fi
ids=$work/ids
grep -o ' id="[^"]*"' "$page" | cut -d'"' -f2 | sort >"$ids"
is 'each id is there once' '' "$(uniq -d "$ids")"
is 'each link leads to one' '' \
  "$(grep -oE ' href="#[^"]*"' "$page" | sed 's/.*#//; s/"$//' | sort -u | comm -23 - "$ids")"
is 'each name and description is there' '' \
  "$(grep -oE ' aria-(labelledby|describedby)="[^"]*"' "$page" | cut -d'"' -f2 | sort -u | comm -23 - "$ids")"
is 'it asks no host for anything' '' \
  "$(grep -oiE '(src|href|action|data|poster)="[^#"][^"]*"|url\([^)]*|@import[^;]*' "$page" | grep -vE '^href="data:,"$|^url\(#')"
is 'and has no script' '' "$(grep -oiE '<script|<iframe|<object| on[a-z]+=' "$page")"

is 'every figure is drawn' 8 "$(grep -oE '<figure id="fig-' "$page" | wc -l | tr -d ' ')"
is 'with a table of its data' 8 "$(grep -oE '<details>' "$page" | wc -l | tr -d ' ')"
is 'every table has a caption' 5 "$(grep -oE '<caption id="tbl-[^"]*">' "$page" | wc -l | tr -d ' ')"
for n in 1 2 3 4 5; do
  holds "table $n is in its list" "$page" "<li><a href=\"#tbl-[^\"]*\"><span class=\"label\">表 $n</span>"
done
sed 's/<svg.*<\/svg>//; s/<[^>]*>//g' "$page" >"$work/text"
missing=$(sed 1d "$example/published.csv" | tr -d '\r' | cut -d, -f4 | sort -u | while read -r value; do
  grep -qF -- "$value" "$work/text" || echo "$value"
done)
is 'every published number is in the text' '' "$missing"
holds 'and says which value it is' "$page" '<span data-value="group:1 stage:technical mean">77.83</span>'
is 'no placeholder is left' '' "$(grep -oE '\{\{|\}\}|@fig|@tbl' "$work/text")"

cp -R "$example" "$work/elsewhere"
(cd "$work/elsewhere" && TZ=Asia/Taipei LC_ALL=C "$auditpress" build --html -o "$work/again")
is 'another folder, time zone and locale give the same bytes' '' "$(diff "$page" "$work/again/report.html" 2>&1)"

run build "$example"
is 'a build without a page leaves none of former numbers' no "$(test -e "$page" && echo yes || echo no)"

cp -R "$AP_SRCDIR/templates/annual" "$example/own"
sed -i 's/template: annual/template: own/' "$example/report.yaml"
sed -i '1i /* </style><script> */' "$example/own/report.css"
run build --html -o "$work/none" "$example"
is 'a stylesheet cannot leave its element' 1 "$status"
holds 'and is told where it tries' "$work/stderr" 'own/report\.css:1:4: error: a stylesheet cannot hold “</”'
run build -o "$work/none" "$example"
is 'in a build without a page, too' 1 "$status"
sed -i '1s#.*#@IMPORT "https://example.org/a.css";#' "$example/own/report.css"
run check "$example"
holds 'nor ask a host for another' "$work/stderr" 'own/report\.css:1:1: error: a stylesheet cannot hold “@import”'
sed -i '1s#.*#p { background: URL(a.png) }#' "$example/own/report.css"
run check "$example"
holds 'or for an image' "$work/stderr" 'own/report\.css:1:17: error: a stylesheet cannot hold “url\(”'
finish
