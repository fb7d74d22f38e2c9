"""docxtpl filling a like paper: the same headings, paragraphs and tables, from a template with a loop for each table."""

import json
from pathlib import Path

from docxtpl import DocxTemplate

template = DocxTemplate("template.docx")
template.render(json.loads(Path("context.json").read_text()), autoescape=True)
template.save("paper.docx")
