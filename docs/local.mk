EXTRA_DIST += docs/architecture.md docs/charts.md docs/context.md docs/gallery.png docs/performance.md docs/scale.svg docs/security.md docs/範本.md

# The pictures of README.md: a page of the example's report, and a figure of it.
pictures: auditpress
	./auditpress build -o docs-pictures $(srcdir)/examples/111
	pdftoppm -r 55 -f 14 -l 14 -singlefile -png docs-pictures/report.pdf $(srcdir)/docs/page
	cp docs-pictures/figures/fig-8-facets.png $(srcdir)/docs/figure.png
	rm -rf docs-pictures
.PHONY: pictures
EXTRA_DIST += docs/page.png docs/figure.png
