# bench/: what things cost, measured by hand: make bench.
EXTRA_PROGRAMS += bench/figures
bench_figures_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CAIRO_CFLAGS)
bench_figures_LDADD = $(RENDER_LIBS) $(CHARTS_LIBS) $(DOCUMENT_LIBS)

bench: bench/figures$(EXEEXT)
	bench/figures$(EXEEXT) $(srcdir)/examples/111 $(srcdir)/templates
.PHONY: bench

bench-sheets: all
	sh $(srcdir)/bench/sheets ./auditpress$(EXEEXT) $(srcdir)/examples/111
.PHONY: bench-sheets
EXTRA_DIST += bench/sheets

# How the cost grows with rows, participants and pages: a table, and the curves in scale.svg.
EXTRA_PROGRAMS += bench/folder
bench_folder_LDADD = $(GLIB_LIBS)
bench-scale: all bench/folder$(EXEEXT)
	python3 $(srcdir)/bench/scale ./auditpress$(EXEEXT) bench/folder$(EXEEXT) scale.svg
.PHONY: bench-scale
EXTRA_DIST += bench/scale
