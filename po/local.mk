# po/: the messages of the program in Chinese. Any locale of the language finds the catalogue `zh`.
catalogue = po/locale/zh/LC_MESSAGES/auditpress.mo

$(catalogue): po/zh.po
	$(AM_V_GEN)$(MKDIR_P) $(@D) && $(MSGFMT) --check -o $@ $(srcdir)/po/zh.po

all-local: $(catalogue)
CLEANFILES += $(catalogue)
EXTRA_DIST += po/zh.po

install-data-hook: $(catalogue)
	$(MKDIR_P) $(DESTDIR)$(localedir)/zh/LC_MESSAGES
	$(INSTALL_DATA) $(catalogue) $(DESTDIR)$(localedir)/zh/LC_MESSAGES/auditpress.mo

uninstall-hook:
	rm -f $(DESTDIR)$(localedir)/zh/LC_MESSAGES/auditpress.mo

# Takes new messages out of the sources into the catalogue, to be translated by hand.
update-po:
	cd $(srcdir) && xgettext --from-code=UTF-8 --language=C --keyword=_ --keyword=N_ --keyword=ngettext:1,2 \
	  --flag=ap_problems_error:3:c-format --flag=ap_problems_warning:3:c-format --no-location --sort-by-file \
	  --package-name=auditpress -o po/auditpress.pot $$(git ls-files '*.c') \
	  && msgmerge --quiet --no-wrap --update --backup=none po/zh.po po/auditpress.pot && rm po/auditpress.pot
.PHONY: update-po
