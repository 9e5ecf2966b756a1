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

# Texts that are wrong, and what is said of each: tests/golden/texts.txt holds "== NAME", the text, "--", the messages.
mkdir wrong
awk '/^== / { name = substr($0, 4); part = "text"; printf "%s\n", name >"wrong/names"; next }
  /^--$/ && part == "text" { part = "said"; next }
  { print >("wrong/" name "." part) }' "$AP_SRCDIR/tests/golden/texts.txt"
while read -r name; do
  cp "wrong/$name.text" $text
  run check 111
  is "a text that is wrong: $name" "$(cat "wrong/$name.said") [1]" "$(sed "s#^$text:##" stderr) [$status]"
done <wrong/names
is 'all were tried' yes "$([ "$(wc -l <wrong/names)" -ge 60 ] && echo yes || echo no)"
run build 111
is 'of a text that is wrong nothing is built' '1 no' "$status $(test -e 111/out && echo yes || echo no)"

# What no file of texts can hold.
printf '\244\244\244\345\n' >$text
run check 111
holds 'a text in Big5' stderr "^$text:1:1: error: the file is Big5"
is 'is refused' 1 "$status"
cp good.md $text

# spoils WHAT FILE CONTENT MESSAGE: a template of the year's own with a file that is wrong, or none.
spoils() {
  rm -rf 111/annual
  cp -R "$AP_SRCDIR/templates/annual" 111/annual
  chmod -R u+w 111/annual
  if [ -n "$3" ]; then printf '%s\n' "$3" >"111/annual/$2"; else rm "111/annual/$2"; fi
  run check 111
  is "$1" "$4 [1]" "$(cat stderr) [$status]"
}
spoils 'a template without its style' style.yaml '' '111/annual/style.yaml:1:1: error: the file is missing; add it'
spoils 'a template without its main text' report.md '' '111/annual:1:1: error: the template has no report.md; add it'
spoils 'a template without a chapter' closing.md '' \
  "111/annual/report.md:32:1: error: there is no text “closing”; put closing.md into the template or the year's text folder"
spoils 'a template without an alternative text' alt-items.md '' \
  '111/annual/results-items.md:28:1: error: the template has no alt-items.md, the alternative text of this figure; add it'
spoils 'terms that are no terms' terms.yaml 'name: []' \
  '111/annual/terms.yaml:1:1: error: terms.yaml has no section “name”; nearest: “names”'
rm -rf 111/annual

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
