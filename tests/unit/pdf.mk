# Unit tests of pdf: one cmocka group a program.
check_PROGRAMS += tests/unit/pdf_write

pdf_test_cppflags = $(AM_CPPFLAGS) $(CAIRO_CFLAGS) $(FONT_CFLAGS) $(QPDF_CFLAGS) $(CMOCKA_CFLAGS)
pdf_test_libs = $(PDF_LIBS) $(CAIRO_LIBS) $(GLIB_LIBS) $(CMOCKA_LIBS) -lm

tests_unit_pdf_write_SOURCES = tests/unit/pdf_fixture.c tests/unit/pdf_fixture.h tests/unit/pdf_write.c
tests_unit_pdf_write_CPPFLAGS = $(pdf_test_cppflags)
tests_unit_pdf_write_LDADD = $(pdf_test_libs)
