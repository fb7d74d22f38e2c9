"""docxtpl writing the same table of many rows, from a template with one row in a loop."""

import json
import sys
from pathlib import Path

from docxtpl import DocxTemplate

template = DocxTemplate("appendix.docx")
template.render({"rows": json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))}, autoescape=True)
template.save("theirs.docx")
