# templates/: the reports' texts and styles, as data.
nobase_dist_pkgdata_DATA = \
  templates/annual/style.yaml
