#!/bin/sh
# Results sheets: one PDF a participant, the same however the work is shared out, all or none.
. "$AP_SRCDIR/tests/cli/tap.sh"

run build --participants "$example"
is 'a sheet for each participant is built' '0 ' "$status $(cat "$work/stderr")"
is 'in DIR/sheets, as many as there are' 17 "$(find "$example/sheets" -name 'sheet-*.pdf' | wc -l)"
is 'and named by label' yes "$(test -s "$example/sheets/sheet-A_級機關_4.pdf" && echo yes)"
holds 'build.json vouches for them' "$example/sheets/build.json" '"sheet-A_級機關_4.pdf": "[0-9a-f]{64}"'
holds 'and tells the template' "$example/sheets/build.json" '"participant/report.md"'
is 'each is of two pages' '17 2' "$(for sheet in "$example/sheets/"*.pdf; do
  pdfinfo "$sheet" | awk '/^Pages:/ { print $2 }'; done | sort | uniq -c | sed 's/^ *//')"

# words NAME: the text of a sheet without blanks.
words() { pdftotext "$1" - | tr -d ' \n'; }
words "$example/sheets/sheet-A_級機關_4.pdf" >"$work/a4"
holds 'a sheet tells total, distance and place' "$work/a4" '稽核總成績為71.02分，較分組平均74.76分低3.74分，於6個機關中居第4名'
holds 'its class' "$work/a4" '達60分而未達75分'
holds 'what was better than the mean, farthest first' "$work/a4" '相對優勢：「資通安全防護及控制措施」74.50分，高於分組平均0.87分。'
holds 'and what was worse' "$work/a4" '相對弱勢：「資料庫安全檢測」76.00分，低於分組平均10.17分；'
is 'it shows no other participant' '' "$(grep -oE '[ABC]級機關[1-6]' "$work/a4" | grep -v A級機關4)"
pdfinfo "$example/sheets/sheet-A_級機關_4.pdf" >"$work/info"
holds 'its title is its own' "$work/info" 'Title:.*A 級機關 4'
run context "$example" --participant A4 participant.score.value
is 'context lists what a sheet may use' 'participant.score.value  71.02' "$(cat "$work/stdout")"
run context "$example" --participant Z9
is 'of a participant that is there' 2 "$status"

run build --participants --jobs 1 -o "$work/one" "$example"
is 'one process makes the same bytes as many' '' "$(diff -r "$work/one" "$example/sheets")"
run build --participants --only 4..5 -o "$work/some" "$example"
is 'rows may be chosen' 'sheet-A_級機關_4.pdf sheet-A_級機關_5.pdf' "$(cd "$work/some" && echo sheet-*)"
is 'with the same bytes' '' "$(diff -r "$work/some" "$example/sheets" | grep -v '^Only in' | grep -v build.json | grep '^Binary')"
run build --participants --only A4,B5 -o "$work/ids" "$example"
is 'and ids' 'sheet-A_級機關_4.pdf sheet-B_級機關_5.pdf' "$(cd "$work/ids" && echo sheet-*)"
run build --participants --only 17..99 -o "$work/last" "$example"
is 'a range may end beyond the last' 'sheet-C_級機關_6.pdf' "$(cd "$work/last" && echo sheet-*)"
for wrong in 18..20 0..3 A4,Z9 3..1; do
  run build --participants --only "$wrong" -o "$work/wrong" "$example"
  is "$wrong are none" 2 "$status"
done
run build --only 1..2 "$example"
is '--only is of sheets' 2 "$status"
run build --participants --html "$example"
is 'sheets are no pages' 2 "$status"
run build -o "$work/report" "$example"
run build --participants -o "$work/report" "$example"
is "a report's folder is not for sheets" 2 "$status"

run build --participants --only A4 -o "$example/sheets" "$example"
is 'sheets that are made no more go' 'build.json sheet-A_級機關_4.pdf' "$(cd "$example/sheets" && echo *)"

# Labels that no file system takes, and two that differ by case alone.
sed -i 's/,A 級機關 1/,A\/B:c/; s/,A 級機關 2/,a\/b:C/' "$example/participants.csv"
run build --participants --only 1..2 -o "$work/odd" "$example"
is 'names of files are safe and their own' 'sheet-A_B_c.pdf sheet-a_b_C.2.pdf' "$(cd "$work/odd" && echo sheet-*)"

# A name in a label's place: not in public.
sed -i '1s/$/,name/; 5s/$/,勞動部職安署/; 2,4s/$/,/; 6,$s/$/,/' "$example/participants.csv"
run build --participants --only A4 -o "$work/named" "$example"
is 'a public sheet has no name' '0 0' "$status $(words "$work/named/sheet-A_級機關_4.pdf" | grep -c 勞動部)"
run build --participants --edition internal --only A4 -o "$work/named" "$example"
words "$work/named/sheet-A_級機關_4.pdf" >"$work/named.txt"
holds 'an internal one has' "$work/named.txt" '勞動部職安署屬第1分組'
mkdir -p "$example/text"
printf '::: note\n{{#participant}}{{label}}即勞動部職安署。{{/participant}}\n:::\n' >"$example/text/sheet-synthetic.md"
run build --participants -o "$work/leak" "$example"
is 'a text that names one is refused' '1 no' "$status $(test -e "$work/leak" && echo yes || echo no)"
holds 'at its row' "$work/stderr" "^$example/participants.csv:5:1: error: sheet-.*勞動部職安署"
rm "$example/text/sheet-synthetic.md"

# A character that only a second font has is drawn; one that none has is told.
cp "$example/items.csv" "$work/items.csv"
sed -i 's/物聯網設備檢測/\xf0\xa0\x80\x8b網設備檢測/' "$example/items.csv"
run build --participants --only A4 -o "$work/rare" "$example"
is 'a rare character is printed' '0 ' "$status $(cat "$work/stderr")"
sed -i 's/資料庫安全檢測/\xf0\x9f\xa6\x84庫安全檢測/' "$example/items.csv"
run build --participants --only A4 -o "$work/rare" "$example"
is 'one of no font is an error' 1 "$status"
holds 'where the input has it' "$work/stderr" "^$example/items.csv:.*U\+1F984"
cp "$work/items.csv" "$example/items.csv"

# What fails in one sheet fails all: the last one has a character that no font has.
rm -f "$example/published.csv"
before=$(ls -l "$work/one")
printf 'C6,3,\360\237\246\204,\n' | sed 's/C6/C9/' >>"$example/participants.csv"
grep '^C6,' "$example/scores.csv" | sed 's/^C6/C9/' >>"$example/scores.csv"
run build --participants -o "$work/one" "$example"
is 'a label that cannot be printed is an error' 1 "$status"
holds 'and named' "$work/stderr" 'U\+1F984'
is 'and the former sheets stay' "$before" "$(ls -l "$work/one")"

# Spread over processes and machines. sbatch here runs its tasks one after the other, as Slurm would.
rm -rf "$example" && cp -R "$AP_SRCDIR/examples/111" "$example" && chmod -R u+w "$example" && rm -rf "$example/out"
run build --participants -o "$work/direct" "$example"
spread() { AUDITPRESS=$auditpress sh "$AP_SRCDIR/contrib/cluster/auditpress-sheets" "$@" >"$work/stdout" 2>"$work/stderr"; }
# gathered WHAT FOLDER: it has the same sheets as one build.
gathered() { is "$1" '' "$(diff -r "$work/direct" "$2" | grep -v '^Only in.*build')"; }
spread make "$example" "$work/spread" 5
is 'make -j builds all parts' 0 $?
gathered 'which are those of one build' "$work/spread"
is 'and leaves nothing else' "spread" "$(cd "$work" && echo spread*)"

mkdir "$work/bin"
cat >"$work/bin/sbatch" <<'END'
#!/bin/sh
array=0 wrap= dependency=
for option; do
  case $option in
  --array=1-*) array=${option#--array=1-} ;;
  --wrap=*) wrap=${option#--wrap=} ;;
  --dependency=afterok:*) dependency=${option##*:} ;;
  esac
done
id=$(($(cat "$QUEUE/last" 2>/dev/null || echo 0) + 1))
echo "$id" >"$QUEUE/last"
echo "$id"
[ -z "$dependency" ] || [ -e "$QUEUE/$dependency.ok" ] || exit 0 # Slurm drops what waits for a failure
if [ "$array" = 0 ]; then sh -c "$wrap" >"$QUEUE/$id.log" 2>&1 && touch "$QUEUE/$id.ok"; exit 0; fi
good=yes
for task in $(seq "$array"); do
  SLURM_ARRAY_TASK_ID=$task sh -c "$wrap" >"$QUEUE/$id.log" 2>&1 || good=no
done
[ $good = no ] || touch "$QUEUE/$id.ok"
END
chmod +x "$work/bin/sbatch"
PATH=$work/bin:$PATH QUEUE=$work/queue
export PATH QUEUE
mkdir "$QUEUE"
spread slurm "$example" "$work/array" 4
is 'a job array is queued, and a job that gathers' '0 2' "$? $(cat "$work/stdout")"
gathered 'the sheets are those of one build' "$work/array"
printf '#!/bin/sh\ncase "$*" in *"--only 9..12"*) exit 3 ;; esac\nexec %s "$@"\n' "$auditpress" >"$work/bin/failing"
chmod +x "$work/bin/failing"
touch "$work/array/mark"
AUDITPRESS=$work/bin/failing sh "$AP_SRCDIR/contrib/cluster/auditpress-sheets" slurm "$example" "$work/array" 4 >/dev/null 2>&1
is 'when a task fails the former sheets stay' yes "$(test -e "$work/array/mark" && echo yes)"
AUDITPRESS=$work/bin/failing sh "$AP_SRCDIR/contrib/cluster/auditpress-sheets" make "$example" "$work/array" 4 >/dev/null 2>&1
is 'so they do with make, which says so' '2 yes' "$? $(test -e "$work/array/mark" && echo yes)"
sed -i 's/^A1,\([^,]*\),[^,]*/A1,\1,🐉/' "$example/participants.csv"
run build --participants --only A1 "$example"
is 'a character that no font has is told once, at its place' "1 $example/participants.csv:2:1" \
  "$status $(grep -c . "$work/stderr" | sed 's/^1$//')$(cut -d: -f1-3 "$work/stderr")"
rm "$example/items.csv"
spread make "$example" "$work/array" 4
is 'a folder that cannot be read is the input' 1 $?
finish
