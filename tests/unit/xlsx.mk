# Unit tests of xlsx: one cmocka group a program.
check_PROGRAMS += tests/unit/xlsx_archive

tests_unit_xlsx_archive_SOURCES = tests/unit/xlsx_archive.c
tests_unit_xlsx_archive_CPPFLAGS = $(AM_CPPFLAGS) $(ZIP_CFLAGS)
tests_unit_xlsx_archive_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_xlsx_archive_LDADD = libxlsx.a $(XLSXWRITER_LIBS) $(ZIP_LIBS) $(EXPAT_LIBS) $(GLIB_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/unit/xlsx_terms
tests_unit_xlsx_terms_SOURCES = tests/unit/xlsx_terms.c
tests_unit_xlsx_terms_CPPFLAGS = $(AM_CPPFLAGS) $(YAML_CFLAGS)
tests_unit_xlsx_terms_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_xlsx_terms_LDADD = libxlsx.a $(DOCUMENT_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/unit/opendocument_parts
tests_unit_opendocument_parts_SOURCES = tests/unit/opendocument_parts.c
tests_unit_opendocument_parts_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_opendocument_parts_LDADD = libxlsx.a $(EXPAT_LIBS) $(GLIB_LIBS) $(CMOCKA_LIBS)
