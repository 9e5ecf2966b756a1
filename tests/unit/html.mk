# Unit tests of html: one cmocka group a program.
check_PROGRAMS += tests/unit/html_markup tests/unit/html_page

tests_unit_html_markup_SOURCES = tests/unit/html_markup.c
tests_unit_html_markup_CPPFLAGS = $(AM_CPPFLAGS) $(TESTXML_CFLAGS)
tests_unit_html_markup_CFLAGS = $(AM_CFLAGS) $(CMOCKA_CFLAGS)
tests_unit_html_markup_LDADD = $(HTML_LIBS) $(TESTXML_LIBS) $(GLIB_LIBS) $(CMOCKA_LIBS)

tests_unit_html_page_SOURCES = tests/unit/html_page.c $(CHART_YEAR)
tests_unit_html_page_CPPFLAGS = $(CHART_TEST_CPPFLAGS) $(TESTXML_CFLAGS)
tests_unit_html_page_LDADD = $(HTML_LIBS) $(RENDER_LIBS) $(CHARTS_LIBS) $(DOCUMENT_LIBS) $(TESTXML_LIBS) $(CMOCKA_LIBS)
