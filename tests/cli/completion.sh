#!/bin/sh
# The shells complete commands, options and values as the help of the program has them.
. "$AP_SRCDIR/tests/cli/tap.sh"
cd "$work" || exit 99
mkdir year

# complete_bash WORD…: what bash offers for the last of the words.
complete_bash() {
  bash -c '. "$AP_SRCDIR/contrib/completion/auditpress" || exit 1
    COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
    _auditpress && echo "${COMPREPLY[*]}"' bash "$auditpress" "$@"
}
commands=$("$auditpress" --help | sed -n 's/^  \([a-z]*\)  *.*/\1/p' | xargs)
is 'bash: every command' "$commands" "$(complete_bash '')"
is 'bash: commands that begin so' 'check context correct corrections' "$(complete_bash c)"
for command in $commands; do
  options=$("$auditpress" "$command" --help | grep -oE '^ +(-[a-z], )?--[a-z-]+=?' | grep -oE -- '--.*' | tr '\n' ' ')
  is "bash: every option of $command" "${options% }" "$(complete_bash "$command" --)"
done
is 'bash: the values of an option' 'public internal both' "$(complete_bash build --edition = '')"
is 'bash: a value that begins so' 'json' "$(complete_bash check --format = j)"
is 'bash: files where no word is known' '' "$(complete_bash build --draft y)"

# complete_zsh LINE: what zsh writes when the tab key is pressed after that line.
complete_zsh() {
  PATH=$(dirname "$auditpress"):$PATH AP_LINE=$1 zsh -f "$work/press.zsh"
}
cat >"$work/press.zsh" <<'END'
zmodload zsh/zpty
zpty shell zsh -f -i
send() { zpty -w shell "$1" }
send 'PS1=; fpath=($AP_SRCDIR/contrib/completion $fpath); autoload -U compinit; compinit -u -D'
send 'zstyle ":completion:*" list-colors; setopt no_beep; show() { print -r -- "<$BUFFER>"; BUFFER=; zle accept-line }'
send 'zle -N show; bindkey "^X" show; print ready'
zpty -r -m shell output '*ready*ready*'
zpty -w -n shell "$AP_LINE"$'\t\030'
zpty -r -m shell output '*<auditpress*>*'
print -r -- ${${output##*<}%%>*}
zpty -d shell
END
if zsh -fc 'zmodload zsh/zpty && zpty shell true' 2>/dev/null; then
  is 'zsh: a command' 'auditpress verify ' "$(complete_zsh 'auditpress ve')"
  is 'zsh: an option' 'auditpress build --draft ' "$(complete_zsh 'auditpress build --dr')"
  is 'zsh: a value' 'auditpress check --format=json ' "$(complete_zsh 'auditpress check --format=js')"
  is 'zsh: a file' 'auditpress check year/' "$(complete_zsh 'auditpress check ye')"
else
  skip 'zsh is not installed, or there is no terminal for it'
fi
finish
