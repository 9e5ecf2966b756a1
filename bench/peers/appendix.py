"""The cells of the appendix by XlsxWriter: appendix.py CONTENT writes appendix.xlsx."""
import json
import sys

import xlsxwriter

with open(sys.argv[1], encoding="utf-8") as file:
    sheets = json.load(file)["sheets"]
with xlsxwriter.Workbook("appendix.xlsx") as workbook:
    for sheet in sheets:
        page = workbook.add_worksheet(sheet["name"])
        for place, value in sheet["cells"]:
            page.write(place, value)
