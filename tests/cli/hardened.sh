#!/bin/sh
# The program was built so that a mistake with memory is a crash and not a way in: what readelf tells of the file.
. "$AP_SRCDIR/tests/cli/tap.sh"
if [ "$AP_HARDENED" = no ]; then
  skip 'configure was told not to, or the sanitizers check more'
elif ! command -v readelf >/dev/null; then
  skip 'readelf is not installed'
fi
if [ "$number" -gt 0 ]; then
  finish
  exit
fi
program=$AP_BUILDDIR/auditpress
LC_ALL=C readelf -W --file-header --segments --dynamic "$program" >"$work/elf"
is 'readelf reads the program' 0 $?
LC_ALL=C readelf -W --dyn-syms "$program" >"$work/symbols"
is 'and its symbols' 0 $?

# segment NAME: what may be done with it.
segment() { sed -nE "s/^ +$1( +0x[0-9a-f]+){5} ([R ])([W ])([E ]) .*/\2\3\4/p" "$work/elf" | tr -d ' '; }
# imports PATTERN: whether it calls such a function of a library.
imports() { grep -qE " FUNC .* UND $1(@|\$)" "$work/symbols" && echo yes || echo no; }

holds 'its addresses are random' "$work/elf" '^ +Type: +DYN '
holds 'as those of a program' "$work/elf" '\(FLAGS_1\) .* PIE( |$)'
is 'what links it to the libraries is read-only' R "$(segment GNU_RELRO)"
holds 'all of it, as it is resolved at the start' "$work/elf" '\((FLAGS\) .*BIND_NOW|FLAGS_1\) .* NOW( |$)|BIND_NOW\))'
is 'its stack holds no code' RW "$(segment GNU_STACK)"
is 'no segment is both written and run' '' "$(grep -E '^ +LOAD .* (RWE|WE) ' "$work/elf")"
is 'its code is not changed at the start' '' "$(grep -E 'TEXTREL' "$work/elf")"
is 'libraries come from the system alone' '' "$(grep -E '\((RPATH|RUNPATH)\)' "$work/elf")"
is 'it notices a stack written over' yes "$(imports '__stack_chk_fail')"
case " $AP_CFLAGS " in
*' -O0 '*) skip 'without optimization the C library checks no sizes' ;;
*' -O'*) is 'the C library checks the sizes of what is written' yes "$(imports '__[a-z]+_chk')" ;;
*) skip 'without optimization the C library checks no sizes' ;;
esac
finish
