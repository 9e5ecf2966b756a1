# Command-line tests: each runs the built program as a user would.
cli_tests += \
  tests/cli/brief.sh \
  tests/cli/build.sh \
  tests/cli/catalogue.sh \
  tests/cli/charts.sh \
  tests/cli/changes.sh \
  tests/cli/chinese.sh \
  tests/cli/completion.sh \
  tests/cli/corrections.sh \
  tests/cli/editions.sh \
  tests/cli/diff.sh \
  tests/cli/faults.sh \
  tests/cli/figure.sh \
  tests/cli/hardened.sh \
  tests/cli/html.sh \
  tests/cli/incremental.sh \
  tests/cli/install.sh \
  tests/cli/keep.sh \
  tests/cli/language.sh \
  tests/cli/limits.sh \
  tests/cli/manual.sh \
  tests/cli/new.sh \
  tests/cli/nightly.sh \
  tests/cli/oracle.sh \
  tests/cli/outputs.sh \
  tests/cli/problems.sh \
  tests/cli/program.sh \
  tests/cli/published.sh \
  tests/cli/recalculation.sh \
  tests/cli/rooms.sh \
  tests/cli/same.sh \
  tests/cli/sheets.sh \
  tests/cli/seal.sh \
  tests/cli/spreadsheets.sh \
  tests/cli/texts.sh \
  tests/cli/verify.sh \
  tests/cli/workbook.sh
EXTRA_DIST += tests/cli/tap.sh tests/oracle.py tests/publication.py tests/unpack.py tests/workbook.py tests/golden/folder tests/golden/texts.txt tests/golden/problems
