# render/html/: the report as a page of HTML.
noinst_LIBRARIES += libhtml.a
libhtml_a_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CAIRO_CFLAGS)
libhtml_a_SOURCES = \
  render/html/blocks.c \
  render/html/contents.c \
  render/html/figure.c \
  render/html/html.c render/html/html.h \
  render/html/ids.c \
  render/html/markup.c render/html/markup.h \
  render/html/page.h \
  render/html/style.c render/html/style.h \
  render/html/svg.c render/html/svg.h \
  render/html/table.c \
  render/html/text.c

HTML_LIBS = libhtml.a
