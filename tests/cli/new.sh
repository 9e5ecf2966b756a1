#!/bin/sh
# A new year folder checks clean once its scores are filled in.
. "$AP_SRCDIR/tests/cli/tap.sh"

# fill DIR: puts a score into every cell that is due. Only the agencies A take the technical test, with the codes T; theirs
# are the highest scores and those of C the lowest, as the texts carried over claim.
fill() {
  awk -F, -v OFS=, 'NR == 1 { split($0, code) } NR > 1 { for (i = 2; i <= NF; i++) if (code[i] ~ /^S/ || $1 ~ /^A/) $i = $1 ~ /^A/ ? 1 : $1 ~ /^B/ ? 0.5 : 0.2 } 1' \
    "$1/scores.csv" >"$work/filled" && cp "$work/filled" "$1/scores.csv"
}

cp "$example/report.yaml" "$work/example.yaml"
run new "$work/112" --year 112
is 'a new folder is started' 0 "$status"
run check "$work/112"
is 'without scores it does not check' 1 "$status"
is 'because every score is missing, and nothing else' 0 "$(grep -vc 'scores.csv' "$work/stderr")"
fill "$work/112"
run check "$work/112"
is 'with scores it checks' 0 "$status"
is 'without a word' '' "$(cat "$work/stderr")"

run new "$work/113" --year 113 --from "$example"
is 'a folder is started from another' 0 "$status"
fill "$work/113"
run check "$work/113"
is 'with scores it checks' 0 "$status"
holds 'its year is the new one' "$work/113/report.yaml" '^  year: 113'
holds 'so is what a comment calls it' "$work/113/report.yaml" '^# 113 年度'
holds 'so is its title' "$work/113/report.yaml" '^  title: 113 '
holds 'it is published two years later than 111' "$work/113/report.yaml" '^  published: 114-06'
is 'the texts are carried over' "$(ls "$example/text")" "$(ls "$work/113/text")"
is 'and differ by nothing but marks' '' "$(diff -r "$example/text" "$work/113/text" | grep '^[<>]' | grep -v '^> {{! 待更新：沿用 111 年度')"
# marked FILE PATTERN: the line that matches stands right below a mark.
marked() {
  grep -A1 '^{{! 待更新' "$work/113/text/$1" | grep -q "$2" && echo yes || echo no
}
is 'a date is marked' yes "$(marked basis-authority.md '111 年 8 月 27 日')"
is 'an item of a list with a year is marked' yes "$(marked standards.md '110 年至 113 年')"
is 'the name of an agency is marked' yes "$(marked participants-notes.md '環境保護署')"
is 'articles of law are not, nor are standards' 'no no' "$(marked findings-advice.md 第) $(marked standards.md '^3\. CNS')"
is 'years that have gone by since are marked' yes "$(marked closing-year.md '已逾 .4 年')"
is 'each finding of the year is marked' "$(grep -c '^[0-9]*\. .*\(部分\|多數\)機關' "$example/text/findings-issues.md")" \
  "$(grep -A1 '^{{! 待更新' "$work/113/text/findings-issues.md" | grep -c '^[0-9]*\. ')"
is 'and so are the causes' yes "$(marked stage-causes.md 成績較低之機關)"
is 'and where there is nothing to update there is no mark' '' "$(grep -l 待更新 "$work/113/text/team-size.md" "$work/113/text/findings-advice.md")"
is 'each mark is a warning at its place' "$(cd "$work/113" && grep -n 待更新 text/*.md | cut -d: -f1,2 | sed 's/$/:1/' | sort)" \
  "$(sed -n "s#^$work/113/\\(text/.*:1\\): warning: what follows is carried over from another year.*#\\1#p" "$work/stderr" | sort)"
run build "$work/113" -o "$work/113.out"
is 'a report may be built meanwhile' 0 "$status"
is 'which does not print the marks' no "$(pdftotext "$work/113.out/report.pdf" - | grep -q 待更新 && echo yes || echo no)"
run build --final "$work/113" -o "$work/113.final"
is 'but none that is final' 1 "$status"
sed -i '/待更新/d' "$work/113"/text/*.md
is 'without the marks the texts are the former ones' '' "$(diff -r "$example/text" "$work/113/text")"
is 'the items are carried over' "$(cat "$example/items.csv")" "$(cat "$work/113/items.csv")"

cp -R "$work/113" "$work/before"
run new "$work/113" --year 114
is 'a folder that is there is not written over' 1 "$status"
is 'nor changed' '' "$(diff -r "$work/before" "$work/113")"
run new "$work/115"
is 'a year is asked for' 2 "$status"
run new "$work/115" --year 115 --from "$work/nowhere"
is 'a folder to start from that is not there is wrong input' 1 "$status"
is 'and nothing is made' no "$(test -e "$work/115" && echo yes || echo no)"
sed 's/^  title: \(.*\)/  title: "概況: \1"/' "$example/report.yaml" >"$work/quoted" && cp "$work/quoted" "$example/report.yaml"
run new "$work/114" --year 114 --from "$example"
holds 'a title in quotes keeps them' "$work/114/report.yaml" '^  title: "概況: 114 .*"$'

# A year's digits within another number are not the year.
sed 's/^  year: 111/  year: 11/; s/^  title: .*/  title: 11 年度報告，第 110 號，211-11/; s/^  published: .*/  published: 12-06/' \
  "$work/example.yaml" >"$example/report.yaml"
run new "$work/12" --year 12 --from "$example"
holds 'digits of the year in another number stay' "$work/12/report.yaml" '^  title: 12 年度報告，第 110 號，211-12$'
cp "$work/example.yaml" "$example/report.yaml"

# Texts that may not be read are not left behind in silence.
chmod 0 "$example/text"
if ls "$example/text" >/dev/null 2>&1; then
  unprivileged='setpriv --reuid=65534 --regid=65534 --clear-groups'
  chmod 755 "$work" "$example"
  chmod 644 "$example"/*.*
else
  unprivileged=
fi
if $unprivileged "$auditpress" --version >/dev/null 2>&1; then
  $unprivileged "$auditpress" new "$work/116" --year 116 --from "$example" 2>"$work/stderr"
  is 'a folder of texts that may not be read is wrong input' 1 $?
  is 'and is named' "$example/text:1:1: error: the folder may not be read; change its permissions" "$(cat "$work/stderr")"
  is 'and nothing is made of it' no "$(test -e "$work/116" && echo yes || echo no)"
else
  skip 'nobody but root can run the program here'
fi

finish
