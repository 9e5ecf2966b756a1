EXTRA_DIST += docs/architecture.md docs/context.md
