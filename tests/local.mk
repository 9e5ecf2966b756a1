# tests/: a program a module in unit/, scripts in cli/, all speaking TAP.
TEST_EXTENSIONS = .sh
LOG_DRIVER = env AM_TAP_AWK='$(AWK)' $(SHELL) $(top_srcdir)/build-aux/tap-driver.sh
SH_LOG_DRIVER = $(LOG_DRIVER)
SH_LOG_COMPILER = $(SHELL)
AM_TESTS_ENVIRONMENT = \
  CMOCKA_MESSAGE_OUTPUT=TAP; LC_ALL=C.UTF-8; LANGUAGE=; TZ=UTC0; SOURCE_DATE_EPOCH=1656633600; \
  LSAN_OPTIONS='suppressions=$(abs_top_srcdir)/tests/lsan.supp:print_suppressions=0'; \
  AP_SRCDIR='$(abs_top_srcdir)'; AP_BUILDDIR='$(abs_top_builddir)'; AP_HARDENED='$(HARDENED)'; AP_CFLAGS='$(CFLAGS)'; \
  export CMOCKA_MESSAGE_OUTPUT LC_ALL LANGUAGE TZ SOURCE_DATE_EPOCH LSAN_OPTIONS AP_SRCDIR AP_BUILDDIR AP_HARDENED AP_CFLAGS;

EXTRA_DIST += $(cli_tests) tests/lsan.supp

include tests/unit/scores.mk
include tests/unit/document.mk
include tests/unit/charts.mk
include tests/unit/pdf.mk
include tests/unit/layout.mk
include tests/unit/xlsx.mk
include tests/unit/html.mk
include tests/unit/render.mk
include tests/unit/cmd.mk
include tests/cli/local.mk
include tests/fuzz/local.mk

# By hand: the page of the example in Chromium under axe-core. tests/accessibility.mjs says what it needs.
accessibility: all
	./auditpress$(EXEEXT) build --html -o accessibility.out $(srcdir)/examples/111
	node $(srcdir)/tests/accessibility.mjs accessibility.out/report.html
.PHONY: accessibility
EXTRA_DIST += tests/accessibility.mjs
clean-local:
	rm -rf accessibility.out compilers.out coverage.out valgrind.out

# By hand: the same bytes from two compilers at two levels.
compilers:
	sh $(abs_top_srcdir)/tests/compilers.sh $(abs_top_srcdir)
.PHONY: compilers
EXTRA_DIST += tests/compilers.sh

# What makes system calls fail. A sanitizer would have to be loaded before it.
if !SANITIZERS
check_DATA = tests/faults/shim.so
endif
tests/faults/shim.so: tests/faults/shim.c
	$(AM_V_CCLD)$(MKDIR_P) $(@D) && $(CC) $(CPPFLAGS) $(CFLAGS) -shared -fPIC -o $@ $(srcdir)/tests/faults/shim.c
CLEANFILES += tests/faults/shim.so

# By hand, as it takes its time: every call of a build fails, and every one is killed; tests/faults/run says how.
faults: all tests/faults/shim.so
	$(srcdir)/tests/faults/run $(abs_builddir)/tests/faults/shim.so $(abs_builddir)/auditpress$(EXEEXT) $(srcdir)/tests/golden/folder 0
.PHONY: faults
EXTRA_DIST += tests/faults/run tests/faults/shim.c

# By hand: the lines that the tests run.
coverage:
	sh $(abs_top_srcdir)/tests/coverage.sh $(abs_top_srcdir)
.PHONY: coverage
EXTRA_DIST += tests/coverage.sh

# By hand: every test under valgrind's memcheck, but for those that tests/valgrind/run leaves out and says why.
valgrind: all $(check_PROGRAMS)
	CC='$(CC)' $(srcdir)/tests/valgrind/run '$(abs_top_srcdir)' $(TESTS)
.PHONY: valgrind
EXTRA_DIST += tests/valgrind/run tests/valgrind/memcheck tests/valgrind/interpret.c tests/valgrind/suppressions
