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

cp "$AP_SRCDIR/examples/111/published.csv" "$example/published.csv"
sed -i 2d "$example/corrections.csv"
run check "$example"
is 'without its first correction 111 does not reconcile' 1 "$status"
holds 'and the figures that no longer hold are named' "$work/stderr" 'published.csv:[0-9]+:4: error: .*73\.44.*73\.50'
finish
