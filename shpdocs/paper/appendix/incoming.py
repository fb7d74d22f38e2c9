"""The paper that appendices come into, and an appendix on its way in."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field

from shpdocs.model.appendix import Appendix
from shpdocs.paper.appendix import notes, sections
from shpdocs.paper.appendix.cascade import Styles
from shpdocs.paper.appendix.names import Names
from shpdocs.paper.appendix.numbering import Numbering
from shpdocs.paper.appendix.order import PPR_ORDER, RPR_ORDER
from shpdocs.paper.appendix.package import Package
from shpdocs.paper.appendix.parts import new_part
from shpdocs.paper.appendix.refusals import text_parts
from shpdocs.paper.appendix.theme import Theme
from shpdocs.paper.appendix.xml import Element, each, made, parse, tag, tidy, value, written

_PART_KINDS = ("styles", "numbering", "settings", "fontTable", "footnotes", "endnotes")


class Paper:
    """A paper: its parts as trees, until it is written again."""

    def __init__(self, content: Package) -> None:
        self.package = content
        self.main = content.main
        self.document = parse(content.parts[self.main])
        self.settings = _root_or(content.root("settings"), "w:settings")
        self.styles = Styles(content.root("styles"))
        self.lists = Numbering(content.root("numbering"))
        self.fonts = content.root("fontTable")
        self.notes = {kind: content.root(kind) for kind in notes.KINDS}
        self.theme = Theme(content.root("theme"), self.settings)
        self.names = Names([parse(content.parts[name]) for _, name in text_parts(content)])
        self.mark = self._mark()

    @property
    def body(self) -> Element:
        """The body of the text."""
        return self.document.find(tag("w:body"))

    def _mark(self) -> list[Element]:
        """The lines at the head of the paper's own pages that say what it is, such as that it is a draft."""
        style = self.styles.id_of("Page Mark")
        for section in sections.section_properties(self.body):
            one = sections.reference(section, "header", "default")
            found = [rel.target for rel in self.package.relations(self.main) if rel.id == value(one, "r:id")]
            for name in found:
                lines = each(parse(self.package.parts[name]), "w:p")
                return [line for line in lines if style and value(line.find(f"{tag('w:pPr')}/{tag('w:pStyle')}")) == style]
        return []

    def empty(self, place: str, prefix: str) -> str:
        """Add an empty header or footer, but for the paper's mark; return its relationship's id."""
        root = made("w:hdr" if place == "header" else "w:ftr")
        root.extend(deepcopy(self.mark) if place == "header" and self.mark else [made("w:p")])
        return new_part(self.package, place, f"word/{prefix.lower()}-empty-{place}.xml", root)

    def write(self) -> bytes:
        """The paper's bytes."""
        roots = (self.styles.root, self.lists.root, self.settings, self.fonts, self.notes["footnotes"], self.notes["endnotes"])
        for kind, root in zip(_PART_KINDS, roots, strict=True):
            name = self.package.of_kind(self.main, kind)
            if root is not None and name:
                self.package.parts[name] = written(root)
            elif root is not None and len(root):
                new_part(self.package, kind, f"word/{kind}.xml", root)
        self.package.parts[self.main] = written(self.document)
        return self.package.write()


def _root_or(root: Element | None, name: str) -> Element:
    return made(name) if root is None else root


@dataclass
class Incoming:
    """An appendix on its way in: its text as trees by the name of their part, the document first."""

    appendix: Appendix
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
    def document(self) -> Element:
        """The text's own part."""
        return self.parts[self.package.main]

    @property
    def body(self) -> Element:
        """The body of the text."""
        return self.document.find(tag("w:body"))

    def of_kind(self, kind: str) -> list[Element]:
        """The trees of a kind of part: 'header', 'footnotes'."""
        return [root for name, root in self.parts.items() if self.kinds[name] == kind]


def taken(appendix: Appendix, package: Package, number: int) -> Incoming:
    """An appendix as trees."""
    parts = text_parts(package)
    settings = package.root("settings")
    roots = {name: parse(package.parts[name]) for _, name in parts}
    for root in roots.values():
        tidy(root, "w:pPr", PPR_ORDER)
        tidy(root, "w:rPr", RPR_ORDER)
    return Incoming(
        appendix,
        package,
        f"A{number}",
        roots,
        {name: kind for kind, name in parts},
        settings,
        Styles(package.root("styles")),
        Numbering(package.root("numbering")),
        Theme(package.root("theme"), settings),
    )
