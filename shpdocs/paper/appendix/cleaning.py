"""An appendix with what a reader sees or hears and nothing else: its file made anew, part by part, from what the page reaches.

Whatever comes into a paper, and every file that is published apart, is made here first. A part, a property, an attribute or a name
that nothing shown needs has no way in.
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from shpdocs.ooxml.alternatives import keep_shown_branches
from shpdocs.ooxml.vocabulary import LANGUAGE
from shpdocs.ooxml.word_file import WordFile
from shpdocs.ooxml.writing import office
from shpdocs.ooxml.xml import Element, each, element, local, remove, serialise, value
from shpdocs.paper.appendix import notes, sections
from shpdocs.paper.appendix.field_refusals import TOLD
from shpdocs.paper.appendix.line_numbers import STYLE as NUMBERS_OF_LINES
from shpdocs.paper.appendix.line_numbers import has_line_numbers
from shpdocs.paper.appendix.lists import Numbering
from shpdocs.paper.appendix.neutral_names import neutral_names, rename_in_fields
from shpdocs.paper.appendix.part_rewriting import WORD, PartRewriter
from shpdocs.paper.appendix.rewriting import Rewriter
from shpdocs.paper.appendix.shown import keep_shown, known_names
from shpdocs.paper.appendix.styles import Used
from shpdocs.paper.appendix.used import leave_unused_headers, used_lists, used_styles

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DC = "http://purl.org/dc/elements/1.1/"
_LEFT_PARTS = {"glossaryDocument": "building blocks", "customXml": "data kept with the file that is on no page"}


class Cleaned(Struct, frozen=True):
    """The file again, what of it is otherwise now, and what was left; the bytes that it was made of, what was done on request, and
    what somebody should look at."""

    content: bytes
    changed: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    source: bytes = b""
    requested: tuple[str, ...] = ()
    noticed: tuple[str, ...] = ()


def cleaned(file: WordFile, title: str) -> Cleaned:
    """The file with what a reader sees or hears and nothing else, called by this title."""
    return _Cleaner(file).cleaned(title)


class _Cleaner:
    """A file, and the new package that is made of it."""

    def __init__(self, file: WordFile) -> None:
        self._file = file
        self._texts = [file.tree(name) for _, name in file.text_parts]
        self._settings = file.settings if file.settings is not None else element("w:settings")
        self._has_bound_controls = any(True for root in self._texts for _ in root.iter("{*}dataBinding"))
        self._ended_fields = keep_shown(self._texts, known_names(file))
        leave_unused_headers(file.root, sections.has_even_headers(self._settings))
        self._notes = {kind: _referenced(file.related(kind), file.root, kind) for kind in notes.KINDS}
        lists = Numbering(file.related("numbering"))
        shown = [root for root in self._texts if local(root) not in notes.KINDS] + list(self._notes.values())
        used = Used(shown, file.styles, lists)
        if has_line_numbers(file.root):
            used.add_style(NUMBERS_OF_LINES)
        names = neutral_names(file.styles, used.styles, shown)
        rename_in_fields(shown, names)
        keep_shown_branches(lists.root)
        self._styles, self._numbering = used_styles(file.styles, used), used_lists(lists, used, shown, file.styles)
        self._rewriter = Rewriter(names)
        self._copier = PartRewriter(file, self._rewriter)

    def cleaned(self, title: str) -> Cleaned:
        """The file again."""
        package, main = self._copier.package, "word/document.xml"
        self._copier.put(main, self._file.root, self._file.main, f"{WORD}.document.main+xml")
        package.relate("", office("officeDocument"), main)
        for kind, root in self._notes.items():
            if len(root):
                lines = notes.new_notes(kind, self._settings)
                lines.extend(list(root))
                self._add(kind, lines, self._part(kind))
        for kind, root in (("styles", self._styles), ("numbering", self._numbering), ("settings", self._settings)):
            self._add(kind, root, self._part("numbering") if kind == "numbering" else "")
        for _, part in self._file.parts("theme")[:1]:
            package.relate(main, office("theme"), self._copier.copy(part, "theme"))
        fonts = self._file.related("fontTable")
        if fonts is not None:
            remove([font for font in fonts if value(font, "w:name") not in self._rewriter.fonts])
            self._add("fontTable", fonts, "")
        package.add("docProps/core.xml", serialise(self._properties(title)), "application/vnd.openxmlformats-package.core-properties+xml")
        package.relate("", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
        return Cleaned(package.write(), tuple(self._changed()), tuple(self._left()))

    def _part(self, kind: str) -> str:
        """The name of a part that the whole document has; '' without one."""
        return next((name for _, name in self._file.parts(kind)), "")

    def _add(self, kind: str, root: Element, source: str) -> None:
        """Add a part that the whole document has."""
        if len(root):
            self._copier.put(f"word/{kind}.xml", root, source, f"{WORD}.{kind}+xml")
            self._copier.package.relate("word/document.xml", office(kind), f"word/{kind}.xml")

    def _properties(self, title: str) -> Element:
        """The title that we give, and the language that screen readers need."""
        root = etree.Element(
            f"{{{_PACKAGE}/metadata/core-properties}}coreProperties", nsmap={"cp": f"{_PACKAGE}/metadata/core-properties", "dc": _DC}
        )
        etree.SubElement(root, f"{{{_DC}}}title").text = title
        known = self._file.related("core-properties", source="")
        said = known.findtext(f"{{{_DC}}}language", "") if known is not None else ""
        if LANGUAGE.fullmatch(said):
            etree.SubElement(root, f"{{{_DC}}}language").text = said
        return root

    def _changed(self) -> Iterator[str]:
        if self._ended_fields.as_text:
            yield f"fields that are now the text that they showed: {_named(self._ended_fields.as_text)}"
        if self._ended_fields.blank:
            yield f"fields that showed nothing, and are gone: {_named(self._ended_fields.blank)}"
        if self._has_bound_controls:
            yield "controls bound to data kept elsewhere in the file: the text that they showed stays"
        if self._copier.has_workbooks:
            yield "charts: they show what they showed, without the workbook behind them"
        if self._copier.has_drawings:
            yield "drawings (EMF, WMF): what they draw is there, their titles, remarks and the program that made them are not"
        if self._copier.has_second_pictures:
            yield "pictures: of one kept twice, as a drawing (SVG) and as dots, the dots are shown"

    def _left(self) -> Iterator[str]:
        yield "properties of the file: author, company, title, dates"
        file = self._file
        kinds = {relation.kind for part in ("", file.main) for relation in file.relations(part).values()}
        yield from (words for kind, words in _LEFT_PARTS.items() if kind in kinds)
        fonts = file.parts("fontTable")
        if any(relation.kind == "font" for _, part in fonts for relation in file.relations(part).values()):
            yield "fonts embedded in the file: their names are kept"


def _named(kinds: set[str]) -> str:
    """Kinds of fields as they are told: one that is a name of the file's own is among the others."""
    return ", ".join([*sorted(kinds & TOLD), *["others"] * bool(kinds - TOLD)])


def _referenced(root: Element | None, document: Element, kind: str) -> Element:
    """The notes that the text refers to, without those that nothing does."""
    ids = {value(reference, "w:id") for reference in each(document, f"w:{notes.KINDS[kind]}Reference")}
    return element(f"w:{kind}", None, *[note for note in notes.real_notes(root) if value(note, "w:id") in ids])
