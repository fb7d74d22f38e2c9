"""The paper's list of contents: headings of an appendix join its entries, each a link."""

from __future__ import annotations

import re

from shpdocs.paper.appendix.cascade import Styles
from shpdocs.paper.appendix.fields import Field, fields
from shpdocs.paper.appendix.xml import Element, local, made, paragraph_of, tag


class Contents:
    """A list of contents that may be added to; `deepest` is 0 where the paper has none."""

    def __init__(self, document: Element, styles: Styles) -> None:
        self._styles = styles
        found = (one for one in fields(document) if one.kind == "TOC" and one.simple is None and len(one.marks) == 3)
        self._list = next((one for one in found if "\\b" not in one.code), None)  # one with \\b is an appendix's own
        self.deepest = _deepest(self._list)

    def add(self, text: str, level: int, bookmark: str) -> None:
        """Add an entry at the end."""
        if self._list is None or not text.strip() or level > self.deepest:
            return
        end = self._list.marks[-1].getparent()
        last = paragraph_of(end)
        entry = self._entry(text, level, bookmark)
        if last is None:
            return
        last.addnext(entry)
        if [child for child in last if local(child) not in ("pPr", "bookmarkStart", "bookmarkEnd")] == [end]:
            last.addprevious(entry)  # the list ends in a paragraph of its own
        else:
            section = last.find(f"{tag('w:pPr')}/{tag('w:sectPr')}")
            entry.append(end)
            if section is not None:
                entry.find(tag("w:pPr")).append(section)

    def _entry(self, text: str, level: int, bookmark: str) -> Element:
        entry, look = made("w:p"), made("w:pPr")
        look.append(made("w:pStyle", val=self._styles.id_of(f"toc {level}") or f"TOC{level}"))
        link, run, said = made("w:hyperlink", anchor=bookmark, history="1"), made("w:r"), made("w:t")
        style = self._styles.id_of("hyperlink")
        if style:
            letters = made("w:rPr")
            letters.append(made("w:rStyle", val=style))
            run.append(letters)
        said.text = " ".join(text.split())
        run.append(said)
        link.append(run)
        entry.extend((look, link))
        return entry


def _deepest(found: Field | None) -> int:
    levels = re.search(r'\\o\s+"?\d-(\d)', found.code) if found is not None else None
    return int(levels[1]) if levels else 0


def mark(element: Element, name: str, number: str) -> None:
    """Put a bookmark around what a paragraph says."""
    start, end = made("w:bookmarkStart", id=number, name=name), made("w:bookmarkEnd", id=number)
    at = 1 if len(element) and local(element[0]) == "pPr" else 0
    element.insert(at, start)
    element.append(end)
