"""The paper that appendices come into, and an appendix that comes in: their parts as trees of XML."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field

from shpdocs.model.appendix import Appendix
from shpdocs.paper.appendix import notes, sections
from shpdocs.paper.appendix.cascade import Styles
from shpdocs.paper.appendix.identifiers import Identifiers
from shpdocs.paper.appendix.numbering import Numbering
from shpdocs.paper.appendix.package import Package
from shpdocs.paper.appendix.parts import add_part
from shpdocs.paper.appendix.refusals import text_parts
from shpdocs.paper.appendix.theme import Theme
from shpdocs.paper.appendix.xml import PPR_ORDER, RPR_ORDER, Element, each, made, parse, tag, tidy, value, written

_PART_KINDS = ("styles", "numbering", "settings", "fontTable", "footnotes", "endnotes")


class PaperDocument:
    """A paper: its parts as trees, until it is written again."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.main = package.main
        self.root = parse(package.parts[self.main])
        settings = package.root("settings")
        self.settings = made("w:settings") if settings is None else settings
        self.styles = Styles(package.root("styles"))
        self.lists = Numbering(package.root("numbering"))
        self.fonts = package.root("fontTable")
        self.notes = {kind: package.root(kind) for kind in notes.KINDS}
        self.theme = Theme(package.root("theme"), self.settings)
        self.identifiers = Identifiers([parse(package.parts[name]) for _, name in text_parts(package)])
        self.page_mark = self._page_mark()

    @property
    def body(self) -> Element:
        """The body of the text."""
        return self.root.find(tag("w:body"))

    def _page_mark(self) -> list[Element]:
        """The lines at the head of the paper's own pages that say what it is, such as that it is a draft."""
        style = self.styles.id_of("Page Mark")
        for section in sections.section_properties(self.body):
            relation_id = value(sections.reference(section, "header", "default"), "r:id")
            for relation in self.package.relations(self.main):
                if relation.id == relation_id:
                    lines = each(parse(self.package.parts[relation.target]), "w:p")
                    return [line for line in lines if style and value(line.find(f"{tag('w:pPr')}/{tag('w:pStyle')}")) == style]
        return []

    def add_empty(self, place: str, prefix: str) -> str:
        """Add an empty header or footer, but for the paper's mark; return its relationship's id."""
        root = made("w:hdr" if place == "header" else "w:ftr")
        root.extend(deepcopy(self.page_mark) if place == "header" and self.page_mark else [made("w:p")])
        return add_part(self.package, place, f"word/{prefix.lower()}-empty-{place}.xml", root)

    def write(self) -> bytes:
        """The paper's bytes."""
        roots = (self.styles.root, self.lists.root, self.settings, self.fonts, self.notes["footnotes"], self.notes["endnotes"])
        for kind, root in zip(_PART_KINDS, roots, strict=True):
            name = self.package.of_kind(self.main, kind)
            if root is not None and name:
                self.package.parts[name] = written(root)
            elif root is not None and len(root):
                add_part(self.package, kind, f"word/{kind}.xml", root)
        self.package.parts[self.main] = written(self.root)
        return self.package.write()


@dataclass
class AppendixDocument:
    """An appendix: its parts that hold text as trees by name, the document first, and what a report says of it.

    `prefix` stands before its names in the paper; `bookmark` is that of its heading there.
    """

    source: Appendix
    package: Package
    prefix: str
    parts: dict[str, Element]
    kinds: dict[str, str]
    settings: Element | None
    styles: Styles
    lists: Numbering
    theme: Theme
    changed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    bookmark: str = ""

    @property
    def root(self) -> Element:
        """The document itself."""
        return self.parts[self.package.main]

    @property
    def body(self) -> Element:
        """The body of the text."""
        return self.root.find(tag("w:body"))

    def parts_of_kind(self, kind: str) -> list[Element]:
        """The trees of a kind of part: 'header', 'footnotes'."""
        return [root for name, root in self.parts.items() if self.kinds[name] == kind]


def parse_appendix(source: Appendix, package: Package, number: int) -> AppendixDocument:
    """An appendix as trees; `number` is its place among the appendices, from 1."""
    parts = text_parts(package)
    settings = package.root("settings")
    roots = {name: parse(package.parts[name]) for _, name in parts}
    for root in roots.values():
        tidy(root, "w:pPr", PPR_ORDER)
        tidy(root, "w:rPr", RPR_ORDER)
    return AppendixDocument(
        source=source,
        package=package,
        prefix=f"A{number}",
        parts=roots,
        kinds={name: kind for kind, name in parts},
        settings=settings,
        styles=Styles(package.root("styles")),
        lists=Numbering(package.root("numbering")),
        theme=Theme(package.root("theme"), settings),
    )
