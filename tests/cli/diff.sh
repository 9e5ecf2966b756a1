#!/bin/sh
# What differs between two years or builds: real edits of the example are told, each where it belongs, and no others.
. "$AP_SRCDIR/tests/cli/tap.sh"
new=$work/new

# edited: the example as it was, for the next edit.
edited() {
  rm -rf "$new"
  cp -R "$example" "$new"
}

# part TITLE: that part of the difference that was printed last.
part() {
  awk -v title="$1" '/^[^ ]/ { on = index($0, title " (") == 1 } on && NF' "$work/stdout"
}

run diff "$example" "$example"
is 'a folder and itself' 0 "$status"
is 'do not differ' 'Nothing differs.' "$(cat "$work/stdout")"

# ---- A score is corrected. ----
edited
sed -i 's/^C2,S8,6.55/C2,S8,9.6/' "$new/scores.csv"
run diff "$example" "$new"
is 'a corrected score is a difference, which is no failure' 0 "$status"
is 'of which nothing is complained' '' "$(cat "$work/stderr")"
cp "$work/stdout" "$work/corrected"
holds 'numbers are told by scope and measure' "$work/stdout" '^  第 3 分組 · total: mean 64\.33 → 64\.84; q3 67\.30 → 69\.59; stdev '
holds 'and counts, by their thresholds' "$work/stdout" '^  第 3 分組 · 實地稽核 / 技術面: .*; ≥75 0 → 1; <75 6 → 5; 60–75 4 → 3$'
is 'one participant has other results' '  C 級機關 2: total 68.10 → 71.15; 實地稽核 68.10 → 71.15; 實地稽核 / 技術面 67.75 → 75.38; 實地稽核 / 8 資通系統發展及維護安全 65.50 → 96.00' \
  "$(part 'Results of participants' | sed 1d)"
holds 'its place changes' "$work/stdout" '^  C 級機關 2: total, place in all 10 → 7; '
holds 'and the place of whom it passed' "$work/stdout" '^  B 級機關 3: total, place in all 8 → 9; '
is 'the figures that show it are told' \
  '  changed: 受稽機關整體稽核總成績分布 (overall); 實地稽核個別項目成績分布 (onsite-items); 第 3 分組稽核總成績分布 (group-3); 各分組實地稽核構面成績比較 (facets)' \
  "$(part Figures | sed 1d)"
is 'the sentence that prints a number is told, old and new, under its heading' \
  '  (三)第 3 分組（資安等級 C 級）
    - 第 3 分組受稽機關計 6 個，稽核總成績平均為 64.33 分，最高為 75.75 分，最低為 55.75 分。
    + 第 3 分組受稽機關計 6 個，稽核總成績平均為 64.84 分，最高為 75.75 分，最低為 55.75 分。' \
  "$(part Text | sed -n '/(三)第 3 分組/,/+ /p')"
is 'no class was crossed' '' "$(part 'Classes crossed')"

run diff --format json "$example" "$new"
is 'JSON succeeds' 0 "$status"
cp "$work/stdout" "$work/first.json"
run diff --format json "$example" "$new"
is 'and is the same again' '' "$(cmp "$work/first.json" "$work/stdout")"
python3 - "$work/first.json" >"$work/told" <<'END'
import json, sys
difference = json.load(open(sys.argv[1], encoding='utf-8'))
print(*difference)
print(*next(({**n}.values() for n in difference['statistics'] if n['scope'] == 'group:3' and n['statistic'] == 'q3')))
print(*(v for v in difference['values'] if v['measure'] == 'total'))
print(*(f['figure'] + ' ' + f['change'] for f in difference['figures']))
END
is 'it has its members in order' 'old new statistics values classes ranks figures tables sentences' "$(sed -n 1p "$work/told")"
is 'ids beside names' 'group:3 第 3 分組 total total q3 67.30 69.59' "$(sed -n 2p "$work/told")"
is 'values as text' "{'participant': 'C2', 'name': 'C 級機關 2', 'measure': 'total', 'measure_name': 'total', 'before': '68.10', 'after': '71.15'}" \
  "$(sed -n 3p "$work/told")"
is 'and figures' 'overall changed onsite-items changed group-3 changed facets changed' "$(sed -n 4p "$work/told")"

# ---- A class is crossed, both ways. ----
edited
sed -i 's/^C6,S7,11$/C6,S7,16/; s/^C1,S7,.*/C1,S7,10/' "$new/scores.csv"
run diff "$example" "$new"
is 'who passes a threshold is told, either way' '  C 級機關 1: total ≥75 → 60–75; 實地稽核 ≥75 → 60–75
  C 級機關 6: total <60 → 60–75; 實地稽核 <60 → 60–75' "$(part 'Classes crossed' | sed 1d)"

# ---- Texts. ----
edited
sed -i '1s/一環。/一環<要務> \& 責任。又一句。/' "$new/text/closing-year.md"
run diff "$example" "$new"
is 'a changed text is told as the reader sees it, and alone' 'Text (2)
  伍、結語
    - 資安法施行迄今已逾 4 年，資通安全已成為各機關日常業務之一環。
    + 資安法施行迄今已逾 4 年，資通安全已成為各機關日常業務之一環<要務> & 責任。
    + 又一句。' "$(cat "$work/stdout")"
run diff --format html "$example" "$new"
holds 'the page marks what is new, escaped' "$work/stdout" '<p class="new"><ins>資安法.*之一環<mark>&lt;要務&gt; &amp; 責任</mark>。</ins></p>'
is 'it is well-formed' '' "$(sed 's/<meta charset="utf-8">//; 1d' "$work/stdout" | python3 -c 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.stdin.buffer)' 2>&1)"
is 'and needs nothing else' '' "$(grep -E 'src=|href=|url\(|<script' "$work/stdout")"

# ---- A figure goes. ----
edited
sed -i '/id: facets/d' "$new/report.yaml"
run diff "$example" "$new"
is 'a figure that is gone is told' '  gone: 各分組實地稽核構面成績比較 (facets)' "$(part Figures | sed 1d)"
holds 'its caption too' "$work/stdout" '^    - 圖 8 各分組實地稽核構面成績比較$'
run diff "$new" "$example"
is 'the other way round it is new' '  new: 各分組實地稽核構面成績比較 (facets)' "$(part Figures | sed 1d)"

# ---- Participants come and go. ----
edited
echo 'C7,3,C 級機關 7' >>"$new/participants.csv"
sed -n 's/^C6,/C7,/p' "$example/scores.csv" >>"$new/scores.csv"
sed -i '/^B3,/d' "$new/participants.csv" "$new/scores.csv"
run diff "$example" "$new"
holds 'who is new is told' "$work/stdout" '^  C 級機關 7: total – → 55\.75; '
holds 'who is gone is told, by the former name' "$work/stdout" '^  B 級機關 3: total 70\.50 → –; '
holds 'with the place' "$work/stdout" '^  B 級機關 3: total, place in all 8 → –; total, place in 第 2 分組 3 → –; '
is 'the table that counts them has another row' '  表 2 稽核分組及稽核方式
    - 家數 │ 6 │ 5 │ 6
    + 家數 │ 6 │ 4 │ 7' "$(part Tables | sed 1d)"

# ---- Measures and scopes go. ----
edited
sed -i '/^onsite,.*,9,/d' "$new/items.csv"
sed -i '/,S9,/d' "$new/scores.csv"
run diff --format json "$example" "$new"
is 'an item that is gone is told' 0 "$status"
is 'with all that was said of it' 'None' "$(python3 -c '
import json, sys
rows = [n for n in json.load(sys.stdin)["statistics"] if n["measure"] == "item:onsite/9"]
print(*{n["after"] for n in rows}) if len(rows) == 48 else print(len(rows))' <"$work/stdout")"

# ---- Builds. ----
edited
sed -i 's/^C2,S8,6.55/C2,S8,9.6/' "$new/scores.csv"
rm "$new/published.csv"
run build -o "$work/a" "$example"
run build --draft -o "$work/b" "$example"
run diff "$work/a" "$work/b"
is 'a draft and a report of the same year say the same' 'Nothing differs.' "$(cat "$work/stdout")"
run diff "$work/a" "$example"
is 'so do a build and its folder' 'Nothing differs.' "$(cat "$work/stdout")"
run build -o "$work/c" "$new"
run diff "$work/a" "$work/c"
is 'two builds are compared' 0 "$status"
holds 'numbers by their ids' "$work/stdout" '^  group:3 · total: mean 64\.33 → 64\.84; '
is 'figures by what they look like' '  changed: overall; onsite-items; group-3; facets' "$(part Figures | sed 1d)"
# passages FILE: the changed sentences of a difference, in the order of the text, without their blanks.
passages() { sed -n '/^Text (/,$p' "$1" | grep -E '^    [-+]' | tr -d ' 　'; }
is 'and the same sentences as between the folders' "$(passages "$work/corrected")" "$(passages "$work/stdout")"
holds 'what a build does not hold is said' "$work/stdout" '^A build does not hold the results of single participants'
run diff "$example" "$work/c"
holds 'a folder is compared with a build in the words of the folder' "$work/stdout" '^  第 3 分組 · total: mean 64\.33 → 64\.84; '

# ---- What is wrong. ----
run diff "$example"
is 'one folder is wrong usage' 2 "$status"
run diff --format xml "$example" "$new"
is 'so is an unknown format' 2 "$status"
run diff "$work/nowhere" "$example"
is 'a folder that is not there is wrong input' 1 "$status"
holds 'and named' "$work/stderr" "^$work/nowhere:1:1: error: "
echo '{' >"$work/a/build.json"
head -c 1000 "$work/c/report.pdf" >"$work/a/report.pdf"
echo 'scope,value' >"$work/a/statistics.csv"
run diff "$work/a" "$example"
is 'a spoilt build is wrong input' 1 "$status"
for file in build.json report.pdf statistics.csv; do
  holds "its $file is complained of" "$work/stderr" "^$work/a/$file:1:[0-9]+: error: "
done
is 'and nothing is printed' '' "$(cat "$work/stdout")"
LC_ALL=C.UTF-8 LANGUAGE=zh "$auditpress" diff "$example" "$new" >"$work/stdout" 2>"$work/stderr"
holds 'all of it speaks Chinese' "$work/stdout" '^  第 3 分組 · 總成績: 平均數 64\.33 → 64\.84; 第 3 四分位數 '
finish
