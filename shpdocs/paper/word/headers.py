"""The head and foot of a paper's pages: its own lines beside those of the council."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from shpdocs.model.document import Document
from shpdocs.ooxml.xml import Element, local
from shpdocs.paper.word.text import field, paragraph, run


def write_headers_and_footers(section: Any, document: Document) -> None:
    """Write into a section of python-docx's: the mark is the first line of every page, the footer's own lines are the last."""
    has_first = section.different_first_page_header_footer
    mark = [paragraph("PageMark", run(document.mark))] if document.mark else []
    for header in (section.header, *((section.first_page_header,) if has_first else ())):
        if mark or not header.is_linked_to_previous:
            root = content_of(header)
            root[:0] = deepcopy(mark)
            _end_in_paragraph(root, "Header")
    for footer in (section.footer, *((section.first_page_footer,) if has_first else ())):
        root = content_of(footer)
        root.extend(_footer_lines(document))
        _end_in_paragraph(root, "Footer")


def content_of(place: Any) -> Element:
    """The content of a header or footer of python-docx's; of one that is not there yet none, not its blank line."""
    is_new = place.is_linked_to_previous
    root = place.part.element
    if is_new:
        root[:] = []
    return root


def _end_in_paragraph(root: Element, style: str) -> None:
    """Add a blank line where there is none at the end: Word wants one."""
    if not len(root) or local(root[-1]) != "p":
        root.append(paragraph(style))


def _footer_lines(document: Document) -> list[Element]:
    lines = [paragraph("FooterFirst" if number == 0 else "Footer", run(line)) for number, line in enumerate(document.footer)]
    if document.page_numbers:
        total = (run(" of "), field("NUMPAGES")) if document.page_total else ()
        lines.append(paragraph("Footer", run("Page "), field("PAGE"), *total))
    return lines
