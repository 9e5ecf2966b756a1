# contrib/: what an installation may add around the program.
bashcompletiondir = $(datadir)/bash-completion/completions
dist_bashcompletion_DATA = contrib/completion/auditpress
zshcompletiondir = $(datadir)/zsh/site-functions
dist_zshcompletion_DATA = contrib/completion/_auditpress

# What spreads results sheets over machines and processes.
dist_pkgdata_SCRIPTS = contrib/cluster/auditpress-sheets

# Drafts by night: a service and its timer for systemd, and a line for cron.
systemdsystemunitdir = $(prefix)/lib/systemd/system
dist_systemdsystemunit_DATA = contrib/systemd/auditpress-nightly.timer
nodist_systemdsystemunit_DATA = contrib/systemd/auditpress-nightly.service
contrib/systemd/auditpress-nightly.service: contrib/systemd/auditpress-nightly.service.in Makefile
	$(AM_V_GEN)$(MKDIR_P) $(@D) && sed 's:@bindir[@]:$(bindir):' $(srcdir)/contrib/systemd/auditpress-nightly.service.in >$@
CLEANFILES += contrib/systemd/auditpress-nightly.service
EXTRA_DIST += contrib/systemd/auditpress-nightly.service.in contrib/systemd/auditpress-nightly.cron
