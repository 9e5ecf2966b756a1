# bench/: what things cost, measured by hand: make bench.
EXTRA_PROGRAMS += bench/figures bench/floors bench/start
bench_figures_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CAIRO_CFLAGS)
bench_figures_LDADD = $(RENDER_LIBS) $(CHARTS_LIBS) $(DOCUMENT_LIBS)
bench_figures_SOURCES = bench/figures.c bench/example.c bench/example.h bench/clock.h

bench_floors_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CAIRO_CFLAGS) $(FONT_CFLAGS) $(DEFLATE_CFLAGS) $(PNG_CFLAGS)
bench_floors_LDADD = $(CHARTS_LIBS) $(DOCUMENT_LIBS) $(DEFLATE_LIBS) $(XLSXWRITER_LIBS) -lz
bench_floors_SOURCES = \
  bench/clock.h \
  bench/example.c bench/example.h \
  bench/floor_figures.c \
  bench/floor_font.c \
  bench/floor_pages.c \
  bench/floor_workbook.c \
  bench/floors.c bench/floors.h

# Not more than this is linked to a process that costs the least.
bench_start_CPPFLAGS = $(AM_CPPFLAGS) $(CAIRO_CFLAGS) $(FONT_CFLAGS)
bench_start_LDADD = $(CAIRO_LIBS) $(FONT_LIBS)

# In memory where there is such a folder: it is the program that is measured, not the disk.
bench: all bench/figures$(EXEEXT) bench/floors$(EXEEXT) bench/start$(EXEEXT)
	test ! -w /dev/shm || export TMPDIR=/dev/shm; python3 $(srcdir)/bench/build ./auditpress$(EXEEXT) bench/floors$(EXEEXT) bench/figures$(EXEEXT) \
	  $(srcdir)/examples/111 $(srcdir)/templates
.PHONY: bench
EXTRA_DIST += bench/build bench/measure.py bench/peers/__init__.py bench/peers/content bench/peers/appendix.py \
  bench/peers/report.py bench/peers/report.typ bench/peers/figures.typ bench/peers/bars.typ

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
