# scores/: what was measured. Knows nothing of charts, text or pages.
noinst_LIBRARIES += libscores.a
libscores_a_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(ZIP_CFLAGS) $(EXPAT_CFLAGS)
libscores_a_SOURCES = \
  scores/agencies.c \
  scores/bands.c scores/bands.h \
  scores/cell_number.c scores/cell_number.h \
  scores/cells.c \
  scores/consistency.c scores/consistency.h \
  scores/correct.c scores/correct.h \
  scores/corrections.c \
  scores/coverage.c \
  scores/csv.c scores/csv.h \
  scores/csv_write.c scores/csv_write.h \
  scores/decimal.c scores/decimal.h \
  scores/difference.c scores/difference.h \
  scores/earlier.c \
  scores/figures.c \
  scores/grid.c scores/grid.h \
  scores/index.c scores/index.h \
  scores/input.c scores/input.h \
  scores/interval.c scores/interval.h \
  scores/items.c \
  scores/large.c scores/large.h \
  scores/listing.c scores/listing.h \
  scores/model.c \
  scores/names.c scores/names.h \
  scores/nearest.c scores/nearest.h \
  scores/ods_reader.c scores/ods_reader.h \
  scores/outputs.c \
  scores/package.c scores/package.h \
  scores/participants.c \
  scores/plan.c scores/plan.h \
  scores/problem.c scores/problem.h \
  scores/profile.c scores/profile.h \
  scores/published.c \
  scores/reading.c scores/reading.h \
  scores/reconcile.c scores/reconcile.h \
  scores/rows.c scores/rows.h \
  scores/scores_file.c \
  scores/sheet.c scores/sheet.h \
  scores/source.c scores/source.h \
  scores/spreadsheet.c scores/spreadsheet.h \
  scores/standing.c scores/standing.h \
  scores/statistic.c \
  scores/store.c scores/store.h \
  scores/summary.c scores/summary.h \
  scores/xlsx_reader.c scores/xlsx_reader.h \
  scores/xml.c scores/xml.h \
  scores/yaml.c scores/yaml.h \
  scores/year.c scores/year.h

SCORES_LIBS = libscores.a $(CSV_LIBS) $(YAML_LIBS) $(ZIP_LIBS) $(EXPAT_LIBS) $(GMP_LIBS) $(GLIB_LIBS)
