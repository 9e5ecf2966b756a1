# charts/: what is drawn, on a cairo_t that is given. Uses scores/.
noinst_LIBRARIES += libcharts.a
libcharts_a_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CAIRO_CFLAGS)
libcharts_a_SOURCES = \
  charts/chart.h \
  charts/data.h

CHARTS_LIBS = libcharts.a $(SCORES_LIBS) $(CAIRO_LIBS) -lm
