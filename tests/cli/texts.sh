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
says 'numbers in a circle and of Rome' '計 ③ 個，計 Ⅲ 個，計 \Ⅳ 個。' "$text:1:3: warning: “③” is typed by hand; take it from the data, or write \\③ if it is meant
$text:1:9: warning: “Ⅲ” is typed by hand; take it from the data, or write \\Ⅲ if it is meant" 0
says 'what looks like a placeholder and is none' '\待補，\%year%，待補正者，二〇〇八。' '' 0
says 'the year itself' '於 111 年度' \
  "$text:1:3: warning: “111” is the report's year, typed by hand; write {{year}}, or \\111 if it is meant" 0
says 'a word that needs a claim' '第 1 分組優於其他分組。' \
  "$text:1:7: warning: “優於” says something of the scores that nothing checks; write [優於]{what the data must show}, or \\優於 if it says nothing of them" 0
says 'a claim that holds' '[均達]{groups total mean at least pass}門檻。' '' 0
says 'a claim that the scores deny' '[均達]{groups total mean at least good}門檻。' \
  "$text:1:2: error: “均達” claims “groups total mean at least good”, which is not so: group:1 total mean is 74.76; group:2 total mean is 70.70; group:3 total mean is 64.33" 1
says 'a law that lacks a character' '依資通安管理法辦理。' \
  "$text:1:2: warning: “資通安管理法” is nearly “資通安全管理法”; write that, or \\資通安管理法 if it is meant" 0
# nearly WORD NAME: that the word is told to be nearly the name.
nearly() {
  says "nearly $2: $1" "依$1辦理。" \
    "$text:1:2: warning: “$1” is nearly “$2”; write that, or \\$1 if it is meant" 0
}
nearly 資通安全理法 資通安全管理法
nearly 通安全管理法 資通安全管理法
says 'a law that is right beside one that is not' '依資通安全管理法及其施行細則、資通安全責任等級分級辦及資通安全管理法施行細則辦理。' \
  "$text:1:16: warning: “資通安全責任等級分級辦” is nearly “資通安全責任等級分級辦法”; write that, or \\資通安全責任等級分級辦 if it is meant" 0
says 'what holds terms and is right' '資通安全管理制度、資通安全之管理、資通安全責任等事項、核心業務及核心資通系統、行政院國家資通安全會報。' '' 0
says 'simplified characters' '依资通安全管理办法办理。' "$text:1:2: warning: “资” is simplified; write the traditional form, or \\资 if it is meant
$text:1:8: warning: “办” is simplified; write the traditional form, or \\办 if it is meant
$text:1:10: warning: “办” is simplified; write the traditional form, or \\办 if it is meant" 0
says 'a clause twice' '應持續改善並追蹤，應持續改善並追蹤至完成應持續改善並追蹤至完成。' \
  "$text:1:10: warning: “應持續改善並追蹤至完成應持續改善並追蹤至完成” says “應持續改善並追蹤至完成” twice; write it once, or \\應持續改善並追蹤至完成應持續改善並追蹤至完成 if it is meant" 0
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
: >$text
run check 111
is 'a text without a word' "$text:1:1: error: this text says nothing; write it [1]" "$(cat stderr) [$status]"
cp good.md $text
cp good.md 111/text/closing-year.txt
run check 111
is 'a file beside the texts' \
  "111/text/closing-year.txt:1:1: warning: this is no text of the report: their names end in “.md”; rename or remove it [0]" \
  "$(cat stderr) [$status]"
mv 111/text/closing-year.txt 111/text/closing-year.md~
run check 111
is 'what an editor leaves behind is nothing' ' [0]' "$(cat stderr) [$status]"
rm 111/text/closing-year.md~

# ---- What the data files say. ----

# plans WHAT FROM TO PROBLEM STATUS: what check says of the year with report.yaml changed so.
cp 111/report.yaml good.yaml
plans() {
  sed "s/$2/$3/" good.yaml >111/report.yaml
  run check 111
  is "$1" "$4 [$5]" "$(sed 's#^111/report.yaml:##' stderr) [$status]"
  cp good.yaml 111/report.yaml
}
plans 'a tag in the title' 'title: 111 .*' "title: '{{year}} 年度'" \
  "5:10: error: “{{year}} 年度” holds {{ or }}, which would be printed here; write the words themselves" 1
plans 'a placeholder in a caption' 'caption: 技術檢測成績分布' 'caption: ○○成績分布' \
  '42:5: error: “○○” stands for words that are still to be written; write them' 1
plans 'a number in a caption' 'caption: 技術檢測成績分布' 'caption: 技術檢測 9 項成績分布' \
  '42:5: warning: “9” is typed by hand; say it without a number, which the data may change' 0
plans 'a law that lacks a character in a caption' 'caption: 技術檢測成績分布' 'caption: 資通安管理法遵循情形' \
  '42:5: warning: “資通安管理法” is nearly “資通安全管理法”; write that, or add it to the names of terms.yaml' 0
plans 'a template that is not there' 'template: annual' 'template: anual' \
  "8:13: error: there is no template “anual”, neither in 111 nor in $AP_BUILDDIR/templates; correct the name" 1

# spoils WHAT FILE CONTENT MESSAGE: a template of the year's own with a file that is wrong, or none.
spoils() {
  rm -rf 111/annual
  cp -R "$AP_SRCDIR/templates/annual" 111/annual
  chmod -R u+w 111/annual
  if [ -n "$3" ]; then printf '%s\n' "$3" >"111/annual/$2"; else rm "111/annual/$2"; fi
  run check 111
  is "$1" "$4 [${5:-1}]" "$(cat stderr) [$status]"
}
spoils 'a template without its style' style.yaml '' '111/annual/style.yaml:1:1: error: the file is missing; add it'
spoils 'a template without its main text' report.md '' '111/annual:1:1: error: the template has no report.md; add it'
spoils 'a template without a chapter' closing.md '' \
  "111/annual/report.md:32:1: error: there is no text “closing”; put closing.md into the template or the year's text folder"
spoils 'a template without an alternative text' alt-items.md '' \
  '111/annual/results-items.md:28:1: error: the template has no alt-items.md, the alternative text of this figure; add it'
spoils 'terms that are no terms' terms.yaml 'name: []' \
  '111/annual/terms.yaml:1:1: error: terms.yaml has no section “name”; nearest: “names”'

# styles WHAT FROM TO MESSAGE: a style of the year's own in which one thing is wrong.
styles() {
  rm -rf 111/annual
  cp -R "$AP_SRCDIR/templates/annual" 111/annual
  chmod -R u+w 111/annual
  sed -i "s/$2/$3/" 111/annual/style.yaml
  run check 111
  is "$1" "$4 [1]" "$(sed 's#^111/annual/style.yaml:[0-9]*:[0-9]*: error: ##' stderr) [$status]"
}
styles 'a section that nobody knows' '^html:' 'htm:' 'unknown key “htm”; nearest: “html”'
styles 'a key beside the words' 'figure: 圖 {n}' 'figure: 圖 {n}\n  picture: 圖' 'unknown key “picture”; remove it'
styles 'a key of the charts' '  tallest: 672' '  tallest: 672\n  talest: 672' 'unknown key “talest”; nearest: “tallest”'
styles 'a key of the pages' 'body: { size: 14, pitch' 'body: { size: 14, picth' 'unknown key “picth”; nearest: “pitch”'
styles 'a key of the page' 'skip: 跳至本文' 'skip: 跳至本文\n  skipp: 跳' 'unknown key “skipp”; nearest: “skip”'
styles 'text that is too pale' "text: '#262626'" "text: '#BBBBBB'" \
  '“#BBBBBB” and the colour beside it differ too little: contrast 1.9, needed 4.5'
styles 'neighbours too much alike' "'#28A197', '#801650'" "'#28A197', '#28A198'" \
  "$(printf '%s\n%s' '“#28A198” and the colour beside it differ too little: contrast 1.0, needed 3.0' \
    '“#F46A25” and the colour beside it differ too little: contrast 1.0, needed 3.0')"
styles 'a note that is too pale' "after: 6, color: '#3D3D3D'" "after: 6, color: '#CCCCCC'" \
  '“note” can hardly be read on its ground: contrast 1.6, needed 4.5'
styles 'letters too small for paper' '^  size: 9$' '  size: 8' 'text of “8” points cannot be read on paper; write 9 or more'
styles 'a dash of nothing' 'dash: \[6, 2.5\]' 'dash: [0, 0]' \
  'a dash is up to 4 lengths, not all 0, or [] for an unbroken line'
styles 'a name that nothing fills in' "'{name} {value}'" "'{nmae} {value}'" \
  '“{nmae}” is nothing that is filled in here; known is: {name} {value}'
styles 'a tag in the words of the workbook' "{{year}} 年度資安稽核成績" "{{yera}} 年度資安稽核成績" \
  '“yera” is unknown here; nearest names: “year”, “published.year”'
styles 'a sheet without its name' '      name: 目錄' '      nmae: 目錄' \
  'the words of the workbook lack “workbook.sheets.contents.name”; add it'
styles 'data of no figure' "'{label}之資料表'" "'{lable}之資料表'" \
  '“{lable}之資料表” names no figure; write {label} where its number goes'
styles 'more levels than there are' '  contents-levels: 3' '  contents-levels: 4' \
  "“4” is not a whole number from 1 to 3"
styles 'a font that is not there' '    - { family: TW-Kai,' '    - { family: TW-Kia,' \
  'font “TW-Kia” is not installed: apt-get install fonts-cns11643-kai'
spoils 'an alternative text with a table' alt-items.md "$(printf '| a |\n|---|\n| b |')" \
  "$(printf '%s\n%s' '111/annual/alt-items.md:1:1: error: an alternative text is read aloud; write paragraphs alone, without headings, lists, tables, figures and references')"
spoils 'one with a reference' alt-items.md '見@fig-overall。' \
  '111/annual/alt-items.md:1:1: error: an alternative text is read aloud; write paragraphs alone, without headings, lists, tables, figures and references'
spoils 'a word of comparison that no data stands behind' closing.md "$(printf '# 結語\n\n第 1 分組最佳。\n\n{{> closing-year}}')" \
  '111/annual/closing.md:3:7: warning: “最佳” says something of the scores that nothing checks; write [最佳]{what the data must show}, or \最佳 if it says nothing of them' 0
rm -rf 111/annual

# A folder that may not be read is no folder without texts; who may do all things reads it all the same.
if [ "$(id -u)" != 0 ]; then
  chmod 0 111/text
  run check 111
  is 'texts that may not be read' '111/text:1:1: error: the folder may not be read; change its permissions [1]' \
    "$(cat stderr) [$status]"
  chmod 755 111/text
else
  skip 'texts that may not be read: run as root'
fi

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
