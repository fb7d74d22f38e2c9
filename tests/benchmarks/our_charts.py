"""A paper with so many charts of four quarters, each with its target and baseline, and the numbers beside it, charts or none."""

import sys
from datetime import date
from pathlib import Path

from shpdocs.model.document import Block, Chart, ChartLine, Document, Heading, Paragraph, Table
from shpdocs.paper.word import write_paper

SERIES, QUARTERS = 6, ("Q1", "Q2", "Q3", "Q4")
blocks: list[Block] = [Heading("A made-up paper", 1)]
for number in range(SERIES):
    bars = ChartLine("Made up", tuple(float(100 + 10 * number + quarter) for quarter in range(4)))
    lines = (ChartLine("Target", (105.0,) * 4), ChartLine("Baseline", (120.0,) * 4))
    blocks.append(Heading(f"Made-up measure {number + 1}", 2))
    if number < int(sys.argv[1]):
        blocks.append(Chart(f"Made-up measure {number + 1}", "Made-up figures rise every quarter.", QUARTERS, bars, lines))
    rows = tuple(tuple((Paragraph(text),) for text in (one.name, *map(str, one.values))) for one in (bars, *lines))
    blocks.append(Table(f"Made-up measure {number + 1}", "A row for each line of the chart.", ("", *QUARTERS), rows))
Path("charts.docx").write_bytes(write_paper(Document("A made-up paper", "Made up", tuple(blocks)), date(2024, 9, 30)))
