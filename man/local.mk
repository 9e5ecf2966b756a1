# man/: the manual. tests/cli/manual.sh runs its examples.
dist_man_MANS = man/auditpress.1 man/auditpress-yearfolder.5
