#!/bin/sh
# Figures in print: each equal to the computed one, and all of them possible together.
. "$AP_SRCDIR/tests/cli/tap.sh"

run check "$example"
is 'the published figures of 111 reconcile' 0 "$status"

echo 'group:1,stage:onsite,mean,74.75,錯置的平均' >>"$example/published.csv"
run check "$example"
is 'a total printed as an on-site mean is refused' 1 "$status"
holds 'as not computed' "$work/stderr" 'published.csv:19:4: error: .*74\.75.*73\.44'
holds 'as impossible, with what it is' "$work/stderr" 'published.csv:19:4: error: 74\.75 cannot be the mean of stage:onsite over group:1.*total would be, cut off'

cp "$AP_SRCDIR/examples/111/published.csv" "$example/published.csv"
echo 'all,stage:onsite,mean,69.89,實地稽核' >>"$example/published.csv"
run check "$example"
is 'the mean of all totals printed as an on-site mean is refused' 1 "$status"
holds 'with the range that the groups allow' "$work/stderr" 'published.csv:19:4: error: 69\.89 cannot be .*69\.41–69\.43; it is reachable for total'

# A wrong row stands against right ones: only it is blamed, and its range does not seem to hold it.
cp "$AP_SRCDIR/examples/111/published.csv" "$example/published.csv"
echo 'group:2,stage:onsite,mean,70.71,實地稽核' >>"$example/published.csv"
run check "$example"
is 'a figure that the scores bear out is not doubted' '' "$(grep -v 'published.csv:19:4: error: ' "$work/stderr")"
holds 'and a range is printed finely enough' "$work/stderr" '70\.71 cannot be .* 70\.695–70\.705;'

# A file in which nearly everything is wrong takes no time.
{
  echo 'scope,measure,statistic,value,where'
  "$auditpress" stats --format csv "$AP_SRCDIR/examples/111" | sed -n 's/\(,mean\|,n\|,between\|,below_pass\),.*/\1,7,x/p'
} >"$example/published.csv"
run check "$example"
is 'hundreds of wrong figures are named' yes "$([ "$(grep -c 'but the scores give' "$work/stderr")" -gt 200 ] && echo yes || wc -l "$work/stderr")"

cp "$AP_SRCDIR/examples/111/published.csv" "$example/published.csv"
sed -i 2d "$example/corrections.csv"
run check "$example"
is 'without its first correction 111 does not reconcile' 1 "$status"
holds 'and the figures that no longer hold are named' "$work/stderr" 'published.csv:[0-9]+:4: error: .*73\.44.*73\.50'
finish
