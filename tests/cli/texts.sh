#!/bin/sh
# The texts of a year: what may stand in them is listed, and what nobody could check is told before it is printed.
. "$AP_SRCDIR/tests/cli/tap.sh"
cd "$work" || exit 1
text=111/text/closing-year.md
cp $text good.md

# says WHAT TEXT EXPECTED STATUS: what check says of the year when the text is this.
says() {
  printf '%s\n' "$2" >$text
  run check 111
  is "$1" "$3 [$4]" "$(cat stderr) [$status]"
}

says 'a number typed by hand' '計 75 個。' \
  "$text:1:3: warning: “75” is typed by hand; take it from the data, or write \\75 if it is meant" 0
run build --final 111
is 'keeps a report from being final' "1 no" "$status $(test -e 111/out && echo yes || echo no)"
says 'a number that is meant' '計 \75 個，依資安法第 13 條，自 108 年 1 月 1 日起。' '' 0
says 'the year itself' '於 111 年度' \
  "$text:1:3: warning: “111” is the report's year, typed by hand; write {{year}}, or \\111 if it is meant" 0
says 'a word that needs a claim' '第 1 分組優於其他分組。' \
  "$text:1:7: warning: “優於” says something of the scores that nothing checks; write [優於]{what the data must show}, or \\優於 if it says nothing of them" 0
says 'a claim that holds' '[均達]{groups total mean at least pass}門檻。' '' 0
says 'a claim that the scores deny' '[均達]{groups total mean at least good}門檻。' \
  "$text:1:2: error: “均達” claims “groups total mean at least good”, which is not so: group:1 total mean is 74.76; group:2 total mean is 70.70; group:3 total mean is 64.33" 1
says 'a law that lacks a character' '依資通安管理法辦理。' \
  "$text:1:2: warning: “資通安管理法” is nearly “資通安全管理法”; write that, or \\資通安管理法 if it is meant" 0
says 'a word that is not ours' '各面向之成績。' \
  "$text:1:2: warning: “面向”: the term is “構面”; write that, or \\面向 if it is meant" 0
says 'a word twice' '成績相對相對較低。' \
  "$text:1:3: warning: “相對相對” says “相對” twice; write it once, or \\相對相對 if it is meant" 0
says 'a tag in full-width marks' '於｛｛year｝｝年' \
  "$text:1:2: error: “｛” is full-width; write {{name}} in half-width marks, or \\｛ to print it" 1

# A loop of the template is told once, not once for each of its elements.
cp "$AP_SRCDIR/templates/annual/results-groups.md" 111/text/
sed 's/^{{#groups}}$/{{#groups}}\n共 9 項。/' 111/text/results-groups.md >loop.md && cp loop.md 111/text/results-groups.md
cp good.md $text
run check 111
is 'what a loop repeats is told once' 1 "$(grep -c '“9” is typed by hand' stderr)"
rm 111/text/results-groups.md

run context 111 all.total.m
is 'context lists names with their values' "0 $(sed -n 's/^    \(all\.total\..*\)/\1/p' "$AP_SRCDIR/docs/範本.md")" \
  "$status $(cat stdout)"
run context 111 資訊及資通系統盤點及風險評估
holds 'it finds them by their values' stdout '^stages\[2\]\.weakest_item\.name  '
run context 111
is 'nothing but names' '' "$(grep -vE '^(alt-[a-z]+\.md: )?[a-z_0-9]+[^ ]*  ' stdout)"
holds 'conditions too' stdout '^many_groups  yes$'
holds 'and what only alternative texts have' stdout '^alt-scores\.md: figure\.caption  '
run context 111 a b
is 'two words are one too many' 2 "$status"
finish
