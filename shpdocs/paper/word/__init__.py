"""Writing a paper: a document of blocks becomes a Word file (.docx). Same document, same bytes.

python-docx holds the file: an empty paper of ours, into which a council's look is copied. The body goes into it as elements
of Word that are made here; charts are parts of ours.
"""

from __future__ import annotations

from datetime import date

from shpdocs.model.document import Document
from shpdocs.model.house_style import HouseStyle
from shpdocs.model.ledger import HEAD_PROPERTY
from shpdocs.paper.word.blocks import write_blocks
from shpdocs.paper.word.builder import PaperBuilder
from shpdocs.paper.word.empty_paper import empty_paper, opened


def write_paper(document: Document, created: date, house: HouseStyle | None = None, ledger: str = "") -> bytes:
    """Return the paper (.docx), in a council's house style if one is given, else in ours.

    `created` is the date in its properties: never the clock's, always the period's. A draft holds how far the `ledger` went that it
    was made by (`Head.words`), as a property: should the ledger be lost, or an older one be put in its place, the draft tells.
    """
    builder = PaperBuilder(document, opened(house.empty_paper if house else empty_paper()))
    write_blocks(builder)
    if ledger:
        builder.add_property(HEAD_PROPERTY, ledger)
    return builder.save(created)
