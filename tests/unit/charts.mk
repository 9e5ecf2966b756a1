# Unit tests of charts: one cmocka group a program.
check_PROGRAMS += tests/unit/chart_drawing tests/unit/chart_scale tests/unit/chart_style

CHART_TEST_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CAIRO_CFLAGS) $(CMOCKA_CFLAGS)
CHART_YEAR = tests/unit/chart_year.c tests/unit/chart_year.h

tests_unit_chart_drawing_SOURCES = tests/unit/chart_drawing.c $(CHART_YEAR)
tests_unit_chart_drawing_CPPFLAGS = $(CHART_TEST_CPPFLAGS)
tests_unit_chart_drawing_LDADD = $(CHARTS_LIBS) $(CMOCKA_LIBS)

tests_unit_chart_scale_CPPFLAGS = $(CHART_TEST_CPPFLAGS)
tests_unit_chart_scale_LDADD = $(CHARTS_LIBS) $(CMOCKA_LIBS)

tests_unit_chart_style_SOURCES = tests/unit/chart_style.c $(CHART_YEAR)
tests_unit_chart_style_CPPFLAGS = $(CHART_TEST_CPPFLAGS)
tests_unit_chart_style_LDADD = $(CHARTS_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/unit/figure_files
tests_unit_figure_files_SOURCES = tests/unit/figure_files.c $(CHART_YEAR)
tests_unit_figure_files_CPPFLAGS = $(CHART_TEST_CPPFLAGS) $(PNG_CFLAGS)
tests_unit_figure_files_LDADD = $(RENDER_LIBS) $(CHARTS_LIBS) $(PNG_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/unit/svg_write
tests_unit_svg_write_SOURCES = tests/unit/svg_write.c
tests_unit_svg_write_CPPFLAGS = $(CHART_TEST_CPPFLAGS)
tests_unit_svg_write_LDADD = $(RENDER_LIBS) $(CHARTS_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/unit/chart_data
tests_unit_chart_data_SOURCES = tests/unit/chart_data.c $(CHART_YEAR)
tests_unit_chart_data_CPPFLAGS = $(CHART_TEST_CPPFLAGS)
tests_unit_chart_data_LDADD = $(CHARTS_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/unit/chart_profile
tests_unit_chart_profile_CPPFLAGS = $(CHART_TEST_CPPFLAGS)
tests_unit_chart_profile_LDADD = $(DOCUMENT_LIBS) $(CHARTS_LIBS) $(CMOCKA_LIBS)

# Every kind of chart over ten made-up years, on one sheet to be looked at.
EXTRA_PROGRAMS += tests/gallery
tests_gallery_SOURCES = tests/gallery.c $(CHART_YEAR)
tests_gallery_CPPFLAGS = $(CHART_TEST_CPPFLAGS) -I$(srcdir)/tests
tests_gallery_LDADD = $(CHARTS_LIBS)

gallery: tests/gallery$(EXEEXT)
	AP_SRCDIR='$(abs_top_srcdir)' tests/gallery$(EXEEXT) $(srcdir)/docs/gallery.png
.PHONY: gallery
