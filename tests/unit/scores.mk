# Unit tests of scores: one cmocka group a program.
check_PROGRAMS += tests/unit/spreadsheet

tests_unit_spreadsheet_SOURCES = tests/unit/spreadsheet.c tests/unit/package_fixture.c tests/unit/package_fixture.h
tests_unit_spreadsheet_CPPFLAGS = $(AM_CPPFLAGS) $(ZIP_CFLAGS)
tests_unit_spreadsheet_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_spreadsheet_LDADD = $(SCORES_LIBS) $(CMOCKA_LIBS)
