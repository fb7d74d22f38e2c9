"""Headings of an appendix: a level of the paper's own in the appendix's own look, and entries in the paper's list of contents.

Readers know a heading by the paper's one style of that name. So a heading takes that style, and says its look beside it.
"""

from __future__ import annotations

import re

from shpdocs.ooxml.word_fields import Field, fields
from shpdocs.ooxml.word_order import properties, set_in_order
from shpdocs.ooxml.word_paragraphs import directly_in, paragraph_of, style_of
from shpdocs.ooxml.word_styles import Look, Styles, outline_level, stacked
from shpdocs.ooxml.xml import Element, each, element, find, local, remove, tag, value
from shpdocs.paper.appendix.line_numbers import suppress_line_numbers
from shpdocs.paper.appendix.lists import Numbering
from shpdocs.paper.appendix.looks import lay_under, undone
from shpdocs.paper.word.text import paragraph as new_paragraph
from shpdocs.paper.word.text import run as new_run

_TOP = 3  # the appendix's highest level, under its own heading of level 2
_NOT_LOOK = ("outlineLvl", "pStyle", "rPr", "sectPr")


def find_headings(document: Element, styles: Styles) -> list[tuple[Element, int]]:
    """Every heading of an appendix and its level there, 1 to 9."""
    headings = []
    levels: dict[str, int] = {}
    for paragraph in each(document, "w:p"):
        outline, style = find(paragraph, "w:pPr/w:outlineLvl"), style_of(paragraph)
        if style not in levels:
            levels[style] = styles.heading_level(styles.usual(style))
        level = levels[style] if outline is None else outline_level(outline)
        if level:
            headings.append((paragraph, level))
    return headings


def paper_levels(levels: list[int]) -> list[int]:
    """The levels in the paper: the highest is 3, and none is skipped on the way down."""
    new_levels, above = [], list[int]()
    for level in levels:
        while above and above[-1] >= level:
            above.pop()
        new_levels.append(min(9, _TOP + len(above)))
        above.append(level)
    return new_levels


def add_heading_styles(paper: Styles, levels: set[int]) -> None:
    """Add the heading styles that the paper has not got, each like the one above it."""
    for level in range(2, max(levels, default=0) + 1):
        if not paper.id_of(f"heading {level}"):
            style = element(
                "w:style",
                {"w:type": "paragraph", "w:styleId": f"Heading{level}"},
                element("w:name", {"w:val": f"heading {level}"}),
                element("w:basedOn", {"w:val": paper.id_of(f"heading {level - 1}") or f"Heading{level - 1}"}),
                element("w:next", {"w:val": paper.default("paragraph")}),
                element("w:pPr", None, element("w:outlineLvl", {"w:val": str(level - 1)})),
            )
            paper.add(style)


class HeadingMaker:
    """Makes headings of the paper's own; what one of a style looks like is worked out once."""

    def __init__(self, paper: Styles, appendix: Styles, lists: Numbering) -> None:
        self._paper, self._appendix, self._lists = paper, appendix, lists
        self._looks: dict[tuple[str, str, str], Look] = {}
        self._run_looks: dict[tuple[str, str, str], Look] = {}

    def make(self, paragraph: Element, new_style: str) -> None:
        """Let a paragraph have a heading style of the paper, looking as it did in the appendix."""
        style = self._appendix.usual(style_of(paragraph))
        direct = properties(paragraph, "w:pPr")
        look = {
            name: said
            for name, said in self._look(style, new_style, "pPr").items()
            if name not in _NOT_LOOK and not (name == "framePr" and _is_no_frame(said))
        }
        has_indent = "ind" in self._appendix.whole_look(style, "pPr")
        _keep_list(look, direct, has_indent, self._lists.list_and_level(style, direct, self._appendix))
        remove(direct.findall(tag("w:outlineLvl")))
        lay_under(direct, look)
        set_in_order(direct, element("w:pStyle", {"w:val": new_style}))
        lay_under(properties(direct, "w:rPr"), self._look(style, new_style, "rPr"))
        for run in directly_in(paragraph, "w:r"):
            lay_under(properties(run, "w:rPr"), self._run_look(style, new_style, value(find(run, "w:rPr/w:rStyle"))))

    def _look(self, style: str, new_style: str, kind: str) -> Look:
        """What is said directly, so that the new style looks as the one before."""
        key = style, new_style, kind
        if key not in self._looks:
            self._looks[key] = undone(self._paper.whole_look(new_style, kind), self._appendix.whole_look(style, kind), kind)
        return self._looks[key]

    def _run_look(self, style: str, new_style: str, run_style: str) -> Look:
        key = style, new_style, run_style
        if key not in self._run_looks:
            look = self._look(style, new_style, "rPr")
            whole = stacked(look, self._appendix.look(run_style, "rPr"))
            self._run_looks[key] = {name: whole[name] for name in look}
        return self._run_looks[key]


def _is_no_frame(frame: Element) -> bool:
    """Whether a style says by a frame without size and place that there is none; said directly, LibreOffice would hide what is in it."""
    sizes = (value(frame, f"w:{name}") for name in ("w", "h", "x", "y", "hSpace", "vSpace", "lines"))
    is_inline = value(frame, "w:yAlign", missing="inline") == "inline" and value(frame, "w:dropCap", missing="none") == "none"
    return is_inline and value(frame, "w:wrap", missing="auto") == "auto" and all(size in ("", "0") for size in sizes)


def _keep_list(look: Look, direct: Element, has_indent: bool, list_and_level: tuple[str, str]) -> None:
    """Say directly which list comes with the style; a list indents its paragraphs itself unless the style that names it does."""
    list_id, level = list_and_level
    is_direct = find(direct, "w:numPr") is not None
    look.pop("numPr", None)
    if list_id:
        numbering = element("w:numPr", None, element("w:ilvl", {"w:val": level}), element("w:numId", {"w:val": list_id}))
        set_in_order(direct, numbering)
    if (is_direct and list_id != "0") or (list_id and not is_direct and not has_indent):
        look.pop("ind", None)


class TableOfContents:
    """The paper's list of contents, to which entries may be added; `deepest` is 0 where the paper has none."""

    def __init__(self, document: Element, styles: Styles) -> None:
        self._styles = styles
        lists = (field for field in fields(document) if field.kind == "TOC" and field.simple is None and len(field.characters) == 3)
        self._field = next((field for field in lists if "\\b" not in field.code), None)  # one with \\b is an appendix's own
        self.deepest = _deepest_level(self._field)

    def add(self, text: str, level: int, bookmark: str) -> None:
        """Add an entry at the end, a link to a bookmark."""
        if self._field is None or not text.strip() or level > self.deepest:
            return
        end = self._field.characters[-1].getparent()
        last = paragraph_of(end)
        if last is None:
            return
        entry = self._entry(text, level, bookmark)
        if find(last, "w:pPr/w:suppressLineNumbers") is not None:
            suppress_line_numbers([entry])  # as the entries before it
        if [child for child in last if local(child) not in ("pPr", "bookmarkStart", "bookmarkEnd")] == [end]:
            last.addprevious(entry)  # the list ends in a paragraph of its own
            return
        last.addnext(entry)
        entry.append(end)
        section = find(last, "w:pPr/w:sectPr")
        if section is not None:
            entry[0].append(section)

    def _entry(self, text: str, level: int, bookmark: str) -> Element:
        style = self._styles.id_of("hyperlink")
        words = new_run(" ".join(text.split()), *([element("w:rStyle", {"w:val": style})] if style else []))
        link = element("w:hyperlink", {"w:anchor": bookmark, "w:history": "1"}, words)
        return new_paragraph(self._styles.id_of(f"toc {level}") or f"TOC{level}", link)


def _deepest_level(field: Field | None) -> int:
    levels = re.search(r'\\o\s+"?\d-(\d)', field.code) if field is not None else None
    return int(levels[1]) if levels else 0


def add_bookmark(paragraph: Element, name: str, id: str) -> None:
    """Put a bookmark around what a paragraph says."""
    start = element("w:bookmarkStart", {"w:id": id, "w:name": name})
    paragraph.insert(1 if len(paragraph) and local(paragraph[0]) == "pPr" else 0, start)
    paragraph.append(element("w:bookmarkEnd", {"w:id": id}))
