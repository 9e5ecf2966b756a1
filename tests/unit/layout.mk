# Unit tests of layout: one cmocka group a program.
check_PROGRAMS += tests/unit/layout_lines tests/unit/layout_tables tests/unit/layout_pages
EXTRA_DIST += tests/golden/layout.txt

layout_test_cppflags = $(AM_CPPFLAGS) $(YAML_CFLAGS) $(CAIRO_CFLAGS) $(FONT_CFLAGS) $(CMOCKA_CFLAGS)
layout_test_libs = $(PDF_LIBS) $(CHARTS_LIBS) $(DOCUMENT_LIBS) $(CAIRO_LIBS) $(GLIB_LIBS) $(CMOCKA_LIBS) -lm
layout_support = tests/unit/layout_support.c tests/unit/layout_support.h

tests_unit_layout_lines_SOURCES = tests/unit/layout_lines.c $(layout_support)
tests_unit_layout_lines_CPPFLAGS = $(layout_test_cppflags)
tests_unit_layout_lines_LDADD = $(layout_test_libs)

tests_unit_layout_tables_SOURCES = tests/unit/layout_tables.c $(layout_support)
tests_unit_layout_tables_CPPFLAGS = $(layout_test_cppflags)
tests_unit_layout_tables_LDADD = $(layout_test_libs)

tests_unit_layout_pages_SOURCES = tests/unit/layout_pages.c $(layout_support)
tests_unit_layout_pages_CPPFLAGS = $(layout_test_cppflags)
tests_unit_layout_pages_LDADD = $(layout_test_libs)
