#!/bin/sh
# Single figures, in their formats.
. "$AP_SRCDIR/tests/cli/tap.sh"

run figure facets "$example"
is 'a figure is drawn' 0 "$status"
is 'as SVG and PNG, under its number' 'fig-8-facets.png fig-8-facets.svg' "$(ls "$example/out/figures" | tr '\n' ' ' | sed 's/ $//')"
run figure facets overall --format pdf -o "$work/pdf" "$example"
is 'two figures are drawn as PDF' 'fig-3-overall.pdf fig-8-facets.pdf' "$(ls "$work/pdf/figures" | tr '\n' ' ' | sed 's/ $//')"
is 'which poppler reads in silence' '' "$(pdftotext "$work/pdf/figures/fig-8-facets.pdf" /dev/null 2>&1)"

# width FILE: of a PNG, from its header.
width() { od -An -t u1 -j 16 -N 4 "$1" | awk '{ print (($1 * 256 + $2) * 256 + $3) * 256 + $4 }'; }
is 'a PNG has 150 dots an inch over 16 cm' 945 "$(width "$example/out/figures/fig-8-facets.png")"
run figure facets --format png --dpi 300 -o "$work/fine" "$example"
is 'or as many as are asked for' 1890 "$(width "$work/fine/figures/fig-8-facets.png")"
run figure facets --dpi 5 "$example"
is 'within reason' 2 "$status"
run figure facets --format gif "$example"
is 'an unknown format is wrong usage' 2 "$status"

svg=$example/out/figures/fig-8-facets.svg
holds 'an SVG says what it is' "$svg" '<title[^>]*>[^<]+</title>'
holds 'and what it shows' "$svg" '<desc[^>]*>[^<]+</desc>'
holds 'in which role' "$svg" 'role="img"'
holds 'and language' "$svg" 'lang="zh-TW"'
(cd "$example" && "$auditpress" figure -o "$work/all" >"$work/stdout" 2>"$work/stderr")
is 'without names all figures of the current folder are drawn' 16 "$(ls "$work/all/figures" | wc -l | tr -d ' ')"
run build -o "$work/built" "$example"
is 'and are those of a build' '' "$(diff -r "$work/all/figures" "$work/built/figures")"

run figure --changed -o "$work/built" "$example"
is 'nothing changed: nothing is named' '' "$(cat "$work/stdout")"
: >"$work/marker"
sed -i 's/^C2,S8,6.55/C2,S8,6.6/' "$example/scores.csv"
run figure --changed -o "$work/built" "$example"
is 'a score of group 3 is corrected' 0 "$status"
is 'and just the figures that show it are drawn again' \
  'fig-3-overall fig-4-onsite-items fig-7-group-3 fig-8-facets' \
  "$(sed -n 's:figures/\(.*\)\.svg:\1:p' "$work/stdout" | tr '\n' ' ' | sed 's/ $//')"
is 'the others keep their bytes and times' 'fig-1 fig-2 fig-5 fig-6' \
  "$(cd "$work/built/figures" && find . -name '*.svg' ! -newer "$work/marker" |
    sed 's:./\(fig-.\).*:\1:' | sort | tr '\n' ' ' | sed 's/ $//')"
run figure technical-scores --format csv -o "$work/data" "$example"
is 'the table behind a figure has a row a participant' 7 "$(wc -l <"$work/data/figures/fig-1-technical-scores.csv" | tr -d ' ')"
finish
