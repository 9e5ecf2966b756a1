# scores/: what was measured. Knows nothing of charts, text or pages.
noinst_LIBRARIES += libscores.a
libscores_a_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS)
libscores_a_SOURCES = \
  scores/consistency.c scores/consistency.h \
  scores/csv.c scores/csv.h \
  scores/csv_write.c scores/csv_write.h \
  scores/decimal.c scores/decimal.h \
  scores/difference.c scores/difference.h \
  scores/input.c scores/input.h \
  scores/interval.c scores/interval.h \
  scores/problem.c scores/problem.h \
  scores/store.h \
  scores/table.c scores/table.h \
  scores/yaml.c scores/yaml.h \
  scores/year.h

SCORES_LIBS = libscores.a $(CSV_LIBS) $(YAML_LIBS) $(GMP_LIBS) $(GLIB_LIBS)
