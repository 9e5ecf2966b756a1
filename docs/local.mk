EXTRA_DIST += docs/context.md
