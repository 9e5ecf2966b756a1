# Unit tests of scores: one cmocka group a program.
check_PROGRAMS += tests/unit/spreadsheet

tests_unit_spreadsheet_SOURCES = tests/unit/spreadsheet.c tests/unit/package_fixture.c tests/unit/package_fixture.h
tests_unit_spreadsheet_CPPFLAGS = $(AM_CPPFLAGS) $(ZIP_CFLAGS)
tests_unit_spreadsheet_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_spreadsheet_LDADD = $(SCORES_LIBS) $(CMOCKA_LIBS)
check_PROGRAMS += \
  tests/unit/scores_csv \
  tests/unit/scores_decimal \
  tests/unit/scores_index \
  tests/unit/scores_profile \
  tests/unit/scores_summary \
  tests/unit/scores_yaml \
  tests/unit/scores_year

tests_unit_scores_csv_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_scores_csv_LDADD = $(SCORES_LIBS) $(CMOCKA_LIBS)

tests_unit_scores_decimal_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_scores_decimal_LDADD = $(SCORES_LIBS) $(CMOCKA_LIBS)

tests_unit_scores_index_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_scores_index_LDADD = $(SCORES_LIBS) $(CMOCKA_LIBS)

tests_unit_scores_summary_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_scores_summary_LDADD = $(SCORES_LIBS) $(CMOCKA_LIBS)

tests_unit_scores_yaml_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_scores_yaml_LDADD = $(SCORES_LIBS) $(CMOCKA_LIBS)

tests_unit_scores_year_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_scores_year_LDADD = $(SCORES_LIBS) $(CMOCKA_LIBS)

tests_unit_scores_profile_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_scores_profile_LDADD = $(SCORES_LIBS) $(CMOCKA_LIBS)
