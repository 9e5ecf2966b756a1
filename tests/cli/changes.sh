#!/bin/sh
# What a build says of the outputs that it replaces, on the terminal and in changes.md.
. "$AP_SRCDIR/tests/cli/tap.sh"
out=$example/out
page=$out/changes.md
rm "$example/published.csv"

run build "$example"
is 'a first build changes nothing' '0  no' "$status $(cat "$work/stdout") $(test -e "$page" && echo yes || echo no)"
sed -i 's/^A4,S1,.*/A4,S1,0/; s/^A4,S2,.*/A4,S2,0/' "$example/scores.csv"
echo '另見附錄甲。' >>"$example/text/findings-issues.md"
run build "$example"
holds 'a correction is told' "$work/stdout" "^$out: changed since the last build, and told in changes\.md:$"
holds 'with the numbers that moved' "$work/stdout" '^  Numbers \([0-9]+\): all · total mean 69\.89 → [0-9.]+; '
holds 'the classes crossed' "$work/stdout" '^  Classes crossed \([0-9]+\): A 級機關 4 實地稽核 60–75 → <60$'
holds 'the figures' "$work/stdout" '^  Figures \([0-9]+\): changed '
holds 'and how many sentences' "$work/stdout" '^  Text \([0-9]+\)$'
holds 'in full it is in changes.md' "$page" '^- all · total: mean 69\.89 → '
holds 'with the classes' "$page" '^- A 級機關 4: 實地稽核 60–75 → \\<60$'
holds 'and the new sentence' "$page" '^- \*\*after:\*\* .*另見附錄甲。'
is 'which build.json does not vouch for' 0 "$(grep -c changes "$out/build.json")"
"$auditpress" diff "$out" "$out" >"$work/none"
holds 'the outputs are those of the build' "$work/none" 'Nothing differs'

if [ -e /dev/full ]; then
  status=0
  "$auditpress" build "$example" >/dev/full 2>"$work/stderr" || status=$?
  is 'a build is done although nobody can be told' 0 "$status"
else
  skip 'there is no /dev/full'
fi

cp -p "$page" "$work/changes.md"
run build "$example"
is 'a build of the same leaves the page' '' "$(diff "$work/changes.md" "$page")"
rm "$example/.out.auditpress"
run build "$example"
is 'so does one that makes all of it again' '' "$(diff "$work/changes.md" "$page")"
is 'and has nothing to tell' "$out: 21 of 21 files were kept as they were" "$(cat "$work/stdout")"
LC_ALL=C.UTF-8 LANGUAGE=zh_TW "$auditpress" build --draft "$example" >"$work/stdout"
holds 'a draft says the same, in Chinese' "$work/stdout" "^$out：報告內容與先前相同$"

# ---- Nobody is named. ----

sed -i '1s/$/,name/; 2,$s/\([^,]*\)$/\1,稽核單位\1/' "$example/participants.csv"
sed -i '2s/[^,]*$/甲機關/' "$example/participants.csv"
sed -i 's/^A1,S1,.*/A1,S1,1/; s/^A4,S1,.*/A4,S1,5/; s/^A4,S2,.*/A4,S2,5/' "$example/scores.csv"
run build --edition internal "$example"
is 'the internal edition may be told from a public one' 1 "$(grep -c 'told in changes.md' "$work/stdout")"
holds 'with names' "$page" '^- 甲機關: '
run build "$example"
holds 'a public one is not told from an internal one' "$work/stdout" 'cannot be compared'
is 'and the page of that goes' no "$(test -e "$page" && echo yes || echo no)"
echo '乙機關表現良好。' >>"$example/text/findings-issues.md"
run build "$example"
is 'a text may speak of who is no participant' '0 yes' "$status $(test -e "$page" && echo yes || echo no)"
sed -i '$d' "$example/text/findings-issues.md"
sed -i '2s/[^,]*$/乙機關/' "$example/participants.csv"
run build "$example"
is 'a former text that names who now is one is not told' '0 no' "$status $(test -e "$page" && echo yes || echo no)"
run build --edition both "$example"
sed -i '3s/[^,]*$/丙機關/' "$example/participants.csv"
echo '另見附錄乙。' >>"$example/text/findings-issues.md"
run build --edition both "$example"
is 'each edition has its page' 'yes yes' "$(for file in "$page" "$out/internal/changes.md"; do test -e "$file" && echo yes; done | tr '\n' ' ' | sed 's/ $//')"
is 'and the public one has no name' 0 "$(grep -c '丙機關' "$page")"

# ---- Former outputs that are none. ----

printf x >"$out/report.pdf"
printf x >"$out/internal/report.pdf"
sed -i '$d' "$example/text/findings-issues.md"
run build "$example"
is 'a report that somebody damaged does not stop a build' 0 "$status"
holds 'but cannot be compared' "$work/stdout" 'cannot be compared'
finish
