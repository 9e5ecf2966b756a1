#!/bin/sh
# Every wrong input is named: each folder of tests/golden/problems holds the files that differ from the good year folder
# tests/golden/folder (`remove` lists files to take away) and, in `expected`, what check says of it. The cases that no file
# in a repository can hold are made here.
. "$AP_SRCDIR/tests/cli/tap.sh"
cd "$work" || exit 1

# start: a fresh copy of the good folder, writable also where the source tree is not.
start() {
  rm -rf folder
  cp -R "$AP_SRCDIR/tests/golden/folder" folder
  chmod -R u+w folder
}

# try NAME EXPECTED: checks the folder; errors must come with status 1 and leave nothing behind.
try() {
  ls -A folder >before
  run check folder
  expected_status=0
  grep -q ': error: ' "$2" && expected_status=1
  is "$1" "$(cat "$2") [$expected_status]" "$(cat stderr) [$status]"
  ls -A folder | cmp -s - before || is "$1: nothing is written" "$(cat before)" "$(ls -A folder)"
}

start
: >none
try 'the good folder' none
for case in "$AP_SRCDIR"/tests/golden/problems/*/; do
  start
  for file in "$case"*; do
    case ${file##*/} in
    expected) ;;
    remove) (cd folder && xargs rm <"$file") ;;
    *) cp "$file" folder && chmod u+w "folder/${file##*/}" ;;
    esac
  done
  name=${case%/}
  try "${name##*/}" "${case}expected"
done

start
rm folder/scores.csv
mkdir folder/scores.csv
echo 'folder/scores.csv:1:1: error: this is a folder; a file is expected here' >expected
try 'a folder in place of a file' expected

start
rm folder/scores.csv
mkfifo folder/scores.csv
echo 'folder/scores.csv:1:1: error: this is no regular file; put the file itself here' >expected
try 'a pipe in place of a file' expected

start
rm folder/scores.csv
ln -s scores.csv folder/scores.csv
echo 'folder/scores.csv:1:1: error: the file is a link that leads in a circle; put the file itself here' >expected
try 'a link that leads in a circle' expected

if [ "$(id -u)" -ne 0 ]; then
  start
  chmod 0 folder/scores.csv
  echo 'folder/scores.csv:1:1: error: the file may not be read; change its permissions' >expected
  try 'a file that may not be read' expected
fi

start
{ printf 'participant,code,score\nA1,T1,"8'; head -c 2000000 /dev/zero | tr '\0' '\n'; } >folder/scores.csv
echo 'folder/scores.csv:2:3: error: the row is longer than 1 MiB; is a quote left open?' >expected
try 'a quote left open in a long file' expected

start
truncate -s 67108865 folder/scores.csv
echo 'folder/scores.csv:1:1: error: the file has 67108865 bytes, the limit is 67108864; is it the right file?' >expected
try 'a file beyond the limit' expected

# The folder of an earlier year stands beside the year's own.
begin_trend() {
  start
  rm -rf earlier
  cp -R folder earlier
  sed -i 's/year: 112/year: 111/' earlier/report.yaml
  printf '%s\n' "  - { id: trend, kind: trend, measure: '$1', scope: '$2', years: [../earlier], caption: c }" >>folder/report.yaml
}

begin_trend total all
try 'an earlier year' none

begin_trend total all
sed -i '2s/,[^,]*$/,x/' earlier/scores.csv
echo 'folder/../earlier/scores.csv:2:3: error: score “x” is not a decimal; write digits with at most one point, as in 12.5' >expected
try 'what is wrong in an earlier year has its own path' expected

begin_trend item:technical/2 group:1
sed -i '/^technical,,2,/d' earlier/items.csv
sed -i '/,T3,/d' earlier/scores.csv
echo 'folder/report.yaml:29:86: error: “../earlier” has no measure “item:technical/2”; name a measure of all years or leave this one out' >expected
try 'a measure that an earlier year has not' expected

begin_trend total all
sed -i 's/good: 75/good: 70/' earlier/report.yaml
echo "folder/report.yaml:29:71: warning: “../earlier” counts by other thresholds, good 70 and pass 60; the figure draws those of this year: say so in its caption" >expected
try 'an earlier year with other thresholds' expected

begin_trend total all
sed -i 's|years: \[|years: [../earlier/., |' folder/report.yaml
echo 'folder/report.yaml:29:85: error: “../earlier” is of year 111, like a folder before it; name one of them' >expected
try 'an earlier year named twice' expected

start
{ echo 'participant,code,score'; yes 'A1,T9,8' | head -n 20000; } >folder/scores.csv
run check folder
is 'a hopeless file is not listed to its end' '1 10001' "$status $(wc -l <stderr | tr -d ' ')"

run check nowhere
is 'a folder that is not there' 'nowhere:1:1: error: there is no such folder; name the year'"'"'s folder [1]' \
  "$(cat stderr) [$status]"
finish
