# charts/: what is drawn, with a pen that is given. Uses scores/.
noinst_LIBRARIES += libcharts.a
libcharts_a_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CAIRO_CFLAGS) $(FONT_CFLAGS)
libcharts_a_SOURCES = \
  charts/axis.c charts/axis.h \
  charts/bars.c charts/bars.h \
  charts/canvas.c charts/canvas.h \
  charts/chart.c charts/chart.h \
  charts/contrast.c charts/contrast.h \
  charts/data.c charts/data.h \
  charts/font_map.c charts/font_map.h \
  charts/glyphs.c charts/glyphs.h \
  charts/kind.h \
  charts/kind_bands.c \
  charts/kind_facets.c \
  charts/kind_groups.c \
  charts/kind_items.c \
  charts/kind_profile.c \
  charts/kind_scores.c \
  charts/kind_trend.c \
  charts/legend.c charts/legend.h \
  charts/pattern.c charts/pattern.h \
  charts/pen.c charts/pen.h \
  charts/scale.c charts/scale.h \
  charts/style.c charts/style.h \
  charts/swarm.c charts/swarm.h \
  charts/text.c charts/text.h

CHARTS_LIBS = libcharts.a $(SCORES_LIBS) $(CAIRO_LIBS) $(FONT_LIBS) -lm
