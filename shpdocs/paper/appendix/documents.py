"""The paper that appendices come into, and an appendix that comes in, while they are changed."""

from __future__ import annotations

from copy import deepcopy

from shpdocs.model.appendix import Appendix
from shpdocs.ooxml.bounds import OUR_BOUNDS
from shpdocs.ooxml.word_file import WordFile, open_word_file
from shpdocs.ooxml.word_order import tidy
from shpdocs.ooxml.word_paragraphs import style_of
from shpdocs.ooxml.writing import edited
from shpdocs.ooxml.xml import Element, each, element, find, serialise, tag, value
from shpdocs.paper.appendix import notes, sections
from shpdocs.paper.appendix.cleaning import Cleaned
from shpdocs.paper.appendix.identifiers import Identifiers
from shpdocs.paper.appendix.line_numbers import suppress_line_numbers
from shpdocs.paper.appendix.lists import Numbering
from shpdocs.paper.appendix.parts import add_part


class PaperDocument:
    """A paper: its parts as trees, until it is written again; whether an appendix has lines that are numbered."""

    def __init__(self, file: WordFile) -> None:
        self.package, self.main = edited(file.package), file.main
        self.root = file.root
        self.settings = element("w:settings") if file.settings is None else file.settings
        self.styles, self.lists, self.theme = file.styles, Numbering(file.related("numbering")), file.theme
        self.fonts = file.related("fontTable")
        self.notes = {kind: file.related(kind) for kind in notes.KINDS}
        self.identifiers = Identifiers(file.tree(name) for _, name in file.text_parts)
        self.page_mark = _page_mark(file)
        self.empty_style = file.styles.id_of("After Table") or "Normal"  # of a paragraph that says nothing
        self._empty: dict[str, str] = {}
        self.has_line_numbers = False

    @property
    def body(self) -> Element:
        """The body of the text."""
        return find(self.root, "w:body")

    def add_empty(self, prefix: str, place: str) -> str:
        """Add an empty header or footer, but for the paper's mark, one for each prefix; return its relationship's id."""
        name = f"word/{prefix.lower()}-empty-{place}.xml"
        if name not in self._empty:
            lines = deepcopy(self.page_mark) if place == "header" and self.page_mark else [element("w:p")]
            if self.has_line_numbers:
                suppress_line_numbers(lines)
            root = element("w:hdr" if place == "header" else "w:ftr", None, *lines)
            self._empty[name] = add_part(self.package, place, name, root)
        return self._empty[name]

    def add_fonts(self, coming: Element | None) -> None:
        """Add the fonts of an appendix that the paper's table lacks."""
        if coming is None:
            return
        if self.fonts is None:
            self.fonts = element("w:fonts")
        known = {value(font, "w:name") for font in self.fonts}
        self.fonts.extend([font for font in coming.findall(tag("w:font")) if value(font, "w:name") not in known])

    def write(self) -> bytes:
        """The paper's bytes."""
        roots = {"styles": self.styles.root, "numbering": self.lists.root, "settings": self.settings, "fontTable": self.fonts}
        for kind, root in (roots | self.notes).items():
            name = self.package.related(self.main, kind)
            if root is not None and name:
                self.package.parts[name] = serialise(root)
            elif root is not None and len(root):
                add_part(self.package, kind, f"word/{kind}.xml", root)
        self.package.parts[self.main] = serialise(self.root)
        return self.package.write()


def _page_mark(file: WordFile) -> list[Element]:
    """The lines at the head of a paper's own pages that say what it is, such as that it is a draft."""
    style = file.styles.id_of("Page Mark")
    for section in sections.section_properties(file.root) if style else ():
        header = file.relations(file.main).get(value(sections.reference(section, "header", "default"), "r:id"))
        if header is not None:
            return [line for line in each(file.tree(header.target), "w:p") if style_of(line) == style]
    return []


class AppendixDocument:
    """An appendix: its parts that hold text as trees by name, the document first, and what a report says of it.

    `number` is its place among the appendices, from 1; `prefix` stands before its names in the paper; `bookmark` is that of its
    heading there; `content` is what comes in, as a file of its own, `proved` the bytes that it is proved against, `requested` what was
    done on request, `noticed` what somebody should look at.
    """

    def __init__(self, source: Appendix, clean: Cleaned, number: int) -> None:
        file = open_word_file(clean.content, OUR_BOUNDS)
        self.source, self.file, self.prefix = source, file, f"A{number}"
        self.content = clean.content
        self.parts = {name: file.tree(name) for _, name in file.text_parts}
        self.kinds = {name: kind for kind, name in file.text_parts}
        self.root, self.settings = file.root, file.settings
        self.styles, self.lists, self.theme = file.styles, Numbering(file.related("numbering")), file.theme
        self.changed, self.left = list(clean.changed), list(clean.left)
        self.proved, self.requested, self.noticed = clean.source, clean.requested, clean.noticed
        self.bookmark = ""
        for root in self.parts.values():
            tidy(root)

    @property
    def body(self) -> Element:
        """The body of the text."""
        return find(self.root, "w:body")

    def parts_of_kind(self, kind: str) -> list[Element]:
        """The trees of a kind of part: 'header', 'footnotes'."""
        return [root for name, root in self.parts.items() if self.kinds[name] == kind]
