# contrib/: what an installation may add around the program.
bashcompletiondir = $(datadir)/bash-completion/completions
dist_bashcompletion_DATA = contrib/completion/auditpress
zshcompletiondir = $(datadir)/zsh/site-functions
dist_zshcompletion_DATA = contrib/completion/_auditpress

# What spreads results sheets over machines and processes.
dist_pkgdata_SCRIPTS = contrib/cluster/auditpress-sheets
