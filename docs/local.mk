EXTRA_DIST += docs/architecture.md docs/charts.md docs/context.md docs/gallery.png
