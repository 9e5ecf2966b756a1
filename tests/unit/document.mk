# Unit tests of document: one cmocka group a program.
check_PROGRAMS += tests/unit/assemble tests/unit/context tests/unit/guide tests/unit/markdown tests/unit/mustache tests/unit/patterns tests/unit/proof tests/unit/words
EXTRA_DIST += \
  tests/unit/document/agencies.csv \
  tests/unit/document/earlier/items.csv \
  tests/unit/document/earlier/participants.csv \
  tests/unit/document/earlier/report.yaml \
  tests/unit/document/earlier/scores.csv \
  tests/unit/document/expected.txt \
  tests/unit/document/items.csv \
  tests/unit/document/participants.csv \
  tests/unit/document/report.yaml \
  tests/unit/document/scores.csv \
  tests/unit/document/small/alt-bands.md \
  tests/unit/document/small/alt-facets.md \
  tests/unit/document/small/alt-groups.md \
  tests/unit/document/small/alt-items.md \
  tests/unit/document/small/alt-scores.md \
  tests/unit/document/small/alt-trend.md \
  tests/unit/document/small/closing.md \
  tests/unit/document/small/report.md \
  tests/unit/document/small/style.yaml \
  tests/unit/document/text/closing.md \
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

tests_unit_assemble_SOURCES = tests/unit/assemble.c tests/unit/dump.c tests/unit/dump.h
tests_unit_assemble_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_assemble_LDADD = $(DOCUMENT_LIBS) $(CMOCKA_LIBS)

tests_unit_words_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_words_LDADD = $(DOCUMENT_LIBS) $(CMOCKA_LIBS)

tests_unit_context_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_context_LDADD = $(DOCUMENT_LIBS) $(CMOCKA_LIBS)

tests_unit_patterns_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_patterns_LDADD = $(DOCUMENT_LIBS) $(CMOCKA_LIBS)

tests_unit_proof_SOURCES = tests/unit/proof.c tests/unit/dump.c tests/unit/dump.h
tests_unit_proof_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_proof_LDADD = $(DOCUMENT_LIBS) $(CMOCKA_LIBS)

tests_unit_guide_SOURCES = tests/unit/guide.c tests/unit/dump.c tests/unit/dump.h
tests_unit_guide_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_guide_LDADD = $(DOCUMENT_LIBS) $(CMOCKA_LIBS)

check_PROGRAMS += tests/unit/compare
tests_unit_compare_CPPFLAGS = $(AM_CPPFLAGS) $(CMOCKA_CFLAGS)
tests_unit_compare_LDADD = $(DOCUMENT_LIBS) $(CMOCKA_LIBS)
