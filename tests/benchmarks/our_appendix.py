"""A paper with a table of many rows, written by `write_paper`: the rows of a file, each cell a paragraph."""

import json
import sys
from datetime import date
from pathlib import Path

from shpdocs.model.document import Document, Heading, Paragraph, Table
from shpdocs.paper.word import write_paper

rows = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
cells = tuple(tuple((Paragraph(text),) for text in row) for row in rows)
table = Table("Made-up incidents", "A row for each made-up incident.", ("Number", "Day", "Ward", "What", "Count"), cells)
blocks = (Heading("A made-up paper", 1), Heading("Appendix", 2), *((table,) if rows else ()))
Path("ours.docx").write_bytes(write_paper(Document("A made-up paper", "Made up", blocks), date(2024, 9, 30)))
