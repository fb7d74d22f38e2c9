"""What can be read in a part of a Word file: text, tables, pictures, notes, pages, lists, links.

It is read from the file's bytes alone and knows nothing of how an appendix is brought in, so that it can prove that.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256

from shpdocs.ooxml.alternatives import keep_shown_branches
from shpdocs.ooxml.metafiles import shown_alone
from shpdocs.ooxml.outside import description_of
from shpdocs.ooxml.theme import Theme
from shpdocs.ooxml.word_fields import Field, fields
from shpdocs.ooxml.word_file import WordFile
from shpdocs.ooxml.word_order import properties
from shpdocs.ooxml.word_paragraphs import paragraph_of, style_of, texts_of
from shpdocs.ooxml.xml import Element, R, W, each, find, is_on, local, tag, value
from shpdocs.paper.appendix.form_fields import shown_by
from shpdocs.paper.appendix.lists import Numbering
from shpdocs.paper.appendix.notes import KINDS
from shpdocs.paper.appendix.shown import known_names, leads_to, shows_anything, with_new_codes

Facts = dict[str, list[str]]
_PAGE_SETTINGS = {
    "pgSz": "page", "pgMar": "margins", "cols": "columns", "titlePg": "a first page of its own", "vAlign": "placed", "pgBorders": "borders",
    "lnNumType": "numbers of lines", "bidi": "right to left", "rtlGutter": "gutter on the right", "textDirection": "direction of text",
    "docGrid": "grid", "formProt": "form",
}  # fmt: skip
_OF_TABLE = {"tbl": "[table]", "tr": " / ", "tc": " | "}
_READ = (
    "w:p", "w:tbl", "w:tr", "w:tc", "a:blip", "v:imagedata", "wp:docPr", "c:chart", "w:footnoteReference", "w:endnoteReference",
)  # fmt: skip
_LONGEST_CONTENT = 500  # characters


class FactReader:
    """A Word file, and the facts of some blocks of its body. `page_mark` is the name of a style whose lines in headers do not count."""

    def __init__(self, file: WordFile, page_mark: str = "") -> None:
        for _, name in file.text_parts:
            keep_shown_branches(file.tree(name))
        self._file, self.document, self._names = file, file.root, known_names(file)
        properties(file.root.find(tag("w:body")), "w:sectPr")  # the last section may say nothing of itself
        self.all_sections = list(each(file.root, "w:sectPr"))
        self.bookmarks: dict[str, Element] = {}
        for bookmark in each(file.root, "w:bookmarkStart"):
            self.bookmarks.setdefault(value(bookmark, "w:name"), bookmark)  # of two of one name Word takes the first
        self._notes = {kind: (part, {value(note, "w:id"): note for note in file.tree(part)}) for kind, part in file.parts(*KINDS)}
        self._lists = Numbering(file.related("numbering"))
        keep_shown_branches(self._lists.root)
        self._has_even_headers = is_on(find(file.settings, "w:evenAndOddHeaders"))
        self._page_mark = file.styles.id_of(page_mark) if page_mark else ""
        self._texts = texts_of([file.root])
        # worked out once each: a file may show one picture, note or header a hundred thousand times
        self._hashes: dict[str, str] = {}
        self._charts: dict[str, str] = {}
        self._contents: dict[Element, str] = {}
        self._places: dict[str, str] = {}
        self._numbered: dict[tuple[str, str], str] = {}
        self._lists_of_styles: dict[str, tuple[str, str]] = {}

    def facts(self, blocks: list[Element], sections: list[Element]) -> Facts:
        """Everything that can be read in blocks of the body with these sections, kind by kind."""

        read = [(element.tag, element) for block in blocks for element in each(block, *_READ)]

        def within(*names: str) -> list[Element]:
            tags = [tag(name) for name in names]
            return [element for name, element in read if name in tags]

        paragraphs = within("w:p")
        return {
            "paragraphs": [self._texts[paragraph] for paragraph in paragraphs],
            "tables": self._tables(within("w:tbl", "w:tr", "w:tc", "w:p")),
            "pictures": self._pictures(within("a:blip", "v:imagedata"), self._file.main),
            "drawings and their alternative texts": [_alternative(drawing) for drawing in within("wp:docPr")],
            "charts": [self._chart(chart) for chart in within("c:chart")],
            "footnotes": [self._note(reference, "footnotes") for reference in within("w:footnoteReference")],
            "endnotes": [self._note(reference, "endnotes") for reference in within("w:endnoteReference")],
            "sections": [_page(section, self._file.theme, is_first=not at) for at, section in enumerate(sections)],
            "headers and footers": list(self._headers_and_footers(sections)),
            "list items": list(self._list_items(paragraphs)),
            "links": [
                fact
                for fact in (self._link(link, words) for link, words in texts_of(blocks, "w:hyperlink").items() if shows_anything(link))
                if fact
            ],
            "fields": [self._field(field) for field, code in with_new_codes(fields(*blocks), self._names) if code],
            "equations": list(texts_of(blocks, "m:oMath").values()),
        }

    def _target(self, part: str, relation_id: str) -> str:
        """The part or the address that a relationship of a part leads to; '' if that is not there."""
        relation = self._file.relations(part).get(relation_id)
        return relation.target if relation is not None and (relation.is_external or self._file.has_target(relation)) else ""

    def _pictures(self, pictures: Iterable[Element], part: str) -> list[str]:
        targets = [self._target(part, value(picture, "r:embed") or value(picture, "r:id")) for picture in pictures]
        for target in {*targets} - self._hashes.keys() - {""}:
            self._hashes[target] = sha256(shown_alone(self._file.package.read(target))[0]).hexdigest()
        return [self._hashes[target] if target else "missing" for target in targets]

    def _chart(self, chart: Element) -> str:
        target = self._target(self._file.main, value(chart, "r:id"))
        if target and target not in self._charts:
            self._charts[target] = " | ".join(said.text or "" for said in each(self._file.tree(target), "c:v", "a:t"))
        return self._charts[target] if target else "missing"

    def _tables(self, elements: list[Element]) -> list[str]:
        """What each table says, row by row and cell by cell. A table within a cell is one of its own, and is marked there."""
        name = tag("w:tbl")
        tables: dict[Element, list[str]] = {}
        for element in elements:
            table = next(element.iterancestors(name), None)
            if table in tables:
                tables[table].append(_OF_TABLE.get(local(element)) or f"{self._texts[element]}\n")
            if element.tag == name:
                tables[element] = []
        return ["".join(said) for said in tables.values()]

    def _note(self, reference: Element, kind: str) -> str:
        part, notes = self._notes.get(kind, ("", {}))
        note = notes.get(value(reference, "w:id"))
        return "missing" if note is None else self._content(note, part)

    def _content(self, root: Element, part: str) -> str:
        """What a note, a header or a footer says and shows, told apart by a hash where it is long."""
        if root not in self._contents:
            lines = [text for line, text in texts_of([root]).items() if not self._page_mark or style_of(line) != self._page_mark]
            links = [link for link in each(root, "w:hyperlink") if value(link, "r:id") and shows_anything(link)]
            addresses = [self._target(part, value(link, "r:id")) for link in links]
            pictures = self._pictures(each(root, "a:blip", "v:imagedata"), part)
            content = "\n".join([*(line for line in lines if line.strip()), *pictures, *addresses])
            more = f"… {sha256(content.encode()).hexdigest()}" if len(content) > _LONGEST_CONTENT else ""
            self._contents[root] = content[:_LONGEST_CONTENT] + more
        return self._contents[root]

    def _headers_and_footers(self, sections: list[Element]) -> Iterator[str]:
        """The headers and footers that each section shows, taken over from sections before it where it has none."""
        shown: dict[tuple[str, str], str] = {}
        wanted = set(sections)
        for section in self.all_sections:
            for place in ("header", "footer"):
                for reference in section.findall(tag(f"w:{place}Reference")):
                    shown[place, value(reference, "w:type")] = self._target(self._file.main, value(reference, "r:id"))
            if section in wanted:
                yield "; ".join(self._header_or_footer(section, place, shown) for place in ("header", "footer"))

    def _header_or_footer(self, section: Element, place: str, shown: dict[tuple[str, str], str]) -> str:
        types = ["default", *(["first"] if is_on(find(section, "w:titlePg")) else []), *(["even"] if self._has_even_headers else [])]
        parts = {type: shown.get((place, type), "") for type in types}
        contents = {type: self._content(self._file.tree(part), part) if part else "" for type, part in parts.items()}
        return f"{place}: { ({'even': contents['default']} | contents) }"

    def _list_items(self, paragraphs: list[Element]) -> Iterator[str]:
        """For each item of a list which list it belongs to, counted from the first, its level and how that is numbered."""
        places: dict[str, int] = {}
        for paragraph in paragraphs:
            list_id, level = self._list_and_level(paragraph)
            if list_id in self._lists.lists:
                place = places.setdefault(list_id, len(places) + 1)
                yield f"list {place}, level {level}: {self._numbering(list_id, level)} {self._texts[paragraph][:30]}"

    def _list_and_level(self, paragraph: Element) -> tuple[str, str]:
        styles, direct = self._file.styles, find(paragraph, "w:pPr")
        style = styles.usual(style_of(paragraph))
        if find(direct, "w:numPr") is not None:
            return self._lists.list_and_level(style, direct, styles)
        if style not in self._lists_of_styles:
            self._lists_of_styles[style] = self._lists.list_and_level(style, None, styles)
        return self._lists_of_styles[style]

    def _numbering(self, list_id: str, level: str) -> str:
        """How a level of a list is numbered, and from where the list begins anew."""
        if (list_id, level) not in self._numbered:
            said = self._lists.level(list_id, level, self._file.styles)
            numbered = " ".join(value(find(said, f"w:{name}")) for name in ("start", "numFmt", "lvlText", "lvlJc"))
            numbered += self._picture_of_bullet(value(find(said, "w:lvlPicBulletId")))
            starts = [value(start) for start in each(self._lists.lists[list_id], "w:startOverride")]
            self._numbered[list_id, level] = f"{numbered} {starts}"
        return self._numbered[list_id, level]

    def _picture_of_bullet(self, id: str) -> str:
        """The picture that stands as a bullet; '' if none does."""
        bullet = self._lists.bullets.get(id)
        pictures = [] if bullet is None else list(each(bullet, "a:blip", "v:imagedata"))
        part = next((name for _, name in self._file.parts("numbering")), "")
        return "".join(f" {picture}" for picture in self._pictures(pictures, part))

    def _field(self, field: Field) -> str:
        """The kind of a field and what a form shows; a count of pages leads to the last one."""
        return f"{'PAGEREF' if field.kind == 'NUMPAGES' else field.kind} {shown_by(field)}"

    def _link(self, link: Element, words: str) -> str:
        """What a link says and the address or the words that it leads to; '' if it leads nowhere."""
        target, anchor = self._target(self._file.main, value(link, "r:id")), leads_to(link, self._names)
        if target:
            return f"{words} → {target if not target.startswith('#') else '#'}"
        return f"{words} → {self._text_at(anchor)}" if anchor else ""

    def _text_at(self, anchor: str) -> str:
        """The first words of the paragraph that a bookmark stands in, or of the next if it stands in none."""
        if anchor not in self._places:
            bookmark = self.bookmarks.get(anchor)
            paragraph = paragraph_of(bookmark) if bookmark is not None else None
            if bookmark is not None and paragraph is None:
                paragraph = _paragraph_after(bookmark)
            words = self._texts[paragraph][:60] if paragraph is not None else ""
            self._places[anchor] = words if bookmark is not None else "nothing"
        return self._places[anchor]


def _paragraph_after(element: Element) -> Element | None:
    """The next paragraph behind an element that stands in none, in or out of what it is wrapped up in; None at the end."""
    behind = (sibling for around in (element, *element.iterancestors()) for sibling in around.itersiblings())
    return next((paragraph for sibling in behind for paragraph in each(sibling, "w:p")), None)


def _alternative(drawing: Element) -> str:
    return " ".join(description_of(drawing.get(name, "")) for name in ("title", "descr"))


def _page(section: Element, theme: Theme, *, is_first: bool) -> str:
    """The geometry of a section's pages; whether its numbers have a form of their own."""
    settings = [f"{words} {_said(child, theme)}" for name, words in _PAGE_SETTINGS.items() for child in section.findall(tag(f"w:{name}"))]
    if is_first:  # numbers of lines that go on from the section before begin there
        settings = [said.replace("restart continuous", "restart newSection") for said in settings]
    form = value(find(section, "w:pgNumType"), "w:fmt")
    return "; ".join([*settings, *([f"page numbers {form}"] if form else [])])


def _said(element: Element, theme: Theme) -> str:
    """What an element says and all that is within it, with colours as they are shown."""
    said = {
        key.rpartition("}")[2]: text
        for key, text in element.attrib.items()
        if key.startswith((f"{{{W}}}", f"{{{R}}}")) and "rsid" not in key and "theme" not in key
    }
    if value(element, "w:themeColor"):
        said["color"] = theme.shown_colour(element, "color")
    own = " ".join(f"{name} {text}" for name, text in sorted(said.items()))
    return ", ".join(piece for piece in (own, *(f"{local(child)} {_said(child, theme)}" for child in element)) if piece)
