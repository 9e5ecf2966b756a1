# po/: the messages of the program in Chinese. Any locale of the language finds the catalogue `zh`.
catalogue = po/locale/zh/LC_MESSAGES/auditpress.mo

$(catalogue): po/zh.po
	$(AM_V_GEN)$(MKDIR_P) $(@D) && $(MSGFMT) --check -o $@ $(srcdir)/po/zh.po

all-local: $(catalogue)
CLEANFILES += $(catalogue)
EXTRA_DIST += po/zh.po po/extract

install-data-hook: $(catalogue)
	$(MKDIR_P) $(DESTDIR)$(localedir)/zh/LC_MESSAGES
	$(INSTALL_DATA) $(catalogue) $(DESTDIR)$(localedir)/zh/LC_MESSAGES/auditpress.mo

uninstall-hook:
	rm -f $(DESTDIR)$(localedir)/zh/LC_MESSAGES/auditpress.mo

# Takes new messages out of the sources into the catalogue, to be translated by hand, and drops those that are gone.
update-po:
	cd $(srcdir)/po && sh extract .. auditpress.pot && \
	  msgmerge --quiet --no-wrap --update --backup=none zh.po auditpress.pot && \
	  msgattrib --no-wrap --no-obsolete -o zh.po zh.po && rm auditpress.pot
.PHONY: update-po
