# document/: what is said. Uses scores/.
noinst_LIBRARIES += libdocument.a
libdocument_a_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(MD4C_CFLAGS)
libdocument_a_SOURCES = \
  document/assemble.h \
  document/mustache.h \
  document/node.h \
  document/template.h \
  document/tree.h

DOCUMENT_LIBS = libdocument.a $(SCORES_LIBS) $(MD4C_LIBS)
