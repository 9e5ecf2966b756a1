# debian/: the package. make deb builds it from the last commit, with its tests, and has lintian read it.
EXTRA_DIST += debian/changelog debian/control debian/copyright debian/auditpress.docs debian/auditpress.postrm \
  debian/rules debian/source/format

deb:
	rm -rf deb && $(MKDIR_P) deb
	git -C $(srcdir) archive --prefix=$(PACKAGE)-$(VERSION)/ HEAD | tar -x -C deb
	cd deb/$(PACKAGE)-$(VERSION) && dpkg-buildpackage -us -uc
	lintian --info --display-info --pedantic --fail-on error,warning,info deb/$(PACKAGE)_$(VERSION)_*.changes
.PHONY: deb
