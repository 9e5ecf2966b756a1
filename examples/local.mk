# examples/: whole year folders, installed beside the templates.
nobase_dist_pkgdata_DATA += \
  examples/111/agencies.csv \
  examples/111/corrections.csv \
  examples/111/items.csv \
  examples/111/participants.csv \
  examples/111/published.csv \
  examples/111/report.yaml \
  examples/111/scores.csv
