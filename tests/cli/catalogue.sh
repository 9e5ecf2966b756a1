#!/bin/sh
# Every message of the sources is in the Chinese catalogue, translated.
. "$AP_SRCDIR/tests/cli/tap.sh"

if ! command -v xgettext >/dev/null; then
  skip 'xgettext is not installed'
  finish
  exit
fi

sources=$work/sources.pot
sh "$AP_SRCDIR/po/extract" "$AP_SRCDIR" "$sources" 2>"$work/stderr"
is 'each message can be taken out of the sources' '' "$(cat "$work/stderr")"
holds 'they are taken out' "$sources" '^msgid "error"'

# What only the sources have is left without a translation.
translated=$work/translated.po
msgattrib --translated --no-fuzzy --no-obsolete "$AP_SRCDIR/po/zh.po" >"$translated"
is 'each has its translation; make update-po adds the others, to be filled in' '' \
  "$(msgcomm --unique --no-wrap "$sources" "$translated" | msgattrib --untranslated --no-wrap | sed '1,/^$/d')"
finish
