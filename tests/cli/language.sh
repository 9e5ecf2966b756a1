#!/bin/sh
# Messages are Chinese where the locale is, whether or not it is installed, and English elsewhere.
. "$AP_SRCDIR/tests/cli/tap.sh"
cd "$work" || exit 1

# says WHAT LOCALE EXPECTED ARGUMENT…: all that the program says in the locale.
says() {
  what=$1 locale=$2 expected=$3
  shift 3
  env LC_ALL="$locale" "$auditpress" "$@" >said 2>&1
  is "$what in $locale" "$expected" "$(cat said)"
}

# both WHAT ENGLISH CHINESE ARGUMENT…
both() {
  what=$1 english=$2 chinese=$3
  shift 3
  says "$what" C "$english" "$@"
  says "$what" zh_TW.UTF-8 "$chinese" "$@"
}

# Fontconfig orders fonts by the locale; the report must not.
for locale in C zh_TW.UTF-8; do
  says 'a build' $locale '' build -o $locale 111
done
is 'a build is the same bytes in either' '' "$(diff -rq C zh_TW.UTF-8)"

sed -i 's/weight: 70 }/weight: 69.9 }/' 111/report.yaml
sed -i '2s/[^,]*$/１２/; 5s/[^,]*$/-1/' 111/scores.csv
both 'wrong input' "$(cat <<'END'
111/report.yaml:28:7: error: the weights of this group add up to 99.9; they must add up to 100
111/scores.csv:2:3: error: score “１２” is written in full-width characters; write 12
111/scores.csv:5:3: error: score “-1” is negative; it must be 0 or more
END
)" "$(cat <<'END'
111/report.yaml:28:7: 錯誤: 這個分組的權重合計為 99.9；合計須為 100
111/scores.csv:2:3: 錯誤: 評分「１２」是全形字元；請改寫成半形 12
111/scores.csv:5:3: 錯誤: 評分「-1」是負數；須為 0 以上
END
)" check 111
both 'a folder that is not there' \
  "nowhere:1:1: error: there is no such folder; name the year's folder" \
  'nowhere:1:1: 錯誤: 沒有這個資料夾；請指定年度資料夾' check nowhere
both 'a command that is not there' \
  'auditpress: there is no command “print”; “auditpress --help” lists them' \
  'auditpress: 沒有「print」這個指令；請執行「auditpress --help」查看所有指令' print
both 'a second folder' "$(cat <<'END'
auditpress stats: “b” is one argument too many; name one year folder
“auditpress stats --help” shows the options
END
)" "$(cat <<'END'
auditpress stats: 「b」是多餘的；只能指定一個年度資料夾
請執行「auditpress stats --help」查看選項
END
)" stats a b

english="nowhere:1:1: error: there is no such folder; name the year's folder"
says 'a folder' de_DE.UTF-8 "$english" check nowhere
says 'a folder' zh_TW.Big5 'nowhere:1:1: 錯誤: 沒有這個資料夾；請指定年度資料夾' check nowhere
export LANGUAGE=en
says 'a folder, by LANGUAGE=en,' zh_TW.UTF-8 "$english" check nowhere
finish
