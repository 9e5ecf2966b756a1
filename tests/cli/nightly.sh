#!/bin/sh
# The drafts of several year folders by night: a line of log each, a page of all, and never half a draft.
. "$AP_SRCDIR/tests/cli/tap.sh"
second=$work/112
cp -R "$example" "$second"
out=$work/drafts
page=$out/index.html

# state FOLDER: what the log says of it.
state() { sed -n "s|^{\"folder\":\"$1\",\"state\":\"\([a-z]*\)\",\"status\":\([0-9]\),\"seconds\":[0-9.e-]*,\"changes\":\[.*\],\"messages\":\[.*\]}\$|\1 \2|p" "$work/stdout"; }
sums() { find "$out" -type f ! -name index.html -exec cksum {} + | sort; }

run nightly -o "$out" "$example" "$second"
is 'two folders are built' '0 ' "$status $(cat "$work/stderr")"
is 'with a line of JSON each' 'done 0 done 0 2' "$(state "$example") $(state "$second") $(wc -l <"$work/stdout")"
is 'each into a folder of its own' '111/draft/report.pdf 112/draft/report.pdf' \
  "$(cd "$out" && find . -name report.pdf | sort | sed 's|^\./||' | tr '\n' ' ' | sed 's/ $//')"
pdftotext "$out/111/draft/report.pdf" "$work/draft.txt"
holds 'as drafts' "$work/draft.txt" '^auditpress [0-9.]+ · [0-9a-f]{12}$'
is 'nothing but drafts, their notes and the page is left' '' \
  "$(cd "$out" && find . -mindepth 1 -maxdepth 2 | sort | grep -vE '^\./(index.html|11[12](/(\.?draft(\.auditpress)?))?)$')"
holds 'the page links them' "$page" 'href="111/draft/report.pdf"'
holds 'and counts them' "$page" '年度資料夾 2 個，完成 2 個，輸入有誤 0 個，系統失敗 0 個'
holds 'in the language that it says' "$page" '<html lang="zh-Hant-TW">'
is 'without scripts' no "$(grep -qi '<script\|onclick' "$page" && echo yes || echo no)"
is 'every link leads somewhere' '' "$(grep -o 'href="[^"#]*"' "$page" | sed 's/href="//; s/"$//' | sort -u | while read -r link; do
  [ -s "$out/$link" ] || echo "$link"; done)"
is 'every element is closed, every id there once, every cell headed' '' "$(python3 - "$page" <<'END'
import html.parser, sys
class Page(html.parser.HTMLParser):
    open, ids, refs = [], [], []
    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if 'id' in attributes: self.ids.append(attributes['id'])
        self.refs += [attributes[k].lstrip('#') for k in ('href', 'aria-labelledby') if k == 'aria-labelledby' and k in attributes
                      or k == 'href' and attributes.get(k, '').startswith('#')]
        if tag == 'th' and 'scope' not in attributes: print('th without scope')
        if tag not in ('meta', 'br', 'link'): self.open.append(tag)
    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag: print('stray', tag, self.getpos())
page = Page()
page.feed(open(sys.argv[1], encoding='utf-8').read())
if page.open or len(set(page.ids)) != len(page.ids) or set(page.refs) - set(page.ids): print(page.open, page.ids, page.refs)
END
)"
before=$(sums)
run nightly -o "$out" "$example" "$second"
is 'the next night finds nothing to do' "0 $before" "$status $(sums)"
holds 'and says so' "$work/stdout" "^{\"folder\":\"$example\".*nothing changed"

# One corrected, one wrong.
run correct --participant A4 --code S8 --to 7.3 --reason 複核 --approved-by 領隊 --date 2023-04-01 "$example"
rm -f "$example/published.csv"
sed -i '2s/,[^,]*$/,999/' "$second/scores.csv"
before=$(sums | grep /112/)
run nightly -o "$out" "$example" "$second"
is 'a wrong input is status 1' '1 done 0 input 1' "$status $(state "$example") $(state "$second")"
holds 'the log tells what changed' "$work/stdout" "^{\"folder\":\"$example\".*changed since the last build"
holds 'and what is wrong' "$work/stdout" "^{\"folder\":\"$second\".*\"messages\":\[\"$second/scores.csv:2:3: error: "
holds 'so does the page' "$page" "<li>$second/scores.csv:2:3: error: "
holds 'with the state of each' "$page" '112：輸入有誤，未更新草案'
holds 'and what changed' "$page" '<li>.*changed since the last build'
holds 'and a link to all of it' "$page" 'href="111/draft/changes.md"'
is 'the wrong one keeps its last good draft' "$before" "$(sums | grep /112/)"
is 'which the page still links' yes "$(grep -q 'href="112/draft/report.pdf"' "$page" && echo yes)"

# The system fails one: its draft would go elsewhere, through a link, where its worker may not write.
mkdir "$work/elsewhere"
cp -R "$out/112/draft" "$work/good"
mv "$out/112/draft" "$work/moved"
ln -s "$work/elsewhere" "$out/112/draft"
cp "$AP_SRCDIR/examples/111/scores.csv" "$second/scores.csv"
run nightly -o "$out" "$example" "$second"
if grep -q 'has no Landlock' "$work/stdout"; then
  skip 'the kernel has no Landlock'
else
  is 'a failure of the system is status 3' '3 done 0 system 3' "$status $(state "$example") $(state "$second")"
  is 'nothing was written elsewhere' '' "$(ls -A "$work/elsewhere")"
  holds 'the page tells it from wrong input' "$page" '112：系統失敗，未更新草案'
fi
rm "$out/112/draft"
mv "$work/moved" "$out/112/draft"

# All fail: no file may be larger than this. The last good drafts stay.
printf '\n' >>"$example/corrections.csv"
sed -i 's/title: .*/title: 另一報告/' "$example/report.yaml" "$second/report.yaml"
before=$(sums | grep /draft/)
(
  ulimit -f 100
  "$auditpress" nightly -o "$out" "$example" "$second" >"$work/stdout" 2>"$work/stderr"
)
is 'a disk that takes no more is status 3' '3 system 3 system 3' "$? $(state "$example") $(state "$second")"
is 'and the last good drafts stay' "$before" "$(sums | grep /draft/)"
holds 'the page is there' "$page" '系統失敗 2 個'
is 'wrong input and a failing system are the worse' 3 "$(
  rm "$second/items.csv"
  ulimit -f 100
  "$auditpress" nightly -o "$out" "$example" "$second" >"$work/stdout" 2>/dev/null
  echo $?
)"
is 'and told apart' 'system 3 input 1' "$(state "$example") $(state "$second")"
run nightly -o "$out" "$example"
is 'the night after, what is left of that is gone' '0 ' "$status $(find "$out/111" -name '.draft.auditpress-*')"

# Folders of the same name, names that a page must escape, and the command line.
mkdir "$work/a&b" "$work/other"
cp -R "$AP_SRCDIR/tests/golden/folder" "$work/a&b/x <1>"
cp -R "$AP_SRCDIR/tests/golden/folder" "$work/other/x <1>"
chmod -R u+w "$work/a&b" "$work/other"
run nightly -j 1 -o "$work/odd" "$work/a&b/x <1>" "$work/other/x <1>"
is 'folders of one name have two drafts' 'x <1> x <1>-2' "$(cd "$work/odd" && echo x*)"
holds 'the page escapes them' "$work/odd/index.html" 'href="x%20%3C1%3E-2/draft/report.pdf">x &lt;1&gt;-2'
run nightly -o "$work/none"
is 'without folders there is nothing to do' 2 "$status"
run nightly -o "$work/none" "$work/nowhere"
is 'a folder that is not there is wrong input' '1 input 1' "$status $(state "$work/nowhere")"

# The service of systemd is shut in as well.
unit=$AP_BUILDDIR/contrib/systemd/auditpress-nightly.service
holds 'the service runs the installed program' "$unit" '^ExecStart=/.*/bin/auditpress nightly '
if command -v systemd-analyze >/dev/null && systemd-analyze security --help | grep -q -- --offline; then
  is 'its exposure is below 2.0' 0 "$(systemd-analyze security --offline=true --no-pager --threshold=19 "$unit" >"$work/exposure" 2>&1
    echo $?)"
  is 'and systemd knows all that it says' '' "$(grep -iE 'unknown|ignoring' "$work/exposure")"
else
  skip 'systemd-analyze is not installed'
fi
finish
