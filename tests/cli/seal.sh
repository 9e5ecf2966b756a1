#!/bin/sh
# A final report is sealed: what happens to it later is found, and no build replaces it unasked.
. "$AP_SRCDIR/tests/cli/tap.sh"
out=$example/out
rm "$example/published.csv"

run build --draft "$example"
run build --final "$example"
is 'a final report is made' 0 "$status"
holds 'and that it is sealed is said' "$work/stdout" "^$out: sealed; .auditpress verify $out. proves it later$"
is 'its folder holds it and nothing else' 'appendix.xlsx build.json figures report.pdf seal.sha256 statistics.csv statistics.json' \
  "$(ls "$out" | tr '\n' ' ' | sed 's/ $//')"
(cd "$out" && sha256sum --quiet -c seal.sha256) >"$work/sums" 2>&1
is 'sha256sum knows the seal, too' '0 ' "$? $(cat "$work/sums")"
is 'which is about every file' "$(cd "$out" && find . -type f ! -name seal.sha256 | sed 's/^..//' | sort)" "$(sed 's/^[0-9a-f]*  //' "$out/seal.sha256" | sort)"
"$auditpress" build --final -o "$work/again" "$example" >/dev/null
is 'and the same for the same report' '' "$(diff -r "$out" "$work/again" 2>&1)"

# ---- Verifying. ----

run verify "$out"
is 'a sealed folder is verified' "0 $out: all 21 files are as they were sealed ($(sha256sum <"$out/seal.sha256" | cut -c1-16))" "$status $(cat "$work/stdout")"
run verify --inputs "$example" "$out"
is 'so are its inputs' '0 2' "$status $(wc -l <"$work/stdout")"
cp -Rp "$out" "$work/sealed"
printf x >>"$work/sealed/report.pdf"
rm "$work/sealed/statistics.csv"
echo x >"$work/sealed/figures/more.txt"
ln -sf ../report.pdf "$work/sealed/appendix.xlsx"
touch "$work/sealed/.DS_Store"
run verify "$work/sealed"
is 'each file that is not as it was is named' "1 appendix.xlsx figures/more.txt report.pdf statistics.csv " \
  "$status $(sed -n "s|^$work/sealed/\(.*\):1:1: error: .*|\1|p" "$work/stderr" | sort | tr '\n' ' ')"
holds 'one that changed' "$work/stderr" '/report\.pdf:1:1: error: the file changed after it was sealed$'
holds 'one that is missing' "$work/stderr" '/statistics\.csv:1:1: error: the file is missing'
holds 'one that was added' "$work/stderr" '/figures/more\.txt:1:1: error: the file was added'
echo nonsense >>"$work/again/seal.sha256"
echo "$(printf x | sha256sum | cut -d' ' -f1)  ../$(basename "$work")" >>"$work/again/seal.sha256"
run verify "$work/again"
is 'a seal that was changed is told' '1 2' "$status $(grep -c 'no line of a seal' "$work/stderr")"
rm "$work/again/seal.sha256"
run verify "$work/again"
is 'without a seal there is nothing to verify' 1 "$status"
run verify
is 'nor without a folder' 2 "$status"

# ---- No build replaces it. ----

run build "$example"
is 'a build of the same changes nothing' "0 $out: nothing changed; all 21 files were kept" "$status $(cat "$work/stdout")"
run build --final "$example"
is 'nor does a final one' 0 "$status"
cp -Rp "$out" "$work/former"
run build --draft "$example"
is 'a draft is refused' 2 "$status"
holds 'in clear words' "$work/stderr" "$out holds a final report, which is sealed"
run figure facets "$example"
is 'so is a figure' 2 "$status"
sed -i 's/^  title: .*/  title: 修正版/' "$example/report.yaml"
run build --final "$example"
is 'so is another final report' 2 "$status"
is 'the report is what it was' '' "$(diff -r "$work/former" "$out" 2>&1)"
run verify --inputs "$example" "$out"
is 'an input that changed is named' "1 $example/report.yaml:1:1: error: this input changed after the report was made" "$status $(cat "$work/stderr")"
run build --final --keep 1 "$example"
is 'unless the sealed one is kept' '0 ' "$status $(diff -r "$work/former" "$out.1" 2>&1)"
run verify "$out"
is 'the new one is sealed' 0 "$status"
sed -i 's/^  title: .*/  title: 再修正版/' "$example/report.yaml"
run build --keep 1 "$example"
is 'a report that is not final takes no seal over' '0 no' "$status $(test -e "$out/seal.sha256" && echo yes || echo no)"
sed -i 's/^  title: .*/  title: 三修正版/' "$example/report.yaml"
run build --keep 1 "$example"
run verify "$out.2"
is 'sealed ones stay, however few are kept' '0 1' "$status $(ls -d "$out".* | grep -c '\.3$')"

# ---- What else lies there. ----

echo mine >"$out/notes.txt"
run build --final "$example"
is 'what is not of the report must go first' "1 $out/notes.txt:1:1: error: this is no part of the final report; move it out of the folder" "$status $(cat "$work/stderr")"
rm "$out/notes.txt"
run build --final --edition both "$example"
is 'each edition has its seal' '0 yes' "$status $(test -e "$out/internal/seal.sha256" && echo yes || echo no)"
run verify "$out"
is 'and both are verified' '0 2' "$status $(wc -l <"$work/stdout")"
finish
