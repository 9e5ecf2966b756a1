# examples/: whole year folders, installed beside the templates.
nobase_dist_pkgdata_DATA += \
  examples/111/agencies.csv \
  examples/111/corrections.csv \
  examples/111/items.csv \
  examples/111/participants.csv \
  examples/111/published.csv \
  examples/111/report.yaml \
  examples/111/scores.csv \
  examples/111/text/basis-authority.md \
  examples/111/text/closing-year.md \
  examples/111/text/findings-advice.md \
  examples/111/text/findings-compliance.md \
  examples/111/text/findings-issues.md \
  examples/111/text/grouping-notes.md \
  examples/111/text/groups-notes.md \
  examples/111/text/groups-title.md \
  examples/111/text/item-causes.md \
  examples/111/text/participants-notes.md \
  examples/111/text/selection.md \
  examples/111/text/stage-causes.md \
  examples/111/text/stage-items.md \
  examples/111/text/stage-schedule.md \
  examples/111/text/standards.md \
  examples/111/text/team-size.md
