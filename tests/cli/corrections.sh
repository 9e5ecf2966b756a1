#!/bin/sh
# The ledger: what each correction moved, and how a row is added.
. "$AP_SRCDIR/tests/cli/tap.sh"

run corrections "$example"
is 'the ledger is listed' 0 "$status"
is 'with its three rows' 3 "$(grep -cE '^[0-9]+  20' "$work/stdout")"
holds 'each with who, what, from and to' "$work/stdout" '^1  2023-02-08  A4 \(.*\)  S8  7\.45 → 7\.1  '
holds 'a published mean that moved is listed' "$work/stdout" '^   group:1 stage:onsite mean: 73\.50 → 73\.44$'
holds 'so is the value of the participant' "$work/stdout" '^   C3 total value: 64\.50 → 64\.90$'
holds 'and a rank' "$work/stdout" '^   all item:onsite/8 rank among items: 6 → 8$'
holds 'and the figures touched' "$work/stdout" '^   figures: .*onsite-items.*group-3'

cp "$example/corrections.csv" "$work/before.csv"
run correct "$example" --participant C6 --code S9 --to 5.55 --reason '複核,重算' --approved-by 領隊 --date 2023-04-01
is 'a correction is recorded' 0 "$status"
is 'as one more row, quoted where it must be' '2023-04-01,C6,S9,5.6,5.55,"複核,重算",領隊' "$(tail -n 1 "$example/corrections.csv")"
is 'the rows before it stay' "$(cat "$work/before.csv")" "$(sed '$d' "$example/corrections.csv")"
holds 'a published figure that no longer holds is told' "$work/stderr" 'published.csv:[0-9]+:[0-9]+: warning: .*69\.89'
run check "$example"
is 'and check refuses it until it is put right' 1 "$status"

# refused WHAT ARGUMENT…: the row is refused and the ledger stays.
refused() {
  what=$1
  shift
  cp "$example/corrections.csv" "$work/before.csv"
  run correct "$example" --reason x --approved-by y "$@"
  is "$what is refused" 1 "$status"
  is "$what leaves the ledger" "$(cat "$work/before.csv")" "$(cat "$example/corrections.csv")"
}
refused 'an unknown participant' --participant Z1 --code S9 --to 5 --date 2023-05-01
refused 'an unknown code' --participant C6 --code S99 --to 5 --date 2023-05-01
refused 'a pilot' --participant A1 --code T8.2 --to 5 --date 2023-05-01
refused 'a score above its maximum' --participant C6 --code S9 --to 10.01 --date 2023-05-01
refused 'a date before the last' --participant C6 --code S9 --to 5 --date 2023-01-01
refused 'a day that does not exist' --participant C6 --code S9 --to 5 --date 2023-02-30
run correct "$example" --participant C6 --code S9 --to 5
is 'without a reason and an approval it is wrong usage' 2 "$status"

rm "$example/corrections.csv" "$example/published.csv"
run correct "$example" --participant C6 --code S9 --to NA --reason x --approved-by y --date 2023-05-01
is 'a ledger is begun' 0 "$status"
is 'with its header' 'date,participant,code,from,to,reason,approved_by' "$(head -n 1 "$example/corrections.csv")"

printf '\357\273\277approved_by,reason,to,from,code,participant,date\r\ny,x,5.5,5.6,S9,C6,2023-05-01' >"$example/corrections.csv"
run correct "$example" --participant C6 --code S9 --to 5.4 --reason x --approved-by y --date 2023-05-02
is 'the order of the columns and the line ends are kept' "$(printf 'y,x,5.4,5.5,S9,C6,2023-05-02\r')" "$(tail -n 1 "$example/corrections.csv")"
run corrections "$example"
is 'and the ledger reads back' 2 "$(grep -cE '^[0-9]+  20' "$work/stdout")"
finish
