# Command-line tests: each runs the built program as a user would.
cli_tests += \
  tests/cli/chinese.sh \
  tests/cli/rooms.sh
