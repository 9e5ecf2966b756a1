"""The report by matplotlib and ReportLab: report.py CONTENT SERIF_FONT SANS_FONT writes report.pdf and the figures."""
import json
import sys

import matplotlib

matplotlib.use("agg")
import matplotlib.pyplot as plot
from matplotlib.font_manager import FontProperties
from reportlab.lib import colors, pagesizes, styles, units
from reportlab.pdfbase import pdfmetrics, ttfonts
from reportlab.platypus import BaseDocTemplate, Frame, Image, PageBreak, PageTemplate, Paragraph, Spacer, Table
from reportlab.platypus.tableofcontents import TableOfContents

WIDTH = 16 * units.cm


class Document(BaseDocTemplate):
    """Tells the contents of each heading."""

    def afterFlowable(self, flowable):
        level = getattr(flowable, "level", None)
        if level is not None:
            self.notify("TOCEntry", (level, flowable.getPlainText(), self.page))


def draw(number, figure, font):
    """Writes the figure as PNG and SVG; returns it for the page."""
    height = 0.6 + 0.28 * len(figure["labels"])
    drawing, axes = plot.subplots(figsize=(WIDTH / 72, height))
    axes.barh(figure["labels"], figure["values"], color="#12436D")
    axes.set_xlim(0, 100)
    axes.invert_yaxis()
    axes.bar_label(axes.containers[0], fontproperties=font)
    for label in axes.get_yticklabels() + axes.get_xticklabels():
        label.set_fontproperties(font)
    drawing.tight_layout()
    drawing.savefig(f"plot-{number}.svg")
    drawing.savefig(f"plot-{number}.png", dpi=150)
    plot.close(drawing)
    return Image(f"plot-{number}.png", WIDTH, height * 72)


def set_table(rows, style):
    cells = [[Paragraph(cell, style) for cell in row] for row in rows]
    return Table(cells, colWidths=[WIDTH / len(rows[0])] * len(rows[0]), repeatRows=1, style=[("GRID", (0, 0), (-1, -1), 0.5, colors.black), ("VALIGN", (0, 0), (-1, -1), "TOP")])


def set_blocks(blocks, font):
    base = dict(fontName="serif", wordWrap="CJK")
    body = styles.ParagraphStyle("body", fontSize=14, leading=22, firstLineIndent=28, spaceAfter=4, **base)
    cell = styles.ParagraphStyle("cell", fontSize=12, leading=17, **base)
    caption = styles.ParagraphStyle("caption", fontSize=12, leading=18, alignment=1, spaceAfter=8, **base)
    heading = styles.ParagraphStyle("heading", fontSize=16, leading=24, spaceBefore=12, spaceAfter=6, **base)
    figures = 0
    for block in blocks:
        if block["kind"] == "heading":
            if block["level"] == 1:
                yield PageBreak()
            title = Paragraph(block["text"], heading)
            title.level = block["level"] - 1
            yield title
        elif block["kind"] == "paragraph":
            yield Paragraph(block["text"], body)
        else:
            if block["kind"] == "figure":
                figures += 1
                yield draw(figures, block, font)
            yield Paragraph(block["caption"], caption)
            if block["kind"] == "table":
                yield set_table(block["rows"], cell)
                yield Spacer(1, 12)


def main(content, serif, sans):
    with open(content, encoding="utf-8") as file:
        report = json.load(file)
    pdfmetrics.registerFont(ttfonts.TTFont("serif", serif))
    document = Document("report.pdf", pagesize=pagesizes.A4, title=report["title"])
    frame = Frame((document.pagesize[0] - WIDTH) / 2 - 6, 2.5 * units.cm, WIDTH + 12, document.pagesize[1] - 5 * units.cm)

    def furnish(canvas, _):
        canvas.setFont("serif", 10)
        canvas.drawString(frame.x1, document.pagesize[1] - 2 * units.cm, report["title"])
        canvas.drawCentredString(document.pagesize[0] / 2, 1.5 * units.cm, str(canvas.getPageNumber()))

    document.addPageTemplates(PageTemplate(frames=[frame], onPage=furnish))
    contents = TableOfContents(levelStyles=[
        styles.ParagraphStyle(f"contents-{level}", fontName="serif", fontSize=14, leading=22, leftIndent=14 * level) for level in range(3)])
    cover = Paragraph(report["title"], styles.ParagraphStyle("cover", fontName="serif", fontSize=28, leading=40, wordWrap="CJK"))
    document.multiBuild([cover, PageBreak(), contents, *set_blocks(report["blocks"], FontProperties(fname=sans))])


if __name__ == "__main__":
    main(*sys.argv[1:])
