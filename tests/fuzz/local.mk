# Fuzz targets. Without a fuzzer each reads the inputs of corpus/ again, as a test; "make fuzz" looks for new ones.
fuzz_targets = csv yaml spreadsheet mustache markdown decimal table
check_PROGRAMS += \
  tests/fuzz/csv \
  tests/fuzz/yaml \
  tests/fuzz/spreadsheet \
  tests/fuzz/mustache \
  tests/fuzz/markdown \
  tests/fuzz/decimal \
  tests/fuzz/table
EXTRA_DIST += tests/fuzz/corpus tests/fuzz/run

fuzz_common = tests/fuzz/fuzz.c tests/fuzz/fuzz.h
if !FUZZERS
fuzz_common += tests/fuzz/replay.c
endif
fuzz_cppflags = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CAIRO_CFLAGS) $(FONT_CFLAGS) $(ZIP_CFLAGS)
fuzz_libs = $(PDF_LIBS) $(HTML_LIBS) $(RENDER_LIBS) $(CHARTS_LIBS) $(DOCUMENT_LIBS) $(ZIP_LIBS) $(CAIRO_LIBS) -lm

tests_fuzz_csv_SOURCES = tests/fuzz/csv.c $(fuzz_common)
tests_fuzz_csv_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_csv_LDADD = $(fuzz_libs)
tests_fuzz_csv_LDFLAGS = $(FUZZ_LDFLAGS)

tests_fuzz_yaml_SOURCES = tests/fuzz/yaml.c $(fuzz_common)
tests_fuzz_yaml_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_yaml_LDADD = $(fuzz_libs)
tests_fuzz_yaml_LDFLAGS = $(FUZZ_LDFLAGS)

tests_fuzz_spreadsheet_SOURCES = tests/fuzz/spreadsheet.c $(fuzz_common)
tests_fuzz_spreadsheet_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_spreadsheet_LDADD = $(fuzz_libs)
tests_fuzz_spreadsheet_LDFLAGS = $(FUZZ_LDFLAGS)

tests_fuzz_mustache_SOURCES = tests/fuzz/mustache.c $(fuzz_common)
tests_fuzz_mustache_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_mustache_LDADD = $(fuzz_libs)
tests_fuzz_mustache_LDFLAGS = $(FUZZ_LDFLAGS)

tests_fuzz_markdown_SOURCES = tests/fuzz/markdown.c $(fuzz_common)
tests_fuzz_markdown_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_markdown_LDADD = $(fuzz_libs)
tests_fuzz_markdown_LDFLAGS = $(FUZZ_LDFLAGS)

tests_fuzz_decimal_SOURCES = tests/fuzz/decimal.c $(fuzz_common)
tests_fuzz_decimal_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_decimal_LDADD = $(fuzz_libs)
tests_fuzz_decimal_LDFLAGS = $(FUZZ_LDFLAGS)

tests_fuzz_table_SOURCES = tests/fuzz/table.c $(fuzz_common)
tests_fuzz_table_CPPFLAGS = $(fuzz_cppflags)
tests_fuzz_table_LDADD = $(fuzz_libs)
tests_fuzz_table_LDFLAGS = $(FUZZ_LDFLAGS)

# How many seconds of CPU each target gets, and which: make fuzz FUZZ_SECONDS=1200 FUZZ_TARGETS="csv yaml".
FUZZ_SECONDS = 60
FUZZ_TARGETS = $(fuzz_targets)
fuzz:
	sh $(srcdir)/tests/fuzz/run $(srcdir) $(FUZZ_SECONDS) $(FUZZ_TARGETS)
.PHONY: fuzz
