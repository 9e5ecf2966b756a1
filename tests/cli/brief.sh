#!/bin/sh
# A second template is data alone: four pages for the example, and right for any other folder too.
. "$AP_SRCDIR/tests/cli/tap.sh"
sed -i 's/template: annual/template: brief/' "$example/report.yaml"

run build "$example"
is 'the example builds as a brief report' 0 "$status"
is 'in silence, though it shows but some figures and texts' '' "$(cat "$work/stderr")"
is 'on four pages' 4 "$(pdfinfo "$example/out/report.pdf" | awk '/^Pages:/ { print $2 }')"
is 'with the overall, the items and the facets figure' 'fig-1-overall.svg fig-2-onsite-items.svg fig-3-facets.svg' \
  "$(ls "$example/out/figures" | grep svg | tr '\n' ' ' | sed 's/ $//')"
pdftotext -layout "$example/out/report.pdf" "$work/report.txt"
missing=$(for value in 74.76 70.70 64.33 69.89 77.83 69.42; do grep -qF -- "$value" "$work/report.txt" || echo "$value"; done)
is 'and the key numbers' '' "$missing"
run build --final -o "$work/final" "$example"
is 'it may be final' 0 "$status"
holds 'build.json tells both folders of the template' "$example/out/build.json" '"annual/style.yaml"'
holds 'that of the base and its own' "$example/out/build.json" '"brief/report.md"'

# variant WHAT: builds the folder as it is now.
variant() {
  run build -o "$work/variant" "$example"
  is "$1" "0 " "$status $(cat "$work/stderr")"
}
rm -rf "$example/text" "$example/agencies.csv" "$example/corrections.csv" "$example/published.csv"
variant 'without texts and agencies it builds'
sed -i '/^figures:/,$d' "$example/report.yaml"
variant 'without figures it builds'
rm -rf "$example" && cp -R "$AP_SRCDIR/tests/golden/folder" "$example" && chmod -R u+w "$example"
sed -i 's/^  year:/  template: brief\n&/' "$example/report.yaml"
run build -o "$work/golden" "$example"
is 'a folder of one group builds' 0 "$status"

mkdir "$example/own"
printf 'base: brief\nselections: yes\n' >"$example/own/template.yaml"
sed -i 's/template: .*/template: own/' "$example/report.yaml"
run check "$example"
is 'what template.yaml may not say is an error' 1 "$status"
holds 'at its place' "$work/stderr" "^$example/own/template.yaml:2:13: error: "
printf 'base: nowhere\n' >"$example/own/template.yaml"
run check "$example"
holds 'so is a base that is not there' "$work/stderr" "^$example/own/template.yaml:1:7: error: "
printf 'base: annual\n' >"$example/own/template.yaml"
printf '# 甲\n\n{{> counts-none}}\n' >"$example/own/report.md"
printf '乙\n' >"$example/own/counts-none.md"
run build -o "$work/own" "$example"
is 'a folder of two texts is a template' 0 "$status"
finish
