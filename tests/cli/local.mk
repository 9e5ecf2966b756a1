# Command-line tests: each runs the built program as a user would.
