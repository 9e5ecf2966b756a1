# document/: what is said. Uses scores/.
noinst_LIBRARIES += libdocument.a
libdocument_a_CPPFLAGS = $(AM_CPPFLAGS) $(GMP_CFLAGS) $(YAML_CFLAGS) $(MD4C_CFLAGS)
libdocument_a_SOURCES = \
  document/assemble.c \
  document/assemble.h \
  document/assembly.h \
  document/carry.c \
  document/carry.h \
  document/claim.c \
  document/claim.h \
  document/claims.c \
  document/claims.h \
  document/compare.c \
  document/compare.h \
  document/context.c \
  document/context.h \
  document/context_figures.c \
  document/context_items.c \
  document/context_participant.c \
  document/context_parts.c \
  document/context_ranking.c \
  document/context_plan.c \
  document/context_tables.c \
  document/context_values.c \
  document/digits.c \
  document/digits.h \
  document/glossary.c \
  document/glossary.h \
  document/inline.c \
  document/inline.h \
  document/listing.c \
  document/listing.h \
  document/markdown.c \
  document/markdown.h \
  document/marks.c \
  document/mustache.c \
  document/mustache.h \
  document/mustache_parse.c \
  document/mustache_parse.h \
  document/node.c \
  document/node.h \
  document/numbering.c \
  document/numbering.h \
  document/placeholders.c \
  document/placeholders.h \
  document/proof.c \
  document/proof.h \
  document/prose.c \
  document/prose.h \
  document/raw_table.c \
  document/raw_table.h \
  document/reader.c \
  document/reader.h \
  document/reader_blocks.c \
  document/reader_text.c \
  document/segments.c \
  document/segments.h \
  document/sheets.c \
  document/sheets.h \
  document/simplified.c \
  document/simplified.h \
  document/starter.c \
  document/starter.h \
  document/template.c \
  document/template.h \
  document/transcript.c \
  document/transcript.h \
  document/tree.c \
  document/tree.h \
  document/vocabulary.c \
  document/vocabulary.h \
  document/wording.c \
  document/wording.h \
  document/words.c \
  document/words.h

DOCUMENT_LIBS = libdocument.a $(SCORES_LIBS) $(MD4C_LIBS)
