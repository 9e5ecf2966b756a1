#!/bin/sh
# The installed program finds its templates and messages wherever it was installed to.
. "$AP_SRCDIR/tests/cli/tap.sh"
unset MAKEFLAGS MFLAGS MAKELEVEL
make -s -C "$AP_BUILDDIR" install prefix="$work/usr" >"$work/install" 2>&1
is 'make install succeeds' 0 $?
auditpress=$work/usr/bin/auditpress
run check "$work/usr/share/auditpress/examples/111"
is 'the installed example checks' 0 "$status"
status=0
LC_ALL=zh_TW.UTF-8 "$auditpress" --help >"$work/stdout" || status=$?
holds 'in Chinese where the locale is' "$work/stdout" '年度'
run new "$work/112" --year 112
is 'a new folder is started' 0 "$status"
finish
