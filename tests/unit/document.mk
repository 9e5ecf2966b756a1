# Unit tests of document: one cmocka group a program.
check_PROGRAMS += tests/unit/markdown tests/unit/mustache
EXTRA_DIST += \
  tests/unit/mustache-spec/LICENSE \
  tests/unit/mustache-spec/comments.json \
  tests/unit/mustache-spec/delimiters.json \
  tests/unit/mustache-spec/interpolation.json \
  tests/unit/mustache-spec/inverted.json \
  tests/unit/mustache-spec/partials.json \
  tests/unit/mustache-spec/sections.json

tests_unit_mustache_CPPFLAGS = $(AM_CPPFLAGS) $(JANSSON_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_mustache_LDADD = $(DOCUMENT_LIBS) $(JANSSON_LIBS) $(CMOCKA_LIBS)

tests_unit_markdown_SOURCES = tests/unit/markdown.c tests/unit/dump.c tests/unit/dump.h
tests_unit_markdown_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_markdown_LDADD = $(DOCUMENT_LIBS) $(CMOCKA_LIBS)
