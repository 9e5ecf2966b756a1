# Unit tests of pdf: one cmocka group a program.
check_PROGRAMS += tests/unit/pdf_cff tests/unit/pdf_check tests/unit/pdf_cmap tests/unit/pdf_scan tests/unit/pdf_write

pdf_test_cppflags = $(AM_CPPFLAGS) $(CAIRO_CFLAGS) $(FONT_CFLAGS) $(QPDF_CFLAGS) $(CMOCKA_CFLAGS)
pdf_test_libs = $(PDF_LIBS) $(RENDER_LIBS) $(CHARTS_LIBS) $(CAIRO_LIBS) $(GLIB_LIBS) $(CMOCKA_LIBS) -lm
pdf_test_fixture = tests/unit/pdf_fixture.c tests/unit/pdf_fixture.h

tests_unit_pdf_cff_SOURCES = tests/unit/pdf_cff.c
tests_unit_pdf_cff_CPPFLAGS = $(pdf_test_cppflags)
tests_unit_pdf_cff_LDADD = $(pdf_test_libs)

tests_unit_pdf_check_SOURCES = $(pdf_test_fixture) tests/unit/pdf_check.c
tests_unit_pdf_check_CPPFLAGS = $(pdf_test_cppflags)
tests_unit_pdf_check_LDADD = $(pdf_test_libs)

tests_unit_pdf_cmap_SOURCES = tests/unit/pdf_cmap.c
tests_unit_pdf_cmap_CPPFLAGS = $(pdf_test_cppflags)
tests_unit_pdf_cmap_LDADD = $(pdf_test_libs)

tests_unit_pdf_scan_SOURCES = tests/unit/pdf_scan.c
tests_unit_pdf_scan_CPPFLAGS = $(pdf_test_cppflags)
tests_unit_pdf_scan_LDADD = $(pdf_test_libs)

tests_unit_pdf_write_SOURCES = $(pdf_test_fixture) tests/unit/pdf_write.c
tests_unit_pdf_write_CPPFLAGS = $(pdf_test_cppflags)
tests_unit_pdf_write_LDADD = $(pdf_test_libs)

check_PROGRAMS += tests/unit/pdf_extract
tests_unit_pdf_extract_SOURCES = $(pdf_test_fixture) tests/unit/pdf_extract.c
tests_unit_pdf_extract_CPPFLAGS = $(pdf_test_cppflags) $(GMP_CFLAGS) $(YAML_CFLAGS)
tests_unit_pdf_extract_LDADD = $(PDF_LIBS) $(RENDER_LIBS) $(CHARTS_LIBS) $(DOCUMENT_LIBS) $(CMOCKA_LIBS) -lm

check_PROGRAMS += tests/unit/pdf_drawing
tests_unit_pdf_drawing_SOURCES = tests/unit/chart_year.c tests/unit/chart_year.h tests/unit/pdf_drawing.c
tests_unit_pdf_drawing_CPPFLAGS = $(pdf_test_cppflags) $(GMP_CFLAGS) $(YAML_CFLAGS)
tests_unit_pdf_drawing_LDADD = $(PDF_LIBS) $(RENDER_LIBS) $(CHARTS_LIBS) $(DOCUMENT_LIBS) $(CMOCKA_LIBS) -lm
